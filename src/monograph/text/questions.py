"""Questions and answers in the forms that real FAQs have: with and without Q and A, on one line or several, nested."""

from __future__ import annotations

import re

from monograph.text.model import Block, Question, Section, Span
from monograph.text.sentences import split_sentences

_Q = re.compile(r"\W*(?:q(?:uestion)?\s*\d*\s*[:.)]|\d+[.)]\s)\s*")
_A = re.compile(r"\W*(?:a(?:nswer)?\s*\d*\s*[:.)])\s*")
_QUESTION_MARK = re.compile(r"\?")


def read_questions(section: Section, plain: str, folded: str) -> list[Question]:
    """The questions of a FAQ section; an answer reaches to the next question or to a label that is none."""
    questions: list[Question] = []
    open_question: Span | None = None
    answer: Span | None = None
    for block in section.blocks:
        found = _question(block, plain, folded)
        if found is not None:
            _add(questions, open_question, answer, plain)
            open_question, after = found
            answer = _answer(after, block.end, folded)
        elif open_question is not None and (block.label is None or _A.match(folded, block.start, block.end)):
            more = _answer(block.start, block.end, folded)
            if more is not None:
                answer = Span(answer.start, more.end) if answer else more
        elif block.label is not None and block.depth == 0:  # a subheading, such as the name of a component
            _add(questions, open_question, answer, plain)
            open_question = answer = None
    _add(questions, open_question, answer, plain)
    return questions


def _question(block: Block, plain: str, folded: str) -> tuple[Span, int] | None:
    """The question that a block opens with and the offset after it, or None."""
    start, end = block.start, block.end
    marker = _Q.match(folded, start, end)
    begin = marker.end() if marker else start
    label = block.label
    if label is not None and (marker or plain[label.end - 1] == "?"):
        stop = _QUESTION_MARK.search(plain, begin, label.end)
        return _trimmed(plain, begin, stop.end() if stop and not marker else label.end), block.body
    mark = _QUESTION_MARK.search(plain, begin, end)
    if mark is None:
        return None
    first = block.sentences[0] if block.sentences else Span(start, end)
    if marker or (
        first.end <= mark.end() + 2 and not _A.match(folded, start, end) and _stands_alone(block, plain, mark.end())
    ):
        return _trimmed(plain, begin, mark.end()), mark.end()
    return None


def _stands_alone(block: Block, plain: str, after: int) -> bool:
    """A question without Q and bold is one only where nothing, or a marked answer, follows it in its block."""
    rest = plain[after : block.end].strip().lower()
    return not rest or bool(_A.match(rest))


def _answer(start: int, end: int, folded: str) -> Span | None:
    marker = _A.match(folded, start, end)
    if marker:
        start = marker.end()
    while start < end and folded[start].isspace():
        start += 1
    return Span(start, end) if start < end else None


def _trimmed(plain: str, start: int, end: int) -> Span:
    while start < end and plain[start].isspace():
        start += 1
    while start < end and plain[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _add(questions: list[Question], question: Span | None, answer: Span | None, plain: str) -> None:
    if question is None:
        return
    reply = answer or Span(question.end, question.end)
    questions.append(
        Question(question=question, answer=reply, sentences=split_sentences(plain, reply.start, reply.end))
    )
