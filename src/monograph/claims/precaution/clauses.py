"""Clauses: a sentence, in two where it turns or joins a second advice, each with the words that advise in it."""

from __future__ import annotations

from collections.abc import Sequence

from monograph.claims.precaution.records import Clause
from monograph.claims.precaution.states import subjects_in
from monograph.claims.precaution.words import words_that
from monograph.names.advice import cues, strongest
from monograph.names.conditions import persons
from monograph.names.found import Cue
from monograph.names.phrases import Words
from monograph.names.scopes import scopes
from monograph.text.model import Span

_GLOSSES = words_that("gloss")
_REASONS = words_that("reason")
_COMPARING = words_that("comparing")
_COMPARED = frozenset({"such", "well"})
"""What makes an "as" after it no reason: "as well [as]"."""
_GIVING = _REASONS | {"as"}
"""Words without which no reason is given."""
_CLOSING = frozenset({")"})
_JOINTS = frozenset({"and", ","})
_PAUSES = frozenset(",;()")
"""Marks after which more than a reason may follow."""
_RESUMING = words_that("resuming")
_TURNS = words_that("turn")
_CONCEDING = frozenset({"while", "although", "though"})
"""Words that grant something before a comma: "[while] safe in pregnancy, it harms the infant"."""
_MOST_ADVICES = 5
"""Advices of a sentence of which the place where a second one joins is looked for."""


def clauses(folded: str, sentence: Span, words: Words) -> Sequence[Clause]:
    """A sentence, in two where it turns ("; however", ", but") and both halves name someone and advise."""
    texts = words.texts
    if texts[:1] and texts[0] in _CONCEDING and "," in texts:
        comma = texts.index(",")
        granted, said = words[1:comma], words[comma + 1 :]
        if _named(granted) and _named(said) and _named(granted).isdisjoint(_named(said)):
            return _of(granted, said)
    if _TURNS.isdisjoint(texts) and folded.find(". ", sentence.start, sentence.end) < 0:
        return _joined(folded, words)
    for place in range(2, len(texts) - 2):
        if texts[place] in _GLOSSES:
            break
        turns = texts[place] == ";" or (texts[place] in _TURNS and texts[place - 1] == ",")
        if turns or folded.startswith(". ", words.span(place, place + 1)[1]):
            halves = _of(words[: place + (not turns)], words[place + 1 :])
            if not turns or all(_is_statement(folded, half) for half in halves):
                return halves
    return _of(words)


def _named(words: Words) -> frozenset[str]:
    """The persons that a clause names, but for the child of a mother."""
    return frozenset(mention.about for mention in persons(words)) - {"children", "neonates"}


def _of(*parts: Words) -> Sequence[Clause]:
    return [Clause(words, cues(words)) for words in parts]


def _joined(folded: str, words: Words) -> Sequence[Clause]:
    """A sentence, in two where "and" joins a second advice ("avoided in gout and used with care in asthma"), and in as
    many as it has bands with an advice of their own ("none needed in mild disease, avoid if the eGFR is below 30")."""
    whole = Clause(words, cues(words))
    texts = words.texts
    if len(whole.cues) < 2 or ("and" not in texts and "," not in texts):
        return (whole,)
    found = [cue for cue in whole.cues if cue.force != "hints"]
    for cue in found[1:_MOST_ADVICES]:
        first = cue.first - 1
        while first > 0 and texts[first] in _RESUMING:
            first -= 1
        if texts[first] in _JOINTS and first >= found[0].last:
            before, after = words[:first], words[first + 1 :]
            if all(cues(half) and scopes(half, folded) for half in (before, after)):
                return [*_of(before), *_joined(folded, after)]
            said = words[first + 1 : _reason(texts, cue.last)]
            if texts[first] == "and" and all(subjects_in(folded, half, cues(half)) for half in (before, said)):
                return _of(before, after)
    return (whole,)


def _is_statement(folded: str, clause: Clause) -> bool:
    """Whether words advise, and name someone or a degree of illness."""
    return bool(clause.cues) and bool(persons(clause.words) or scopes(clause.words, folded))


def advice_of(clause: Clause) -> Cue | None:
    """The strongest advice of a clause, without that of a gloss ("category B, meaning that ...") or a reason."""
    texts, found = clause.words.texts, clause.cues
    if not (_GLOSSES.isdisjoint(texts) and _GIVING.isdisjoint(texts)):
        gloss, reason = _gloss(texts), _reason(texts)
        found = [cue for cue in found if cue.first not in gloss] or found
        if reason == 0 and "," in texts:  # "because it is not approved, no dose is known"
            given = texts.index(",")
            return strongest([cue for cue in found if cue.first > given and cue.force != "hints"] or found)
        found = [cue for cue in found if cue.first < reason and cue.force != "hints"] or found
    return strongest(found)


def _gloss(texts: Sequence[str]) -> range:
    """The places of a gloss: in parentheses up to where they close, else up to the end."""
    first = _first_of(_GLOSSES, texts)
    last = _first_of(_CLOSING, texts, first) if "(" in texts[:first] and ")" not in texts[:first] else len(texts)
    return range(first, last)


def before_reason(clause: Clause) -> Words:
    """The words up to a reason that ends them: "reduce the dose in the elderly [due to poor kidney function]"."""
    words = clause.words
    if _GIVING.isdisjoint(words.texts):
        return words
    reason = _reason(words.texts, clause.cues[0].last)
    return words if reason == len(words) or not _PAUSES.isdisjoint(words.texts[reason:]) else words[:reason]


def _reason(texts: Sequence[str], start: int = 0) -> int:
    """The place of the first word of a reason ("because", "as it") from ``start``, or the end of the words."""
    for place in range(start, len(texts)):
        if texts[place] in _REASONS:
            return place
        compares = not _COMPARED.isdisjoint(texts[max(0, place - 1) : place])
        if texts[place] == "as" and not compares and _COMPARING.isdisjoint(texts[place + 1 : place + 2] or ["with"]):
            return place
    return len(texts)


def _first_of(kind: frozenset[str], texts: Sequence[str], start: int = 0) -> int:
    """The place of the first word of a kind from ``start``, or the end of the words."""
    for place in range(start, len(texts)):
        if texts[place] in kind:
            return place
    return len(texts)
