"""Questions: what an answer advises for those whom its question names."""

from __future__ import annotations

from collections.abc import Iterable

from monograph.claims.candidates import Places
from monograph.claims.precaution.records import Context, Statement
from monograph.claims.precaution.statements import statements_of
from monograph.claims.precaution.states import states_of, subjects_in
from monograph.claims.precaution.words import words_that
from monograph.names.advice import cues, strongest
from monograph.names.found import Cue, Mention
from monograph.names.phrases import Words, words_of
from monograph.names.scopes import nearest, of_all, scopes
from monograph.text.model import Question, Span

_ASKING = words_that("asking")
_ALLOWED = words_that("allowed")
_ELSEWHERE = words_that("elsewhere")
_USES = words_that("applying")
_TREATING = words_that("treating")
_HAPPENING = words_that("happening")
_STOPS = frozenset(".,;:!-")
"""Marks after a "no" that answers; "no restrictions" does not."""
_OPENING = 30
"""Characters of an answer in which its yes or no stands."""


def statements_of_question(folded: str, question: Question, named: Places) -> Iterable[Statement]:
    """What the answer advises for those whom the question names; a bare "no" to "can I" or "is it safe" is advice."""
    start, end = question.question
    whole = Span(start, question.answer.end)
    if not named.are_in(whole) and folded.find(" on ", start, end) < 0:
        return ()
    asked = words_of(folded, start, end)
    subjects = [] if _is_of_harm(asked) else subjects_in(folded, _before_treating(asked), cues(asked))
    subjects = subjects or _places_asked(folded, asked)
    said = list(statements_of(folded, question.sentences, Context(subjects)))
    answered = _answered(folded, asked, question) if subjects else None
    if answered and question.sentences:
        quote = Span(start, question.sentences[0].end)
        narrowing = scopes(words_of(folded, *question.sentences[0]), folded)
        for subject in subjects:
            others = [statement for statement in said if statement.about.about != subject.about]
            earlier = [statement.cue for statement in said if statement.about.about == subject.about]
            if strongest([*earlier, answered]) is answered:
                scope = nearest(scopes(asked, folded), folded, subject.about, subject.start, subject.end)
                said = [*others, Statement(subject, answered, scope or of_all(narrowing, subject.about), quote)]
    return said


def _is_of_harm(asked: Words) -> bool:
    """Whether it is asked what to do once something has happened: "What should I do if I develop an allergy?"."""
    texts = asked.texts
    return texts[:1] == ["what"] and "if" in texts and not _HAPPENING.isdisjoint(texts)


def _before_treating(asked: Words) -> Words:
    """The words of a question before it names what is treated: "Can it be used in children to treat [asthma]?"."""
    return asked[: next((place for place, text in enumerate(asked.texts) if text in _TREATING), len(asked))]


def _places_asked(folded: str, asked: Words) -> list[Mention]:
    """The place of the body that a question names: "can I use it on [open wounds]"."""
    if "on" in asked.texts[2:] and not _USES.isdisjoint(asked.texts):
        first = asked.texts.index("on", 2) + 1
        if first < len(asked):
            return states_of(folded, *asked.span(first, len(asked)))
    return []


def _answered(folded: str, asked: Words, question: Question) -> Cue | None:
    """The advice of an answer that begins with yes or no, or None."""
    answer = words_of(folded, question.answer.start, min(question.answer.end, question.answer.start + _OPENING))
    opening = [word for word in answer[:3] if word.text in ("yes", "no")]
    if not opening or not asked.texts or asked.texts[0] not in _ASKING:
        return None
    if asked.texts[0] in ("is", "are") and _ALLOWED.isdisjoint(asked.texts):
        return None
    if not _ELSEWHERE.isdisjoint(asked.texts):
        return None
    text, start, end = opening[0]
    if text == "no" and end < question.answer.end and folded[end] not in _STOPS:
        return None
    return Cue("avoid" if text == "no" else "acceptable", "says", start, end)
