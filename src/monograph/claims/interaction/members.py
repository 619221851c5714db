"""The members of a list of interacting things: "cyp3a4 inhibitors (e.g., ketoconazole) and other drugs that ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monograph.claims.coordination import Conjunct, coordinated
from monograph.names.classes import is_class, is_interactant, is_vague
from monograph.names.mentions import find_medicines
from monograph.text.model import Span

_LONGEST = 12
"""Words above which a member is a clause and names nothing."""
_LEAD = re.compile(
    r"(?:other|another|certain|some|many|several|various|numerous|any|all|the|a|an|both|either|additional|concomitant|concurrent"
    r"|multiple|most|particularly|especially|notably|including|such as|like|e\.g\.,?|specifically|for example,?|with|to|in|on"
    r"|using|taking|if you take|your|drinking|consuming|eating|(?:excessive|moderate)(?= alcohol)|potentially|possibly|also|even|commonly used"
    r"|medications like|medications such as|drugs such as|drugs like|most notably|mainly|consumption of|combining|additionally"
    r"|(?:those|patients|individuals|people) (?:taking|on|receiving|using|concurrently using)|however|conversely|avoid|products containing|concurrently|from)[\s,]+"
)
_TAIL = re.compile(
    r"\s+(?:consumption|intake|use|prophylaxis|should|may|can)$|\s*\([^()]*$"
    r"|(?<!drugs)(?<!medications)(?<!medicines) (?:with|in|during|to|as|from|until|at) .*$| (?:like|such as|including) .*$| (?:to|in|with|as)$"
)
_ASIDE = re.compile(r"\(([^()]*)\)")
_MARK = re.compile(r"(?:e\.g\.?,?|such as|like|including|for example,?|especially|particularly|i\.e\.,?)\s+")
_HEAD = r"(?:medications?|drugs?|medicines?|agents?|substances?|products?|supplements?|those|ones)"
_CLAUSE = re.compile(
    rf"((?:\S+ )?{_HEAD} (?:(?:that|which)(?: are| can| may)?(?: also)? \S+(?: by| to treat)?"
    r"|affecting|altering|influencing|lowering|prolonging|containing|increasing|inhibiting|inducing|suppressing|causing|impacting"
    r"|used (?:to treat|for|to)|(?:metabolized|processed|eliminated|broken down) (?:by|through|in)|for))\s+(.+)"
)
"""The start of a clause that tells which medicines are meant, and its rest: "drugs that affect", "the liver"."""
_AND = re.compile(r",? (?:and|or) (?:the )?|, ")
_STRENGTHS = re.compile(r"\b(?:strong|moderate|weak|potent) (?:or|and|to) (?:strong|moderate|weak|potent)\b")
_BARE = frozenset({"inhibitors", "inducers", "substrates", "antagonists", "agonists", "blockers"})
_THOSE = re.compile(r"^(?:those|ones) ")


class Member(NamedTuple):
    """A thing named in a list, as written (lower case), its place, and whether the vocabulary knows it."""

    name: str
    start: int
    end: int
    known: bool


def members(folded: str, start: int, end: int, opener: str = "") -> Iterator[Member]:
    """The things that the list ``folded[start:end]`` names, examples in parentheses included."""
    clause = before = ""
    for conjunct in coordinated(folded, start, end):
        for phrase in _phrases(folded, conjunct):
            name = stripped(phrase)
            relative = _CLAUSE.match(name)
            if relative:
                clause = relative.group(1)
            elif clause and name and not is_interactant(name) and len(name.split()) < 7:
                name = f"{clause} {name}"
            elif name in _BARE and " " in before:
                name = f"{before.rsplit(' ', 1)[0]} {name}"
            if name and not is_vague(name) and len(name.split()) <= _LONGEST:
                before = name
                yield Member(_THOSE.sub("medications ", name), *conjunct.span, is_interactant(name))
        yield from _asides(folded, conjunct.span)


def _phrases(folded: str, conjunct: Conjunct) -> Sequence[str]:
    """What a conjunct stands for; strengths of one class and fixed expressions ("cold and flu remedies") stay whole."""
    if not conjunct.sharing:
        return conjunct.phrases
    text = stripped(" ".join(_ASIDE.sub(" ", folded[slice(*conjunct.span)]).split()))
    if clause := _CLAUSE.match(text):
        return [f"{clause.group(1)} {rest}" for rest in _AND.split(clause.group(2)) if rest]
    return (text,) if _STRENGTHS.search(text) or is_class(text) else conjunct.phrases


def stripped(phrase: str) -> str:
    """A member without the words before and after its name.

    >>> stripped("certain other antidepressants"), stripped("excessive alcohol consumption")
    ('antidepressants', 'alcohol')
    """
    phrase = phrase.strip(" ,;:.\"'")
    while match := _LEAD.match(phrase):
        phrase = phrase[match.end() :]
    while not _CLAUSE.match(phrase) and (match := _TAIL.search(phrase)):
        phrase = phrase[: match.start()]
    return phrase


def _asides(folded: str, span: Span) -> Iterator[Member]:
    """The examples in the parentheses of a member; a lay gloss ("blood thinners") is none."""
    for aside in _ASIDE.finditer(folded, *span):
        if aside.group(1).startswith(("except", "but", "unless", "see")):
            continue
        mark = _MARK.match(folded, aside.start(1))
        start = mark.end() if mark else aside.start(1)
        found = [member for member in members(folded, start, aside.end(1)) if member.known]
        if mark or len(found) > 1 or (found and _is_example(folded, span.start, aside)):
            yield from found


def _is_example(folded: str, start: int, aside: re.Match[str]) -> bool:
    """Whether one word in parentheses is a medicine of the class before it, and no gloss of a medicine."""
    medicines = find_medicines(folded, start, aside.end(1))
    return [(match.start, match.end) for match in medicines] == [aside.span(1)]
