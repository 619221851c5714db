"""Which rules are on: the default ones, those that --select and --ignore name, the longer word deciding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monograph.checks.registry import FAMILIES, RULES, UnknownRuleError, rule_of, select

WORDS = st.sampled_from([*RULES, *FAMILIES, *(code[:2] for code in RULES), "ALL"])


def codes(wanted: list[str], ignored: list[str]) -> set[str]:
    return {rule.code for rule in select(wanted, ignored)}


def test_default() -> None:
    assert codes([], []) == {code for code, rule in RULES.items() if rule.default_on}


def test_prefixes_and_names() -> None:
    assert codes(["D70"], ["D701", "D702", "D703"]) == {"D704", "D705", "D706", "D707", "D708", "D709"}
    assert codes(["prompt-leak"], []) == {"A503"}
    assert codes(["D", "A501"], ["ALL"]) == codes(["D", "A501"], [])
    assert codes(["D"], ["D"]) == set()
    assert "A501" not in codes([], ["A"])


def test_unknown_words_are_refused() -> None:
    with pytest.raises(UnknownRuleError, match="no rule is called 'Z9'"):
        select(["Z9"])
    with pytest.raises(UnknownRuleError):
        rule_of("D7")


@given(st.lists(WORDS, max_size=3), st.lists(WORDS, max_size=3))
def test_ignoring_never_adds_and_keeps_the_order(wanted: list[str], ignored: list[str]) -> None:
    left = select(wanted, ignored)
    assert set(left) <= set(select(wanted))
    assert [rule.code for rule in left] == [code for code in RULES if code in {rule.code for rule in left}]
