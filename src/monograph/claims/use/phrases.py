"""Lists of indications: from the words after "used to treat" to the indications that they name."""

from __future__ import annotations

import re

from monograph.claims.coordination import coordinated
from monograph.claims.found import Conjunct
from monograph.claims.use.joined import APPOSITION, OF_PEOPLE, STOPS, joined, together
from monograph.claims.use.naming import (
    DEGREES,
    LIST_END,
    OPENS,
    PLACE,
    STATE,
    UNDIVIDED,
    WHOM,
    WITH,
    indication,
    names_condition,
    words_of,
)
from monograph.claims.use.places import infections_of
from monograph.names.patterns import any_of
from monograph.text.model import Span
from monograph.text.record import Record

NEAR = 45
"""Characters before a phrase in which what steers it stands."""
_FEW = 2
"""So many conjuncts after "caused by" may each be one of its causes; more are only told of."""


_WEAK = words_of("weak")
OF_OTHERS = re.compile(rf"\b(?:{any_of(words_of('members'))}),? +$")
"""A word before "such as" whose members are no indications: "drugs such as"."""
MEMBERS = re.compile(r"\((?:e\.g\.?,?|such as|including|like|for example,?) ([^()]*)\)")
"""Members in parentheses: "(such as acne, rosacea)"; the first group holds them."""
_LISTED = re.compile(r"\((?!such as|including|like|for example|e\.g|caused)([^(),;.]+(?:, [^(),;.]+)+)\)")
"""Members of infections in parentheses, where a single name would be another word for them: "(cystitis, nephritis)"."""
_JOINED = re.compile(r"/| (?:and|or|and/or|as well as) ")

_CAUSE = re.compile(
    r"(?!(?:certain |various )?conditions )"
    r"((.*)\b(?:caused by|resulting from|characterized by|characterised by|accompanied by)) "
)
_ORGANISMS = re.compile(
    r"(?!infections? caused)(.*) caused by "
    r"(?:(?:susceptible|bacteria|various|certain|a variety|a wide|many|specific|some)\b|[\w-]+ strains of ).*"
)
"""A named condition and the kinds of organisms that cause it, which add nothing to its name."""
_KINDS_OF_CAUSE = re.compile(
    r"(.*\b(?:caused by|resulting from|associated with)) (?:various|other|certain|several|different|many)?\s?"
    r"(?:factors|conditions|causes|reasons|disorders|diseases)$"
)
_VARIOUS = re.compile(r"(?:various|many|certain|different|these|several|the|other)\b")
_SHARING = re.compile(r" (?:by|from|with|to) |deficienc")
"""Words without which a phrase shares nothing with those that follow."""
_DEFICIENCY = re.compile(r"(?!.*\bcaused by ).*\bdeficienc(?:y|ies) (?:of|in) (?!these|the )")


class Indication(Record):
    """An indication and the span of the words that gave it."""

    name: str
    span: Span


class Read(Record):
    """The indications of a phrase; ``closed`` says that a clause followed which ends the list.

    ``cause`` is what members that follow share ("pain caused by" before "conditions such as gout").
    """

    indications: list[Indication]
    closed: bool
    cause: str = ""


def indications(folded: str, start: int, end: int, *, sure: bool = True, cause: str = "", whole: bool = False) -> Read:
    """The indications that the coordinated phrase ``folded[start:end]`` names.

    Where the words before it do not say that it is what the medicine is for (``sure`` is False), only phrases
    that name a condition or a state of the body count. A label is read ``whole``: what it says of place and
    people belongs to the name.
    """
    conjuncts, closed = _conjuncts(folded, start, end)
    if whole and len(conjuncts) > 1 and _is_one_label(folded, conjuncts):
        conjuncts = [together(folded, conjuncts[0], conjuncts[-1])]
    reading = _Reading(folded, conjuncts, sure, cause, whole)
    for number in range(len(conjuncts)):
        if not reading.goes_on(number):
            return Read(reading.found, closed or not reading.undivided)
    return Read(reading.found, closed, reading.shared)


def _is_one_label(folded: str, conjuncts: list[Conjunct]) -> bool:
    """Whether the parts of a label are one indication: "bleeding in the eye and brain", "muscle spasms and pain"."""
    if PLACE.search(indication(conjuncts[0].whole, whole=True)):
        return True
    first, last = conjuncts[0], conjuncts[-1]
    if len(conjuncts) != 2 or folded[first.span.end : last.span.start].strip() != "and":
        return False
    return " " in indication(first.whole) and " " not in last.whole


class _Reading:
    """A list read conjunct by conjunct; ``_opening`` stands before every conjunct that follows."""

    def __init__(self, folded: str, conjuncts: list[Conjunct], sure: bool, cause: str, whole: bool) -> None:
        self._folded, self._conjuncts, self._sure, self._whole = folded, conjuncts, sure, whole
        self._opening = cause
        self._of_whom = False
        self.found: list[Indication] = []
        self.shared = ""
        self.undivided = False

    def goes_on(self, number: int) -> bool:
        """Read a conjunct; whether the list goes on after it."""
        conjunct = self._conjuncts[number]
        if (number and self._is_apposed(number)) or STOPS.match(conjunct.whole):
            return False
        if self._opening and (conjunct.whole.isdigit() or OPENS.match(conjunct.whole)):
            return True
        if self._is_of_people(number):
            return True
        listed = "conditions " in conjunct.whole or "infections " in conjunct.whole
        if listed and UNDIVIDED.match(self._folded, conjunct.span.start, self._conjuncts[-1].span.end):
            self._add(together(self._folded, conjunct, self._conjuncts[-1]).whole, conjunct.span)
            self.undivided = True
            return False
        self._read(number)
        start, end = conjunct.span
        glossed = self._folded.find("(", start, end) >= 0
        for aside in MEMBERS.finditer(self._folded, start, end) if glossed else ():
            if not OF_OTHERS.search(self._folded, max(conjunct.span.start, aside.start() - NEAR), aside.start()):
                self.found += indications(self._folded, *aside.span(1)).indications
        if glossed and "infections" in conjunct.whole:
            for aside in _LISTED.finditer(self._folded, conjunct.span.start, conjunct.span.end + 1):
                self.found += indications(self._folded, *aside.span(1), sure=False).indications
        whom = WHOM.search(conjunct.whole) if " in " in conjunct.whole else None
        self._of_whom = whom is not None and not STATE.search(conjunct.whole[: whom.start()].rstrip())
        return self._shares(number)

    def _read(self, number: int) -> None:
        """Add the phrases that a conjunct stands for."""
        conjunct = self._conjuncts[number]
        phrases = (conjunct.whole,) if self._whole and conjunct.sharing == "head" else _phrases(conjunct)
        for phrase in phrases[:1] if len(phrases) > 1 and WHOM.search(phrases[0]) else phrases:
            if self.found and (along := WITH.match(phrase)) and self._is_tail(number, along):
                phrase = along.group(1)
            cause = _CAUSE.match(phrase) if " by " in phrase or " from " in phrase else None
            if cause and not self._has_few(number):
                phrase = cause.group(2)
            if not phrase.startswith("other ") or " of " in self._opening or " in " in self._opening:
                phrase = self._opening + phrase  # other conditions than the cause are conditions of their own
            if " caused by " in phrase:
                phrase = _ORGANISMS.sub(r"\1", phrase)
            self._add(phrase, conjunct.span)

    def _is_tail(self, number: int, along: re.Match[str]) -> bool:
        """Whether what goes along with a conjunct belongs to the whole list: "headache and fever with colds"."""
        if any(item.name.endswith(along.group(1).rsplit(" ", 1)[-1]) for item in self.found):
            return False
        if number == 1:
            return not self._conjuncts[0].whole.endswith("pain") and bool(_VARIOUS.match(along.string, along.end()))
        return number > 1

    def _add(self, phrase: str, span: Span) -> None:
        name = indication(phrase, whole=self._whole)
        if name and (self._sure or (PLACE.split(name, 1)[0] not in _WEAK and names_condition(name))):
            self.found.append(Indication(name, span))

    def _is_apposed(self, number: int) -> bool:
        """Whether a conjunct explains the one before: ", a disease of", ", both conditions of"."""
        before, conjunct = self._conjuncts[number - 1], self._conjuncts[number]
        between = self._folded[before.span.end : conjunct.span.start].split()
        return between[-1:] == ["both"] or bool(APPOSITION.match(conjunct.whole))

    def _is_of_people(self, number: int) -> bool:
        """Whether a conjunct goes on with whom the medicine is for: "in adults with gout or asthma"."""
        whole = self._conjuncts[number].whole
        if self._of_whom:
            return not WHOM.search(whole)
        return bool(number and OF_PEOPLE.match(whole) and not OF_PEOPLE.match(self._conjuncts[0].whole))

    def _has_few(self, number: int) -> bool:
        """Whether so few conjuncts follow a cause that each may be one."""
        return number < _FEW and len(self._conjuncts) - number <= _FEW

    def _shares(self, number: int) -> bool:
        """Note what later conjuncts share ("pain caused by", "deficiencies of"); whether any can follow."""
        whole = self._conjuncts[number].whole
        if not _SHARING.search(whole):
            return True
        following = len(self._conjuncts) - number - 1
        cause = _CAUSE.match(whole)
        if kinds := _KINDS_OF_CAUSE.match(whole):
            self.shared = kinds.group(1) + " " if self._has_few(number) else ""
        elif cause:
            self._opening = cause.group(1) + " " if self._has_few(number) else ""
        if opening := _DEFICIENCY.match(whole):
            self._opening = opening.group()
        if (number and following == 1 and WITH.match(whole)) or " due to " in whole:
            return False
        if not kinds and _ORGANISMS.match(whole):
            return False
        return not (cause or kinds) or bool(self._opening or self.shared)


def _conjuncts(folded: str, start: int, end: int) -> tuple[list[Conjunct], bool]:
    """The conjuncts up to where a clause ends the list, and whether one does; what a colon introduces comes first."""
    depth_at = start
    depth = 0
    for match in LIST_END.finditer(folded, start, end):
        depth += folded.count("(", depth_at, match.start()) - folded.count(")", depth_at, match.start())
        depth_at = match.start()
        if depth > 0:
            continue
        if match.group() != ":":
            return joined(folded, coordinated(folded, start, match.start())), True
        if folded[match.end() : end].strip():
            start = match.end()
    return joined(folded, coordinated(folded, start, end)), False


def _phrases(conjunct: Conjunct) -> tuple[str, ...]:
    """What a conjunct stands for; degrees ("acute and chronic pain") do not part an indication."""
    if placed := infections_of(conjunct.whole):
        return placed
    if conjunct.sharing == "whole" and conjunct.whole.endswith(" symptoms"):
        illnesses = tuple(_JOINED.split(conjunct.whole.removesuffix(" symptoms")))
        if all(names_condition(illness) for illness in illnesses):
            return illnesses  # "cold and flu symptoms" are those of two illnesses
    if conjunct.sharing == "head":
        whole = indication(conjunct.whole) or conjunct.whole
        if whole.split(" ", 1)[0].strip(",") in DEGREES or not _JOINED.search(whole):
            return (whole,)
        first, *rest = conjunct.phrases
        if PLACE.search(indication(first)) and not any(PLACE.search(phrase) for phrase in rest):
            return (whole,)  # "hypotension during peridural and spinal anesthesia": what is shared has its place before
    return conjunct.phrases
