"""tools/borrowed.py finds a sentence of somebody else, and leaves alone what can be said in no other words."""

import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools/borrowed.py"
THEIRS = "<p>Never swallow the blue lozenge, while you are lying down on a boat; 500 mg twice a day for 7 days.</p>"


@pytest.mark.parametrize(
    ("ours", "found"),
    [
        ("Please never swallow the Blue Lozenge while [s1] you are lying down.", True),
        ("Do not swallow the blue lozenge. While you are lying down it can hurt.", False),
        ("* 500 mg twice a day for 7 days [s1].", False),
        ("* **Q: Never swallow the blue lozenge while you are lying down?** A: No.", False),
    ],
)
def test_eight_words_of_one_sentence(ours: str, found: bool, tmp_path: Path) -> None:
    for folder, name, text in (
        ("library", "l.md", f"---\ntitle: L\n---\n\n# L\n{ours}\n"),
        ("labels", "l.xml", THEIRS),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    asked = [sys.executable, TOOL, tmp_path / "library", tmp_path / "labels"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert answer.returncode == int(found), answer.stdout + answer.stderr
    assert ("never swallow the blue lozenge while you are lying down" in answer.stdout) is found
