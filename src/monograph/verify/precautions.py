"""Advice of a monograph for a kind of person or state, held against the advice of a label."""

from __future__ import annotations

import re
from functools import cache

from monograph.claims.records import ADVICE_BY_STRENGTH, Advice, Precaution
from monograph.library.model import Entry
from monograph.tables import read_table
from monograph.text.model import SectionKind, Span
from monograph.verify.contraindicated import contraindicated
from monograph.verify.effects import mentions
from monograph.verify.read_label import WARNINGS, ReadLabel
from monograph.verify.setting import settings
from monograph.verify.terms import terms_in, terms_of
from monograph.verify.verdict import Opinion

_FORBIDS: frozenset[Advice] = frozenset({"contraindicated", "avoid"})
_LIGHTER: frozenset[Advice] = frozenset({"adjust-dose", "caution", "acceptable"})
_PERMITS: frozenset[Advice] = frozenset({"acceptable"})
_WARNS: frozenset[Advice] = frozenset({"contraindicated", "avoid", "adjust-dose", "monitor", "caution", "consult"})
_DEGREE = re.compile(r"\b(?:mild|moderate|severe|serious|end-stage)|\d+(?= ?(?:years|months|ml))")
_EXCLUDES: frozenset[Advice] = _FORBIDS | {"insufficient-data"}
_BELOW = re.compile(r"(?:under|below|younger than|less than) (?:the age of )?(\d+)(?= years|\.?$|,| \(| is| are| as)")
_FROM_AGE = re.compile(r"(\d+) years (?:of age )?(?:and|or) (?:older|above|over)|aged (\d+) years")
_SOME = re.compile(r"\bwith\b|who have|\bpen\b|for the treatment|:")
"""Words of some children or some product only."""
_SEVERITY = re.compile(r"\b(?:mild|moderate|severe|end-stage)")
_ILL = dict.fromkeys(
    ("renal", "hepatic"),
    re.compile(r"disease|impair|insufficien|failure|dysfunction|problem|clearance|\bcrcl|\begfr|dialysis"),
) | {"allergy": re.compile(r"history of|known|allergic to")}
_STATES = frozenset({"pregnancy", "breastfeeding"})
_CLAUSE = re.compile(r"[.;•](?=\s)|\n")
_EXCEPTION = re.compile(r"\b(?:unless|except)\b")
_NEVER = re.compile(r"(?!)")
_CAREFUL: frozenset[Advice] = frozenset({"caution", "adjust-dose", "monitor"})
_NEAR = 110
"""Letters between words that forbid or permit and those that say whom."""
_WORDS = {
    "renal": "kidney disease",
    "hepatic": "liver disease",
    "cardiac": "heart disease",
    "mental-health": "mental illness",
}


@cache
def _explicit() -> dict[str, re.Pattern[str]]:
    return {row["kind"]: re.compile(row["pattern"]) for row in read_table("monograph.verify", "explicit_words")}


@cache
def _levels() -> dict[str, int]:
    return {row["advice"]: int(row["level"]) for row in read_table("monograph.verify", "advice_levels")}


def judge_precaution(claim: Precaution, entry: Entry, label: ReadLabel) -> Opinion:
    """What the label says of the persons that a precaution is about."""
    if not label.spans(*WARNINGS):
        return Opinion("not-comparable", "The label has no warnings that could be read.")
    if older := _older(claim, label):
        return older
    same = _about(claim, label)
    if not same:
        return _unlisted(claim, label)
    return _weaker(claim, entry, same, label) or _stricter(claim, same, label) or _agreeing(claim, entry, same, label)


def _about(claim: Precaution, label: ReadLabel) -> list[Precaution]:
    """The label's advice about the same persons or state."""
    found = list(label.precautions.get(claim.about, []))
    meant = terms_of(claim.about)
    if meant and claim.about not in _explicit():
        for about, advice in label.precautions.items():
            if about != claim.about and not meant.isdisjoint(terms_of(about)):
                found += advice
    return found


def _unlisted(claim: Precaution, label: ReadLabel) -> Opinion:
    """Of a state for which no advice was read in the label: its warnings may still name it."""
    if weaker := _weaker_in_state(claim, label):
        return weaker
    place = _listed(claim, label) if claim.advice in _WARNS else None
    if place and claim.advice not in _FORBIDS:
        return _too_mild(claim, label, place)
    if place:
        return Opinion("supported", f"The label's contraindications name {who(claim.about)}.", label.quote(place))
    if claim.about in _explicit() and claim.about != "allergy":
        return Opinion("not-comparable", f"In the label no advice was found about {who(claim.about)}.")
    place = _named(claim, label, WARNINGS)
    if place and _explicit()["reported"].search(label.quote(place).lower()):
        return Opinion("not-found", f"The label names “{claim.about}” as an effect.", label.quote(place))
    if claim.advice in _WARNS - _FORBIDS and place:
        return Opinion("supported", f"The label's warnings name “{claim.about}”.", label.quote(place))
    if place:
        why = f"The label's warnings name “{claim.about}”, and do not forbid it."
        return Opinion("not-found", why, label.quote(place))
    return Opinion("not-found", f"The label's warnings do not name “{claim.about}”.")


def _listed(claim: Precaution, label: ReadLabel) -> Span | None:
    """Where the label's contraindications name whom a precaution is about."""
    pattern = _explicit().get(claim.about)
    if pattern is None:
        return _named(claim, label, ("contraindications",))
    for section in contraindicated(label):
        for named in pattern.finditer(label.text.folded, *section):
            if not _explicit()["special"].search(_sentence_around(label.text.folded, named.span(), section)):
                return Span(*named.span())
    return None


def _named(claim: Precaution, label: ReadLabel, kinds: tuple[SectionKind, ...]) -> Span | None:
    """Where sections of the label name the state of a precaution."""
    spans = label.spans(*kinds)
    terms = terms_in(label.text.folded, spans) if kinds != WARNINGS else label.warned
    known = sorted(term for term in terms_of(claim.about) if term in terms)
    return terms[known[0]] if known else mentions(label.text.folded, spans, claim.about)


def _weaker(claim: Precaution, entry: Entry, same: list[Precaution], label: ReadLabel) -> Opinion | None:
    """The page permits what the label forbids, or takes lightly what it contraindicates."""
    permitted = _permission(claim)
    if claim.advice in _FORBIDS and (permitted is None or _explicit()["forbids"].search(claim.quote.lower())):
        return None
    if permitted is None and (claim.advice not in _LIGHTER or _forbids_too(claim, entry)):
        return None
    if claim.about not in _explicit():
        return _weaker_in_state(claim, label) or _lighter_in_state(claim, same, label)
    said = permitted or claim.quote.lower()
    if (claim.advice in _PERMITS and permitted is None) or any(_permits_too(said, advice) for advice in same):
        return None
    if permitted:
        return _against_text(claim, permitted, label)
    for advice in same:
        listed = any(start <= advice.start < end for start, end in contraindicated(label))
        if not (listed and advice.advice == "contraindicated" and _is_of_the_ill(claim)):
            continue
        forbidden = _statement(advice, "forbids")
        if forbidden is not None and (
            _DEGREE.findall(forbidden) in ([], _DEGREE.findall(said)) or claim.about == "allergy"
        ):
            return _opposed(claim, advice, label)
    return None


def _against_text(claim: Precaution, said: str, label: ReadLabel) -> Opinion | None:
    """What the label's warnings forbid, or adjust the dose for, in words close to those that name the same persons."""
    words, folded = _explicit(), label.text.folded
    kinds = ("forbids", "adjusts") if claim.about in ("renal", "hepatic") else ("forbids",)
    listed = contraindicated(label)
    for section in [*listed, *label.spans("precautions", "dosage")]:
        for named in words[claim.about].finditer(folded, *section):
            around = _sentence_around(folded, named.span(), section)
            ill = claim.about not in ("renal", "hepatic") or _ILL[claim.about].search(around)
            special = (words["special"].search(around) and claim.about != "alcohol") or not ill
            against = section in listed or any(words[kind].search(around) for kind in kinds)
            if (
                against
                and not special
                and not words["permits"].search(around)
                and (claim.about == "allergy" or _DEGREE.findall(around) in ([], _DEGREE.findall(said)))
            ):
                place = Span(*named.span())
                why = f"Of {who(claim.about)} the page says “{_said(claim)}”; the label does not."
                return Opinion("contradicted", why, label.quote(place))
    return None


def _sentence_around(folded: str, place: tuple[int, int], section: Span) -> str:
    """The words of the sentence or bullet around a place, no further than those close to it."""
    before = folded[max(section.start, place[0] - _NEAR) : place[0]]
    after = folded[place[1] : min(section.end, place[1] + _NEAR)]
    return _CLAUSE.split(before)[-1] + folded[place[0] : place[1]] + _CLAUSE.split(after)[0]


def _permits_too(said: str, advice: Precaution) -> bool:
    """Whether the label permits the same outright, of the same degree of illness."""
    permitted = _permission(advice) if advice.advice in _PERMITS else None
    return permitted is not None and _DEGREE.findall(permitted) == _DEGREE.findall(said)


def _is_of_the_ill(claim: Precaution) -> bool:
    """Whether a caution is for those who have a disease or an allergy, not against getting one."""
    return _ILL[claim.about].search(claim.quote.lower()) is not None if claim.about in _ILL else claim.about in _STATES


def _weaker_in_state(claim: Precaution, label: ReadLabel) -> Opinion | None:
    """The page permits it in a state that the label's contraindications name."""
    place = _named(claim, label, ("contraindications",)) if claim.advice in _PERMITS else None
    said, words = claim.quote.lower(), _explicit()
    if (
        place is None
        or not words["permits"].search(said)
        or words["narrows"].search(said)
        or words["special"].search(said)
    ):
        return None
    why = f"The page says “{_said(claim)}” of {claim.about}; the label's contraindications name it."
    return Opinion("contradicted", why, label.quote(place))


def _lighter_in_state(claim: Precaution, same: list[Precaution], label: ReadLabel) -> Opinion | None:
    """The page asks for care in those who have a disease that the label contraindicates, whatever its degree."""
    words, meant, careful = _explicit(), terms_of(claim.about), claim.quote.lower()
    if claim.advice not in _CAREFUL or not words["careful"].search(careful) or not words["having"].search(careful):
        return None
    contraindications = contraindicated(label)
    for advice in same:
        listed = any(start <= advice.start < end for start, end in contraindications)
        said = advice.quote.lower().replace("’", "'")
        named = not meant.isdisjoint(terms_in(said, [Span(0, len(said))]))
        if listed and named and advice.advice == "contraindicated" and not words["qualified"].search(said):
            return _opposed(claim, advice, label)
    return None


def _stricter(claim: Precaution, same: list[Precaution], label: ReadLabel) -> Opinion | None:
    """The page forbids what the label permits outright, and nowhere restricts."""
    if (
        claim.advice not in _FORBIDS
        or claim.about == "allergy"
        or any(advice.advice not in _PERMITS for advice in same)
    ):
        return None
    forbidden = _statement(claim, "forbids")
    for advice in same:
        permitted = _permission(advice)
        if forbidden and permitted and _DEGREE.findall(forbidden) == _DEGREE.findall(permitted):
            return _opposed(claim, advice, label)
    return None


def _older(claim: Precaution, label: ReadLabel) -> Opinion | None:
    """The page excludes children below an age, and every use of the label is for children younger than that."""
    said = claim.quote.lower()
    excluded = _BELOW.search(said) if claim.about == "children" and claim.advice in _EXCLUDES else None
    if excluded is None or _explicit()["narrows"].search(said) or _SOME.search(said):
        return None
    if terms_in(said, [Span(0, len(said))]) or any(
        excluded[1] == also[1]
        for advice in label.precautions.get("children", [])
        for also in _BELOW.finditer(advice.quote.lower())
    ):
        return None
    given = [found for span in label.spans("usage") for found in _FROM_AGE.finditer(label.text.folded, *span)]
    ages = [int(found[1] or found[2]) for found in given]
    if not ages or max(ages) >= int(excluded[1]):
        return None
    why = f"The page excludes children below {excluded[1]} years; the label gives it from {max(ages)} years."
    return Opinion("contradicted", why, label.quote(Span(*given[0].span())))


def _permission(advice: Precaution) -> str | None:
    """The words that permit something outright; with what narrows them, they do not."""
    said = _statement(advice, "permits")
    return said if said and not _explicit()["narrows"].search(said) else None


def _statement(advice: Precaution, kind: str, *, is_listed: bool = False) -> str | None:
    """The words of an advice that forbid or permit, with those close to them, where they name whom it is about.

    Among the contraindications (``is_listed``) naming them forbids, and what is excepted leaves the others forbidden.
    """
    said, words = advice.quote.lower(), _explicit()
    if advice.about not in words:
        return None
    if is_listed:
        said = _EXCEPTION.split(said)[0]
    special = words["special"] if advice.about != "alcohol" else _NEVER
    for clause in _CLAUSE.split(said):
        for found in words[advice.about if is_listed else kind].finditer(clause):
            around = clause[max(0, found.start() - _NEAR) : found.end() + _NEAR]
            if words[advice.about].search(around) and not special.search(around):
                return around
    return None


def _opposed(claim: Precaution, advice: Precaution, label: ReadLabel) -> Opinion:
    why = f"For {who(claim.about)} the page says “{_said(claim)}”, the label “{_said(advice)}”."
    return Opinion("contradicted", why, label.quote(Span(advice.start, advice.end)))


def _forbids_too(claim: Precaution, entry: Entry) -> bool:
    """Whether the page itself forbids it elsewhere, to some of them at least."""
    return any(
        isinstance(other, Precaution) and other.about == claim.about and other.advice in _FORBIDS
        for other in entry.claims
    )


def _agreeing(claim: Precaution, entry: Entry, same: list[Precaution], label: ReadLabel) -> Opinion:
    """Supported where a sentence of the label advises the same, or as strongly; never where the label forbids more."""
    same = [advice for advice in same if _is_of_degree(claim, advice)]
    if not same:
        return Opinion("not-comparable", f"The label speaks of another degree of {who(claim.about)}.")
    if claim.advice not in _FORBIDS and (forbidding := _forbidding(claim, entry, same, label)):
        return _too_mild(claim, label, forbidding)
    fitting = [advice for advice in same if _fits(claim, advice, label)]
    if not fitting and claim.advice in _FORBIDS and (place := _listed(claim, label)):
        return Opinion("supported", f"The label's contraindications name {who(claim.about)}.", label.quote(place))
    if not fitting:
        nearest = same[0]
        why = f"For {who(claim.about)} the label says “{_said(nearest)}”, which is not what the page says."
        return Opinion("not-found", why, label.quote(Span(nearest.start, nearest.end)))
    strength = ADVICE_BY_STRENGTH.index
    best = min(fitting, key=lambda advice: abs(strength(advice.advice) - strength(claim.advice)))
    why = f"For {who(claim.about)} the label says “{_said(best)}”."
    return Opinion("supported", why, label.quote(Span(best.start, best.end)))


def _fits(claim: Precaution, advice: Precaution, label: ReadLabel) -> bool:
    """Whether an advice of the label is one that the page may be said to repeat: as strong, and of these persons."""
    if claim.advice in ("acceptable", "insufficient-data"):
        permitted = claim.advice != "acceptable" or claim.about not in _explicit() or _statement(advice, "permits")
        return advice.advice == claim.advice and bool(permitted)
    words, said = _explicit(), advice.quote.lower()
    level, theirs = _levels()[claim.advice], _levels()[advice.advice]
    if theirs < level or (claim.advice not in _FORBIDS and advice.advice in _FORBIDS and not _tells_harm(said)):
        return False
    if claim.about in ("renal", "hepatic") and words["elderly"].search(said) and not _ILL[claim.about].search(said):
        return False  # old kidneys are named as why the old are given less
    pattern, folded = words.get(claim.about), label.text.folded
    place = Span(advice.start, advice.end)
    around = [*settings(label.text, place), *settings(label.text, place, before=True)[1:2]]
    return pattern is None or any(pattern.search(folded, *part) for part in around)


def _tells_harm(said: str) -> bool:
    """Whether a sentence names a harm and does not forbid: it asks for care as well."""
    words = _explicit()
    return bool(words["harms"].search(said)) and not words["forbids"].search(words["harms"].sub(" ", said))


def _forbidding(claim: Precaution, entry: Entry, same: list[Precaution], label: ReadLabel) -> Span | None:
    """Where the label forbids the medicine to those in whom the page only asks for care."""
    words, listed = _explicit(), contraindicated(label)
    of_degree = claim.about not in ("renal", "hepatic") or _forbids_too(claim, entry)
    if claim.advice == "insufficient-data" or (claim.about == "allergy" and not _is_of_the_ill(claim)):
        return None
    for advice in same:
        said = advice.quote.lower()
        if advice.advice not in _FORBIDS or (of_degree and _DEGREE.search(said)):
            continue  # of the gravest degree the page forbids it too, or it is another age
        section = any(start <= advice.start < end for start, end in listed)
        if claim.about not in words:
            forbidden = section and advice.advice == "contraindicated"
        else:
            outright = section or not _tells_harm(said)
            forbidden = outright and _statement(advice, "forbids", is_listed=section) is not None
        if forbidden and not words["measured"].search(said):
            return Span(advice.start, advice.end)
    return _listed(claim, label) if claim.about in _STATES else None


def _too_mild(claim: Precaution, label: ReadLabel, place: Span) -> Opinion:
    why = f"For {who(claim.about)} the label is stricter than “{_said(claim)}”: it says that it is not to be used."
    return Opinion("not-found", why, label.quote(place))


def _is_of_degree(claim: Precaution, advice: Precaution) -> bool:
    """Whether two advices may be of the same persons: they do not name different degrees of an illness."""
    one, other = (set(_SEVERITY.findall(said.quote.lower())) for said in (claim, advice))
    return not one or not other or not one.isdisjoint(other)


def who(about: str) -> str:
    """Whom a precaution is about, in words."""
    return _WORDS.get(about, about)


def _said(advice: Precaution) -> str:
    return advice.advice.replace("-", " ")
