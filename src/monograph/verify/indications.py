"""Where a label gives a condition as a use, under whatever words: by its parts, each under any of its names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from monograph.tables import read_table
from monograph.text.model import Monograph, Span
from monograph.verify.naming import place_as_a_whole, place_of
from monograph.verify.terms import (
    content_words,
    find_phrase,
    forms,
    phrase_places,
    said_places,
    spellings,
    term_places,
    terms_of,
    word_end,
)

_REACH = 250
"""Letters within which the parts of a condition stand that a label describes in a long sentence."""
_MANY = 4
"""Parts of a condition of which one may be missing; cancers are told apart by a single word."""
_RISK = re.compile(r"\b(?:high|increased|elevated|reduced) risk\b")
_CANCER = re.compile(r"cancer|carcinoma|tumou?r|sarcoma|lymphom|leuk|myelom|melanoma")
_JOINED = re.compile(r"-(?:associated|related|induced)\b")
"""What joins a cause to its effect in one word."""
_OF_AGENT = re.compile(
    r"\A(?:serious |severe )?(?:fungal|bacterial|viral|parasitic) (?=infections? (?:caused by|due to) \w)"
)
"""What an infection is, where its agent is named as well."""
_LONGEST = 6
"""Words of the longest phrase that is looked up."""
_WORD = re.compile(r"[a-z0-9][a-z0-9'-]*")
_SITE = re.compile(r"\A([a-z]+s) (?:of|caused by) (?:the )?([a-z -]+)\Z")
"""An infection by its site or cause, told behind it."""
_WIDE = frozenset(
    {"several", "many", "different", "multiple", "types", "type", "range", "wide", "other", "common", "kinds"}
)
_NOT_GIVEN = re.compile(
    r"\b(?:not (?:\w+ )?(?:indicated|approved|recommended|intended|a substitute|for|treat|been (?:\w+ )?"
    r"(?:established|studied|demonstrated|evaluated|shown))|should not be (?:used|given|taken)|(?:do|must) not use"
    r"|avoid (?:the )?use|unlike|can lead to (?:serious )?medical problems"
    r"|could lead|if not treated|many antihypertensive drugs have additional"
    r"|should be part of comprehensive cardiovascular)\b"
)
"""Words behind which a label tells for what it is not, of what is so without its medicine, or of others."""
_EXCLUDES = re.compile(
    r"\bnot (?:\w+ )?(?:indicated|approved|recommended|intended|effective|appropriate|a substitute|treat|for)\b|"
    r"should not be used|do not use|contraindicated|\bnot a treatment\b"
)
_UNSHOWN = re.compile(
    r"\bno (?:\w+ )?evidence of (?:effectiveness|efficacy)|\bnot been (?:\w+ )?"
    r"(?:established|demonstrated|evaluated|studied|shown) (?:for|in|to)\b"
)
"""Words before what a medicine was not shown to help in; what stands before them it may be for."""
_BACK = re.compile(r"; (?!or\b|nor\b)|\.\s|\bbut (?:is|for|only)\b|\blimitations? of use\b|\n")


def given_spans(text: Monograph) -> list[Span]:
    """What stands in the indications of a label, without what they exclude."""
    found = []
    for section in text.of_kind("usage"):
        at = section.start
        for exclusion in _NOT_GIVEN.finditer(text.folded, section.start, section.end):
            if exclusion.start() < at:
                continue
            found.append(Span(at, exclusion.start()))
            back = _BACK.search(text.folded, exclusion.end(), section.end)
            at = back.end() if back else section.end
        found.append(Span(at, section.end))
    return [span for span in found if span.end > span.start]


def excluded_spans(text: Monograph) -> list[Span]:
    """What a label says that its medicine is not for, and all that it is contraindicated in."""
    told = text.of_kind("usage", "precautions")
    sentences = [sentence for section in told for block in section.blocks for sentence in block.sentences]
    found = [sentence for sentence in sentences if _EXCLUDES.search(text.folded, *sentence)]
    unshown = ((one.start(), end) for start, end in sentences if (one := _UNSHOWN.search(text.folded, start, end)))
    found += [Span(start, end) for start, end in unshown]
    return found + [Span(section.start, section.end) for section in text.of_kind("contraindications")]


def kind_place(indication: str, folded: str, spans: list[Span]) -> Span | None:
    """Where a kind of a wide name stands ("bacterial infections" are given by "staphylococcal endocarditis")."""
    kinds = _kinds_of(indication)
    return next((place for kind in kinds for span in spans for place in _beginnings(folded, span, kind)), None)


def covering_place(indication: str, folded: str, spans: list[Span]) -> Span | None:
    """Where a wide indication stands that covers this one by its definition ("cellulitis" is a skin infection)."""
    return next((place for name in _covering(indication) if (place := find_phrase(folded, spans, name))), None)


def named_place(indication: str, folded: str, spans: list[Span], terms: dict[str, Span]) -> Span | None:
    """Where a condition is named, or all its parts near one another; ``terms`` are those found in the spans before."""
    is_told_apart = len(content_words(indication)) >= _MANY and _CANCER.search(indication)
    named = place_as_a_whole if is_told_apart else place_of
    return named(indication, folded, spans, terms) or _together(indication, folded, spans)


def _together(indication: str, folded: str, spans: list[Span]) -> Span | None:
    """Where all parts of a condition stand near one another, each under any of its names."""
    parts = _parts(indication)
    if not parts or " other " in indication:
        return None
    places = [list(_places(part, folded, spans)) for part in parts]
    spared = len(parts) >= _MANY and not _CANCER.search(indication)
    fewest = min((some for some in places if some), key=len, default=[])
    for place in sorted(fewest):
        far = [
            part
            for part, others in zip(parts, places, strict=True)
            if not any(abs(other.start - place.start) <= _REACH for other in others)
        ]
        # what may be missing is a plain word: what has names of its own would be found under them
        if not far or (spared and len(far) == 1 and len(far[0]) == 1):
            return place
    return None


def _beginnings(folded: str, span: Span, word: str) -> Iterator[Span]:
    for spelled in spellings(word):
        at = folded.find(spelled, *span)
        while at >= 0:
            if at == 0 or not folded[at - 1].isalnum():
                found = _WORD.match(folded, at)
                yield Span(at, max(at + len(spelled), found.end() if found else 0))
            at = folded.find(spelled, at + 1, span.end)


@lru_cache(maxsize=1 << 12)
def _parts(indication: str) -> tuple[tuple[str, ...], ...]:
    """The parts of a condition, longest first looked up; each a phrase with a meaning of its own, and its names."""
    written = forms(indication)
    bare = _OF_AGENT.sub("", _RISK.sub("", written[0])) if written else ""
    words = [part for word in _WORD.findall(bare) for part in _unjoined(word)]
    found: list[tuple[str, ...]] = []
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + size])
            names = _names(phrase)
            if names or size == 1:
                found += [(phrase, *names)] if names else [(word,) for word in content_words(phrase)]
                at += size
                break
    return tuple(part for part in found if part[0] not in _light()) or tuple(found)


def _unjoined(word: str) -> list[str]:
    """A cause and what it causes as words of their own, where both together have no names."""
    return [word] if word in _alike() else [part for part in _JOINED.split(word) if part]


@cache
def _light() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("monograph.verify", "indication_light"))


def _names(phrase: str) -> tuple[str, ...]:
    names = _alike().get(phrase, ())
    if names or " " not in phrase:
        return names
    first, *_, last = phrase.split(" ")
    return (phrase,) if terms_of(phrase) and content_words(first) and content_words(last) else ()


def _places(part: tuple[str, ...], folded: str, spans: list[Span]) -> Iterator[Span]:
    for name in part:
        for span in spans:
            if " " in name or "-" in name:
                yield from phrase_places(folded, [span], name)
            else:
                for word in content_words(name) or [name]:
                    yield from (
                        Span(at, word_end(folded, at))
                        for at in said_places(folded, span.start, span.end, word)
                        if not folded.startswith("anti-", max(0, at - 5))
                    )
    terms = terms_of(part[0])
    if terms:
        yield from (place for term, place in term_places(folded, spans) if term in terms)


@cache
def _alike() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in read_table("monograph.verify", "indication_words"):
        words = tuple(row["words"].split("|"))
        for word in words:
            found[word] = tuple(dict.fromkeys((*found.get(word, ()), *words)))
    return found


@cache
def _kinds() -> dict[str, tuple[str, ...]]:
    rows = read_table("monograph.verify", "indication_kinds")
    return {row["name"]: tuple(row["kinds"].split("|")) for row in rows}


@lru_cache(maxsize=1 << 12)
def _covering(indication: str) -> tuple[str, ...]:
    """The wide indications that cover this one, words of its degree aside."""
    covers = {
        kind: row["label"]
        for row in read_table("monograph.verify", "indication_within")
        for kind in row["kinds"].split("|")
    }
    for form in forms(indication):
        degree, _, rest = form.partition(" ")
        bare = form if content_words(degree) else rest
        if bare in covers:
            return tuple(covers[bare].split("|"))
    return ()


@lru_cache(maxsize=1 << 12)
def _kinds_of(indication: str) -> tuple[str, ...]:
    """The kinds of a wide name, words of its degree before it aside ("serious bacterial infections")."""
    name = _SITE.sub(r"\2 \1", indication)
    singular = name.removesuffix("s")
    while singular:
        if singular in _kinds():
            return _kinds()[singular]
        first, _, singular = singular.partition(" ")
        if content_words(first) and first not in _WIDE:
            return ()
    return ()
