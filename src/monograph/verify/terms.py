"""Clinical terms by their meaning: which effects and conditions a text names, under whatever words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, Implementation

from monograph.tables import read_table
from monograph.text.model import Span

_GLOSS = re.compile(r"\s*[(\[]([^)\]]*)[)\]]")
_WORD = re.compile(r"[a-z0-9][a-z0-9'-]*")
_JOINT = re.compile(r"-|'s\b")
_ENDING = re.compile(
    r"(?<=\w{5})(?:at(?:ions?|ed?|es|ing)|it(?:y|ies)|ions?|ics?|als?|ias?|ies|y|es?|s|ive|ous|ing|ed|is)\Z"
)
"""How words end that are derived from one another: "transplants", "transplantation"."""
_PREFIX = re.compile(r"(non|anti|post|pre|intra|extra|multi|sub)-?(?=[a-z]{4})")
"""What is written as one word with what follows, or with a hyphen."""
_SHORTEST = 4
"""Letters of the shortest word looked for in running text: "ms" and "all" are mostly no diagnosis."""
_MANY = 4
"""Words of a phrase of which one may be missing."""


class _Book:
    """The terms of ``data/terms.tsv`` and ``everyday_words.tsv``: words to terms, and an automaton that finds them."""

    def __init__(self) -> None:
        self.terms: dict[str, set[str]] = {}
        self.members: dict[str, set[str]] = {}
        for row in read_table("monograph.verify", "terms"):
            members = set(filter(None, row["members"].split("|")))
            self.members.setdefault(row["term"], set()).update(members)
            for word in (row["term"], *filter(None, row["words"].split("|"))):
                self._add(word, row["term"])
            for member in members:
                self._add(member, member)
        for row in read_table("monograph.verify", "everyday_words"):
            for word in row["words"].split("|"):
                self._add(word, row["term"])
            self._add(row["term"], row["term"])
        self.found = [word for word in self.terms if len(word) >= _SHORTEST]
        self.automaton = AhoCorasick(self.found, implementation=Implementation.ContiguousNFA)

    def _add(self, word: str, term: str) -> None:
        for spelled in spellings(word):
            self.terms.setdefault(spelled, set()).add(term)


@cache
def _book() -> _Book:
    return _Book()


@lru_cache(maxsize=1 << 14)
def spellings(phrase: str) -> tuple[str, ...]:
    """A phrase as written, and as Americans and British spell it.

    >>> spellings("anaemia")
    ('anaemia', 'anemia')
    """
    american = phrase
    for row in read_table("monograph.verify", "british_spellings"):
        american = american.replace(row["british"], row["american"])
    british = american
    for row in read_table("monograph.verify", "british_spellings"):
        if row["british"] not in british:
            british = british.replace(row["american"], row["british"])
    return tuple(dict.fromkeys((phrase, american, british)))


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    groups = [tuple(row["words"].split("|")) for row in read_table("monograph.verify", "word_synonyms")]
    return {word: group for group in groups for word in group}


@lru_cache(maxsize=1 << 14)
def alike(word: str) -> tuple[str, ...]:
    """A word in both spellings, with the words that mean the same."""
    joined = (_PREFIX.sub(rf"\1{hyphen}", word, count=1) for hyphen in ("", "-") if _PREFIX.match(word))
    return tuple(dict.fromkeys(form for one in (word, *joined, *_synonyms().get(word, ())) for form in spellings(one)))


@lru_cache(maxsize=1 << 14)
def _roots(word: str) -> tuple[str, ...]:
    """What the words that mean the same share with those derived from them.

    >>> _roots("transplantation"), _roots("itching")
    (('transplant',), ('itching', 'pruritu', 'itch', 'prurit'))
    """
    return tuple(dict.fromkeys(_ENDING.sub("", form) for form in alike(word)))


@cache
def general_words() -> frozenset[str]:
    """Words around a clinical term that do not make it another one."""
    return frozenset(row["word"] for row in read_table("monograph.verify", "term_qualifiers"))


def terms_in(folded: str, spans: Iterable[Span]) -> dict[str, Span]:
    """The terms that folded text names within these spans, each with the place where it stands first.

    >>> sorted(terms_in("itching and heart attack", [Span(0, 24)]))
    ['myocardial infarction', 'pruritus']
    """
    places: dict[str, Span] = {}
    for term, place in term_places(folded, spans):
        places.setdefault(term, place)
    return places


def term_places(folded: str, spans: Iterable[Span]) -> Iterator[tuple[str, Span]]:
    """Every place within these spans of folded text that names a term."""
    book = _book()
    for start, end in spans:
        for index, first, last in book.automaton.find_matches_as_indexes(folded[start:end], overlapping=True):
            place = Span(start + first, start + last)
            if _is_whole(folded, place):
                yield from ((term, place) for term in book.terms[book.found[index]])


@lru_cache(maxsize=1 << 14)
def terms_of(phrase: str) -> frozenset[str]:
    """The terms that a phrase means as a whole, its degree aside, with their members; empty where it is unknown.

    >>> sorted(terms_of("severe itching"))
    ['pruritus']
    >>> terms_of("itching of the left ear")
    frozenset()
    """
    book = _book()
    for form in forms(phrase):
        if form in book.terms:
            return _with_members(book.terms[form])
    for form in forms(phrase):
        bare = " ".join(word for word in _WORD.findall(form) if word not in general_words())
        if bare and bare in book.terms:
            return _with_members(book.terms[bare])
        found = terms_in(form, [Span(0, len(form))])
        if found:
            longest = max(found.values(), key=lambda place: place.end - place.start)
            rest = form[: longest.start] + " " + form[longest.end :]
            if all(word in general_words() for word in _WORD.findall(rest)):
                return _with_members({term for term, place in found.items() if place == longest})
    return frozenset()


def broader_of(term: str) -> frozenset[str]:
    """The terms that a term is a kind of.

    >>> "hepatotoxicity" in broader_of("hepatic failure")
    True
    """
    return _broader().get(term, frozenset())


@cache
def _broader() -> dict[str, frozenset[str]]:
    above: dict[str, set[str]] = {}
    for term, members in _book().members.items():
        for member in members:
            above.setdefault(member, set()).add(term)
    return {member: frozenset(terms) for member, terms in above.items()}


def forms(phrase: str) -> list[str]:
    """A phrase in the ways to look it up: as written, without its gloss, the gloss itself, in the singular.

    >>> forms("Pruritus (itching)")
    ['pruritus', 'itching', 'pruritu']
    """
    folded = " ".join(phrase.lower().replace("’", "'").split()).strip(" .,:;*")
    bare = " ".join(_GLOSS.sub(" ", folded).split())
    found = [bare, *(gloss.strip() for gloss in _GLOSS.findall(folded))]
    singular = [form[:-1] for form in found if form.endswith("s") and len(form) > _SHORTEST]
    plain = [form.replace("-", " ") for form in found]
    written = [form for form in [*found, *singular, *plain] if form]
    return list(dict.fromkeys(spelled for form in written for spelled in spellings(form)))


def content_words(phrase: str) -> list[str]:
    """The words of a phrase that carry its meaning, cut to their stems so that plurals agree.

    >>> content_words("mild swelling of the ankles"), content_words("Parkinson's disease")
    (['swelling', 'ankle'], ['parkinson'])
    """
    bare = forms(phrase)
    words = _WORD.findall(_JOINT.sub(" ", bare[0])) if bare else []
    return [_stem(word) for word in words if word not in general_words() and len(word) > 2]


def find_phrase(folded: str, spans: Iterable[Span], phrase: str) -> Span | None:
    """Where a phrase stands first as whole words within these spans of folded text, a plural aside."""
    return next(phrase_places(folded, spans, phrase), None)


def phrase_places(folded: str, spans: Iterable[Span], phrase: str) -> Iterator[Span]:
    """Every place within these spans of folded text where a phrase stands as whole words, a plural aside."""
    for start, end in spans:
        at = folded.find(phrase, start, end)
        while at >= 0:
            place = Span(at, at + len(phrase))
            if _is_whole(folded, place):
                yield place
            at = folded.find(phrase, at + 1, end)


def find_together(
    folded: str, spans: Iterable[Span], words: list[str], *, reach: int = 80, derived: bool = False
) -> Span | None:
    """The first of the places where these words stand together."""
    return next(places_together(folded, spans, words, reach=reach, derived=derived), None)


def places_together(
    folded: str, spans: Iterable[Span], words: list[str], *, reach: int = 80, derived: bool = False
) -> Iterator[Span]:
    """Where these words, or others that mean the same, stand close together (in ``reach`` letters), in any order.

    A word alone must be written as it is, or be ``derived`` from the same root ("cachectic"). Of four words or more
    one may be missing, where the others are as written: "fusion-positive lung cancer" also goes by its gene.
    """
    if not words:
        return
    key = max(words, key=len)
    others = [word for word in words if word != key]
    enough = len(others) - (len(words) >= _MANY)
    for start, end in spans:
        is_read = others or derived
        places = said_places(folded, start, end, key) if is_read else _word_starts(folded, start, end, spellings(key))
        for at in places:
            low, high = max(start, at - reach), min(end, at + reach)
            written = sum(_any(_word_starts(folded, low, high, spellings(word))) for word in others)
            if written >= enough or all(_any(said_places(folded, low, high, word)) for word in others):
                yield Span(at, at + len(_word_at(folded, at)))


def said_places(folded: str, start: int, end: int, word: str) -> Iterator[int]:
    """Where words begin with this one or one that means the same, or are derived from one."""
    yield from _word_starts(folded, start, end, alike(word))
    for root in _roots(word):
        for at in _word_starts(folded, start, end, (root,)):
            if _ENDING.fullmatch(_word_at(folded, at), len(root)):
                yield at


def _word_starts(folded: str, start: int, end: int, spelled: Iterable[str]) -> Iterator[int]:
    """Where words begin with one of these."""
    for word in spelled:
        at = folded.find(word, start, end)
        while at >= 0:
            if at == 0 or not folded[at - 1].isalnum():
                yield at
            at = folded.find(word, at + 1, end)


def _any(places: Iterator[int]) -> bool:
    return next(places, None) is not None


def word_end(folded: str, at: int) -> int:
    """Where a word ends that begins here."""
    return at + len(_word_at(folded, at))


def _word_at(folded: str, at: int) -> str:
    found = _WORD.match(folded, at)
    return found[0] if found else ""


def _with_members(terms: set[str]) -> frozenset[str]:
    members = _book().members
    return frozenset(terms).union(*(members.get(term, set()) for term in terms))


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > _SHORTEST else word


def _is_whole(folded: str, place: Span) -> bool:
    before = folded[place.start - 1] if place.start else " "
    after = folded[place.end : place.end + 2]
    return not before.isalnum() and (not after[:1].isalnum() or (after[:1] == "s" and not after[1:].isalnum()))
