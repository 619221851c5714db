"""Write what ``--help`` prints into docs/commands.md: ``python tools/help_in_docs.py``; a test compares the two.

A line ``<!-- monograph build --help -->`` is followed by a block with the output of that command.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
BLOCK = re.compile(r"^<!-- monograph (.*?)--help -->\n(?:\n?```text\n.*?^```\n)?", re.MULTILINE | re.DOTALL)


def with_help(page: str) -> str:
    """The page with every block as the program prints it now."""
    return BLOCK.sub(lambda block: f"<!-- monograph {block[1]}--help -->\n\n```text\n{help_of(block[1])}```\n", page)


def help_of(command: str) -> str:
    program = [sys.executable, "-c", "import sys; sys.argv[0] = 'monograph'; from monograph.cli import main; main()"]
    environment = os.environ | {"COLUMNS": "100", "NO_COLOR": "1"}
    run = subprocess.run(
        [*program, *command.split(), "--help"], env=environment, capture_output=True, text=True, check=True
    )
    return "\n".join(line.rstrip() for line in run.stdout.splitlines()) + "\n"


if __name__ == "__main__":
    PAGE.write_text(with_help(PAGE.read_text("utf-8")), encoding="utf-8")
