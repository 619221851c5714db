"""Where a text names what a phrase means."""

from __future__ import annotations

from collections.abc import Iterable

from monograph.text.model import Span
from monograph.verify.terms import content_words, find_phrase, find_together, forms, terms_of


def place_of(phrase: str, folded: str, spans: list[Span], terms: dict[str, Span]) -> Span | None:
    """Where folded text names what a phrase means within these spans; ``terms`` are those found in the text before."""
    return place_as_a_whole(phrase, folded, spans, terms) or find_together(folded, spans, content_words(phrase))


def place_as_a_whole(phrase: str, folded: str, spans: list[Span], terms: dict[str, Span]) -> Span | None:
    """Where folded text has a phrase as written, or a term that it means as a whole."""
    for form in forms(phrase):
        if len(form) > 2 and (place := find_phrase(folded, spans, form)):
            return place
    known = sorted(term for term in terms_of(phrase) if term in terms)
    return terms[known[0]] if known else None


def as_named(phrase: str, words: str) -> str:
    """How a reason quotes what a phrase was found by: the label's words where they are a name, else the phrase itself.

    >>> as_named("stomach upset", "Dyspepsia"), as_named("stomach upset in children", "children")
    ('“Dyspepsia”', '“stomach upset in children” in other words')
    """
    is_name = terms_of(words) or len(content_words(words)) >= len(content_words(phrase))
    return f"“{words}”" if is_name else f"“{phrase}” in other words"


def mentions(folded: str, spans: Iterable[Span], phrase: str) -> Span | None:
    """Where text names what a phrase means, in its own words or the same words apart."""
    places = list(spans)
    for form in forms(phrase):
        if place := find_phrase(folded, places, form):
            return place
    return find_together(folded, places, content_words(phrase))
