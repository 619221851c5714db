"""The examples of every rule are its tests: the bad ones fire exactly that rule, the good ones do not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import pytest
from tests.checks.shown import against_label

from monograph.checks.example import Page
from monograph.checks.registry import RULES, select
from monograph.checks.rule import Across, AgainstLabels, Rule
from monograph.checks.run import check
from monograph.library.model import Library, Problem
from monograph.pipeline.read import read_entry
from monograph.text.model import Unreadable
from monograph.verify.verdict import Gravity, Judgement

ALL = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


def problems_of(pages: Sequence[Page], rules: Sequence[Rule], shown: Rule | None = None) -> list[Problem]:
    library = Library(entries=[])
    for page in pages:
        result = read_entry(page.source().encode(), page.path)
        (library.unreadable if isinstance(result, Unreadable) else library.entries).append(result)
    problems = check(library, rules)
    if shown and shown.label:
        problems += [problem for entry in library.entries for problem in against_label(entry, shown, rules)]
    return problems


def libraries(rule: Rule, pages: Sequence[Page]) -> list[Sequence[Page]]:
    """One library of all pages for a rule that holds pages against each other, else one for each page."""
    return [pages] if isinstance(rule.check, Across) else [[page] for page in pages]


@ALL
def test_a_bad_example_fires_its_rule_and_no_other(rule: Rule) -> None:
    on = {rule, *select()}
    for pages in libraries(rule, rule.bad):
        assert {problem.code for problem in problems_of(pages, tuple(on), rule)} == {rule.code}, pages


@ALL
def test_a_good_example_does_not(rule: Rule) -> None:
    for pages in libraries(rule, rule.good):
        assert problems_of(pages, (rule,), rule) == []


@ALL
def test_a_rule_explains_itself(rule: Rule) -> None:
    assert rule.finds.endswith(".")
    assert rule.why.endswith((".", "?"))
    assert rule.name == rule.name.lower().replace(" ", "-")
    assert rule.bad
    assert rule.good
    assert bool(rule.label) == isinstance(rule.check, AgainstLabels)


def test_every_rule_against_labels_asks_for_what_verify_says() -> None:
    gravities, kinds = set(get_args(Gravity)), {"dose", "effect", "interaction", "precaution", "use"}
    for asks in (rule.check for rule in RULES.values() if isinstance(rule.check, AgainstLabels)):
        assert set(asks.of) <= (gravities if asks.verdict == "left-out" else kinds)
        assert asks.verdict in {*get_args(Judgement), "left-out"}


def test_names_and_codes_are_unique() -> None:
    assert len({rule.name for rule in RULES.values()}) == len(RULES)


def test_a_clean_page_has_nothing_to_say() -> None:
    everything = [rule for rule in RULES.values() if rule.code != "H208"]
    assert problems_of([Page()], everything, RULES["V001"]) == []
