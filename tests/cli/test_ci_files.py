"""The pre-commit hooks and the GitHub Action call the program as it is."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from monograph.checks.example import Page

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The program under its name, as an installation has it."""
    path = tmp_path / "bin" / "monograph"
    path.parent.mkdir()
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from monograph.cli import main; main()" "$@"\n', "utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "my library" / "aspirin.md"
    path.parent.mkdir()
    dosage = "**Adults:** 500mg by mouth once daily. The maximum daily dose is 4 g."
    path.write_text(Page(title="Aspirin", dosage=dosage).source(), encoding="utf-8")
    return path.parent


@pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])
def test_hooks_run(hook: dict[str, object], program: Path, library: Path) -> None:
    command = shlex.split(str(hook["entry"]))
    files = hook.get("args", ["aspirin.md"])
    assert isinstance(files, list)
    result = subprocess.run([program, *command[1:], *files], cwd=library, capture_output=True, text=True, check=False)
    fixed = "--fix" in command
    assert (result.returncode, "U751" in result.stdout) == (not fixed, not fixed)


@pytest.mark.parametrize(("fail", "code"), [("true", "1"), ("false", "")])
def test_the_action_checks(fail: str, code: str, program: Path, library: Path, tmp_path: Path) -> None:
    (step,) = [step for step in ACTION["runs"]["steps"] if step.get("id") == "check"]
    values = {
        "inputs.folder": str(library), "inputs.select": "", "inputs.ignore": "H208", "inputs.baseline": "",
        "inputs.labels": "", "inputs.annotations": "true", "inputs.fail": fail, "runner.temp": str(tmp_path),
    }  # fmt: skip
    filled = {
        name: re.sub(r"\$\{\{ ([\w.]+) \}\}", lambda found: values[found[1]], text)
        for name, text in step["env"].items()
    }
    filled |= {"MONOGRAPH": str(program), "GITHUB_OUTPUT": str(tmp_path / "output")}
    result = subprocess.run(
        ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        env=os.environ | filled, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert result.stdout.startswith("::warning file=")
    output = dict(line.split("=", 1) for line in (tmp_path / "output").read_text("utf-8").splitlines())
    assert '"version": "2.1.0"' in Path(output["sarif-file"]).read_text("utf-8")
    assert output.get("code", "") == code


def test_no_input_of_the_action_becomes_part_of_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
