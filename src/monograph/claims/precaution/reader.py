"""Reads precautions: advice in a sentence, for those that the sentence, its label or its question names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from monograph.claims.precaution.context import Context, contexts
from monograph.claims.precaution.states import has_verb, states_of, subjects_in
from monograph.claims.records import ADVICE_BY_STRENGTH, Advice, Precaution
from monograph.names.advice import Cue, cues
from monograph.names.conditions import Mention
from monograph.names.phrases import Word, words_of
from monograph.text.model import Monograph, Question, Section, Span

_SILENT = frozenset({"generic-name", "side-effects", "disclaimer", "storage", "preamble"})
_TELLING = frozenset({"usage", "how-it-works"})
"""Sections that advise only where they forbid."""
_FORBIDDING = frozenset({"contraindicated", "avoid"})
_STRENGTH = {advice: place for place, advice in enumerate(ADVICE_BY_STRENGTH)}


class Statement(NamedTuple):
    """Advice for one person or state: the words that name it, the words that advise, and the quote."""

    about: Mention
    advice: Advice
    cue: Span
    quote: Span


def read_precautions(monograph: Monograph) -> list[Precaution]:
    """The precautions of a monograph, one for each (about, advice), in order of their place."""
    claims: dict[tuple[str, str], Precaution] = {}
    for section in monograph.sections:
        if section.kind not in _SILENT:
            for statement in _statements(monograph, section):
                claim = _claim(monograph, statement)
                claims.setdefault((claim.about, claim.advice), claim)
    return sorted(claims.values(), key=lambda claim: (claim.start, claim.end, claim.about))


def _claim(monograph: Monograph, statement: Statement) -> Precaution:
    start, end = statement.quote
    return Precaution(
        start=start,
        end=end,
        quote=monograph.source[start:end],
        about=statement.about.about,
        advice=statement.advice,
        grounds={"about": Span(statement.about.start, statement.about.end), "advice": statement.cue},
    )


def _statements(monograph: Monograph, section: Section) -> Iterator[Statement]:
    if section.questions:
        for question in section.questions:
            yield from _of_question(monograph.folded, question)
        return
    telling = section.kind in _TELLING
    for block, context in zip(section.blocks, contexts(monograph, section), strict=True):
        for statement in _of_sentences(monograph.folded, block.sentences, context, lists=section.kind != "dosage"):
            if not telling or statement.advice in _FORBIDDING:
                yield statement


def _of_sentences(folded: str, sentences: Iterable[Span], context: Context, *, lists: bool = True) -> Iterator[Statement]:
    block: dict[str, Statement] = {}
    before: Sequence[Mention] = context.subjects
    for sentence in sentences:
        words = words_of(folded, *sentence)
        for part in _clauses(words):
            found = cues(part)
            says = [cue for cue in found if not cue.hint]
            if not found and not context.mood:
                before = subjects_in(folded, part, found, lists=lists) or before
                continue
            own = subjects_in(folded, part, found, lists=lists)
            cue = _strongest(says or found, context)
            if cue is None and context.mood and not has_verb(part) and part:
                own = states_of(folded, part[0].start, part[-1].end)
                cue = context.mood
            subjects = own or (before if says else context.subjects)
            before = own or before
            if cue is None:
                continue
            for subject in subjects:
                statement = Statement(subject, cue.advice, Span(cue.start, cue.end), sentence)
                earlier = block.get(subject.about)
                if earlier and MERGE and _STRENGTH[earlier.advice] < _STRENGTH[cue.advice]:
                    continue
                if earlier and not MERGE and own:
                    yield earlier
                block[subject.about] = statement
    yield from block.values()

MERGE = True

def _clauses(words: list[Word]) -> list[list[Word]]:
    return [words]


def _strongest(says: Sequence[Cue], context: Context) -> Cue | None:
    if not says:
        return None
    best = min(says, key=lambda cue: _STRENGTH[cue.advice])
    if best.advice == "avoid" and context.mood and context.mood.advice == "contraindicated":
        best = best._replace(advice="contraindicated")
    return best


def _of_question(folded: str, question: Question) -> Iterator[Statement]:
    asked = words_of(folded, *question.question)
    subjects = subjects_in(folded, asked, cues(asked))
    context = Context(subjects, None)
    yield from _of_sentences(folded, question.sentences, context)
