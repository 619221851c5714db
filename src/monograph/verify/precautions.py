"""Advice of a monograph for a kind of person or state, held against all that a label says of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from monograph.claims.records import Precaution
from monograph.claims.words import about_whom
from monograph.library.model import Entry
from monograph.names.advice import cues
from monograph.names.phrases import words_of
from monograph.tables import read_table
from monograph.text.model import Span
from monograph.verify.degrees import are_apart, degrees_in, degrees_of
from monograph.verify.dose_scope import group
from monograph.verify.excluded_children import excluded_children
from monograph.verify.page_advice import FORBIDS, ILLNESSES, MOTHERS, as_meant, is_definite
from monograph.verify.reach import column
from monograph.verify.read_label import WARNINGS, ReadLabel
from monograph.verify.sayings import Saying, sayings
from monograph.verify.verdict import Opinion

_BESIDE_PERMISSION = frozenset(
    {"permits", "acceptable", "harm", "monitor", "caution", "consult", "insufficient-data", "named", ""}
)
"""What a label may say beside a permission that is one to all."""
_DOSED = {"children": "child", "elderly": "elderly", "renal": "renal impairment", "hepatic": "hepatic impairment"}
"""Persons of precautions as doses name them."""
_MERELY = re.compile(r"\bnot (?:\w+ )?(?:recommended|approved|indicated|intended)")


@cache
def _table() -> dict[tuple[str, str], dict[str, str]]:
    """What follows for a page's advice, about whom, from each thing that a label may say."""
    return {(row["page"], row["about"]): row for row in read_table("monograph.verify", "advice_compared")}


def judge_precaution(claim: Precaution, entry: Entry, label: ReadLabel) -> Opinion:
    """What the label says of the persons that a precaution is about."""
    if not label.spans(*WARNINGS):
        return Opinion("not-comparable", "The label has no warnings that could be read.")
    if excluded := excluded_children(claim, label):
        return excluded
    claim = as_meant(claim)
    whom, found = about_whom(claim.about), sayings(claim.about, label)
    if not found and claim.advice == "contraindicated" and label.spans("contraindications"):
        return Opinion("not-found", f"The label's contraindications do not name “{whom}”.")
    if not found:
        return Opinion("not-comparable", f"The label does not speak of “{whom}”.")
    told = _of_degree(claim, found, label)
    if not told:
        return Opinion("not-comparable", f"The label speaks of another degree of {whom}.")
    return _compared(claim, entry, told, label)


def _of_degree(claim: Precaution, found: Sequence[Saying], label: ReadLabel) -> list[Saying]:
    """What a label says of the degrees of an illness that a page names."""
    ours = degrees_in(claim) if claim.about in ILLNESSES else frozenset()
    return [one for one in found if not ours or not are_apart(ours, degrees_of(label.text.folded[slice(*one.clause)]))]


def _compared(claim: Precaution, entry: Entry, told: list[Saying], label: ReadLabel) -> Opinion:
    """The verdict of the table: what supports a page goes before what opposes it, and that before what hints at it.

    A pregnancy has no degrees: what is forbidden in it is never supported by what is said of those who are pregnant
    nevertheless.
    """
    whom, follows = about_whom(claim.about), _following(claim, entry, told, label)
    agreeing, opposing, hinting = (follows.get(what) for what in ("supports", "opposes", "hints"))
    if agreeing and opposing and claim.about in MOTHERS and opposing.is_listed:
        why = f"For {whom} the label is stricter than “{_in_words(claim.advice)}”: it says that it is not to be used."
        return Opinion("not-found", why, label.quote(opposing.clause))
    if agreeing:
        return Opinion("supported", f"{_told(whom, agreeing)}.", label.quote(agreeing.clause))
    if opposing and "differs" not in follows:
        why = f"For {whom} the page says “{_in_words(claim.advice)}”, the label “{_in_words(opposing.advice or '')}”."
        return Opinion("contradicted", why, label.quote(opposing.clause))
    if hinting:
        return Opinion("supported", f"{_told(whom, hinting)}.", label.quote(hinting.clause), is_weak=True)
    if claim.advice == "adjust-dose" and (own := _own_dose(claim.about, label)):
        return Opinion("supported", f"The label has a dose for {whom}.", label.quote(own))
    return _differing(claim, whom, list(follows.values()), label)


def _differing(claim: Precaution, whom: str, told: list[Saying], label: ReadLabel) -> Opinion:
    """Of a label that says other things of a state, only names it, or speaks of another medicine in it."""
    if not told:
        return Opinion("not-comparable", f"The label speaks of {whom} beside another medicine only.")
    other = next((saying for saying in told if saying.advice), told[0])
    quote = label.quote(other.clause)
    if other.advice:
        return Opinion("not-found", f"{_told(whom, other)}, which is not what the page says.", quote)
    if claim.advice in FORBIDS:
        return Opinion("not-found", f"The label names {whom}, and does not forbid it.", quote)
    return Opinion("not-comparable", f"The label names {whom}, and advises nothing.", quote)


def _following(claim: Precaution, entry: Entry, told: list[Saying], label: ReadLabel) -> dict[str, Saying]:
    """For each thing that may follow from a label the first saying from which it does.

    What is not advised since nothing is known agrees with a label that says so. What a page says by the way nothing
    opposes: a prohibition then is a warning as well. Nor does a permission to all where the label restricts some, or
    where another component may have to be adjusted.
    """
    row = _table().get((claim.advice, claim.about)) or _table()[claim.advice, ""]
    follows, agreeing = dict[str, Saying](), set[str]()
    is_opposable = is_definite(claim, entry)
    is_of_part = len(entry.identity.components) > 1 and label.identity.key in entry.identity.components
    if claim.advice in FORBIDS and _is_for_want_of_data(claim):
        agreeing.add("insufficient-data")
    said = [(column(claim, saying, label), saying) for saying in sorted(told, key=lambda saying: saying.advice is None)]
    is_for_all = not is_of_part and all(heading in _BESIDE_PERMISSION for heading, _ in said)
    for heading, saying in said:
        if heading == "companion":
            continue
        what = row.get(heading, "")
        if what == "opposes" and heading == "permits" and not is_for_all:
            continue
        if what == "opposes" and not is_opposable:
            what = row["restricts"]
        follows.setdefault("supports" if heading in agreeing else what, saying)
    return follows


def _is_for_want_of_data(claim: Precaution) -> bool:
    """Whether a page advises against something since nothing is known, or merely does not recommend it to children."""
    page = claim.quote.lower()
    if claim.about == "children" and _MERELY.search(page):
        return True
    return any(cue.advice == "insufficient-data" for cue in cues(words_of(page, 0, len(page))))


def _own_dose(about: str, label: ReadLabel) -> Span | None:
    """A dose that the label gives to these persons only."""
    doses = (other.dose for other in label.doses if group(other.dose) == _DOSED.get(about))
    return next((Span(dose.start, dose.end) for dose in doses), None)


def _told(whom: str, saying: Saying) -> str:
    """What a label says of persons, as a sentence begins; a harm and a mere name are no advice to be quoted."""
    if saying.advice is None:
        return f"The label names {whom}"
    if saying.advice == "harm":
        return f"For {whom} the label tells of harm"
    return f"For {whom} the label says “{_in_words(saying.advice)}”"


def _in_words(advice: str) -> str:
    """An advice as people write it."""
    return advice.replace("-", " ")
