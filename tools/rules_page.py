"""Write docs/rules.md from the rules: ``python tools/rules_page.py``. A test fails when the page is stale."""

from __future__ import annotations

from pathlib import Path

from monograph.checks.report.rules import handbook

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"

if __name__ == "__main__":
    PAGE.write_text(handbook(), encoding="utf-8")
