"""Numbers with a unit that are no dose, and what they are instead: strengths, increments, laboratory values ..."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from monograph.claims.posology.amounts import COUNTED, Amount
from monograph.claims.posology.bounds import is_sort
from monograph.claims.posology.lexer import Sort, Token
from monograph.tables import read_table
from monograph.text.model import Span


class Reason(StrEnum):
    """What a number with a unit is, where it is no dose."""

    STRENGTH = "strength"
    CONCENTRATION = "concentration"
    DILUENT = "diluent"
    INCREMENT = "increment"
    LABORATORY = "laboratory"
    EQUIVALENCE = "equivalence"
    DIET = "diet"
    TARGET = "target"
    FLUID = "fluid"
    PROPORTION = "proportion"
    THRESHOLD = "threshold"
    NUMBER_OF_DOSES = "number-of-doses"
    MENTION = "mention"
    BODY = "body"
    NOT_ADVISED = "not-advised"
    PREPARATION = "preparation"


_WORD = re.compile(r"[a-z][a-z0-9.]*")
_WITHIN = frozenset({Sort.FILLER, Sort.OR, Sort.AND, Sort.AMOUNT, Sort.NUMBER})
_NEXT = re.compile(r"[a-z ]*")
_FLUID = frozenset({"volume", "ounces"})
_HOLDS = re.compile(
    r"(?: of)?(?: [a-z-]+){0,4} (?:contains?|provides?|delivers?|equals?|equates?|raises?|increases?|is equivalent)\b"
)
_MADE = frozenset({Sort.FREQUENCY, Sort.TOTAL, Sort.ROLE, Sort.ROUTE, Sort.UNIT, Sort.AFTER, Sort.TIME, Sort.NUMBER})
_NAMED = 20
"""Characters before a parenthesis that hold the word before it."""
_BOUNDS = frozenset({Sort.AGE, Sort.WEIGHT})
_VESSELS = frozenset({"vial", "ampoule"})
_VIEW = 60
"""Tokens before and after an amount that can speak of it; a sentence that says more on a dose is none."""
_LISTED = 5
"""Two amounts with no more words between can be two of a list."""
_SHUNNED = 6
"""Words between an amount and "avoided" that speaks of it, at most."""
_REACH = 4
"""How many words before or after an amount can say what it is."""


def _cues(side: str) -> dict[str, Reason]:
    rows = [row for row in read_table("monograph.names", "dose_nondoses") if row["side"] == side]
    return {words: Reason(row["reason"]) for row in rows for words in row["words"].split("|")}


_BEFORE, _AFTER, _BESIDE, _INSIDE = _cues("before"), _cues("after"), _cues("beside"), _cues("inside")
_HEAD = _cues("head")
_WHOLE_DOSE = re.compile(
    r" ?of (?:the |their |a )?(?:usual|recommended|normal|standard|full|adult|original|prescribed)\b"
)


def reason_at(tokens: Sequence[Token], index: int, folded: str, start: int, end: int) -> Reason | None:
    """What the amount at ``index`` of a sentence (at ``start``/``end``) is if it is no dose; None for a dose."""
    first = max(index - _VIEW, 0)
    tokens, index = tokens[first : index + _VIEW], index - first
    return (
        _by_unit(tokens, index, folded)
        or _by_change(tokens, index)
        or _by_place(tokens, index)
        or _by_words(tokens, index, folded, start, end)
        or _by_bound(tokens, index)
        or _by_advice(tokens, index)
        or _by_offer(tokens, index)
        or _by_mention(tokens, index, folded)
    )


def _by_unit(tokens: Sequence[Token], index: int, folded: str) -> Reason | None:
    token = tokens[index]
    amount: Amount = token.value
    if amount.within is not None:
        return Reason.STRENGTH if amount.within.name in COUNTED else Reason.CONCENTRATION
    if amount.unit.name == "kg":
        return Reason.BODY
    if amount.per in ("dl", "mm3", "day"):
        return Reason.LABORATORY
    if amount.unit.name == "%":
        return None if _WHOLE_DOSE.match(folded, token.end) else Reason.PROPORTION
    if amount.unit.name == "mL" and (amount.per or "").startswith("min"):
        before = next(
            (t for t in reversed(tokens[:index]) if t.sort in (Sort.POPULATION, Sort.RATE, Sort.AMOUNT)), None
        )
        if before is not None and before.sort is Sort.POPULATION:
            return Reason.LABORATORY
    if amount.unit.name == "dose":
        limit = any(t.sort is Sort.ROLE and t.value.name == "maximum" for t in tokens[:index])
        daily = any(t.sort is Sort.TOTAL and t.value == "day" for t in tokens[index + 1 :])
        return None if limit and daily else Reason.NUMBER_OF_DOSES
    if is_sort(tokens, index - 1, Sort.PER, Sort.EVERY) and tokens[index - 1].last == token.first:
        return Reason.EQUIVALENCE  # "20 mg for every 100 mg of"
    per, of = tokens[index + 1 : index + 2], tokens[index + 2 : index + 3]
    if per and of and per[0].sort is Sort.PER and per[0].first - token.last <= _REACH and _measures(of[0]):
        return Reason.CONCENTRATION  # "6 mg of one and 9 mg of another per 5 mL"
    return None


def reasons_among(
    tokens: Sequence[Token], folded: str, sentence: Span, *, preparing: bool = False
) -> dict[int, Reason | None]:
    """For each amount of a sentence, by its index, what it is if it is no dose; ``preparing`` where the heading or the
    label above says that it is about how a dose is made ready."""
    reasons: dict[int, Reason | None] = {}
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].sort is Sort.AMOUNT:
            reason = reason_at(tokens, at, folded, *sentence) or reason_among(tokens, at, reasons)
            reasons[at] = reason or _by_preparation(tokens, at, preparing)
    for at in sorted(reasons):
        reasons[at] = reasons[at] or reason_after(tokens, at, reasons)
    return reasons


def _by_preparation(tokens: Sequence[Token], index: int, preparing: bool) -> Reason | None:
    """Volumes and vials of which a dose is made ready ("withdraw 2 mL"), unless it is said how often they are taken."""
    unit = tokens[index].value.unit
    handled = unit.dimension == "volume" or unit.name in _VESSELS
    made = preparing or (handled and any(t.sort is Sort.PREPARE and not t.value for t in tokens[:index]))
    if not made or any(t.sort in (Sort.FREQUENCY, Sort.TOTAL) for t in tokens[index + 1 :]):
        return None
    return Reason.PREPARATION


def reason_by_head(folded: str, head: Span | None, *, alone: bool) -> Reason | None:
    """What the amounts under the head of a table are if they are no doses; where no other column has doses, those in
    millilitres or tablets are."""
    words = _WORD.findall(folded, *head) if head is not None else ()
    reason = next((_HEAD[word] for word in words if word in _HEAD), None)
    return None if alone and reason is Reason.EQUIVALENCE else reason


def reason_after(tokens: Sequence[Token], index: int, reasons: dict[int, Reason | None]) -> Reason | None:
    """What an amount is that follows such by "and" ("containing 400 mg of one and 100 mg of the other")."""
    before = index - 1
    while before >= 0 and (tokens[before].sort in (Sort.AND, Sort.OR) or tokens[before].value == ","):
        before -= 1
    listed = before < index - 1 and is_sort(tokens, before, Sort.AMOUNT)
    reason = reasons.get(before) if listed and tokens[index].first - tokens[before].last <= _LISTED else None
    return reason if reason in (Reason.STRENGTH, Reason.EQUIVALENCE, Reason.INCREMENT) else None


def reason_among(tokens: Sequence[Token], index: int, reasons: dict[int, Reason | None]) -> Reason | None:
    """What an amount is that leads a list of such ("2 mL, 5 mL or 20 mL vials", "400 mg or 800 mg increments")."""
    ahead = index + 1
    while ahead < len(tokens) and (tokens[ahead].sort is Sort.OR or tokens[ahead].value in (",", "/")):
        ahead += 1
    listed = ahead > index + 1 and is_sort(tokens, ahead, Sort.AMOUNT)
    reason = reasons.get(ahead)
    return reason if listed and reason in (Reason.STRENGTH, Reason.INCREMENT, Reason.CONCENTRATION) else None


def _by_change(tokens: Sequence[Token], index: int) -> Reason | None:
    """Increments: by how much a dose changes ("increased by 5 mg", "in steps of 5 mg")."""
    token = tokens[index]
    for before in tokens[max(index - 2, 0) : index]:
        apart = token.first - before.last
        if before.sort is Sort.INCREMENT and apart <= 4:
            return Reason.INCREMENT
        if before.sort is Sort.BY and apart <= 2 and _changes(tokens[:index]):
            return Reason.INCREMENT
    if increments(tokens, index + 1):
        return Reason.INCREMENT
    opened = is_sort(tokens, index - 1, Sort.SIGN) and tokens[index - 1].value == "("
    if opened and _raises(tokens, index - 2):
        often = tokens[index + 1].value if is_sort(tokens, index + 1, Sort.FREQUENCY) else None
        if token.value.basis == "week" or (often is not None and often.high is not None and often.high < 1):
            return Reason.INCREMENT
    return None


def increments(tokens: Sequence[Token], index: int) -> bool:
    """Whether the tokens at ``index`` say that the amount right before is an increment ("2 mg weekly increments")."""
    index += is_sort(tokens, index, Sort.FREQUENCY, Sort.TOTAL) and tokens[index].first == tokens[index - 1].last
    return is_sort(tokens, index, Sort.INCREMENT) and tokens[index].first == tokens[index - 1].last


def _raises(tokens: Sequence[Token], index: int) -> bool:
    """Whether the token at ``index`` says that a dose goes up ("increased gradually (5 mg/kg/week)")."""
    return is_sort(tokens, index, Sort.CHANGE) or (
        is_sort(tokens, index, Sort.ROLE) and tokens[index].value.use in ("step", "then")
    )


def _changes(tokens: Sequence[Token]) -> bool:
    return any(t.sort is Sort.CHANGE or (t.sort is Sort.ROLE and t.value.step) for t in tokens)


def _by_place(tokens: Sequence[Token], index: int) -> Reason | None:
    """An amount that opens parentheses right after another is the same amount again ("10 mg (2 mL)")."""
    at = index - 1
    if is_sort(tokens, at, Sort.NUMBER) and tokens[at].last == tokens[index].first and _is_part(tokens, at):
        return Reason.EQUIVALENCE  # "160 mg (given as four 40 mg injections)"
    while at >= 0 and tokens[at].sort in _WITHIN:
        at -= 1  # "(2 million units or 0.25 mL)"
    if at < 0 or tokens[at].value != "(" or tokens[at + 1].first > tokens[at].last:
        return _by_contents(tokens, index)
    opening = at
    at -= is_sort(tokens, at - 1, Sort.SIGN) and tokens[at - 1].value == ";"  # "5 mL; (1 tsp)"
    same = next((i for i in range(at) if tokens[i].sort is Sort.SAME and tokens[i].value), -1)
    if same >= 0 and not any(t.sort is Sort.POPULATION for t in tokens[same:at]):
        return Reason.EQUIVALENCE  # "the same as above (5 mg)"; "the same as for adults (5 mg)" is a dose of others
    at -= 1
    while at >= 0 and tokens[at].sort in (Sort.FREQUENCY, Sort.TOTAL):
        at -= 1
    if at >= 0 and tokens[at].sort is Sort.AMOUNT and tokens[opening].first - tokens[at].last <= 5:
        return None if _is_alternative(tokens, opening, index, tokens[at].value) else Reason.EQUIVALENCE
    return _by_contents(tokens, index)


def _is_part(tokens: Sequence[Token], at: int) -> bool:
    """Whether parentheses in which ``at`` stands follow an amount, so that they say what it is made of."""
    while at >= 0 and tokens[at].value != "(":
        if tokens[at].value == ")" or tokens[at].value == ";":
            return False
        at -= 1
    before = at - 1
    while before >= 0 and tokens[before].sort in _MADE:
        before -= 1
    return at > 0 and is_sort(tokens, before, Sort.AMOUNT)


def _is_alternative(tokens: Sequence[Token], opening: int, index: int, before: Amount) -> bool:
    """Whether "or" in parentheses leads to another dose, with its own frequency or other numbers of the same unit."""
    amount: Amount = tokens[index].value
    if index != opening + 2 or tokens[opening + 1].sort is not Sort.OR:
        return False
    same = (amount.unit.name, amount.per) == (before.unit.name, before.per)
    return is_sort(tokens, index + 1, Sort.FREQUENCY) or (same and amount.high != before.high)


def _by_contents(tokens: Sequence[Token], index: int) -> Reason | None:
    """What a counted thing holds, in the parentheses after it ("3 tablets (onamine 60 mg/twomine 360 mg)")."""
    at = index - 1
    while at >= 0 and (tokens[at].sort in _WITHIN or tokens[at].value in ("/", ",")) and tokens[at].value != "(":
        at -= 1
    thing = tokens[at - 1] if at > 0 and tokens[at].value == "(" else None
    if thing is not None and thing.last == tokens[at].first and _is_form(thing):
        taken = tokens[index].value.per or is_sort(tokens, index + 1, Sort.FREQUENCY, Sort.TOTAL)
        return None if taken else Reason.STRENGTH  # "suppositories (100 mg or 200 mg)"
    held = thing is not None and _measures(thing) and thing.last == tokens[at].first
    return Reason.STRENGTH if held and tokens[index].value.unit.dimension == "mass" else None


def _is_form(token: Token) -> bool:
    """Whether a token names a form that comes in strengths; "a lower dose (1 mg)" and "an infusion (1 mg)" do not."""
    if token.sort is Sort.UNIT:
        return token.value.name in COUNTED and token.value.name != "dose"
    return token.sort is Sort.ROUTE and token.value.implied and token.value.name != "intravenous"


def _is_taken(tokens: Sequence[Token], index: int) -> bool:
    """Whether the strength of one form is the dose ("one 5 mg tablet once daily", "a 300 mcg capsule daily")."""
    at = index - 1
    while at > 0 and (tokens[at].sort is Sort.AMOUNT or tokens[at].value == "/"):
        at -= 1  # "one 200 mg/25 mg tablet"
    before = tokens[at] if at >= 0 else None
    if at < index - 1 and before is not None and before.sort is Sort.NUMBER:
        return bool(before.value == 1)
    if before is not None and before.sort is Sort.NUMBER and tokens[index].first - before.last <= 1:
        return bool(before.value == 1)
    return any(t.sort in (Sort.FREQUENCY, Sort.TOTAL) for t in tokens[index + 1 : index + 4])


def _by_words(tokens: Sequence[Token], index: int, folded: str, start: int, end: int) -> Reason | None:
    token = tokens[index]
    amount: Amount = token.value
    opening = max(start, token.start - 40)
    opening = max(opening, *(folded.rfind(sign, opening, token.start) for sign in ",;:()"))
    opening = max(opening, *(t.end for t in tokens[max(index - 2, 0) : index] if t.sort in _BOUNDS), 0)
    before = _WORD.findall(folded, opening, token.start)[-_REACH:]
    following = _NEXT.match(folded, token.end, min(end, token.end + 40))
    after = following[0].split()[:3] if following else []
    if (
        amount.per is None
        and not folded[start : token.start].strip(" *(")
        and _HOLDS.match(folded, token.end, min(end, token.end + 60))
    ):
        return Reason.EQUIVALENCE  # "One teaspoon contains 5 g"
    volume = amount.unit.dimension in _FLUID
    within = folded[opening] == "(" or any(_measures(t) for t in tokens[:index])
    if folded[opening] == "(":
        named = _WORD.findall(folded, max(start, opening - _NAMED), opening)[-1:]
        if named and _BESIDE.get(named[0]) is Reason.DIET:
            return Reason.DIET  # "fat (about 25 grams)"
    beside = (_BESIDE.get(before[-1]) or _BESIDE.get(" ".join(before[-2:]))) if before else None
    if beside is not None and (volume or beside is not Reason.DILUENT):
        return beside
    for size in (3, 2, 1):
        for at in range(max(len(before) - size + 1, 0)):
            words = " ".join(before[at : at + size])
            reason = _BEFORE.get(words) or (_INSIDE.get(words) if within else None)
            offered = reason is Reason.STRENGTH and is_sort(tokens, index + 1, Sort.FREQUENCY)
            if reason is not None and not offered:  # "available as 5 mg twice daily" is taken
                return reason
        reason = _AFTER.get(" ".join(after[:size])) if len(after) >= size else None
        if reason is Reason.STRENGTH and _is_taken(tokens, index):
            reason = None
        if reason is not None and (reason is not Reason.DILUENT or volume):
            return reason
    return None


def _measures(token: Token) -> bool:
    """Whether an amount is of a form or volume, of which another can be the content ("5 mL containing 6 mg")."""
    if token.sort is not Sort.AMOUNT:
        return False
    return token.value.unit.name in COUNTED or token.value.unit.dimension == "volume"


def _by_bound(tokens: Sequence[Token], index: int) -> Reason | None:
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


def _by_advice(tokens: Sequence[Token], index: int) -> Reason | None:
    """A dose that is advised against ("higher doses (150 mg twice daily) are not recommended")."""
    before = tokens[index - 1] if index else None
    if before is not None and before.sort is Sort.NOT and tokens[index].first - before.last <= 1:
        return Reason.NOT_ADVISED  # "do not wear two patches"
    bounded = before is not None and before.sort in (Sort.ABOVE, Sort.BELOW)
    return Reason.NOT_ADVISED if not bounded and _advised_against(tokens, index) else None


def _advised_against(tokens: Sequence[Token], index: int) -> bool:
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


def _by_offer(tokens: Sequence[Token], index: int) -> Reason | None:
    """Strengths that a sentence offers without saying how they are taken ("available as 5 mg and 10 mg")."""
    offered = any(t.sort is Sort.STRENGTH for t in tokens)
    taken = any(t.sort in (Sort.FREQUENCY, Sort.TOTAL, Sort.GIVEN, Sort.ROLE) for t in tokens)
    thing = tokens[index].value.unit.name in COUNTED
    return Reason.STRENGTH if offered and not taken and not thing else None


_ONLY = re.compile(r"\bonly $")
_THE = re.compile(r"\bthe $")
_DOSE = re.compile(r" ?doses?\b")


def _by_mention(tokens: Sequence[Token], index: int, folded: str) -> Reason | None:
    """A dose that is spoken of again: "the 5 mg dose is diluted", "if 5 mg is not enough, ..."."""
    token = tokens[index]
    if (
        token.value.unit.name in COUNTED
        and is_sort(tokens, index + 1, Sort.TOTAL)
        and _ONLY.search(folded, max(token.start - 6, 0), token.start)
    ):
        return Reason.MENTION if folded.startswith("at ", tokens[index + 1].start) else None  # "only one at a time"
    if _THE.search(folded, max(token.start - 5, 0), token.start) and _DOSE.match(folded, token.end):
        return Reason.MENTION
    for before in reversed(tokens[:index]):
        if before.sort is Sort.IF:
            return Reason.MENTION
        if before.sort in (Sort.AMOUNT, Sort.AGE, Sort.WEIGHT, Sort.CONTRAST) or before.sort is Sort.SIGN:
            return None
        if before.sort is Sort.ROLE and before.value.name != "starting":
            return None
    return None
