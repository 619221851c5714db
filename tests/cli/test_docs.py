"""What a user can call is documented, with examples that run."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "commands.md").read_text("utf-8")
sys.path.insert(0, str(ROOT / "tools"))

from help_in_docs import help_of, with_help  # noqa: E402

COMMANDS = re.findall(r"^  (\w+)  ", help_of("").partition("Commands:\n")[2].partition("\n\n")[0], re.MULTILINE)


def test_the_page_shows_what_help_prints() -> None:
    assert with_help(PAGE) == PAGE, "run: python tools/help_in_docs.py"


def test_there_are_commands() -> None:
    assert {"build", "claims", "check", "rule", "show"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_part_and_examples(command: str) -> None:
    assert f"\n## monograph {command}\n\n<!-- monograph {command} --help -->" in PAGE
    text = help_of(command)
    assert re.search(rf"Examples?:\n    monograph {command}", text), f"monograph {command} --help has no example"


def test_every_reason_is_documented() -> None:
    reasons = set()
    for file in (ROOT / "src/monograph").rglob("*.py"):
        text = file.read_text("utf-8")
        reasons |= set(re.findall(r'Unreadable\(\s*(?:doc=)?doc, [^"]*?"([a-z-]+)"', text))
        reasons |= set(re.findall(r'_refuse\(\w+, "([a-z-]+)"', text))
        reasons |= set(re.findall(r'reason="([a-z-]+)"', text))
    assert {"front-matter", "too-large", "failed", "encoding"} <= reasons
    missing = [reason for reason in sorted(reasons) if f"| `{reason}` |" not in PAGE]
    assert not missing
