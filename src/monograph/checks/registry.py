"""All rules by code, and how a user's words select among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monograph.checks import (
    contradiction,
    coverage,
    described,
    dose,
    faq,
    files,
    identity,
    ignores,
    labelled,
    language,
    markup,
    residue,
    sources,
    structure,
    twin_doses,
    twins,
    units,
)
from monograph.checks.rule import AgainstLabels, Rule

FAMILIES = {
    "F": ("The file itself", (*files.RULES, *ignores.RULES)),
    "H": ("Headings and sections", structure.RULES),
    "Q": ("Questions and answers", faq.RULES),
    "M": ("Markup", markup.RULES),
    "A": ("What a language model left behind", residue.RULES),
    "I": ("What the monograph is about", (*identity.RULES, *described.RULES)),
    "D": ("Doses", dose.RULES),
    "U": ("Units and abbreviations", units.RULES),
    "X": ("Statements of one monograph that cannot both hold", contradiction.RULES),
    "C": ("Monographs of one substance held against each other", (*twins.RULES, *twin_doses.RULES)),
    "V": ("Official labels that say otherwise", labelled.RULES),
    "S": ("What a monograph does not say, or says too loosely", coverage.RULES),
    "L": ("Language", language.RULES),
    "R": ("Sources", sources.RULES),
}
"""The families by the letter of their codes: what they are about, and their rules."""

RULES: dict[str, Rule] = {rule.code: rule for _, rules in FAMILIES.values() for rule in rules}
"""Every rule by its code, in the order of the families."""


class UnknownRuleError(ValueError):
    """A word that is neither a code, nor the beginning of one, nor the name of a rule, nor ALL."""


def rule_of(word: str) -> Rule:
    """The rule with this code or name; raises ``UnknownRuleError``."""
    for rule in RULES.values():
        if word.upper() == rule.code or word.lower() == rule.name:
            return rule
    raise UnknownRuleError(f"no rule is called {word!r}; `monograph rule` lists all of them")


def select(wanted: Sequence[str] = (), ignored: Sequence[str] = ()) -> tuple[Rule, ...]:
    """The rules that these words leave on: codes, beginnings of codes, names, or ALL.

    Without ``wanted`` the rules that are on by default. Where both lists speak of a rule the longer word decides,
    and of two of one length the one in ``ignored``. Raises ``UnknownRuleError``.

    >>> [rule.code for rule in select(["D704", "A50"], ["A501", "A502", "A504", "A505"])]
    ['A503', 'A506', 'D704']
    """
    on, off = _prefixes(wanted), _prefixes(ignored)
    chosen = []
    for rule in RULES.values():
        by_default = 0 if rule.default_on and not wanted else -1
        if max(_weight(rule, on), by_default) > _weight(rule, off):
            chosen.append(rule)
    return tuple(chosen)


def without_labels(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules that can say something where no official labels are given."""
    return tuple(rule for rule in rules if not isinstance(rule.check, AgainstLabels))


def _prefixes(words: Iterable[str]) -> list[str]:
    prefixes = []
    for word in words:
        prefix = "" if word.upper() == "ALL" else word.upper()
        if not any(code.startswith(prefix) for code in RULES):
            prefix = rule_of(word).code
        prefixes.append(prefix)
    return prefixes


def _weight(rule: Rule, prefixes: list[str]) -> int:
    """The length of the longest of these prefixes that the rule's code has, or -1."""
    return max((len(prefix) for prefix in prefixes if rule.code.startswith(prefix)), default=-1)
