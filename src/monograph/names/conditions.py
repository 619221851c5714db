"""Persons and states that a precaution is about: pregnancy, kidney disease, the elderly, a diagnosis as written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monograph.names.found import Found, Mention
from monograph.names.phrases import READERS, PhraseBook, Words, words_of
from monograph.tables import read_table

_ROWS = read_table("monograph.names", "conditions")
_BOOK = PhraseBook(
    {row["phrase"]: (row["about"], row["kind"]) for row in _ROWS if row["kind"] not in ("link", "degree")},
    shelf=READERS,
)


def _listed(kind: str) -> frozenset[str]:
    return frozenset(word for row in _ROWS if row["kind"] == kind for word in row["phrase"].split("|"))


_LINKS = _listed("link")
_DEGREES = _listed("degree")


def persons(words: Words, *, bare_organs: bool = False) -> list[Mention]:
    """The persons and states that count wherever they are named, in order.

    An organ counts beside a word that says that it is ill; with ``bare_organs`` (labels) always.

    >>> text = "avoid in pregnancy and in severe liver or kidney disease"
    >>> [mention.about for mention in persons(words_of(text, 0, len(text)))]
    ['pregnancy', 'hepatic', 'renal']
    """
    found = _BOOK.find(words)
    mentions = []
    for match in found:
        about, kind = match.value
        if kind == "person" or (kind == "organ" and (bare_organs or _is_ill(words, match, found))):
            start, end = words.span(match.first, match.last)
            mentions.append(Mention(about, start, end))
    if any(mention.about in ("breastfeeding", "pregnancy") for mention in mentions):
        return [mention for mention in mentions if mention.about != "children" or not _is_suckling(words, mention)]
    return mentions


def canonical(phrase: str) -> list[str]:
    """The canonical words for a state as written, or the state itself; empty where it names nobody.

    >>> canonical("severe renal impairment"), canonical("heart block"), canonical("medical conditions")
    (['renal'], ['heart block'], [])
    """
    words = words_of(phrase, 0, len(phrase))
    found = _BOOK.find(words)
    abouts = [mention.about for mention in persons(words)]
    if abouts:
        return list(dict.fromkeys(abouts))
    organs = [match.value[0] for match in found if match.value[1] == "organ"]
    if organs and words.texts[-1] == "function":
        return organs
    if _DEGREES.issuperset(words.texts):
        return []
    generic = [match for match in found if match.value[1] in ("generic", "vague", "state")]
    covered = {place for match in generic for place in range(match.first, match.last)}
    if generic and all(place in covered or text in _DEGREES for place, text in enumerate(words.texts)):
        return [match.value[0] for match in generic if match.value[1] == "generic"]
    return [phrase]


def names_state(words: Words) -> bool:
    """Whether a label that names no person names a state: "Myasthenia gravis", "Bleeding disorders"."""
    found = _BOOK.find(words)
    kinds = {match.value[1] for match in found if match.last == len(words)}
    vague = any(match.value[1] == "vague" and match.last == len(words) for match in found)
    return not vague and bool(kinds & {"generic", "labelled", "state"})


def _is_ill(words: Words, organ: Found[tuple[str, str]], found: Sequence[Found[tuple[str, str]]]) -> bool:
    """Whether a word of illness belongs to an organ: "liver (hepatic) or kidney disease", "impaired liver function"."""
    states = {match.first for match in found if match.value[1] == "state" or match.value[0] == "cardiac"}
    organs = {place for m in found if m.value[1] == "organ" for place in range(m.first, m.last)}
    for places in (
        range(organ.last, min(organ.last + 9, len(words))),
        range(organ.first - 1, max(-1, organ.first - 7), -1),
    ):
        for place in places:
            if place in states:
                return True
            if place not in organs and words.texts[place] not in _LINKS:
                break
    return False


def _is_suckling(words: Words, mention: Mention) -> bool:
    """Whether "infant" or "child" is the one at the breast and not a patient."""
    text = next(word.text for word in words if word.start == mention.start)
    return text in ("infant", "infants", "baby", "babies", "child", "newborn")


def _phrases(kind: str) -> Iterator[str]:
    return (row["phrase"] for row in read_table("monograph.names", "openers") if row["kind"] == kind)


def _words(kind: str) -> frozenset[str]:
    return frozenset(word for phrase in _phrases(kind) for word in phrase.split("|"))


PERSONS = PhraseBook(
    {phrase: kind == "person" for kind in ("person", "hidden") for phrase in _phrases(kind)}, shelf=READERS
)
"""Phrases after which a list of states stands wherever they are ("patients with"); False for what looks like one."""
PLACES = PhraseBook(dict.fromkeys(_phrases("place"), True))
"""Phrases after which a list of states stands where they follow words that advise: "contraindicated in"."""
LEADS = PhraseBook(dict.fromkeys(_phrases("lead"), True))
"""Words that do not belong to the state that they stand before: "a known", "those with"."""
TREATMENTS = _words("treatment")
"""Words that open a member which is a treatment and no state: "concurrent"."""
CLOSERS = _words("close")
"""Words that end a list of states: "should", "because"."""
ALLERGENS = _words("allergen")
"""Words of what an allergy is to: "components"."""
MEASURES = _words("measure")
"""Words that no state has: "mL", "physician"."""
