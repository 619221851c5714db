"""Terms of effects: from a phrase in a list to the effect's name, or to nothing where it names none."""

from __future__ import annotations

import re
from functools import lru_cache

from monograph.claims.coordination import coordinated
from monograph.claims.found import Conjunct, Term
from monograph.names.classes import is_interactant
from monograph.names.patterns import any_of
from monograph.tables import read_table
from monograph.text.source import make_span

_CACHED = 20_000
"""Phrases kept with what they name: the same come again in every monograph."""
_LONGEST_PHRASE = 300
_LONGEST = 12
"""Words of a term at most; longer ones are clauses."""
_LIST, _SURE = 3, 0.6
"""In prose a list of so many phrases, of which this share is known in form, is taken whole."""


def _words(table: str, kind: str, column: str = "words") -> list[str]:
    return [row[column] for row in read_table("monograph.names", table) if row["kind"] == kind]


_NOT_TERMS = frozenset(_words("effect_not", "term"))
_START = re.compile(rf"(?:(?:{any_of(_words('effect_not', 'start'))})(?![\w-])[\s,:]*)+")
_END = re.compile(rf"[\s,]+(?:{any_of(_words('effect_not', 'end'))})$")
_NOT_HEAD = re.compile(rf"(?:^|\s)(?:{any_of(_words('effect_not', 'head'))})$")
_NOT_WITHIN = re.compile(any_of(_words("effect_not", "within")))
_CUT = re.compile(rf"\b(?<!-)(?:{any_of(_words('effect_cue', 'ends', 'phrase'))})(?![\w-])")
_DASH = re.compile(r"\s[-—]+\s|\s?—\s?")
_NOT_WORDS = re.compile(r"[\"“”*_:;.]+|\s['’]|['’]\s")
_HEADS = frozenset(_words("effect_head", "head", "word"))
_LEADS = frozenset(_words("effect_head", "lead", "word"))
_SUFFIX = re.compile(rf"\w(?:{any_of(_words('effect_head', 'suffix', 'word'))})(?:e?s)?$")
_PLACE = re.compile(r" (?:of|in|at|to|from|with|on|by|during|upon|around|under|after|for|near|into) ")


def terms(folded: str, start: int, end: int, *, prose: bool = False) -> list[Term]:
    """The effects that the coordinated phrase ``folded[start:end]`` names.

    In a list every phrase counts that is not known to be none ("side effects", "other symptoms"); in
    ``prose`` a phrase must have the form of an effect's name as well, or stand in a list of such phrases.
    """
    text = folded[start:end]
    read = _terms_of if len(text) < _LONGEST_PHRASE else _terms_of.__wrapped__
    return [Term(term.name, make_span(term.span.start + start, term.span.end + start)) for term in read(text, prose)]


@lru_cache(_CACHED)
def _terms_of(text: str, prose: bool) -> list[Term]:
    """The terms of a phrase, with spans in it."""
    found: list[tuple[Term, bool]] = []
    for conjunct in coordinated(text, 0, dash_in(text, 0, len(text))):
        if _CUT.match(conjunct.whole) and not _START.match(conjunct.whole):
            break
        for phrase in _phrases(conjunct):
            name = term(phrase, prose=prose)
            if name:
                found.append((Term(name, conjunct.span), not prose or names_effect(name)))
    named = sum(sure for _, sure in found)
    enough = len(found) >= _LIST and named >= len(found) * _SURE
    return [term for term, sure in found if sure or enough]


def dash_in(folded: str, start: int, end: int) -> int:
    """Where the dash stands, outside parentheses, that parts a phrase from a remark; ``end`` where none does."""
    if folded.find("-", start, end) < 0 and folded.find("—", start, end) < 0:
        return end
    for dash in _DASH.finditer(folded, start, end):
        if folded.count("(", start, dash.start()) <= folded.count(")", start, dash.start()):
            return dash.start()
    return end


def _phrases(conjunct: Conjunct) -> tuple[str, ...]:
    """What a conjunct stands for; "fast or irregular heartbeat" is one effect, "bone and muscle pain" two."""
    pair = conjunct.sharing == "head" and len(conjunct.phrases) == 2 and " or " in conjunct.whole
    if pair or (conjunct.sharing and "/" in conjunct.whole):
        return (conjunct.whole,)
    return conjunct.phrases


@lru_cache(_CACHED)
def term(phrase: str, *, prose: bool = False) -> str:
    """The name of the effect in a phrase without parentheses, or "" where it names none."""
    if len(phrase) > _LONGEST_PHRASE:
        return ""
    name = " ".join(_NOT_WORDS.sub(" ", phrase).split()).strip("-–, '")
    if start := _START.match(name):
        name = name[start.end() :]
    if prose and (cut := _CUT.search(name)):
        name = name[: cut.start()].rstrip(" ,")
    while shorter := _END.search(name):
        name = name[: shorter.start()]
    if len(name) < 3 or name in _NOT_TERMS or name.count(" ") >= _LONGEST:
        return ""
    return "" if _NOT_HEAD.search(name) or _NOT_WITHIN.search(name) or _is_medicines(name) else name


def _is_medicines(name: str) -> bool:
    """Whether a phrase names a class of medicines and no effect: "hypoglycemic agents"."""
    return not names_effect(name) and is_interactant(name)


@lru_cache(_CACHED)
def names_effect(name: str) -> bool:
    """Whether a phrase has the form of an effect's name: a head such as "pain" or "-itis", a lead such as "loss of"."""
    if name.split(" ", 1)[0] in _LEADS and " " in name:
        return True
    place = _PLACE.search(name)
    last = name.rsplit(" ", 1)[-1]
    return is_head(last) or (place is not None and is_head(name[: place.start()].rsplit(" ", 1)[-1]))


@lru_cache(_CACHED)
def is_head(word: str) -> bool:
    """Whether a word, in the singular or plural, can be the main word of an effect's name."""
    return (
        word in _HEADS
        or (word.endswith("s") and word[:-1] in _HEADS)
        or (word.endswith("ies") and word[:-3] + "y" in _HEADS)
        or (word.endswith("es") and word[:-2] in _HEADS)
        or bool(_SUFFIX.search(word))
    )
