"""``monograph check`` and ``monograph rule`` as a shell sees them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.program import run

from monograph.checks.example import Page
from monograph.checks.registry import RULES


def write(root: Path, *pages: Page) -> Path:
    for page in pages:
        path = root / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.source(), encoding="utf-8")
    return root


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    dosage = "**Adults:** 40 mg by mouth four times daily. The maximum daily dose is 80 mg."
    return write(
        tmp_path, Page(title="Aspirin", dosage=dosage), Page(title="Naproxen", usage="I cannot provide it."), Page()
    )


def test_a_clean_folder_ends_with_0(tmp_path: Path) -> None:
    result = run("check", write(tmp_path, Page()))
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == "No problems in 1 monograph.\n"


def test_problems_end_with_1_and_go_to_standard_output(faulty: Path) -> None:
    result = run("check", faulty)
    assert result.returncode == 1
    assert f"{faulty}/a/aspirin.md:18:13 error D704" in result.stdout
    assert f"{faulty}/n/naproxen.md:15:1 error A501" in result.stdout
    assert "2 problems (2 errors) in 2 of 3 monographs." in result.stderr


def test_a_single_file(faulty: Path) -> None:
    result = run("check", faulty / "a/aspirin.md", "--format", "concise")
    assert result.returncode == 1
    assert result.stdout.startswith(f"{faulty}/a/aspirin.md:18:13: error D704 ")
    assert len(result.stdout.splitlines()) == 1


def test_json(faulty: Path) -> None:
    records = json.loads(run("check", faulty, "--format", "json").stdout)
    assert [(record["doc"], record["code"]) for record in records] == [
        ("a/aspirin.md", "D704"),
        ("n/naproxen.md", "A501"),
    ]
    assert records[0]["related"] == [{"doc": "a/aspirin.md", "line": 18, "quote": "The maximum daily dose is 80 mg."}]


def test_select_and_ignore(faulty: Path) -> None:
    assert run("check", faulty, "--ignore", "D704,A5").returncode == 0
    assert run("check", faulty, "--select", "A").stdout.count("A501") == 1
    both = run("check", faulty, "--select", "D,A", "--ignore", "D7", "--format", "json")
    assert [record["code"] for record in json.loads(both.stdout)] == ["A501"]


def test_statistics(faulty: Path) -> None:
    lines = run("check", faulty, "--statistics").stdout.splitlines()
    assert [line.split()[:5] for line in lines] == [
        ["1", "1", "file", "A501", "refusal"],
        ["1", "1", "file", "D704", "dose-above-own-maximum"],
    ]


@pytest.mark.parametrize("arguments", [["--select", "Z9"], ["--ignore", "nothing"]])
def test_unknown_rules_end_with_2(faulty: Path, arguments: list[str]) -> None:
    result = run("check", faulty, *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert "no rule is called" in result.stderr


def test_a_folder_without_monographs_ends_with_2(tmp_path: Path) -> None:
    result = run("check", tmp_path)
    assert result.returncode == 2
    assert "holds no Markdown files" in result.stderr
    missing = run("check", tmp_path / "nope.md")
    assert missing.returncode == 2
    assert "nope.md does not exist: give a folder of monographs, or a single one" in missing.stderr


def test_the_result_does_not_depend_on_workers(tmp_path: Path) -> None:
    names = [f"Medicine {number}" for number in range(150)]
    write(tmp_path, *(Page(title=name, usage="I cannot provide it." if name.endswith("7") else "") for name in names))
    one, three = (run("check", tmp_path, "--workers", str(count), "--format", "json") for count in (1, 3))
    assert one.stdout == three.stdout
    assert len(json.loads(one.stdout)) == 15


def test_rule_explains_one_and_lists_all() -> None:
    explained = run("rule", "d704").stdout
    assert RULES["D704"].finds in explained
    assert "Bad:" in explained
    assert run("rule", "prompt-leak").stdout.startswith("### A503")
    listed = run("rule").stdout
    assert all(code in listed for code in RULES)
    unknown = run("rule", "Z9")
    assert (unknown.returncode, unknown.stdout) == (2, "")
