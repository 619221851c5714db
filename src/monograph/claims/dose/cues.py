"""What a number with a unit is where it is no dose, as far as the words beside it or the head of its column tell."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import takewhile

from monograph.claims.posology.amounts import Amount
from monograph.claims.posology.bounds import is_sort
from monograph.claims.posology.tokens import Sort, Token
from monograph.names.patterns import any_of
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
_NEXT = re.compile(r"[a-z ]*")
_FLUID = frozenset({"volume", "ounces"})
_HOLDS = re.compile(
    r"(?: of)?(?: [a-z-]+){0,4} (?:contains?|provides?|delivers?|equals?|equates?|raises?|increases?|is equivalent)\b"
)
_NAMED = 20
"""Characters before a parenthesis that hold the word before it."""
_BOUNDING = 2
"""Words between a parenthesis and the amount that it holds ("(at least 100 mL)")."""
_BOUNDS = frozenset({Sort.AGE, Sort.WEIGHT})
_SAID = 7
"""How often a form of a strength is taken is said within so many tokens ("4 mg capsules taken by mouth once daily")."""
_REACH = 4
"""How many words before or after an amount can say what it is."""


def _cues(side: str) -> dict[str, Reason]:
    rows = [row for row in read_table("monograph.names", "dose_nondoses") if row["side"] == side]
    return {words: Reason(row["reason"]) for row in rows for words in row["words"].split("|")}


_BEFORE, _AFTER, _BESIDE, _INSIDE = _cues("before"), _cues("after"), _cues("beside"), _cues("inside")
_HEAD, _OF = _cues("head"), _cues("of")
_STUFF = re.compile(
    r"(?: or (?:less|more)| \([^()]{1,20}\))? of (?:(?!(?:in|with|to|by|for|per) )[a-z0-9.%-]+ ){0,3}?"
    rf"({any_of(_OF)})\b"
    rf"(?! (?:{any_of(words for words, reason in _AFTER.items() if reason is Reason.STRENGTH)})\b)"
)
"""What an amount is of, at most three words before its name ("of cold apple juice"; not "of liquid suspension")."""


def reason_by_words(tokens: list[Token], index: int, folded: str, start: int, end: int) -> Reason | None:
    """What the words right before and after the amount at ``index`` say that it is, where it is no dose."""
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
    within = folded[opening] == "(" or any(measures(t) for t in tokens[:index])
    if folded[opening] == "(":
        named = _WORD.findall(folded, max(start, opening - _NAMED), opening)[-1:]
        poured = _OF.get(named[0]) if named and amount.unit.dimension != "mass" and len(before) <= _BOUNDING else None
        if poured is not None:
            return poured  # "a glass of water (8 ounces)"
        if named and _BESIDE.get(named[0]) is Reason.DIET:
            return Reason.DIET  # "fat (about 25 grams)"
    beside = (_BESIDE.get(before[-1]) or _BESIDE.get(" ".join(before[-2:]))) if before else None
    limit = is_sort(tokens, index - 1, Sort.ROLE) and tokens[index - 1].value.name == "maximum"
    if beside is not None and (beside is not Reason.DILUENT or (volume and not limit)):
        return beside
    stuff = _STUFF.match(folded, token.end, end)
    if stuff is not None and (volume or _OF[stuff[1]] is not Reason.DILUENT):
        return _OF[stuff[1]]
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


def _is_taken(tokens: list[Token], index: int) -> bool:
    """Whether the strength of one form is the dose ("one 5 mg tablet once daily", "a 300 mcg capsule daily")."""
    at = index - 1
    while at >= 0 and (tokens[at].sort is Sort.AMOUNT or tokens[at].value == "/"):
        if measures(tokens[at]):
            return False  # "two inhalations of the 200 mcg/5 mcg formulation twice daily"
        at -= 1  # "one 200 mg/25 mg tablet"
    before = tokens[at] if at >= 0 else None
    if at < index - 1 and before is not None and before.sort is Sort.NUMBER:
        return bool(before.value == 1)
    if before is not None and before.sort is Sort.NUMBER and tokens[index].first - before.last <= 1:
        return bool(before.value == 1)
    after = tokens[index + 1 : index + _SAID]
    near = [*after[:3], *takewhile(lambda t: t.sort not in (Sort.SIGN, Sort.AMOUNT), after)]
    return any(t.sort in (Sort.FREQUENCY, Sort.TOTAL, Sort.NEEDED) for t in near)


def measures(token: Token) -> bool:
    """Whether an amount is of a form or volume, of which another can be the content ("5 mL containing 6 mg")."""
    if token.sort is not Sort.AMOUNT:
        return False
    return bool(token.value.unit.counted) or token.value.unit.dimension == "volume"


def reason_in_row(folded: str, head: Span | None, tokens: list[Token], *, alone: bool) -> Reason | None:
    """What the amounts of a cell are by the head of its column or by what they are made of ("2 x 5 mg"), if they are no
    doses; where no column beside has doses, those in millilitres or tablets are."""
    words = _WORD.findall(folded, head.start, head.end) if head is not None else ()
    reason = next((_HEAD[word] for word in words if word in _HEAD), None)
    times = next((at for at, token in enumerate(tokens) if token.sort is Sort.COUNT), 0)
    if reason is None and is_sort(tokens, times - 1, Sort.NUMBER) and is_sort(tokens, times + 1, Sort.AMOUNT):
        reason = Reason.EQUIVALENCE
    weighed = any(token.sort is Sort.AMOUNT and token.value.unit.dimension == "mass" for token in tokens)
    return None if reason is Reason.EQUIVALENCE and (alone or (weighed and not times)) else reason
