"""What a boxed warning is about, from its headline in capitals or, where it has none, from its first words."""

from __future__ import annotations

import re
from itertools import zip_longest

from monograph.text.model import Span
from monograph.verify.mentioned import telling_words, untelling
from monograph.verify.read_label import ReadLabel
from monograph.verify.terms import terms_in, terms_of

_OPENING = re.compile(r"\A\W*(?:boxed warning|warnings?)?\W*(?:boxed warning|warnings?)?\W*", re.IGNORECASE)
_CAPITALS = re.compile(r"(?:(?:[A-Z0-9][A-Z0-9'’/-]*|and|or|of|with|in|for|to|the|from)(?![a-z])[\s,;:()&.•]*)+")
_TOPIC = re.compile(r"\s*(?:[,;:•.()]|\band\b|\bincluding\b)\s*")
_SETTING = re.compile(
    r"\b(?:in the setting of|in patients (?:with|who)|with concomitant use|see full)\b[^;.]*|\balso known as\b[^);.]*"
)
_AGAIN = re.compile(r"\bwarnings?:")
"""Where a headline is printed twice."""
_ONLY = re.compile(r"\bfor [^.:;]*\buse only\b")
"""What a product is for is no harm of it: that stands after the headline."""
_ADJECTIVE = ("ous", "ic", "al", "ar", "ive", "ed")
"""How a part of a headline ends whose noun stands in the next one: "cutaneous and mucocutaneous reactions"."""
_LEAD = re.compile(
    r"\A(?:(?:potential )?risks? (?:of|from|associated with)|increased risk of|postmarketing cases of)\s+"
)
_MOST_TOPICS = 8
_LONGEST_TOPIC = 9
"""Words of a topic; what is longer is a sentence in capitals."""
_LONGEST_HEADLINE = 250
"""Letters of a headline; what is longer is a whole box in capitals, of which only clinical terms are topics."""
_OPENING_LETTERS = 200


def topics(label: ReadLabel, box: Span) -> list[str]:
    """What a boxed warning of a label is about.

    A headline's names of the product and its substances are no topics; neither are the conditions that it is used for.
    """
    source = label.text.source[box.start : box.end]
    own = {word for name in (label.label.product, *label.identity.components) for word in name.lower().split()}
    return [topic for topic in _named(source, own) if not terms_of(topic) & label.conditions.keys()]


def _named(boxed: str, own: set[str]) -> list[str]:
    """The topics of a box's text.

    >>> _named("WARNING: LACTIC ACIDOSIS and HEPATOTOXICITY EXEMPLAR has caused ...", {"exemplar"})
    ['lactic acidosis', 'hepatotoxicity']
    >>> _named("It may cause severe liver injury.", set())
    ['hepatotoxicity']
    """
    bare = boxed[_OPENING.match(boxed).end() :]  # type: ignore[union-attr]
    capitals = _CAPITALS.match(bare)
    headline = _SETTING.sub(" ", capitals[0].lower()) if capitals and len(capitals[0]) > _MOST_TOPICS else ""
    headline = _ONLY.sub(" ", max(_AGAIN.split(headline), key=len))
    parts = _completed([_bare(part, own) for part in _TOPIC.split(headline)])
    accepts = _is_topic if len(headline) < _LONGEST_HEADLINE else terms_of
    found = [topic for topic in parts if topic and accepts(topic)]
    if not found:
        opening = bare[:_OPENING_LETTERS].lower()
        places = terms_in(opening, [Span(0, len(opening))])
        found = sorted(places.keys() - untelling("harm"), key=lambda term: places[term])[:1]
    return list(dict.fromkeys(found))[:_MOST_TOPICS]


def _completed(parts: list[str]) -> list[str]:
    """The parts of a headline, with the noun of the next one where a part ends with an adjective.

    >>> _completed(["severe cutaneous", "mucocutaneous reactions"])
    ['severe cutaneous reactions', 'mucocutaneous reactions']
    """
    pairs = zip_longest(parts, parts[1:], fillvalue="")
    return [
        f"{part} {after.split()[-1]}" if after and part.endswith(_ADJECTIVE) and not terms_of(part) else part
        for part, after in pairs
    ]


def _bare(part: str, own: set[str]) -> str:
    """A part of a headline without the names of the product and the words that only say that it is a risk."""
    words = [word for word in _LEAD.sub("", part.strip()).split() if word not in own]
    return " ".join(words).removesuffix(" warning")


def _is_topic(topic: str) -> bool:
    """Whether a part of a headline names what can be looked for: a term, or a word that is not of every box."""
    if len(topic.split()) > _LONGEST_TOPIC:
        return False
    return bool(terms_of(topic) or terms_in(topic, [Span(0, len(topic))]) or telling_words(topic))
