"""Advice of a monograph for a kind of person or state, held against the advice of a label."""

from __future__ import annotations

import re
from functools import cache

from msgspec import structs

from monograph.claims.records import ADVICE_BY_STRENGTH, Advice, Precaution
from monograph.claims.words import about_whom
from monograph.library.model import Entry
from monograph.tables import read_table
from monograph.text.model import Span
from monograph.verify.advice_conflict import (
    ACTIVITIES,
    CAREFUL,
    FORBIDS,
    ILLNESSES,
    STATES,
    conflict,
    in_words,
)
from monograph.verify.contraindicated import where_contraindicated, where_forbidden
from monograph.verify.degrees import are_apart, degrees_in, degrees_of
from monograph.verify.dose_scope import group
from monograph.verify.effects import mentions
from monograph.verify.explicit import NEAR, advising_words, clause_around, explicit, is_preferred, permission, statement
from monograph.verify.interactants import is_harmless, warning_words
from monograph.verify.read_label import WARNINGS, ReadLabel
from monograph.verify.setting import settings
from monograph.verify.terms import content_words, find_together, terms_of
from monograph.verify.too_mild import forbidding, names_another, tells_harm, too_careless, too_mild
from monograph.verify.verdict import Opinion

_WARNS: frozenset[Advice] = FORBIDS | CAREFUL | {"consult"}
_ASKS: frozenset[Advice] = frozenset({"caution", "consult", "insufficient-data"})
_ORGANS = ILLNESSES | {"cardiac"}
_UNSTUDIED = frozenset({"children", "pregnancy", "breastfeeding", *ILLNESSES})
_MISREAD = frozenset({"children", "pregnancy", "breastfeeding", "alcohol", "allergy", "elderly"})
"""Of whom labels say much that reads like a permission and is none."""
_PAIRED = ILLNESSES | {"cardiac", "diabetes"}
_PARTS = re.compile(r"[.;•](?=\s)|\n")
_READ_SURELY = (_MISREAD - {"alcohol"}) | _ORGANS
"""Of whom what a label forbids is read as advice."""
_DOSED = {"children": "child", "elderly": "elderly", "renal": "renal impairment", "hepatic": "hepatic impairment"}
"""Persons of precautions as doses name them."""


@cache
def _levels() -> dict[str, int]:
    return {row["advice"]: int(row["level"]) for row in read_table("monograph.verify", "advice_levels")}


@cache
def _kinds_of_state() -> frozenset[str]:
    """Words of a state that only say that it is one."""
    return frozenset(row["word"] for row in read_table("monograph.verify", "state_kinds"))


def judge_precaution(claim: Precaution, entry: Entry, label: ReadLabel) -> Opinion:
    """What the label says of the persons that a precaution is about."""
    if not label.spans(*WARNINGS):
        return Opinion("not-comparable", "The label has no warnings that could be read.")
    same = _about(claim, label)
    if opposed := conflict(claim, entry, same, label) or too_careless(claim, entry, same, label):
        return opposed
    return _agreeing(claim, entry, same, label) if same else _unlisted(claim, entry, label)


def _about(claim: Precaution, label: ReadLabel) -> list[Precaution]:
    """The label's advice about the same persons or state."""
    found = [
        _as_meant(advice)
        for advice in label.precautions.get(claim.about, [])
        if claim.about not in _ORGANS or not explicit()["old organs"].search(advice.quote.lower())
    ]
    is_read = claim.about in _PAIRED or claim.about not in explicit()
    if is_read and not names_another(claim.quote.lower(), label):
        found = [advice for advice in found if not _is_of_pair(advice, label)]
    meant = terms_of(claim.about)
    if meant and claim.about not in explicit():
        for about, advice in label.precautions.items():
            if about != claim.about and not meant.isdisjoint(terms_of(about)):
                found += advice
    return found


def _is_of_pair(advice: Precaution, label: ReadLabel) -> bool:
    """Whether a label forbids another medicine beside its own to these persons: "do not use B with A in diabetes"."""
    if advice.advice not in FORBIDS:
        return False
    named, said = explicit().get(advice.about), advice.quote.lower()
    parts = [part for part in _PARTS.split(said) if named is None or named.search(part)]
    return bool(parts) and all(explicit()["together"].search(part) and names_another(part, label) for part in parts)


def _as_meant(advice: Precaution) -> Precaution:
    """An advice of a label; what is only said of malformations, that they were or were not seen, tells of no harm."""
    words, said = explicit(), advice.quote.lower()
    is_of_harm = advice.advice in FORBIDS and words["malformed"].fullmatch(advising_words(advice))
    if is_of_harm and not (words["caused"].search(said) and not words["denied"].search(said)):
        return structs.replace(advice, advice="insufficient-data")
    return advice


def _unlisted(claim: Precaution, entry: Entry, label: ReadLabel) -> Opinion:
    """Of a state for which no advice was read in the label: its warnings may still name it."""
    if said := _said_elsewhere(claim, label):
        return said
    if claim.advice in _WARNS - FORBIDS and (place := where_contraindicated(claim.about, label)):
        return too_mild(claim, entry, [], label, place)
    if claim.about in explicit() and claim.about != "allergy":
        return Opinion("not-comparable", f"In the label no advice was found about {about_whom(claim.about)}.")
    place = _warned_of(claim, label)
    if place and explicit()["reported"].search(label.quote(place).lower()):
        return Opinion("not-found", f"The label names “{claim.about}” as an effect.", label.quote(place))
    if claim.advice in _WARNS - FORBIDS - {"adjust-dose"} and place:
        return Opinion("supported", f"The label's warnings name “{claim.about}”.", label.quote(place))
    if place:
        why = f"The label's warnings name “{claim.about}”, and do not forbid it."
        return Opinion("not-found", why, label.quote(place))
    if claim.advice == "contraindicated" and label.spans("contraindications"):
        return Opinion("not-found", f"The label's contraindications do not name “{claim.about}”.")
    return Opinion("not-comparable", f"The label does not speak of “{claim.about}”.")


def _warned_of(claim: Precaution, label: ReadLabel) -> Span | None:
    """Where the label's warnings name the state of a precaution."""
    known = sorted(term for term in terms_of(claim.about) if term in label.warned)
    folded, warnings = label.text.folded, label.spans(*WARNINGS)
    if known or (named := mentions(folded, warnings, claim.about)):
        return label.warned[known[0]] if known else named
    untelling = {*_kinds_of_state(), *label.identity.components}
    telling = [word for word in content_words(claim.about) if word not in untelling]
    return find_together(folded, warnings, telling, derived=True)


def _agreeing(claim: Precaution, entry: Entry, same: list[Precaution], label: ReadLabel) -> Opinion:
    """Supported where a sentence of the label advises the same, or as strongly, though another one may forbid more.

    A pregnancy has no degrees: what is forbidden in it is never supported by what the label says of those who are
    pregnant nevertheless.
    """
    ours = degrees_in(claim)
    same = [advice for advice in same if not are_apart(ours, degrees_in(advice))]
    if not same:
        return Opinion("not-comparable", f"The label speaks of another degree of {about_whom(claim.about)}.")
    before = _with_the_sentence_before(claim, entry)
    fitting = [advice for advice in same if _fits(claim, advice, label, before)]
    is_told = claim.about not in STATES and any(advice.advice != "insufficient-data" for advice in fitting)
    if not is_told and claim.advice not in FORBIDS and (place := forbidding(claim, entry, same, label)):
        return too_mild(claim, entry, same, label, place)
    if not fitting and (said := _said_elsewhere(claim, label)):
        return said
    if not fitting:
        nearest = same[0]
        why = f"For {about_whom(claim.about)} the label says “{in_words(nearest)}”, which is not what the page says."
        return Opinion("not-found", why, label.quote(Span(nearest.start, nearest.end)))
    strength = ADVICE_BY_STRENGTH.index
    best = min(fitting, key=lambda advice: abs(strength(advice.advice) - strength(claim.advice)))
    why = f"For {about_whom(claim.about)} the label says “{in_words(best)}”."
    is_weak = best.advice == "insufficient-data" != claim.advice and claim.about in STATES
    return Opinion("supported", why, label.quote(Span(best.start, best.end)), is_weak=is_weak)


def _own_dose(about: str, label: ReadLabel) -> Span | None:
    """A dose that the label gives to these persons only."""
    doses = (other.dose for other in label.doses if group(other.dose) == _DOSED.get(about))
    return next((Span(dose.start, dose.end) for dose in doses), None)


def _said_elsewhere(claim: Precaution, label: ReadLabel) -> Opinion | None:
    """Supported where the label's contraindications or warnings say in words what no advice was read from."""
    whom = about_whom(claim.about)
    if claim.advice == "adjust-dose" and (own := _own_dose(claim.about, label)):
        return Opinion("supported", f"The label has a dose for {whom}.", label.quote(own))
    if claim.advice in FORBIDS:
        if place := where_contraindicated(claim.about, label):
            return Opinion("supported", f"The label's contraindications name {whom}.", label.quote(place))
        place = where_forbidden(claim.about, label) if claim.about not in _READ_SURELY else None
        return (
            Opinion("supported", f"The label advises against it too ({whom}).", label.quote(place)) if place else None
        )
    unknown = claim.advice == "insufficient-data"
    asks = _words_for(claim)
    named, folded = explicit().get(claim.about), label.text.folded
    for section in label.spans("precautions", "interactions", "dosage") if _may_be_asked(claim) else ():
        for found in named.finditer(folded, *section) if named else ():
            place = Span(*found.span())
            said = folded[slice(*clause_around(folded, place, section))]
            if any(one.search(said) for one in asks) and (
                _is_of_them(claim, said) if unknown else _may_be_of(claim, said)
            ):
                why = f"The label says that little is known of {whom}." if unknown else f"The label warns of {whom}."
                return Opinion("supported", why, label.quote(place))
    return None


def _words_for(claim: Precaution) -> list[re.Pattern[str]]:
    """The words in any of which a label may say what a page advises."""
    words = explicit()
    if claim.advice == "insufficient-data":
        return [words["unstudied"]]
    if claim.advice == "adjust-dose":
        if claim.about == "elderly":
            return [words["lowers"]]
        return [words["adjusts"], words["given less"]] if claim.about in ILLNESSES else [words["adjusts"]]
    return [words["balanced"] if claim.about in STATES else warning_words()["care"]]


def _may_be_asked(claim: Precaution) -> bool:
    """Whether what a page advises of these persons may stand in words that no advice was read from."""
    if claim.advice == "insufficient-data":
        return claim.about in _UNSTUDIED
    if claim.about in STATES:
        return claim.advice in ("caution", "consult")
    is_of_old = claim.about == "elderly" and claim.advice == "adjust-dose"
    return is_of_old or (claim.advice in _WARNS - FORBIDS and claim.about not in _MISREAD - ACTIVITIES)


def _is_of_them(claim: Precaution, said: str) -> bool:
    """Whether words that nothing is known are of the persons themselves: not of the child that is breast-fed."""
    return claim.about != "children" or not explicit()["breastfeeding"].search(said)


def _may_be_of(claim: Precaution, said: str) -> bool:
    """Whether words that ask for care are of persons who have a disease, and take nothing back."""
    words = explicit()
    if claim.about in _ORGANS and claim.advice != "monitor" and not explicit()["ill of an organ"].search(said):
        return False
    takes_back = is_harmless(said) or words["permits"].search(said) or words["reported"].search(said)
    return not takes_back and not (claim.about in _ORGANS and explicit()["old organs"].search(said))


def _with_the_sentence_before(claim: Precaution, entry: Entry) -> str:
    """The folded words of an advice and of the sentence before it on its line: pages say "not known; avoid it"."""
    folded = entry.monograph.folded
    line = folded.rfind("\n", 0, claim.start) + 1
    return folded[max(line, claim.start - NEAR) : claim.end]


def _fits(claim: Precaution, advice: Precaution, label: ReadLabel, before: str) -> bool:
    """Whether an advice of the label is one that the page may be said to repeat: as strong, and of these persons.

    ``before`` are the words of the page's advice with those before it.
    """
    words, said = explicit(), advice.quote.lower()
    if claim.advice == "acceptable":
        permits = claim.about not in _MISREAD or words["permits"].search(said) or words["harmless"].search(said)
        return advice.advice == claim.advice and bool(permits) and _names(claim, advice, label)
    if claim.advice == "insufficient-data" and advice.advice != claim.advice:
        return claim.about in _UNSTUDIED and words["unstudied"].search(said) is not None
    if claim.advice in _ASKS and advice.advice == "insufficient-data":
        return claim.advice == advice.advice or claim.about != "children"
    if advice.advice == "insufficient-data" and claim.advice in FORBIDS and claim.about in _UNSTUDIED - ILLNESSES:
        return words["unstudied"].search(before) is not None
    if claim.advice in _WARNS and (words["weighed"].search(said) or is_preferred(advice)):
        return _names(claim, advice, label)
    if claim.advice in _ASKS and advice.advice in FORBIDS and words["asked"].search(said):
        return _names(claim, advice, label)
    if claim.advice == "adjust-dose" and permission(advice) and not words["adjusts"].search(said):
        return permission(claim) is not None  # "do not need to be adjusted"
    level, theirs = _level(claim), _level(advice)
    if theirs < level:
        return False
    if level < _levels()["avoid"] <= theirs and not tells_harm(said):
        return claim.advice in _ASKS and claim.about in ILLNESSES and bool(degrees_of(said))
    return _names(claim, advice, label)


def _level(advice: Precaution) -> int:
    """How strong an advice is: of what is left to a decision it is to be careful."""
    level, is_weighed = _levels()[advice.advice], explicit()["weighed"].search(advice.quote.lower())
    if advice.about == "alcohol" and statement(advice, "forbids"):
        return _levels()["avoid"]
    return min(level, _levels()["caution"]) if advice.about == "driving" or is_weighed else level


def _names(claim: Precaution, advice: Precaution, label: ReadLabel) -> bool:
    """Whether the label names these persons where it advises: in the sentence, the one before it, or above."""
    pattern, folded = explicit().get(claim.about), label.text.folded
    place = Span(advice.start, advice.end)
    around = [*settings(label.text, place), *settings(label.text, place, before=True)[1:2]]
    return pattern is None or any(pattern.search(folded, *part) for part in around)
