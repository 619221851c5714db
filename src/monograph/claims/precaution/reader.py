"""Reads precautions: advice in a sentence, for those that the sentence, its label or its question names."""

from __future__ import annotations

from collections.abc import Iterable

from monograph.claims.candidates import Search
from monograph.claims.precaution.candidates import NAMED
from monograph.claims.precaution.context import contexts
from monograph.claims.precaution.questions import statements_of_question
from monograph.claims.precaution.records import Context, Statement
from monograph.claims.precaution.statements import statements_of
from monograph.claims.records import Precaution
from monograph.claims.unread import is_narrowed, obliges
from monograph.names.found import FORBIDDING
from monograph.names.phrases import words_of
from monograph.text.model import Monograph, Section
from monograph.text.source import make_span

_SILENT = frozenset({"generic-name", "side-effects", "disclaimer", "storage", "preamble"})
_TREATED = frozenset({("dosage", "allergy")})
"""States that a section names since it is they that are treated: "for allergies 10 mg"."""
_GRAVE = ("severe", "end-stage", "advanced", "decompensated", "esrd", "dialysis", "less than", "below", "<")
_IMPERATIVE = ("do not ", "avoid ", "never ")
"""How a label begins that advises by itself: "Do not use on open wounds:"."""
_TELLING = frozenset({"usage", "how-it-works"})
"""Sections that advise only where they forbid."""
_FORBIDDING = Search(["contraindicat", "avoid", " not ", "n't ", "never "])


def read_precautions(monograph: Monograph) -> list[Precaution]:
    """The precautions of a monograph, one for each (about, advice), leave in grave illness apart, in order of place."""
    own = frozenset(monograph.title.lower().split())
    statements = [
        statement
        for section in monograph.sections
        if section.kind not in _SILENT
        for statement in _statements(monograph, section)
        if statement.about.about not in own and (section.kind, statement.about.about) not in _TREATED
    ]
    advised = {statement.about.about for statement in statements if statement.cue.force != "hints"}
    claims: dict[tuple[str, str, bool], Precaution] = {}
    for statement in statements:
        if statement.cue.force != "hints" or statement.about.about not in advised:
            key = statement.about.about, statement.cue.advice, _allows_gravely(monograph.folded, statement)
            claims.setdefault(key, _claim(monograph, statement))
    return sorted(claims.values(), key=lambda claim: (claim.start, claim.end, claim.about))


def _allows_gravely(folded: str, statement: Statement) -> bool:
    """Whether use is allowed in a grave degree of a state, which is more than in a light one."""
    scope = folded[slice(*statement.scope)] if statement.scope else ""
    return statement.cue.advice == "acceptable" and any(word in scope for word in _GRAVE)


def _claim(monograph: Monograph, statement: Statement) -> Precaution:
    start, end = statement.quote
    grounds = {
        "about": make_span(statement.about.start, statement.about.end),
        "advice": make_span(statement.cue.start, statement.cue.end),
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
    about, cue, scope, quote = statement.about, statement.cue, statement.scope, statement.quote
    unread = []
    if cue.force == "hints" and obliges(words_of(folded, *quote)):
        unread.append("advice")
    if scope is None and quote.start <= about.start and is_narrowed(folded, about.end, quote.end):
        unread.append("scope")
    return unread


def _statements(monograph: Monograph, section: Section) -> list[Statement]:
    folded = monograph.folded
    found: list[Statement] = []
    if section.questions:
        named = NAMED.places(folded, section.start, section.end)
        for question in section.questions:
            found += statements_of_question(folded, question, named)
        return found
    if section.kind in _TELLING:
        return _forbidden(monograph, section)
    only = NAMED.places(folded, section.start, section.end) if section.kind == "dosage" else None
    for block, context in zip(section.blocks, contexts(monograph, section), strict=True):
        by_itself: Iterable[Statement] = ()
        if block.label and folded.startswith(_IMPERATIVE, block.label.start):
            by_itself = statements_of(folded, [block.label], Context(()), only)
        found += by_itself
        own = Context(context.subjects, None, context.manner) if by_itself else context
        found += statements_of(folded, block.sentences, own, only)
    return found


def _forbidden(monograph: Monograph, section: Section) -> list[Statement]:
    """What a section that is about something else forbids for persons."""
    folded = monograph.folded
    forbids = _FORBIDDING.places(folded, section.start, section.end)
    if not forbids.are_in(section):
        return []
    forbidding = [[s for s in block.sentences if forbids.are_in(s)] for block in section.blocks]
    if not any(forbidding):
        return []
    named = NAMED.places(folded, section.start, section.end)
    return [
        statement
        for sentences, context in zip(forbidding, contexts(monograph, section), strict=True)
        for statement in (statements_of(folded, sentences, context, named) if sentences else ())
        if statement.cue.advice in FORBIDDING
    ]
