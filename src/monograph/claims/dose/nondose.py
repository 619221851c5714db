"""Numbers with a unit that are no dose, and what they are instead: strengths, increments, laboratory values ..."""

from __future__ import annotations

import re

from monograph.claims.dose.cues import Reason, measures, reason_by_words
from monograph.claims.dose.parentheses import reason_in_parentheses
from monograph.claims.posology.amounts import Amount
from monograph.claims.posology.bounds import is_one_of, is_sort
from monograph.claims.posology.tokens import Sort, Token
from monograph.text.model import Span

_BETWEEN = frozenset({Sort.AND, Sort.OR, Sort.FILLER})
_VESSELS = frozenset({"vial", "ampoule", "teaspoon", "tablespoon"})
_VIEW = 60
"""Tokens before and after an amount that can speak of it; a sentence that says more on a dose is none."""
_SHUNNED = 6
"""Words between an amount and "avoided" that speaks of it, at most."""
_STUDIED = re.compile(
    r"(?<!doses )(?<!dosages )\b(?:in|during|from) (?!any )(?:[a-z-]+ ){0,3}(?:studies|trials?|study)\b"
)
_ADVISES = re.compile(r"\b(?:recommended|should|initiate|start|(?:to be|are) effective|effective dose)\b")
_WHOLE_DOSE = re.compile(
    r" ?of (?:the |their |a )?(?:usual|recommended|normal|standard|full|adult|original|prescribed)\b"
)


def reason_at(tokens: list[Token], index: int, folded: str, start: int, end: int) -> Reason | None:
    """What the amount at ``index`` of a sentence (at ``start``/``end``) is if it is no dose; None for a dose."""
    first = max(index - _VIEW, 0)
    tokens, index = tokens[first : index + _VIEW], index - first
    return (
        _by_unit(tokens, index, folded)
        or _by_change(tokens, index)
        or reason_in_parentheses(tokens, index)
        or reason_by_words(tokens, index, folded, start, end)
        or _by_bound(tokens, index)
        or _by_advice(tokens, index)
        or _by_offer(tokens, index)
        or _by_mention(tokens, index, folded)
    )


def _by_unit(tokens: list[Token], index: int, folded: str) -> Reason | None:
    token = tokens[index]
    amount: Amount = token.value
    if amount.within is not None:
        return Reason.STRENGTH if amount.within.counted else Reason.CONCENTRATION
    if amount.unit.name == "kg":
        return Reason.BODY
    if amount.per in ("dl", "mm3", "day"):
        return Reason.LABORATORY
    if amount.unit.name == "%":
        return None if _WHOLE_DOSE.match(folded, token.end) else Reason.PROPORTION
    if amount.unit.name == "mL" and (amount.per or "").startswith("min"):
        before = next((t for t in tokens[:index][::-1] if t.sort in (Sort.POPULATION, Sort.RATE, Sort.AMOUNT)), None)
        if before is not None and before.sort is Sort.POPULATION:
            return Reason.LABORATORY
    if amount.unit.name == "dose":
        limit = any(t.sort is Sort.ROLE and t.value.name == "maximum" for t in tokens[:index])
        daily = any(t.sort is Sort.TOTAL and t.value == "day" for t in tokens[index + 1 :])
        return None if limit and daily else Reason.NUMBER_OF_DOSES
    if is_one_of(tokens, index - 1, Sort.PER, Sort.EVERY) and tokens[index - 1].last == token.first:
        return Reason.EQUIVALENCE  # "20 mg for every 100 mg of"
    if is_sort(tokens, index + 1, Sort.PER) and any(map(measures, tokens[index + 2 : index + 3])):
        return Reason.CONCENTRATION  # "6 mg of one and 9 mg of another per 5 mL"
    return None


def reasons_among(
    tokens: list[Token], folded: str, sentence: Span, *, preparing: bool = False
) -> dict[int, Reason | None]:
    """For each amount of a sentence, by its index, what it is if it is no dose; ``preparing`` where the heading or the
    label above says that it is about how a dose is made ready."""
    reasons: dict[int, Reason | None] = {}
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].sort is Sort.AMOUNT:
            reason = reason_at(tokens, at, folded, sentence.start, sentence.end) or reason_among(tokens, at, reasons)
            reasons[at] = reason or _by_preparation(tokens, at, preparing)
    studied = None in reasons.values() and _is_studied(folded, sentence)
    for at in sorted(reasons):
        reasons[at] = reasons[at] or reason_after(tokens, at, reasons) or (Reason.MENTION if studied else None)
    return reasons


def _is_studied(folded: str, sentence: Span) -> bool:
    """Whether a sentence tells what was given in studies, and neither advice nor what was found to work."""
    start, end = sentence
    return _STUDIED.search(folded, start, end) is not None and _ADVISES.search(folded, start, end) is None


def _by_preparation(tokens: list[Token], index: int, preparing: bool) -> Reason | None:
    """Volumes and vials of which a dose is made ready ("withdraw 2 mL"), unless it is said how often they are taken."""
    unit = tokens[index].value.unit
    handled = unit.dimension == "volume" or unit.name in _VESSELS
    made = preparing or (handled and any(t.sort is Sort.PREPARE and not t.value for t in tokens[:index]))
    if not made or any(t.sort in (Sort.FREQUENCY, Sort.TOTAL) for t in tokens[index + 1 :]):
        return None
    return Reason.PREPARATION


def reason_after(tokens: list[Token], index: int, reasons: dict[int, Reason | None]) -> Reason | None:
    """What an amount is that follows such by "and" ("containing 400 mg of one and 100 mg of the other")."""
    before = index - 1
    while before >= 0 and (tokens[before].sort in _BETWEEN or tokens[before].value in (",", "/", ")")):
        closed = tokens[before].value == ")"  # "increments of 3 mg (2 mL) or 6 mg"
        before -= 1
        while closed and before >= 0 and tokens[before + 1].value != "(":
            before -= 1
    reason = reasons.get(before) if before < index - 1 else None
    if reason in (Reason.DILUENT, Reason.FLUID) and tokens[index].value.unit.dimension != "mass":
        return reason  # "water (6 to 8 ounces, approximately 200 mL)"
    return reason if reason in (Reason.STRENGTH, Reason.EQUIVALENCE, Reason.INCREMENT) else None


def reason_among(tokens: list[Token], index: int, reasons: dict[int, Reason | None]) -> Reason | None:
    """What an amount is that leads a list of such ("2 mL, 5 mL or 20 mL vials", "50 mg and 250 mg capsules")."""
    ahead = index + 1
    while ahead < len(tokens) and (tokens[ahead].sort in (Sort.AND, Sort.OR) or tokens[ahead].value in (",", "/")):
        ahead += 1
    reason = reasons.get(ahead) if ahead > index + 1 else None
    return reason if reason in (Reason.STRENGTH, Reason.INCREMENT, Reason.CONCENTRATION) else None


def _by_change(tokens: list[Token], index: int) -> Reason | None:
    """Increments: by how much a dose changes ("increased by 5 mg", "in steps of 5 mg")."""
    token = tokens[index]
    for before in tokens[max(index - 2, 0) : index]:
        apart = token.first - before.last
        if before.sort is Sort.INCREMENT and apart <= 4 and not is_sort(tokens, index - 1, Sort.RANGE):
            return Reason.INCREMENT  # but "a reduction of the dose to 5 mg"
        bounded = tokens[index - 1].sort in (Sort.ROLE, Sort.ABOVE, Sort.BELOW)
        if before.sort is Sort.BY and (apart <= 2 or bounded) and _changes(tokens[:index]):
            return Reason.INCREMENT  # "increased by 5 mg", "raised by no more than 5 mg"
    if increments(tokens, index + 1):
        return Reason.INCREMENT
    if index > 1 and tokens[index - 1].value == "(" and _is_step(tokens[index - 2]):
        often = tokens[index + 1].value if is_sort(tokens, index + 1, Sort.FREQUENCY) else None
        if token.value.basis == "week" or (often is not None and often.high is not None and often.high < 1):
            return Reason.INCREMENT
    return None


def _is_step(token: Token) -> bool:
    """Whether a token says that a dose goes up ("increased gradually (5 mg/kg/week)")."""
    return token.sort is Sort.ROLE and token.value.use in ("step", "then")


def increments(tokens: list[Token], index: int) -> bool:
    """Whether the tokens at ``index`` say that the amount right before is an increment ("2 mg weekly increments")."""
    index += is_one_of(tokens, index, Sort.FREQUENCY, Sort.TOTAL)
    return is_sort(tokens, index, Sort.INCREMENT) and tokens[index].first == tokens[index - 1].last


def _changes(tokens: list[Token]) -> bool:
    return any(t.sort is Sort.CHANGE or (t.sort is Sort.ROLE and t.value.step) for t in tokens)


def _by_bound(tokens: list[Token], index: int) -> Reason | None:
    """A dose that others are compared with ("doses above 300 mg should be divided"), and no limit ("a maximum of less
    than 5 mg", "doses above 300 mg should be avoided")."""
    edge = tokens[index - 1] if index else None
    if edge is None or edge.sort not in (Sort.ABOVE, Sort.BELOW) or tokens[index].first != edge.last:
        return None
    if edge.sort is Sort.BELOW:
        limit = any(t.sort is Sort.ROLE and t.value.name == "maximum" for t in tokens[max(index - 4, 0) : index])
    else:
        limit = any(t.sort is Sort.HAZARD for t in tokens[index + 1 :]) or _advised_against(tokens, index)
    return None if edge.value or limit else Reason.THRESHOLD


def _by_advice(tokens: list[Token], index: int) -> Reason | None:
    """A dose that is advised against ("higher doses (150 mg twice daily) are not recommended")."""
    before = tokens[index - 1] if index else None
    if before is not None and before.sort is Sort.NOT and tokens[index].first - before.last <= 1:
        return Reason.NOT_ADVISED  # "do not wear two patches"
    bounded = before is not None and before.sort in (Sort.ABOVE, Sort.BELOW)
    return Reason.NOT_ADVISED if not bounded and _advised_against(tokens, index) else None


def _advised_against(tokens: list[Token], index: int) -> bool:
    """Whether the words after an amount advise against it ("... 40 mg is not recommended")."""
    denied = None
    for token in tokens[index + 1 :]:
        if token.sort is Sort.AMOUNT or (token.sort is Sort.SIGN and token.value in ",;"):
            return False
        if token.sort is Sort.NOT:
            if token.value and token.first - tokens[index].last <= _SHUNNED:
                return True  # "... above 40 mg should be avoided"
            denied = token
        elif token.sort is Sort.ADVISED and denied is not None and token.first - denied.last <= 2:
            return True
    return False


def _by_offer(tokens: list[Token], index: int) -> Reason | None:
    """Strengths that a sentence offers without saying how they are taken ("available as 5 mg and 10 mg")."""
    offered = any(t.sort is Sort.STRENGTH for t in tokens)
    taken = any(t.sort in (Sort.FREQUENCY, Sort.TOTAL, Sort.GIVEN, Sort.ROLE) for t in tokens)
    thing = tokens[index].value.unit.counted
    return Reason.STRENGTH if offered and not taken and not thing else None


_THE = re.compile(r"\bthe $")
_DOSE = re.compile(r"(?: [a-z]+){0,3} ?dos(?:es?|ages?)\b")


def _by_mention(tokens: list[Token], index: int, folded: str) -> Reason | None:
    """A dose that is spoken of again: "the 5 mg dose is diluted", "if 5 mg is not enough, ..."."""
    token = tokens[index]
    if _THE.search(folded, max(token.start - 5, 0), token.start) and _DOSE.match(folded, token.end):
        return Reason.MENTION
    for before in tokens[:index][::-1]:
        if before.sort is Sort.IF:
            return Reason.MENTION
        if before.sort in (Sort.AMOUNT, Sort.AGE, Sort.WEIGHT, Sort.CONTRAST) or before.sort is Sort.SIGN:
            return None
        if before.sort is Sort.ROLE and before.value.name != "starting":
            return None
    return None
