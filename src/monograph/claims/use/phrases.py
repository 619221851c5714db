"""Indications: from the words after "used to treat" to short noun phrases, or to nothing where they name none."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from monograph.claims.coordination import Conjunct, coordinated, dangles, is_part
from monograph.claims.effect.terms import names_effect
from monograph.tables import read_table
from monograph.text.model import Span

_CACHED = 20_000
"""Phrases kept with what they name: the same come again in every monograph."""
_LONGEST_PHRASE = 300
_LONGEST = 14
"""Words of an indication at most; longer ones are clauses."""
_SHORT = 3
"""Words of an indication up to which whom it strikes belongs to it: "bleeding in haemophilia"."""
_CAUSES = 3
"""So many conjuncts or more after "caused by" are causes, not indications."""


def _any_of(table: str, kind: str, column: str) -> str:
    rows = read_table("monograph.names", table)
    words = sorted((row[column] for row in rows if row["kind"] == kind), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in words)


_NOT = frozenset(row["words"] for row in read_table("monograph.names", "indication_not") if row["kind"] == "term")
_WEAK = frozenset(row["words"] for row in read_table("monograph.names", "indication_not") if row["kind"] == "weak")
_START = re.compile(rf"(?:(?:{_any_of('indication_not', 'start', 'words')})(?![\w-])[\s,:]*)+")
_END = re.compile(rf"[\s,]+(?:{_any_of('indication_not', 'end', 'words')})$")
_NOT_HEAD = re.compile(rf"(?:^|\s)(?:{_any_of('indication_not', 'head', 'words')})$")
_NOT_WITHIN = re.compile(_any_of("indication_not", "within", "words"))
_ENDS = re.compile(
    r"(?<![\w-])(?!(?<=deficiencies )in (?:these|specific))(?!(?<=conditions )that involve\b)"
    rf"(?:{_any_of('indication_cue', 'ends', 'phrase')}"
    r"|(?<!ized )(?<!ised )(?<!used )(?<!ated )by \w+ing)(?![\w-])"
)
_LIST_END = re.compile(rf":(?=\s)|;(?= (?:it|this|however|they|the)\b)|{_ENDS.pattern}")
_APPOSITION = re.compile(r"(?:a|an|another|one of|both) ")
_PEOPLE = re.compile(r"(?:adults|children|patients|individuals|people|adolescents|infants|women|men|those)\b")
_STOPS = re.compile(rf"(?:{_any_of('indication_cue', 'stops', 'phrase')})(?![\w-])")
_CUTS = re.compile(
    rf"(?<![\w-])(?!(?<=deficiencies )in (?:these|specific))(?:{_any_of('indication_cue', 'cuts', 'phrase')}"
    r"|(?:in|for) (?:[\w-]+ ){0,3}"
    r"(?:patients|adults|children|individuals|people|women|men|infants|persons|recipients))(?![\w-])"
)
_OPENS = re.compile(rf"(?:{_any_of('indication_not', 'opens', 'words')})(?![\w-])")
_NOT_WORDS = re.compile(r"[\"“”*_:;.]+|\s['’]|['’]\s")
_HINDERED = re.compile(r" from (?:being )?\w+ing\b")
"""What is kept from happening is how a medicine works: "stomach acid from rising"."""
NEAR = 45
"""Characters before a phrase in which what steers it stands."""
OF_OTHERS = re.compile(rf"\b(?:{_any_of('indication_not', 'members', 'words')}),? +$")
"""A word before "such as" whose members are no indications: "drugs such as"."""
_ASIDE = re.compile(r"\([^()]*\)")
MEMBERS = re.compile(r"\((?:e\.g\.?,?|such as|including|like|for example,?) ([^()]*)\)")
"""Members in parentheses: "(such as acne, rosacea)"; the first group holds them."""
_CAUSE = re.compile(
    r"^(?!(?:certain |various )?conditions )"
    r"((.*)\b(?:caused by|resulting from|characterized by|characterised by|accompanied by)) "
)
_FORM = re.compile(
    r"(?:graphy|scopy|metry|omas?|itis|path(?:y|ies)|algia|a?emia|penia|rrh(?:o?ea|agia)|uria|plasia|plegia|iasis|spasms?"
    r"|(?<!diagn)(?<!progn)(?<!apopt)osis)$"
)
"""Endings of examinations and of diagnoses."""
_ORGANISMS = re.compile(r" caused by (?:susceptible|bacteria|various|certain|a variety|a wide|many|specific|some)\b.*")
_DEFICIENCY = re.compile(r"(?!.*\bcaused by ).*\bdeficienc(?:y|ies) (?:of|in) (?!these|the )")
_UNDIVIDED = re.compile(
    r"(?!(?:other |certain |various )*conditions )"
    r"(?:(?:(?!and |or )[\w-]+ ){1,4}conditions (?:that )?"
    r"(?:characteri[sz]ed by|accompanied by|complicated by|marked by|involv(?:e|ing)|featuring) "
    r"|(?:[\w-]+ )*infections (?:caused by|due to) (?:[\w-]+ ){0,4}"
    r"(?:bacteria|fungi|protozoa|parasites|viruses)(?:,| and| or) )"
)
"""Phrases whose lists describe one indication: "skin conditions with inflammation and itching"."""
_BESIDE = re.compile(r"\s*(?:combination|conjunction) with (?:[^,;]{0,100}? (?:for|to treat|to manage) )?")
"""Other medicines, and what the treatment is for: "in combination with others for gout"."""
_KINDS_OF_CAUSE = re.compile(
    r"^(.*\b(?:caused by|resulting from|associated with)) (?:various|other|certain|several|different|many)?\s?"
    r"(?:factors|conditions|causes|reasons|disorders|diseases)$"
)
_WITH = re.compile(r"^(?!pain |discomfort )(.+?),? (?:associated with|related to|due to) ")
_STATE = re.compile(r"\b(?:control|rate|levels?|sugar|glucose)$")
_WHOM = re.compile(r"\bin (?:\w+ )?(?:adults|patients|individuals|people|those|children|women|men) (?:with|who have) ")
_HEADS = frozenset(row["word"] for row in read_table("monograph.names", "indication_head"))
_PLACE = re.compile(r" (?:of|in|at|to|from|with|on|by|during|after|for|due|associated|caused|related) ")
_JOINED = re.compile(r"/| (?:and|or|and/or|as well as) ")
_DEGREES = frozenset(row["words"] for row in read_table("monograph.names", "indication_not") if row["kind"] == "degree")


class Indication(NamedTuple):
    """An indication and the span of the words that gave it."""

    name: str
    span: Span


class Read(NamedTuple):
    """The indications of a phrase; ``closed`` says that a clause followed which ends the list.

    ``cause`` is what members that follow share ("pain caused by" before "conditions such as gout").
    """

    indications: list[Indication]
    closed: bool
    cause: str = ""


def indications(folded: str, start: int, end: int, *, sure: bool = True, cause: str = "") -> Read:
    """The indications that the coordinated phrase ``folded[start:end]`` names.

    Where the words before it do not say that it is what the medicine is for (``sure`` is False), only phrases
    that name a condition or a state of the body count.
    """
    if beside := _BESIDE.match(folded, start, end):
        if beside.group().endswith("with "):
            return Read([], True)
        start = beside.end()
    conjuncts, closed = _conjuncts(folded, start, end)
    reading = _Reading(folded, conjuncts, sure, cause)
    for number in range(len(conjuncts)):
        if not reading.goes_on(number):
            return Read(reading.found, True)
    return Read(reading.found, closed, reading.shared)


class _Reading:
    """A list read conjunct by conjunct; ``_cause`` stands before every conjunct that follows."""

    def __init__(self, folded: str, conjuncts: list[Conjunct], sure: bool, cause: str) -> None:
        self._folded, self._conjuncts, self._sure, self._cause = folded, conjuncts, sure, cause
        self._few = len(conjuncts) < _CAUSES
        self._of_whom = False
        self.found: list[Indication] = []
        self.shared = ""

    def goes_on(self, number: int) -> bool:
        """Read a conjunct; whether the list goes on after it."""
        conjunct = self._conjuncts[number]
        if _STOPS.match(conjunct.whole) or (number and _APPOSITION.match(conjunct.whole)):
            return False
        if self._is_of_people(number):
            return True
        listed = "conditions " in conjunct.whole or "infections " in conjunct.whole
        if listed and _UNDIVIDED.match(self._folded, conjunct.span.start, self._conjuncts[-1].span.end):
            self._add(_ASIDE.sub(" ", self._folded[conjunct.span.start : self._conjuncts[-1].span.end]), conjunct.span)
            return False
        for phrase in _phrases(conjunct):
            if self.found and (match := _WITH.match(phrase)):
                phrase = match.group(1)
            if (match := _CAUSE.match(phrase)) and not self._few:
                phrase = match.group(2)
            self._add(_ORGANISMS.sub("", self._cause + phrase), conjunct.span)
        for aside in MEMBERS.finditer(self._folded, *conjunct.span):
            if OF_OTHERS.search(self._folded, max(conjunct.span.start, aside.start() - NEAR), aside.start()):
                continue
            self.found += indications(self._folded, *aside.span(1)).indications
        self._of_whom = " in " in conjunct.whole and bool(_WHOM.search(conjunct.whole))
        return self._shares(conjunct.whole)

    def _is_of_people(self, number: int) -> bool:
        """Whether a conjunct goes on with whom the medicine is for: "in adults with gout or asthma"."""
        whole = self._conjuncts[number].whole
        if self._of_whom:
            return not _WHOM.search(whole)
        return bool(number and _PEOPLE.match(whole) and not _PEOPLE.match(self._conjuncts[0].whole))

    def _add(self, phrase: str, span: Span) -> None:
        name = indication(phrase)
        if name and (self._sure or (name not in _WEAK and names_condition(name))):
            self.found.append(Indication(name, span))

    def _shares(self, whole: str) -> bool:
        """Note what later conjuncts share ("pain caused by", "deficiencies of"); whether any can follow."""
        if match := _KINDS_OF_CAUSE.match(whole):
            self.shared = match.group(1) + " " if self._few else ""
            if self.shared and self.found:
                self.found.pop()
        elif match := _CAUSE.match(whole):
            self._cause = match.group(1) + " " if self._few else ""
        if lacking := _DEFICIENCY.match(whole):
            self._cause = lacking.group()
        return " due to " not in whole and not (match and not self._cause + self.shared)


def _conjuncts(folded: str, start: int, end: int) -> tuple[list[Conjunct], bool]:
    """The conjuncts up to where a clause ends the list, and whether one does; what a colon introduces comes first."""
    depth_at = start
    depth = 0
    for match in _LIST_END.finditer(folded, start, end):
        depth += folded.count("(", depth_at, match.start()) - folded.count(")", depth_at, match.start())
        depth_at = match.start()
        if depth > 0:
            continue
        if match.group() != ":":
            return _joined(folded, coordinated(folded, start, match.start())), True
        if folded[match.end() : end].strip():
            start = match.end()
    return _joined(folded, coordinated(folded, start, end)), False


def _joined(folded: str, conjuncts: list[Conjunct]) -> list[Conjunct]:
    """The conjuncts with "nausea and vomiting" as one, as it is one indication."""
    found: list[Conjunct] = []
    for conjunct in conjuncts:
        last = found[-1] if found else None
        if last and last.whole.endswith("nausea") and conjunct.whole.startswith("vomiting"):
            between = folded[last.span.end : conjunct.span.start].strip()
            if between in ("and", "or"):
                whole = f"{last.whole} {between} {conjunct.whole}"
                found[-1] = Conjunct(Span(last.span.start, conjunct.span.end), (whole,), "whole", whole)
                continue
        found.append(conjunct)
    return found


def _phrases(conjunct: Conjunct) -> tuple[str, ...]:
    """What a conjunct stands for; degrees ("acute and chronic pain") do not part an indication."""
    if conjunct.sharing == "head":
        start = _START.match(conjunct.whole)
        rest = conjunct.whole[start.end() :] if start else conjunct.whole
        if rest.split(" ", 1)[0].strip(",") in _DEGREES or not _JOINED.search(rest):
            return (rest,)
    return conjunct.phrases


@lru_cache(_CACHED)
def indication(phrase: str) -> str:
    """The indication in a phrase without parentheses, or "" where it names none."""
    if len(phrase) > _LONGEST_PHRASE:
        return ""
    name = " ".join(_NOT_WORDS.sub(" ", phrase).split()).strip("-–, '")
    if name in _NOT:
        return ""
    if start := _START.match(name):
        name = name[start.end() :]
    if whom := _WHOM.search(name):
        state, condition = name[: whom.start()].rstrip(), indication(name[whom.end() :])
        if _STATE.search(state):
            return condition
        if condition and condition.count(" ") <= max(1, state.count(" ")) < _SHORT:
            return f"{indication(state)} in {condition}".removeprefix(" in ")
    name = _without_tail(name)
    if _UNDIVIDED.match(name):
        return name
    if _NOT_HEAD.search(name) and " caused by " in name:
        name = name[: name.index(" caused by ")]
    return "" if _is_none(name) else name


def _without_tail(name: str) -> str:
    """A phrase up to where a clause or what is said of the treatment begins."""
    for cut in (_ENDS.search(name), _CUTS.search(name)):
        if cut:
            name = name[: cut.start()].rstrip(" ,")
    while shorter := _END.search(name):
        name = name[: shorter.start()]
    return name


def _is_none(name: str) -> bool:
    """Whether a phrase is no indication, by its length or its words."""
    if len(name) < 3 or name in _NOT or name.count(" ") >= _LONGEST:
        return True
    if _OPENS.match(name) or _HINDERED.search(name) or _NOT_WITHIN.search(name) or is_part(name):
        return True
    if name.removeprefix("other ").count(" ") == 0 and dangles(name):
        return True
    return bool(_NOT_HEAD.search(name)) and not _is_placed(name)


def _is_placed(name: str) -> bool:
    """Whether a phrase says where a condition is: "infections of the soft tissues"."""
    place = _PLACE.search(name)
    return place is not None and name[: place.start()].rsplit(" ", 1)[-1] in _HEADS


@lru_cache(_CACHED)
def names_condition(name: str) -> bool:
    """Whether a phrase has the form of a condition's name or of a state of the body."""
    place = _PLACE.search(name)
    heads = [name.rsplit(" ", 1)[-1]]
    if place:
        heads.append(name[: place.start()].rsplit(" ", 1)[-1])
    if _FORM.search(name):
        return True
    return any(head in _HEADS or head.rstrip("s") in _HEADS for head in heads) or names_effect(name)
