"""Reads precautions: advice in a sentence, for those that the sentence, its label or its question names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from monograph.claims.precaution.context import Context, contexts
from monograph.claims.precaution.states import has_verb, states_of, subjects_in
from monograph.claims.records import ADVICE_BY_STRENGTH, Precaution
from monograph.names.advice import Cue, cues
from monograph.names.conditions import Mention, persons
from monograph.names.phrases import Word, words_of
from monograph.names.scopes import is_manner, scope_of
from monograph.text.model import Monograph, Question, Section, Span

_SILENT = frozenset({"generic-name", "side-effects", "disclaimer", "storage", "preamble"})
_TELLING = frozenset({"usage", "how-it-works"})
"""Sections that advise only where they forbid."""
_TURNS = frozenset({"but", "however", "while", "whereas", "although"})
_SCOPED = frozenset({"renal", "hepatic"})
"""States whose degrees are dosed apart."""
_FORBIDDING = frozenset({"contraindicated", "avoid"})
_STRENGTH = {advice: place for place, advice in enumerate(ADVICE_BY_STRENGTH)}


class Statement(NamedTuple):
    """Advice for one person or state: the words that name it, that advise and that narrow it, and the quote."""

    about: Mention
    cue: Cue
    scope: Span | None
    quote: Span


def read_precautions(monograph: Monograph) -> list[Precaution]:
    """The precautions of a monograph, one for each (about, advice), in order of their place."""
    statements = [
        statement
        for section in monograph.sections
        if section.kind not in _SILENT
        for statement in _statements(monograph, section)
    ]
    advised = {statement.about.about for statement in statements if not statement.cue.hint}
    claims: dict[tuple[str, str], Precaution] = {}
    for statement in statements:
        if not statement.cue.hint or statement.about.about not in advised:
            claims.setdefault((statement.about.about, statement.cue.advice), _claim(monograph, statement))
    return sorted(claims.values(), key=lambda claim: (claim.start, claim.end, claim.about))


def _claim(monograph: Monograph, statement: Statement) -> Precaution:
    start, end = statement.quote
    grounds = {
        "about": Span(statement.about.start, statement.about.end),
        "advice": Span(statement.cue.start, statement.cue.end),
    }
    if statement.scope:
        grounds["scope"] = statement.scope
    return Precaution(
        start=start,
        end=end,
        quote=monograph.source[start:end],
        about=statement.about.about,
        advice=statement.cue.advice,
        scope=monograph.source[slice(*statement.scope)] if statement.scope else None,
        grounds=grounds,
    )


def _statements(monograph: Monograph, section: Section) -> Iterator[Statement]:
    if section.questions:
        for question in section.questions:
            yield from _of_question(monograph.folded, question)
        return
    telling = section.kind in _TELLING
    lists = not telling and section.kind != "dosage"
    for block, context in zip(section.blocks, contexts(monograph, section), strict=True):
        for statement in _of_sentences(monograph.folded, block.sentences, context, lists=lists):
            if not telling or statement.cue.advice in _FORBIDDING:
                yield statement


def _of_sentences(folded: str, sentences: Iterable[Span], context: Context, *, lists: bool = True) -> Iterator[Statement]:
    """The statements of a block: those of one person or state with one scope become one, the strongest."""
    block: dict[tuple[str, str], Statement] = {}
    before: Sequence[Mention] = context.subjects
    for sentence in sentences:
        for words in _clauses(words_of(folded, *sentence)):
            own, cue = _said(folded, words, context, lists=lists)
            inherited = () if own or is_manner(words) else before if cue and not cue.hint else context.subjects
            before = own or before
            if cue is None:
                continue
            scope = scope_of(words)
            for subject in own or inherited:
                key = subject.about, folded[slice(*scope)] if scope and own and subject.about in _SCOPED else ""
                earlier = block.get(key)
                if earlier is None or _STRENGTH[cue.advice] < _STRENGTH[earlier.cue.advice]:
                    block[key] = Statement(subject, cue, Span(*scope) if scope else None, sentence)
    yield from block.values()


def _said(
    folded: str, words: Sequence[Word], context: Context, *, lists: bool
) -> tuple[Sequence[Mention], Cue | None]:
    """Whom a clause names, and its strongest advice; a bare list has the advice that stands over it."""
    found = cues(words)
    if not found and context.mood and words and not has_verb(words):
        return states_of(folded, words[0].start, words[-1].end), context.mood
    own = subjects_in(folded, words, found, lists=lists)
    said = [cue for cue in found if not cue.hint] or found
    if not said:
        return own, None
    best = min(said, key=lambda cue: _STRENGTH[cue.advice])
    if best.advice == "avoid" and context.mood and context.mood.advice == "contraindicated":
        best = best._replace(advice="contraindicated")
    return own, best


def _clauses(words: Sequence[Word]) -> list[Sequence[Word]]:
    """A sentence, in two where it turns ("; however", ", but") and both halves name someone and advise."""
    for place in range(2, len(words) - 2):
        text = words[place].text
        if text == ";" or (text in _TURNS and words[place - 1].text == ","):
            halves = [words[:place], words[place + 1 :]]
            if all(persons(half) and any(not cue.hint for cue in cues(half)) for half in halves):
                return halves
    return [words]


def _of_question(folded: str, question: Question) -> Iterator[Statement]:
    asked = words_of(folded, *question.question)
    context = Context(subjects_in(folded, asked, cues(asked)), None)
    yield from _of_sentences(folded, question.sentences, context)
