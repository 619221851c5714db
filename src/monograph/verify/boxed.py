"""What a boxed warning is about: its headline in capitals, else its headings and the harms that it tells first.

Beside the harms a box says what to do; of that the few things that most boxes ask for are known (``asked_for``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from monograph.tables import read_table
from monograph.text.model import Section, Span
from monograph.verify.mentioned import telling_words, untelling
from monograph.verify.read_label import ReadLabel
from monograph.verify.terms import terms_in, terms_of

_OPENING = re.compile(
    r"\A(?:.{0,400}?Initial U\.S\.\s+Approval\W+\d{4}\b)?"
    r"\W*(?:boxed warning|warnings?)?\W*(?:boxed warning|warnings?)?\W*(?:\d\.)?\W*",
    re.IGNORECASE | re.DOTALL,
)
"""What stands before a headline: its own name, a number, or the top of a label's highlights."""
_CAPITALS = re.compile(r"(?:(?:[A-Z0-9<>][A-Z0-9'’/-]*|and|or|of|with|in|for|to|the|from|[<>])(?![a-z])[\s,;:()&.•]*)+")
_TOPIC = re.compile(r"\s*(?:[,;:•.()]|\band\b|\bincluding\b|\bor other\b)\s*")
_SETTING = re.compile(
    r"\b(?:in the setting of|in patients (?:with|who)|with concomitant use|see full)\b[^;.]*"
    r"|\b(?:risks from use of|with unapproved use)\b[^;.]*|\balso known as\b[^);.]*"
)
_AGAIN = re.compile(r"\bwarnings?:")
"""Where a headline is printed twice."""
_ONLY = re.compile(r"\bfor [^.:;]*\buse only\b")
"""What a product is for is no harm of it: that stands after the headline."""
_ADJECTIVE = ("ous", "ic", "al", "ar", "ive", "ed")
"""How a part of a headline ends whose noun stands in the next one: "cutaneous and mucocutaneous reactions"."""
_LEAD = re.compile(
    r"\A(?:(?:(?:potential|serious|other|increased) )?risks? (?:of|for|from|associated with)"
    r"|postmarketing cases of)\s+"
)
_SHORTEST_HEADLINE = 8
_MOST_TOPICS = 8
_LONGEST_HEADING = 120
_LONGEST_TOPIC = 9
"""Words of a topic; what is longer is a sentence in capitals."""
_SENTENCES = re.compile(r"\.\s+\w")
"""In a whole box in capitals, of which only clinical terms are topics."""
_VERB = re.compile(r"\b(?:is|are|be|may|should|include)\b")
_PERSONS = re.compile(r" (?:in|with) (?:[\w-]+[ ,]+){0,4}(?:patients|children|studies|trials|adults|women|men)\b")
_SENTENCE = re.compile(r"(?<=\.) |\n")
_OPENING_LETTERS = 200
_HARMS = re.compile(
    r"\b(?:(?:can|may|could) (?:\w+ )?(?:result|lead|occur|increase|suppress|induce)|causes?|caused|induces?|leads"
    r"|risks? (?:of|for)|potential for|(?:has|have) (?:been|occurred|resulted)|reported|associated with|toxicity of"
    r"|result(?:ing|s) in|increase[sd]? the risk|experienced|including)\b"
)
"""Words of a sentence that tells a harm."""
_NO_HARM = re.compile(
    r"symptom|\bsigns?\b|manifest|monitor|history|\bnot approved|\bscreen|\btest(?:ed)?\b|risk factors?"
    r"|\bother (?:drugs|medic\w+|agents)\b"
)
"""Words of a sentence that tells how a harm shows, whom it comes to, or what other medicines do."""
_KINDS = re.compile(r"\b(?:disorders|reactions|events|effects|toxicities|complications)\b")
"""Nouns that several harms share: "neuropsychiatric, autoimmune, and infectious disorders"."""
_AND = re.compile(r", (?:and |or )?")
_LISTED = re.compile(r"(?:[\w-]+, )+(?:and |or )?[\w-]+ \Z")


def topics(label: ReadLabel, box: Span) -> list[str]:
    """What a boxed warning of a label is about.

    The names of the product and its substances are no topics; neither are, below a headline, conditions of its use.
    """
    own = {word for name in (label.label.product, *label.identity.components) for word in name.lower().split()}
    boxed = label.text.source[box.start : box.end]
    found = _of_headline(boxed, own)
    if not found:
        section = next(section for section in label.text.sections if section.start == box.start)
        told = [*_of_headings(section, label.text.source, own), *_of_sentences(boxed, label.treated)]
        found = [topic for topic in told if terms_of(topic).isdisjoint(label.treated)]
    return list(dict.fromkeys(found))[:_MOST_TOPICS]


def told(label: ReadLabel, box: Span) -> Iterator[list[str]]:
    """The harms that each sentence of a box tells together: who names one of them tells of it."""
    folded = label.text.folded
    for sentence in _sentences(label, box):
        if _HARMS.search(folded, *sentence) and not _NO_HARM.search(folded, *sentence):
            said = _PERSONS.split(_SETTING.split(folded[slice(*sentence)])[0])[0]
            places = terms_in(folded, [Span(sentence.start, sentence.start + len(said))])
            harms = _terms(said, label.treated)
            if found := [harm for harm in harms if label.tells_effect(places[harm])]:
                yield found


def _sentences(label: ReadLabel, box: Span) -> Iterator[Span]:
    blocks = (block for section in label.text.sections if section.start == box.start for block in section.blocks)
    return (sentence for block in blocks for sentence in block.sentences)


class Measure(NamedTuple):
    """Something that boxed warnings ask for, and how a page may speak of it."""

    name: str
    asked: re.Pattern[str]
    spoken_of: re.Pattern[str]


@cache
def _measures() -> list[Measure]:
    table = read_table("monograph.verify", "boxed_measures")
    return [Measure(row["measure"], re.compile(row["label"]), re.compile(row["page"])) for row in table]


def asked_for(label: ReadLabel, box: Span) -> Iterator[tuple[Measure, Span]]:
    """What a boxed warning of a label tells people to do, and where."""
    for measure in _measures():
        if asked := measure.asked.search(label.text.folded, *box):
            yield measure, Span(*asked.span())


def _of_headline(boxed: str, own: set[str]) -> list[str]:
    """The topics of the line in capitals that a box begins with.

    >>> _of_headline("WARNING: LACTIC ACIDOSIS and HEPATOTOXICITY EXEMPLAR has caused ...", {"exemplar"})
    ['lactic acidosis', 'hepatotoxicity']
    """
    bare = boxed[_OPENING.match(boxed).end() :]  # type: ignore[union-attr]
    capitals = _CAPITALS.match(bare)
    if not capitals or len(capitals[0]) <= _SHORTEST_HEADLINE:
        return []
    headline = max(_AGAIN.split(capitals[0].lower()), key=len)
    is_list = not _SENTENCES.search(headline)
    parts = _parts(_ONLY.sub(" ", _SETTING.sub(" ", headline)), own)
    return [topic for topic in parts if is_list or terms_of(topic)]


def _of_headings(section: Section, source: str, own: set[str]) -> list[str]:
    """The topics of the headings that stand above the paragraphs of a box: "Accidental Ingestion"."""
    labels = (block.label for block in section.blocks if block.label and block.label.end == block.end)
    lines = [source[start:end].lower() for start, end in labels if end - start < _LONGEST_HEADING]
    return [topic for line in lines for topic in _parts(_SETTING.sub(" ", line), own)]


def _of_sentences(boxed: str, used: Set[str]) -> list[str]:
    """The harms that the first sentence of a box tells that tells any, else the first term of its opening.

    >>> _of_sentences("Keep it cool. It may cause severe liver injury.", set())
    ['hepatotoxicity']
    """
    folded = boxed.lower()
    for sentence in filter(_HARMS.search, _SENTENCE.split(folded)):
        if found := _terms(_PERSONS.split(sentence)[0], used) or list(_kinds(sentence)):
            return found
    return _terms(folded[:_OPENING_LETTERS], used)[:1]


def _terms(said: str, used: Set[str]) -> list[str]:
    """The clinical terms that words name, in their order, but those of the use and those of most warnings."""
    places = terms_in(said, [Span(0, len(said))])
    whole = [
        term
        for term, (start, end) in places.items()
        if not any(low <= start and end <= high and high - low > end - start for low, high in places.values())
    ]
    return sorted(set(whole) - untelling("harm") - used, key=lambda term: places[term])


def _kinds(sentence: str) -> Iterator[str]:
    """Harms that are told by adjectives before one noun."""
    for noun in _KINDS.finditer(sentence):
        if listed := _LISTED.search(sentence, 0, noun.start()):
            yield from (f"{kind} {noun[0]}" for kind in _AND.split(listed[0].strip()) if telling_words(kind))


def _parts(headline: str, own: set[str]) -> list[str]:
    """The parts of a headline that name what can be looked for."""
    parts = _completed([_bare(part, own) for part in _TOPIC.split(headline)])
    return [topic for topic in parts if topic and _is_topic(topic)]


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
    return " ".join(words).removeprefix("warning ").removesuffix(" warning").removesuffix(" of")


def _is_topic(topic: str) -> bool:
    """Whether a part of a headline names what can be looked for: a term, or a word that is not of every box."""
    if len(topic.split()) > _LONGEST_TOPIC or _VERB.search(topic):
        return False
    return bool(terms_of(topic) or terms_in(topic, [Span(0, len(topic))]) or telling_words(topic))
