"""Reads precautions: advice in a sentence, for those that the sentence, its label or its question names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from monograph.claims.precaution.context import Context, contexts
from monograph.claims.precaution.states import has_verb, states_of, subjects_in
from monograph.claims.precaution.words import words_that
from monograph.claims.records import Precaution
from monograph.claims.unread import is_narrowed, obliges
from monograph.names.advice import Cue, cues, strongest
from monograph.names.conditions import Mention, persons
from monograph.names.phrases import Words, words_of
from monograph.names.scopes import is_manner, nearest, scopes
from monograph.text.model import Monograph, Question, Section, Span

_SILENT = frozenset({"generic-name", "side-effects", "disclaimer", "storage", "preamble"})
_TELLING = frozenset({"usage", "how-it-works"})
"""Sections that advise only where they forbid."""
_GLOSSES = words_that("gloss")
_REASONS = words_that("reason")
_PAUSES = frozenset(",;()")
"""Marks after which more than a reason may follow."""
_CONDITIONAL = words_that("conditional")
_MEANT = words_that("meant") | _PAUSES
_AVOIDING = frozenset({"avoid", "avoiding"})
_BESIDE = words_that("beside")
_RESUMING = words_that("resuming")
_ACTIVITIES = words_that("activity")
"""What a clause that names nobody does not go on about."""
_ASKING = words_that("asking")
_ALLOWED = words_that("allowed")
_USES = words_that("applying")
_OPENING = 30
"""Characters of an answer in which its yes or no stands."""
_TURNS = words_that("turn")
_MOTHERS = frozenset({"pregnancy", "breastfeeding"})
_OFFSPRING = frozenset({"children", "neonates"})
_SCOPED = frozenset({"renal", "hepatic"})
"""States whose degrees are dosed apart."""
_FORBIDDING = frozenset({"contraindicated", "avoid"})
_FORBIDDING_STEMS = ("contraindicat", "avoid", " not ", "n't ", "never ")


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
    advised = {statement.about.about for statement in statements if statement.cue.force != "hints"}
    claims: dict[tuple[str, str], Precaution] = {}
    for statement in statements:
        if statement.cue.force != "hints" or statement.about.about not in advised:
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
        unread=_unread(monograph.folded, statement),
        scope=monograph.source[slice(*statement.scope)] if statement.scope else None,
        grounds=grounds,
    )


def _unread(folded: str, statement: Statement) -> list[str]:
    """What the sentence seems to state that was not read: advice beside a risk, a bound beside whom it is for."""
    about, cue, scope, quote = statement
    unread = []
    if cue.force == "hints" and obliges(words_of(folded, *quote)):
        unread.append("advice")
    if scope is None and quote.start <= about.start and is_narrowed(folded, about.end, quote.end):
        unread.append("scope")
    return unread


def _statements(monograph: Monograph, section: Section) -> Iterator[Statement]:
    if section.questions:
        for question in section.questions:
            yield from _of_question(monograph.folded, question)
        return
    telling = section.kind in _TELLING
    if telling and not _forbids(monograph.folded, Span(section.start, section.end)):
        return
    lists = not telling and section.kind != "dosage"
    for block, context in zip(section.blocks, contexts(monograph, section), strict=True):
        sentences = [s for s in block.sentences if not telling or _forbids(monograph.folded, s)]
        for statement in _of_sentences(monograph.folded, sentences, context, lists=lists):
            if not telling or statement.cue.advice in _FORBIDDING:
                yield statement


def _forbids(folded: str, part: Span) -> bool:
    """Whether a part of the text has words that can forbid: a quick look."""
    return any(folded.find(stem, *part) >= 0 for stem in _FORBIDDING_STEMS)


def _of_sentences(
    folded: str, sentences: Iterable[Span], context: Context, *, lists: bool = True
) -> Iterator[Statement]:
    """The statements of a block: those of one person or state with one scope become one, the strongest."""
    block: dict[tuple[str, str], Statement] = {}
    keys: dict[str, tuple[str, str]] = {}
    before: Sequence[Mention] = ()
    silent: Words | None = None
    for sentence in sentences:
        whole = words_of(folded, *sentence)
        if not (lists or context.subjects or before or silent or persons(whole)):
            continue
        for words in _clauses(folded, sentence, whole):
            own, cue = _said(folded, words, context, lists=lists)
            own = _patients(own, context)
            if cue is None or (cue.force == "hints" and (is_manner(words) or not (lists or own))):
                silent = words
                continue
            if not own and silent:
                before = subjects_in(folded, silent, (), lists=lists) or before
            silent = None
            subjects = own or (() if is_manner(words) else _inherited(words, context, before, cue))
            if own and cue.force == "hints" and context.subjects:
                abouts = {subject.about for subject in context.subjects}
                subjects = [subject for subject in own if subject.about in abouts] or context.subjects
            before = own or before
            narrowing = scopes(words) if subjects else ()
            for subject in subjects:
                scope = _scope(folded, narrowing, subject, named=bool(own))
                key = subject.about, folded[slice(*scope)] if scope and subject.about in _SCOPED else ""
                key = keys.get(subject.about, key) if not own and not scope else key
                keys[subject.about] = key
                statement = Statement(subject, cue, scope, sentence)
                earlier = block.get(key)
                if earlier is None or strongest([earlier.cue, cue]) is cue:
                    block[key] = statement
    yield from block.values()


def _patients(named: Sequence[Mention], context: Context) -> Sequence[Mention]:
    """Those named, without the child of a mother whom the label speaks of."""
    labelled = {mention.about for mention in context.subjects}
    if labelled & _MOTHERS and not labelled & _OFFSPRING:
        return [mention for mention in named if mention.about not in _OFFSPRING]
    return named


def _scope(folded: str, narrowing: Sequence[Span], subject: Mention, *, named: bool) -> Span | None:
    """What narrows the advice for a subject: words near it, or any of a clause that does not name it."""
    if not named:
        return narrowing[0] if narrowing else None
    return nearest(narrowing, folded, subject.start, subject.end)


def _inherited(words: Words, context: Context, before: Sequence[Mention], cue: Cue) -> Sequence[Mention]:
    """Whom a clause that names nobody speaks of: those of the clause before, of those that the label names."""
    labelled = context.subjects
    if not labelled and _AVOIDING.issuperset(words.texts[cue.last - 1 : cue.last]) and _has_object(words, cue):
        return ()
    if cue.force == "hints" or context.manner:
        return labelled
    if labelled:
        abouts = {mention.about for mention in labelled}
        return [mention for mention in before if mention.about in abouts] or labelled
    return [mention for mention in before if mention.about not in _ACTIVITIES]


def _has_object(words: Words, cue: Cue) -> bool:
    """Whether what is to be avoided is a thing of its own ("avoid contact lenses") and not the medicine."""
    return not _MEANT.issuperset(words.texts[cue.last :][:1])


def _said(folded: str, words: Words, context: Context, *, lists: bool) -> tuple[Sequence[Mention], Cue | None]:
    """Whom a clause names, and its strongest advice; a bare list or condition has the advice that stands over it."""
    found = cues(words)
    if context.mood and words and all(cue.force == "hints" for cue in found):
        if not has_verb(words):
            return states_of(folded, words[0].start, words[-1].end), context.mood
        if words.texts[0] in _CONDITIONAL and (own := subjects_in(folded, words, found)):
            return own, context.mood
    if not found:
        return (), None
    if _is_companion(words, found):
        own = [mention for mention in persons(words) if mention.about in _ACTIVITIES]
        return own, strongest(found) if own else None
    said = _before_reason(words, found)
    own = subjects_in(folded, said, found, lists=lists)
    if not own and len(said) < len(words):
        own = subjects_in(folded, words, found, lists=lists)
    best = strongest(_before_gloss(words, found))
    if best and best.advice == "avoid" and context.mood and context.mood.advice == "contraindicated":
        best = best._replace(advice="contraindicated")
    return own, best


def _before_gloss(words: Words, found: Sequence[Cue]) -> Sequence[Cue]:
    """The cues without those of a gloss or a reason: "category B, meaning that there are no adequate studies"."""
    if _GLOSSES.isdisjoint(words.texts) and _REASONS.isdisjoint(words.texts):
        return found
    before = [cue for cue in found if cue.first < _first_of(_GLOSSES, words)] or found
    return [cue for cue in before if cue.first < _first_of(_REASONS, words) and cue.force != "hints"] or before


def _is_companion(words: Words, found: Sequence[Cue]) -> bool:
    """Whether what is forbidden is another medicine beside this one: "concomitant use of ... should be avoided"."""
    if _BESIDE.isdisjoint(words.texts):
        return False
    best = strongest(found)
    return best is not None and best.advice in _FORBIDDING and not _BESIDE.isdisjoint(words.texts[: best.first])


def _before_reason(words: Words, found: Sequence[Cue]) -> Words:
    """The words up to a reason that ends them: "reduce the dose in the elderly [due to poor kidney function]"."""
    reason = _first_of(_REASONS, words, found[0].last)
    return words if reason == len(words) or not _PAUSES.isdisjoint(words.texts[reason:]) else words[:reason]


def _first_of(kind: frozenset[str], words: Words, start: int = 0) -> int:
    """The place of the first word of a kind from ``start``, or the end of the words."""
    return next((place for place in range(start, len(words)) if words.texts[place] in kind), len(words))


def _clauses(folded: str, sentence: Span, words: Words) -> list[Words]:
    """A sentence, in two where "and" joins a second advice: "avoided in gout and used with care in asthma"."""
    texts = words.texts
    if _TURNS.isdisjoint(texts) and folded.find(". ", *sentence) < 0:
        return _joined(folded, words)
    for place in range(2, len(texts) - 2):
        if texts[place] in _GLOSSES:
            break
        turns = texts[place] == ";" or (texts[place] in _TURNS and texts[place - 1] == ",")
        if turns or folded.startswith(". ", words[place].end):
            halves = [words[: place + (not turns)], words[place + 1 :]]
            if not turns or all(_is_statement(half) for half in halves):
                return halves
    return [words]


def _joined(folded: str, words: Words) -> list[Words]:
    """A sentence, in two where "and" joins a second advice: "avoided in gout and used with care in asthma"."""
    found = [cue for cue in cues(words) if cue.force != "hints"]
    for cue in found[1:]:
        first = cue.first - 1
        while words.texts[first] in _RESUMING:
            first -= 1
        if words.texts[first] == "and" and first >= found[0].last:
            reason = _first_of(_REASONS, words, cue.last)
            if all(subjects_in(folded, half, cues(half)) for half in (words[:first], words[first + 1 : reason])):
                return [words[:first], words[first + 1 :]]
    return [words]


def _is_statement(words: Words) -> bool:
    """Whether words advise, and name someone or a degree of illness."""
    return strongest(cues(words)) is not None and bool(persons(words) or scopes(words))


def _of_question(folded: str, question: Question) -> Iterator[Statement]:
    """What the answer advises for those whom the question names; a bare "no" to "can I" or "is it safe" is advice."""
    asked = words_of(folded, *question.question)
    subjects = subjects_in(folded, asked, cues(asked)) or _places_asked(folded, asked)
    said = {
        statement.about.about: statement for statement in _of_sentences(folded, question.sentences, Context(subjects))
    }
    answered = _answered(folded, asked, question) if subjects else None
    if answered and question.sentences:
        quote = Span(question.question.start, question.sentences[0].end)
        for subject in subjects:
            earlier = said.get(subject.about)
            if earlier is None or strongest([earlier.cue, answered]) is answered:
                said[subject.about] = Statement(subject, answered, None, quote)
    yield from said.values()


def _places_asked(folded: str, asked: Words) -> list[Mention]:
    """The place of the body that a question names: "can I use it on [open wounds]"."""
    if "on" in asked.texts[2:] and not _USES.isdisjoint(asked.texts):
        first = asked.texts.index("on", 2) + 1
        if first < len(asked):
            return states_of(folded, asked[first].start, asked[-1].end)
    return []


def _answered(folded: str, asked: Words, question: Question) -> Cue | None:
    """The advice of an answer that begins with yes or no, or None."""
    answer = words_of(folded, question.answer.start, min(question.answer.end, question.answer.start + _OPENING))
    opening = [word for word in answer.texts[:3] if word in ("yes", "no")]
    if not opening or not asked.texts or asked.texts[0] not in _ASKING:
        return None
    if asked.texts[0] in ("is", "are") and _ALLOWED.isdisjoint(asked.texts):
        return None
    place = answer.texts.index(opening[0])
    return Cue("avoid" if opening[0] == "no" else "acceptable", "says", answer[place].start, answer[place].end)
