"""The members of a list of interacting things: "cyp3a4 inhibitors (e.g., ketoconazole) and other drugs that ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from monograph.claims.coordination import coordinated
from monograph.claims.found import Conjunct
from monograph.names.classes import is_class, is_interactant, is_vague
from monograph.names.mentions import find_medicines
from monograph.names.patterns import any_of
from monograph.tables import read_table
from monograph.text.model import Span
from monograph.text.record import Record

_ROWS = read_table("monograph.names", "member_words")


def _any_of(kind: str) -> str:
    return f"(?:{any_of(row['words'] for row in _ROWS if row['kind'] == kind)})"


_LONGEST = 12
"""Words above which a member is a clause and names nothing."""
_SHORT = 6
"""Words above which a member shares no clause with the one before it."""
_LEAD = re.compile(rf"{_any_of('lead')}[\s,]+|moderate (?=alcohol)")
_TAIL = re.compile(rf"\s+{_any_of('tail')}$|\s*\([^()]*$|(?<!drugs)(?<!medications)(?<!medicines) {_any_of('cut')} .*$")
_ASIDE = re.compile(r"\(([^()]*)\)")
_MARK = re.compile(rf"{_any_of('mark')},?\s+")
_EXCEPT = re.compile(_any_of("except"))
_CLAUSE = re.compile(
    rf"((?:\S+ )?{_any_of('head')} "
    rf"(?:(?:that|which)(?: are| can| may)?(?: also)? \S+(?: by| to treat)?|{_any_of('verb')}))\s+(.+)"
)
"""The start of a clause that tells which medicines are meant, and its rest: "drugs that affect", "the liver"."""
_AND = re.compile(r",? (?:and|or) |, ")
_STRENGTHS = re.compile(rf"\b{_any_of('strength')} (?:or|and|to) {_any_of('strength')}\b")
_BROAD = re.compile(rf"(?:{_any_of('broad')}|{_any_of('head')} (?:{_any_of('verb')}|that|which)[^()]*) $")
"""What is told apart by one class in parentheses: "antibiotics (quinolones)", "those affecting clotting (...)"."""
_CUT_OFF = re.compile(rf"{_any_of('head')} (?:that|which) \w+")
_BARE = re.compile(_any_of("bare"))
_SUCH = re.compile(rf" (?<=\S ){_any_of('such')} (?=\S)")
_PREDICATE = re.compile(rf"{_any_of('predicate')} ")
_ANEW = re.compile(rf"(?:{_any_of('anew')}) ")
_THOSE = ("those ", "ones ")


class Member(Record):
    """A thing named in a list, as written (lower case), its place, and whether the vocabulary knows it."""

    name: str
    start: int
    end: int
    known: bool


def members(folded: str, start: int, end: int) -> list[Member]:
    """The things that the list ``folded[start:end]`` names, examples in parentheses included."""
    clause = before = ""
    found: list[Member] = []
    for conjunct in coordinated(folded, start, end):
        first, last = conjunct.span
        for phrase in _phrases(folded, conjunct):
            name, *examples = map(stripped, _SUCH.split(phrase, 1))
            if relative := _CLAUSE.match(name):
                clause = relative.group(1)
            elif " " in before and _BARE.fullmatch(name):
                name = f"{before.rsplit(' ', 1)[0]} {name}"
            elif clause and _PREDICATE.match(name):
                name = f"medications that {name}"
            elif clause and _ANEW.match(f"{phrase} "):
                clause = ""
                continue
            elif clause and name and not is_interactant(name) and len(name.split()) <= _SHORT:
                name = f"{clause} {name if _LEAD.match(phrase.removeprefix('the ')) else phrase}"
            if _CUT_OFF.fullmatch(name):
                clause = name
                continue
            if name and not is_vague(name) and len(name.split()) <= _LONGEST and " interact" not in name:
                before = name
                written = f"medications {name.partition(' ')[2]}" if name.startswith(_THOSE) else name
                found.append(Member(written, first, last, is_interactant(name)))
            found += [Member(example, first, last, True) for example in examples if is_interactant(example)]
        found += _asides(folded, conjunct.span)
    return found


def _phrases(folded: str, conjunct: Conjunct) -> Sequence[str]:
    """What a conjunct stands for; strengths of one class and fixed expressions ("cold and flu remedies") stay whole."""
    if not conjunct.sharing:
        return conjunct.phrases
    text = stripped(" ".join(_ASIDE.sub(" ", folded[slice(*conjunct.span)]).split()))
    if clause := _CLAUSE.match(text):
        return [f"{clause.group(1)} {rest}" for rest in _AND.split(clause.group(2)) if rest]
    return (text,) if _STRENGTHS.search(text) or is_class(text) else conjunct.phrases


@lru_cache(maxsize=1 << 14)
def stripped(phrase: str) -> str:
    """A member without the words before and after its name.

    >>> stripped("certain other antidepressants"), stripped("excessive alcohol consumption")
    ('antidepressants', 'alcohol')
    """
    phrase = phrase.strip(" ,;:.\"'")
    while match := _LEAD.match(phrase):
        phrase = phrase[match.end() :]
    while not _CLAUSE.match(phrase) and (match := _TAIL.search(phrase)) and not is_class(phrase):
        phrase = phrase[: match.start()]
    return phrase


def _asides(folded: str, span: Span) -> list[Member]:
    """The examples in the parentheses of a member; a lay gloss ("blood thinners") is none."""
    examples: list[Member] = []
    if folded.find("(", span.start, span.end) < 0:
        return examples
    for aside in _ASIDE.finditer(folded, span.start, span.end):
        if _EXCEPT.match(aside.group(1)):
            continue
        mark = _MARK.match(folded, aside.start(1))
        start = mark.end() if mark else aside.start(1)
        found = [member for member in members(folded, start, aside.end(1)) if member.known]
        if mark or len(found) > 1 or (found and _is_example(folded, span.start, aside)):
            examples += found
    return examples


def _is_example(folded: str, start: int, aside: re.Match[str]) -> bool:
    """Whether one name in parentheses is of the class before it ("statins (lovastatin)"), and no gloss of a name."""
    if _BROAD.search(folded, start, aside.start()):
        return True
    medicines = find_medicines(folded, start, aside.end(1))
    return [(match.start, match.end) for match in medicines] == [aside.span(1)]
