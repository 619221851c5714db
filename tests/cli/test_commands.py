"""The commands as a shell sees them: what goes to which stream, and with which exit code they end."""

from __future__ import annotations

import json
import os
import pty
import resource
import signal
import subprocess
import time
from pathlib import Path

import pytest
from tests.conftest import monograph
from tests.program import PROGRAM, run

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built")
    for title in ("Paracetamol", "Acetaminophen", "Warfarin"):
        (root / f"{title.lower()}.md").write_text(monograph(title), encoding="utf-8")
    assert run("build", root, "-o", root / "out").returncode == 0
    return root


def test_build_says_what_was_read_on_standard_error(folder: Path, tmp_path: Path) -> None:
    result = run("build", folder, "-o", tmp_path / "out")
    assert result.returncode == 0
    assert result.stdout == ""
    assert "5 files = 4 read + 1 unreadable" in result.stderr
    assert f"{folder}/b/broken.md:3: front-matter:" in result.stderr
    assert str(tmp_path / "out/site/index.html") in result.stderr


def test_claims_are_json_lines_in_the_order_of_documents(folder: Path) -> None:
    result = run("claims", folder)
    assert result.returncode == 0
    records = [json.loads(line) for line in result.stdout.splitlines()]
    docs = [record["doc"] for record in records]
    assert docs == sorted(docs)
    assert set(docs) == {"a/acetaminophen.md", "a/aspirin.md", "b/baclofen.md", "p/paracetamol.md"}
    for record in records:
        text = (folder / record["doc"]).read_text("utf-8")
        assert text[record["start"] : record["end"]] == record["quote"]
    assert "grounds" not in records[0]
    assert "b/broken.md:3: front-matter" in result.stderr


@pytest.mark.parametrize("workers", ["1", "3"])
def test_claims_do_not_depend_on_workers(tmp_path: Path, workers: str) -> None:
    for number_ in range(200):
        (tmp_path / f"{number_:03}.md").write_text(monograph(f"M{number_}"), encoding="utf-8")
    lines = run("claims", tmp_path, "-j", workers).stdout.splitlines()
    assert json.loads(lines[0])["doc"] == "000.md"
    assert json.loads(lines[-1])["doc"] == "199.md"
    assert len(lines) == 200 * len(run("claims", tmp_path / "000.md").stdout.splitlines())


def test_json_is_one_list_and_explain_gives_grounds(folder: Path) -> None:
    lines = [json.loads(line) for line in run("claims", folder, "--explain").stdout.splitlines()]
    result = run("claims", folder, "--format", "json", "--explain")
    assert json.loads(result.stdout) == lines
    assert any(record["grounds"] for record in lines)


def test_a_file_is_a_folder_of_one_document(folder: Path) -> None:
    records = [json.loads(line) for line in run("claims", folder / "a/aspirin.md").stdout.splitlines()]
    assert {record["doc"] for record in records} == {"aspirin.md"}


def test_a_table_shows_the_words_that_gave_each_field(folder: Path) -> None:
    result = run("claims", folder / "a/aspirin.md", "--format", "table", "--explain")
    assert result.returncode == 0
    assert "Doses" in result.stdout
    assert "500 mg three times a day" in result.stdout
    assert "three times daily" in result.stdout
    assert all(line == line.rstrip() for line in result.stdout.splitlines())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["claims", "nowhere"], "does not exist"),
        (["build", "nowhere"], "does not exist"),
        (["show", "aspirin", "-l", "nowhere"], "build one with"),
        (["claims", "library", "--format", "xml"], "xml"),
        (["frobnicate"], "frobnicate"),
    ],
)
def test_what_cannot_be_used_ends_with_two(arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_a_folder_in_which_nothing_can_be_read_ends_with_two(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\0\1\2")
    result = run("claims", tmp_path)
    assert result.returncode == 2
    assert "a.md:1: binary" in result.stderr


def test_show_finds_a_medicine_under_another_name(built: Path) -> None:
    result = run("show", "acetaminophen", "-l", built / "out")
    assert result.returncode == 0
    assert result.stdout.startswith("Acetaminophen\n")
    assert "500 mg three times a day" in result.stdout
    assert "Also in this library: Paracetamol (paracetamol.md)" in result.stdout


def test_show_json_has_all_monographs_of_the_substance(built: Path) -> None:
    result = run("show", "paracetamol", "-l", built / "out", "-f", "json")
    monographs = json.loads(result.stdout)
    assert [one["title"] for one in monographs] == ["Paracetamol", "Acetaminophen"]
    assert {claim["kind"] for claim in monographs[0]["claims"]} >= {"dose", "effect", "interaction", "precaution"}


@pytest.mark.parametrize("command", ["show", "plan", "compare"])
def test_names_are_suggested_for_a_typo(built: Path, command: str) -> None:
    result = run(command, "wafarin", "-l", built / "out")
    assert result.returncode == 2
    assert "did you mean Warfarin" in result.stderr


def test_rules_are_told_to_programs() -> None:
    (rule,) = json.loads(run("rule", "dose-above-own-maximum", "--format", "json").stdout)
    assert rule["code"] == "D704"
    assert "80 mg" in rule["bad"][0]
    listed = [rule["code"] for rule in json.loads(run("rule", "--format", "json").stdout)]
    assert "D704" in listed
    assert len(listed) == len(set(listed))


def test_a_reader_that_goes_away_is_no_crash(tmp_path: Path) -> None:
    for number_ in range(400):
        (tmp_path / f"{number_}.md").write_text(monograph(f"M{number_}"), encoding="utf-8")
    command = [*PROGRAM, "claims", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read().decode()
    assert process.returncode == 141
    assert "Traceback" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize(
    "words",
    [["claims", "library"], ["rule"], ["check", "library", "--format", "json"], ["check", "README.md"]],
)
def test_a_full_disk_is_no_problem_of_a_monograph(words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*PROGRAM, *words], stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert done.returncode == 2
    assert "the output could not be written (No space left on device)" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("after", [0.3, 0.6])
def test_an_interrupt_ends_workers_and_leaves_nothing(tmp_path: Path, after: float) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number_ in range(3000):
        (folder / f"{number_}.md").write_text(monograph(f"M{number_}"), encoding="utf-8")
    command = [*PROGRAM, "build", str(folder), "-o", str(tmp_path / "out"), "-j", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stderr
        while len(list(tmp_path.iterdir())) == 1 and process.poll() is None:
            time.sleep(0.01)  # until it has begun to write beside the folder
        time.sleep(after)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does it: to everybody
        said = process.stderr.read()
    assert process.returncode == 130
    assert said.splitlines()[-1] == "monograph: interrupted; nothing is left half-written"
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_a_terminal_gets_a_table(folder: Path) -> None:
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "dumb", "COLUMNS": "80"}
    command = [*PROGRAM, "claims", str(folder / "a/aspirin.md")]
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=environment) as process:
        os.close(theirs)
        said = b""
        try:
            while chunk := os.read(ours, 65536):
                said += chunk
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    assert process.returncode == 0
    lines = said.decode().splitlines()
    assert lines[0].startswith("Aspirin")
    assert max(map(len, lines)) <= 80


def test_help_answers_at_once() -> None:
    seconds = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert run("--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        # of the processor, so that a busy machine fails nobody
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(seconds) < 0.3
