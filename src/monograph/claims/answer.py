"""Reads answers: the questions that the FAQs put, the answers that they give, and what they are about."""

from __future__ import annotations

from monograph.claims.records import Answer
from monograph.names.phrases import PhraseBook, words_of
from monograph.tables import read_table
from monograph.text.model import Monograph, Question, Span

_ROWS = read_table("monograph.names", "topics")
_TOPICS = PhraseBook({row["phrase"]: place for place, row in enumerate(_ROWS)})


def topic_of(folded: str, question: Span) -> tuple[str, Span] | None:
    """The topic of a question, as ``names/data/topics.tsv`` has it, and the words that tell it; or None.

    >>> topic_of("what should i do if i miss a dose?", Span(0, 34))
    ('missed-dose', Span(start=22, end=26))
    """
    words = words_of(folded, question.start, question.end)
    found = min(_TOPICS.find(words), key=lambda match: match.value, default=None)
    if found is None:
        return None
    return _ROWS[found.value]["topic"], Span(*words.span(found.first, found.last))


def read_answers(monograph: Monograph) -> list[Answer]:
    """The answered questions of a monograph, in order; question and answer as written."""
    return [
        _answer(monograph, question)
        for section in monograph.sections
        for question in section.questions
        if question.answer.start < question.answer.end
    ]


def _answer(monograph: Monograph, question: Question) -> Answer:
    start, end = question.question.start, question.answer.end
    grounds = {"question": question.question, "answer": question.answer}
    topic = topic_of(monograph.folded, question.question)
    if topic:
        grounds["topic"] = topic[1]
    return Answer(
        start=start,
        end=end,
        quote=monograph.source[start:end],
        question=monograph.source[slice(*question.question)],
        answer=monograph.source[slice(*question.answer)],
        topic=topic[0] if topic else None,
        unread=[] if topic else ["topic"],
        grounds=grounds,
    )
