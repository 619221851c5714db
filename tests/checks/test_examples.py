"""The examples of every rule are its tests: the bad ones fire exactly that rule, the good ones do not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from monograph.checks.example import Page
from monograph.checks.registry import RULES, select
from monograph.checks.rule import Across, Rule
from monograph.checks.run import check
from monograph.library.model import Library, Problem
from monograph.pipeline.read import read_entry
from monograph.text.model import Unreadable

ALL = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


def problems_of(pages: Sequence[Page], rules: Sequence[Rule]) -> list[Problem]:
    library = Library(entries=[])
    for page in pages:
        result = read_entry(page.source().encode(), page.path)
        (library.unreadable if isinstance(result, Unreadable) else library.entries).append(result)
    return check(library, rules)


def libraries(rule: Rule, pages: Sequence[Page]) -> list[Sequence[Page]]:
    """One library of all pages for a rule that holds pages against each other, else one for each page."""
    return [pages] if isinstance(rule.check, Across) else [[page] for page in pages]


@ALL
def test_a_bad_example_fires_its_rule_and_no_other(rule: Rule) -> None:
    on = {rule, *select()}
    for pages in libraries(rule, rule.bad):
        assert {problem.code for problem in problems_of(pages, tuple(on))} == {rule.code}, pages


@ALL
def test_a_good_example_does_not(rule: Rule) -> None:
    for pages in libraries(rule, rule.good):
        assert problems_of(pages, (rule,)) == []


@ALL
def test_a_rule_explains_itself(rule: Rule) -> None:
    assert rule.finds.endswith(".")
    assert rule.why.endswith((".", "?"))
    assert rule.name == rule.name.lower().replace(" ", "-")
    assert rule.bad
    assert rule.good


def test_names_and_codes_are_unique() -> None:
    assert len({rule.name for rule in RULES.values()}) == len(RULES)


def test_a_clean_page_has_nothing_to_say() -> None:
    everything = [rule for rule in RULES.values() if rule.code != "H208"]
    assert problems_of([Page()], everything) == []
