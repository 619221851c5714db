"""Whether the monographs of one substance answer a question against each other, or one of them against itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from monograph.answers.ask.candidates import Candidate, candidates
from monograph.answers.ask.question import Question
from monograph.answers.ask.rank import Scored
from monograph.claims.records import AnyClaim, Precaution
from monograph.library.model import Entry, Problem
from monograph.names.found import FORBIDDING
from monograph.tables import read_table
from monograph.text.model import Span


def opposed(
    question: Question, found: Sequence[Scored], entries: Mapping[str, Entry], problems: Iterable[Problem]
) -> list[Scored]:
    """Two passages of one monograph, or of two of one substance, that say the opposite, or nothing.

    They are what the checks between monographs found about the topic (data/disagreements.tsv), or an answer that calls
    something acceptable beside one that advises against it; that one stands first.
    """
    codes = {row["code"] for row in read_table("monograph.answers", "disagreements") if row["topic"] == question.topic}
    for problem in problems:
        if problem.code in codes and problem.related and problem.related[0].doc in entries:
            other = problem.related[0]
            first = _at(entries[problem.doc], Span(problem.start, problem.end), question.topic)
            second = _at(entries[other.doc], Span(other.start, other.end), question.topic)
            if first and second:
                return [first, second]
    return next(_advised_against(found, entries), [])


def _at(entry: Entry, span: Span, topic: str | None) -> Scored | None:
    """The passage of a monograph that holds a span, if what is claimed there is about the topic."""
    claim = next((claim for claim in entry.claims if _is_about(claim, span, topic)), None)
    passage = next((one for one in candidates(entry.monograph) if _holds(one, span)), None)
    if claim is None or passage is None:
        return None
    return Scored(0.0, entry.monograph.doc, passage.start, passage.end, passage, claim)


def _is_about(claim: AnyClaim, span: Span, topic: str | None) -> bool:
    if claim.start >= span.end or span.start >= claim.end:
        return False
    return claim.about == topic if isinstance(claim, Precaution) else claim.kind == "dose"


def _holds(candidate: Candidate, span: Span) -> bool:
    return not candidate.listed and candidate.start < span.end and span.start < candidate.end


def _advised_against(found: Sequence[Scored], entries: Mapping[str, Entry]) -> Iterator[list[Scored]]:
    """Pairs of answers about one person or state, of which one advises against and the other accepts."""
    for one, other in combinations(found, 2):
        first, second = one.claim, other.claim
        if not isinstance(first, Precaution) or not isinstance(second, Precaution):
            continue
        substances = {(entries[scored.doc].identity.key, entries[scored.doc].identity.route) for scored in (one, other)}
        advices = {first.advice, second.advice}
        same = len(substances) == 1 and first.about == second.about and not (first.scope or second.scope)
        if same and "acceptable" in advices and advices & FORBIDDING:
            yield [one, other] if first.advice in FORBIDDING else [other, one]
