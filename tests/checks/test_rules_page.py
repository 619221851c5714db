"""docs/rules.md says what the rules say."""

from __future__ import annotations

from pathlib import Path

from monograph.checks.registry import RULES
from monograph.checks.report.rules import explain, handbook, listing

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_is_what_the_rules_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == handbook(), "run python tools/rules_page.py"


def test_pages_held_against_each_other_both_show_what_they_say() -> None:
    said = explain(RULES["C851"])
    assert "The maximum daily dose is 3 g" in said
    assert "The maximum daily dose is 4 g" in said


def test_every_rule_is_listed_and_explained() -> None:
    listed = "\n".join(listing())
    for code, rule in RULES.items():
        assert f"{code}{'*' if rule.default_on else ' '} {rule.name}" in listed
        assert rule.finds in explain(rule)
        assert rule.why in explain(rule)
