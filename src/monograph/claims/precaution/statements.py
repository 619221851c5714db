"""Statements: what the sentences of a block advise, and for whom where a clause names nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from monograph.claims.candidates import Places
from monograph.claims.coordination import coordinated
from monograph.claims.precaution.clauses import advice_of, before_reason, clauses
from monograph.claims.precaution.exceptions import outside_exceptions
from monograph.claims.precaution.records import Clause, Context, Statement
from monograph.claims.precaution.states import has_verb, states_of, subjects_in
from monograph.claims.precaution.words import words_that
from monograph.names.advice import is_mute, strongest
from monograph.names.classes import is_class
from monograph.names.conditions import persons
from monograph.names.found import FORBIDDING, Cue, Mention
from monograph.names.phrases import Words, words_of
from monograph.names.scopes import Narrowing, is_manner, nearest, of_all, scopes
from monograph.text.model import Span

_CONDITIONAL = words_that("conditional")
_MEANT = words_that("meant") | frozenset(",;()")
_AVOIDING = frozenset({"avoid", "avoiding"})
_PATIENTS = words_that("patient")
_PASSIVE = words_that("resuming")
"""Words between what is forbidden and the word that forbids."""
_BESIDE = words_that("beside")
_CLOSELY = words_that("closely")
_WHOM = words_that("whom")
_TREATING = (["to", "treat"], ["to", "prevent"])
_PLACED = words_that("placed")
"""Words between what forbids and an activity in which the medicine is forbidden: "avoid it [when] driving"."""
_WAYS = words_that("way")
_ROUTES = words_that("route")
_ACTIVITIES = words_that("activity")
"""What a clause that names nobody does not go on about."""
_MOTHERS = frozenset({"pregnancy", "breastfeeding"})
_OFFSPRING = frozenset({"children", "neonates"})
_SCOPED = frozenset({"renal", "hepatic", "children", "pregnancy"})
"""States whose degrees are dosed apart."""


class _Block:
    """The statements of a block so far: those of one person or state with one scope become one, the strongest."""

    def __init__(self) -> None:
        self.statements: dict[tuple[str, str], Statement] = {}
        self._last: dict[str, tuple[str, str]] = {}

    def add(self, folded: str, statement: Statement, *, named: bool) -> None:
        """Take in a statement; one that neither names its subject nor narrows it goes on with the last about it.

        One that says of a subject that it names that it is safe stands for itself: what disagrees is two statements.
        """
        about, scope = statement.about.about, statement.scope
        key = about, folded[slice(*scope)] if scope and about in _SCOPED else ""
        if not named and not scope:
            key = self._last.get(about, key)
        if named and statement.cue.advice == "acceptable" and "safe" in folded[statement.cue.start : statement.cue.end]:
            key = about, f"safe {key[1]}"
        else:
            self._last[about] = key
        earlier = self.statements.get(key)
        if earlier is None or (
            earlier.cue is not statement.cue and strongest([earlier.cue, statement.cue]) is statement.cue
        ):
            self.statements[key] = statement


def statements_of(
    folded: str, sentences: Iterable[Span], context: Context, only: Places | None = None
) -> Iterable[Statement]:
    """The statements of the sentences of a block; with ``only`` those places are persons looked for, and no lists."""
    block = _Block()
    lists = only is None
    before: Sequence[Mention] = ()
    silent: Words | None = None
    for sentence in sentences:
        if only and not (context.subjects or before or silent or only.are_in(sentence)):
            continue
        for clause in clauses(folded, sentence, words_of(folded, sentence.start, sentence.end)):
            own, cue = _said(folded, clause, context, lists=lists) if clause.cues or context.mood else ((), None)
            own = _patients(own, context) if own and context.subjects else own
            words = clause.words
            if cue is None or _is_idle(words, cue, own, lists=lists):
                silent = words
                continue
            if not own and silent:
                before = subjects_in(folded, silent, (), lists=lists) or before
            silent = None
            subjects = own or (() if is_manner(words) else _inherited(folded, words, context, before, cue))
            if own and cue.force == "hints" and context.subjects:
                abouts = {subject.about for subject in context.subjects}
                subjects = [subject for subject in own if subject.about in abouts] or context.subjects
            before = own or before
            narrowing = scopes(words, folded) if subjects else ()
            for subject in subjects:
                scope = _scope(folded, narrowing, subject, named=bool(own)) if narrowing else None
                scope = scope or (None if own else _scope(folded, context.narrowing, subject, named=True))
                block.add(folded, Statement(subject, cue, scope, sentence), named=bool(own))
    return block.statements.values()


def _is_idle(words: Words, cue: Cue, own: Sequence[Mention], *, lists: bool) -> bool:
    """Whether a clause advises nobody: it names a risk of how the medicine is used, or tells how a dose is given."""
    if cue.force == "own":
        return not own and (not lists or cue.advice == "acceptable")
    return cue.force == "hints" and (not (lists or own) or is_manner(words))


def _said(folded: str, clause: Clause, context: Context, *, lists: bool) -> tuple[Sequence[Mention], Cue | None]:
    """Whom a clause names, and its strongest advice; a bare list or condition has the advice that stands over it."""
    words, found = clause.words, clause.cues
    if context.mood and words and not is_mute(words):
        own = _under(folded, clause)
        if own is not None:
            return own, context.mood if own else None
    if not found:
        return (), None
    if _is_companion(clause):
        own = [mention for mention in persons(words) if mention.about in _ACTIVITIES]
        return own, strongest(found) if own else None
    said = before_reason(clause)
    own = subjects_in(folded, said, found, lists=lists)
    if not own and said is not words:
        own = subjects_in(folded, words, found, lists=lists)
    best = advice_of(clause)
    if best and best.advice in FORBIDDING and _is_of_an_activity(folded, best, own):
        return [mention for mention in own if mention.about in _ACTIVITIES], best
    lesser = any(
        cue.advice == "caution" and cue.force == "says" for cue in found
    )  # "used cautiously or avoided" forbids less
    if best and best.advice == "avoid" and not lesser and context.mood and context.mood.advice == "contraindicated":
        best = Cue("contraindicated", best.force, best.start, best.end, best.first, best.last)
    return own, best


def _is_of_an_activity(folded: str, cue: Cue, own: Sequence[Mention]) -> bool:
    """Whether it is not the medicine that is forbidden: "alcohol should be avoided, especially in liver disease"."""
    first = min(own, key=lambda mention: mention.start, default=None)
    if first is None or first.about not in _ACTIVITIES:
        return False
    if first.end <= cue.start:
        return all(mention.about in _ACTIVITIES for mention in own if mention.end <= cue.start)
    return first.start >= cue.end and _PLACED.isdisjoint(words_of(folded, cue.end, first.start).texts)


def _under(folded: str, clause: Clause) -> Sequence[Mention] | None:
    """The states of a bare list or condition that stands under an advice, or None where a clause says more.

    What is advised in the parentheses of one member is not advised on the others: "Caution: gout (avoid it), asthma".
    """
    words, texts = clause.words, clause.words.texts
    said = [cue for cue in clause.cues if cue.force != "hints"]
    if not said and not has_verb(texts):
        return _listed(folded, words)
    if not said and (texts[0] in _CONDITIONAL or " ".join(texts[:2]) in _CONDITIONAL):
        return subjects_in(folded, words, clause.cues)
    depths = list(accumulate((text == "(") - (text == ")") for text in texts))
    if ")" not in texts[:-1] or any(depths[cue.first] == 0 for cue in said):
        return None
    if has_verb([text for text, depth in zip(texts, depths, strict=True) if depth == 0]):
        return None
    return _listed(folded, words)


def _listed(folded: str, words: Words) -> Sequence[Mention]:
    """The states of a bare list, without those that it excepts."""
    return outside_exceptions(words, states_of(folded, *words.span(0, len(words))))


def _is_companion(clause: Clause) -> bool:
    """Whether what is forbidden is another medicine beside this one: "concomitant use of ... should be avoided"."""
    texts = clause.words.texts
    if _BESIDE.isdisjoint(texts):
        return False
    best = strongest(clause.cues)
    return best is not None and best.advice in FORBIDDING and not _BESIDE.isdisjoint(texts[: best.first])


def _patients(named: Sequence[Mention], context: Context) -> Sequence[Mention]:
    """Those named, without the child of a mother whom the label speaks of."""
    labelled = {mention.about for mention in context.subjects}
    if labelled & _MOTHERS and not labelled & _OFFSPRING:
        return [mention for mention in named if mention.about not in _OFFSPRING]
    return named


def _scope(folded: str, narrowing: Sequence[Narrowing], subject: Mention, *, named: bool) -> Span | None:
    """What narrows the advice for a subject: words near it, or any of a clause that does not name it."""
    if not named:
        return of_all(narrowing, subject.about)
    return nearest(narrowing, folded, subject.about, subject.start, subject.end)


def _inherited(folded: str, words: Words, context: Context, before: Sequence[Mention], cue: Cue) -> Sequence[Mention]:
    """Whom a clause that names nobody speaks of: those of the clause before, of those that the label names."""
    if _is_of_a_use(words, cue):
        return ()
    labelled = context.subjects
    if _is_of_a_route(words, cue):
        return ()
    if not labelled and (_has_object(words, cue) or _has_subject(folded, words, cue)):
        return ()
    if cue.force == "hints" or context.manner:
        return labelled
    if labelled:
        abouts = {mention.about for mention in labelled}
        return [mention for mention in before if mention.about in abouts] or labelled
    return [mention for mention in before if mention.about not in _ACTIVITIES]


def _is_of_a_use(words: Words, cue: Cue) -> bool:
    """Whether it is a use that is forbidden, to all: "it must not be used for gout", "to treat gout"."""
    said = words.texts[cue.first : cue.last]
    if cue.advice not in FORBIDDING or "used" not in said:
        return False
    after = words.texts[cue.first + said.index("used") + 1 : cue.last + 5]
    return after[:2] in _TREATING or (after[:1] == ["for"] and _WHOM.isdisjoint(after))


def _is_of_a_route(words: Words, cue: Cue) -> bool:
    """Whether one way to take it is forbidden, to all: "oral administration is not recommended"."""
    last = cue.first
    while last > 0 and words.texts[last - 1] in _PASSIVE:
        last -= 1
    return cue.advice in FORBIDDING and last > 1 and words.texts[last - 1] in _WAYS and words.texts[last - 2] in _ROUTES


def _has_object(words: Words, cue: Cue) -> bool:
    """Whether an advice is on a thing or case of its own: "avoid sunlight", "monitoring of pressure", "not used if"."""
    if words.texts[0] == "if" or (cue.advice in FORBIDDING and words.texts[cue.last : cue.last + 1] == ["if"]):
        return True
    last, *after = words.texts[cue.last - 1 : cue.last + 2]
    if last in _AVOIDING:
        return not _MEANT.issuperset(after[:1])
    if cue.advice == "monitor" and last == "monitor":
        return bool(after) and after[0] not in _CLOSELY and _PATIENTS.isdisjoint(after)
    return cue.advice == "monitor" and after[:1] in (["of"], ["for"]) and _PATIENTS.isdisjoint(after[1:])


def _has_subject(folded: str, words: Words, cue: Cue) -> bool:
    """Whether it is a food or a class of medicines that is forbidden: "[grapefruit juice] should be avoided"."""
    last = cue.first
    while last > 0 and words.texts[last - 1] in _PASSIVE:
        last -= 1
    if cue.advice not in FORBIDDING or last == 0:
        return False
    return any(is_class(conjunct.whole) for conjunct in coordinated(folded, *words.span(0, last)))
