"""What a label says of a kind of person or of a state: clause by clause, and all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple, cast

from monograph.claims.precaution.clauses import clauses
from monograph.claims.precaution.records import Clause
from monograph.claims.records import Advice, Precaution
from monograph.names.advice import cues
from monograph.names.conditions import persons
from monograph.names.phrases import PhraseBook, words_of
from monograph.tables import read_table
from monograph.text.model import Section, SectionKind, Span
from monograph.verify.contraindicated import contraindicated
from monograph.verify.explicit import explicit, without_degree
from monograph.verify.read_label import ReadLabel
from monograph.verify.setting import settings
from monograph.verify.terms import content_words, forms, phrase_places, places_together, term_places, terms_of

Told = Literal[Advice, "harm"]
_SILENT: frozenset[SectionKind] = frozenset(
    {"generic-name", "side-effects", "disclaimer", "storage", "preamble", "overdose"}
)
"""Sections that advise nobody."""
_MOTHERS = frozenset({"pregnancy", "breastfeeding"})
_ORGANS = frozenset({"renal", "hepatic"})
_LONGEST = 250
"""Letters of a clause in which what is advised is surely of those who are named: flattened text has longer ones."""
_DESCRIBING: frozenset[SectionKind] = frozenset({"other", "how-it-works"})
"""Sections that may advise, and in which to be named means nothing: what the substance is soluble in."""
_REFERENCE = re.compile(r"(?:[\[(] ?see |\brefer to )[^\])]*")
"""Where a label only sends to another place of its text."""
_DENIED = re.compile(r"\bno(?:t|r)?\b|\bneither\b|\bcannot\b|insufficient")
"""Words with which a clause says of a harm that it was not seen."""
_REASON = re.compile(r"(?:reflecting|due to|because of) (?:the |a )?(?:\w+ )?frequency of|reflecting the ")
"""After these words a label says why the old are given less: their kidneys and livers are not advised on."""
_MINORS = re.compile(r"\bp(?:a)?ediatric|\bchildren|\badolescents")
"""Words that are of patients, and not of infants whose mothers are."""


class Saying(NamedTuple):
    """One thing that a label says: the advice and the clause that says it.

    ``advice`` is "harm" where the clause tells what may happen, None where it only names the state. ``is_outright``
    where the clause itself names the persons and advises; ``is_listed`` where it stands among the contraindications.
    ``words`` are those that advise, where they stand in the clause.
    """

    advice: Told | None
    clause: Span
    is_outright: bool
    is_listed: bool = False
    words: Span | None = None


class _Part(NamedTuple):
    """A clause of a label: whom it or its sentence names, what stands above it and whom that names, what it says.

    ``organs`` are those that it names in health or illness.
    """

    span: Span
    above: tuple[Span, ...]
    own: frozenset[str]
    lead: frozenset[str]
    organs: frozenset[str]
    said: tuple[Saying, ...]


@lru_cache(maxsize=1 << 12)
def sayings(about: str, label: ReadLabel) -> tuple[Saying, ...]:
    """All that a label says of a kind of person or a state, with what its readers took for advice about it."""
    found: list[Saying] = []
    places = places_of(about, label)
    for part in _parts(label):
        if about in part.own or _holds(part.span, places):
            found += part.said
        elif not part.own and not part.organs - {about} and _is_under(about, part, places):
            found += (saying._replace(is_outright=saying.is_listed) for saying in part.said)
    return (*found, *filter(None, (_as_read(advice, label) for advice in label.precautions.get(about, []))))


def _as_read(advice: Precaution, label: ReadLabel) -> Saying | None:
    """What a reader took for advice, which may stand in the sentences around; a thing that it only named is none."""
    folded = label.text.folded
    reason = _REASON.search(folded, advice.start, advice.end)
    if reason and "about" in advice.grounds and advice.grounds["about"].start >= reason.start():
        return None
    if advice.about == "children" and _is_of_other_children(label, Span(advice.start, advice.end)):
        return None
    start, end = advice.grounds.get("advice", (advice.start, advice.end))
    words = advice.quote.lower()[max(start - advice.start, 0) : end - advice.start] or advice.quote.lower()
    said = cues(words_of(words, 0, len(words)))
    if advice.advice == "avoid" and said and all(cue.force == "named" for cue in said):
        return None
    quote = advice.quote.lower()
    is_denied = advice.advice == "adjust-dose" and _phrases().find(words_of(quote, 0, len(quote)))
    told: Told = "acceptable" if is_denied and is_denied[0].value == "acceptable" else advice.advice
    return Saying(told, Span(advice.start, advice.end), is_outright=False)


@cache
def _kinds_of_person() -> frozenset[str]:
    rows = read_table("monograph.names", "conditions")
    return frozenset(row["about"] for row in rows if row["kind"] in ("person", "organ"))


def is_kind_of_person(about: str) -> bool:
    """Whether those whom a precaution is about have a name under which they are found wherever they are named.

    >>> is_kind_of_person("pregnancy"), is_kind_of_person("heart block")
    (True, False)
    """
    return about in _kinds_of_person()


def _is_under(about: str, part: _Part, places: tuple[Span, ...]) -> bool:
    """Whether what stands above a clause names a state."""
    return about in part.lead or any(_holds(line, places) for line in part.above)


def _holds(words: Span, places: tuple[Span, ...]) -> bool:
    return any(words.start <= place.start < words.end for place in places)


@lru_cache(maxsize=1 << 12)
def meant_by(about: str) -> frozenset[str]:
    """The clinical terms of a state, in whatever degree."""
    return terms_of(about) or terms_of(without_degree(about))


@lru_cache(maxsize=1 << 10)
def places_of(about: str, label: ReadLabel) -> tuple[Span, ...]:
    """Where a label names a state that has no name of its own among the kinds of person."""
    return () if is_kind_of_person(about) else tuple(sorted(_places(about, label)))


def _places(about: str, label: ReadLabel) -> Iterator[Span]:
    """Where a label names a state: by its term, as written, or with its words apart."""
    folded, spans, meant = label.text.folded, _sections(label), meant_by(about)
    yield from (place for term, place in _terms(label) if term in meant)
    for form in forms(about):
        yield from phrase_places(folded, spans, form)
    untelling = {*_kinds_of_state(), *label.identity.components}
    telling = [word for word in content_words(about) if word not in untelling]
    yield from places_together(folded, spans, telling, derived=True)


@cache
def _kinds_of_state() -> frozenset[str]:
    """Words of a state that only say that it is one."""
    return frozenset(row["word"] for row in read_table("monograph.verify", "state_kinds"))


def _sections(label: ReadLabel) -> list[Span]:
    return [Span(section.heading.start, section.end) for section in label.text.sections if section.kind not in _SILENT]


@lru_cache(maxsize=256)
def _terms(label: ReadLabel) -> tuple[tuple[str, Span], ...]:
    return tuple(term_places(label.text.folded, _sections(label)))


@lru_cache(maxsize=256)
def _parts(label: ReadLabel) -> tuple[_Part, ...]:
    forbidden = contraindicated(label)
    return tuple(
        part
        for section in label.text.sections
        if section.kind not in _SILENT
        for sentence in _sentences(section)
        for part in _parts_of(label, sentence, forbidden)
        if section.kind not in _DESCRIBING or part.said[0].advice
    )


def _sentences(section: Section) -> Iterator[Span]:
    """The sentences of a section; a state alone on its line among the contraindications is an item of their list."""
    leads = {block.under for block in section.blocks}
    for place, block in enumerate(section.blocks):
        is_item = section.kind == "contraindications" and place not in leads and not block.sentences
        yield from [block.label] if is_item and block.label else block.sentences


def _parts_of(label: ReadLabel, sentence: Span, forbidden: list[Span]) -> Iterator[_Part]:
    """The clauses of a sentence; one that names nobody is of those whom the sentence names."""
    folded = label.text.folded
    above = tuple(settings(label.text, sentence)[1:])
    listed = any(start <= sentence.start < end for start, end in forbidden)
    reason = _REASON.search(folded, *sentence)
    end = reason.start() if reason else sentence.end
    words = words_of(folded, sentence.start, end)
    named = frozenset(mention.about for mention in persons(words))
    others = frozenset({"children"} if "children" in named and _is_of_other_children(label, sentence) else ())
    lead = frozenset[str]().union(*(_named_above(folded[slice(*place)]) for place in above))
    for clause in clauses(folded, Span(sentence.start, end), words):
        if clause.words:
            span = Span(*clause.words.span(0, len(clause.words)))
            said = _advices(folded, clause, span, above, listed=listed)
            near = listed or span.end - span.start < _LONGEST
            sayings = tuple(
                Saying(advice, span, words is not None and near, listed, words) for advice, words in said.items()
            )
            own = (_named(clause) or named) - others
            organs = frozenset(mention.about for mention in persons(clause.words, bare_organs=True)) & _ORGANS
            yield _Part(span, above, own, lead, organs, sayings or (Saying(None, span, False, listed),))


def _is_of_other_children(label: ReadLabel, words: Span) -> bool:
    """Whether children that words name are those of a mother, of the reader or of a household, or young animals."""
    folded = label.text.folded
    lines = settings(label.text, words)[1:-1]
    if explicit()["others"].search(folded, *words):
        return True
    is_under_mothers = any(not _MOTHERS.isdisjoint(_named_above(folded[slice(*line)])) for line in lines)
    return is_under_mothers and not _MINORS.search(folded, *words)


def _named(clause: Clause) -> frozenset[str]:
    """Whom a clause names; by an organ's function where it adjusts a dose."""
    dosed = "function" in clause.words.texts and any(cue.advice == "adjust-dose" for cue in clause.cues)
    return frozenset(mention.about for mention in persons(clause.words, bare_organs=dosed))


@lru_cache(maxsize=1 << 12)
def _named_above(said: str) -> frozenset[str]:
    """Whom a label or heading names: "Renal" alone stands for its impairment."""
    return frozenset(mention.about for mention in persons(words_of(said, 0, len(said)), bare_organs=True))


@cache
def _phrases() -> PhraseBook[Advice]:
    rows = read_table("monograph.verify", "label_advice")
    return PhraseBook({row["phrase"]: cast(Advice, row["advice"]) for row in rows})


def _advices(
    folded: str, clause: Clause, span: Span, above: tuple[Span, ...], *, listed: bool
) -> dict[Told, Span | None]:
    """What a clause advises, and with which words of advice; an item of a list what the line above it does."""
    found: dict[Told, Span | None] = {
        match.value: Span(*clause.words.span(match.first, match.last)) for match in _phrases().find(clause.words)
    }
    references = [place.span() for place in _REFERENCE.finditer(folded, *span)]
    for cue in clause.cues:
        is_reference = any(start <= cue.start < end for start, end in references)
        is_denied = cue.advice == "adjust-dose" and "acceptable" in found
        if not is_reference and not is_denied:
            told: Told = "harm" if cue.force == "hints" else cue.advice
            if cue.force == "named" and _DENIED.search(folded, *span):
                told = "insufficient-data"
            found[told] = found.get(told) or (Span(cue.start, cue.end) if cue.force != "named" else None)
    if listed:
        found["contraindicated"] = found.get("contraindicated") or Span(span.start, span.start)
    for line in () if found else above[:-1]:
        if said := [cue.advice for cue in cues(words_of(folded, *line)) if cue.force == "says"]:
            return dict.fromkeys(said)
    return found
