"""Reads interactions: what the sentences, labels and lists of a monograph say that its medicine interacts with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from monograph.claims.candidates import Places
from monograph.claims.interaction.candidates import Nameable, speaking
from monograph.claims.interaction.cues import CLOSERS, CUES, denies
from monograph.claims.interaction.members import Member, members
from monograph.claims.interaction.outcome import Outcome, outcome_of
from monograph.claims.interaction.own import Own
from monograph.claims.interaction.sentence import is_name, named_in
from monograph.claims.records import Interaction
from monograph.claims.unread import alters, obliges
from monograph.names.phrases import words_of
from monograph.text.model import Block, Monograph, Section, Span
from monograph.text.record import Record

_SILENT = frozenset({"generic-name", "disclaimer", "preamble", "storage"})
_APART = frozenset({"usage", "how-it-works", "dosage", "side-effects"})
"""Sections in which medicines are named for other reasons: only a sentence that speaks of interactions is read."""
_SHORT = re.compile(r"\(([a-z0-9-]{2,7})\)")
"""The short form that a name brings with it: "monoamine oxidase inhibitors (maois)"."""
_NEAR = 40
"""Characters before a name in which "containing" speaks of it."""
_LONGEST_ITEM = 200
"""Characters above which an item is no bare list of names."""


class _Naming(Record):
    """A thing named, the quote that names it, and the sentences that may say what happens."""

    member: Member
    quote: Span
    sentences: Sequence[Span]


def read_interactions(monograph: Monograph) -> list[Interaction]:
    """The things that the whole monograph says its medicine interacts with, each once, in order."""
    own = Own(monograph.title)
    claims: dict[str, Interaction] = {}
    outcomes: dict[int, Outcome] = {}
    short: set[str] = set()
    namings = list(_all_namings(monograph))
    named: defaultdict[int, set[str]] = defaultdict(set)
    for naming in namings:
        if not own.is_named(naming.member.name):
            named[naming.quote.start].add(naming.member.name)
    for naming in namings:
        member = naming.member
        name = member.name.removesuffix("s")
        if name in claims or member.name in short:
            continue
        if own.is_named(member.name) and not _is_contained(monograph.folded, member):
            continue
        told = naming.sentences
        if told[1:] and named[told[1].start] - named[told[0].start] - named[naming.quote.start]:
            told = told[:1]  # the next sentence is of others
        outcome = outcomes.get(naming.quote.start) or outcome_of(monograph.folded, told)
        outcomes[naming.quote.start] = outcome
        claims[name] = _claim(monograph, naming, outcome)
        short.update(_SHORT.findall(monograph.folded, member.start, member.end))
    return sorted(claims.values(), key=lambda claim: (claim.start, claim.end, claim.with_))


def _all_namings(monograph: Monograph) -> Iterator[_Naming]:
    for section in monograph.sections:
        if section.kind not in _SILENT:
            yield from _namings(monograph.folded, section)


def _is_contained(folded: str, member: Member) -> bool:
    """Whether a name is what other products hold ("products containing paracetamol"): it counts, though its own."""
    return "containing" in folded[max(0, member.start - _NEAR) : member.end]


def vague_statements(monograph: Monograph) -> list[Span]:
    """Statements that there are interactions which name nobody but itself ("may interact with certain medications")."""
    own = Own(monograph.title)
    found = []
    for section in monograph.of_kind("precautions", "interactions", "faqs"):
        for sentences in _runs(section):
            for sentence in sentences:
                words = words_of(monograph.folded, *sentence)
                kinds = {cue.value for cue in CUES.find(words)}
                if "named" in kinds and "deny" not in kinds:
                    named = named_in(monograph.folded, words)
                    if all(own.is_named(member.name) for member in named):
                        found.append(sentence)
    return found


def _claim(monograph: Monograph, naming: _Naming, outcome: Outcome) -> Interaction:
    grounds = {"with": Span(naming.member.start, naming.member.end)}
    result, management = (span and monograph.plain[slice(*span)] for span in outcome)
    return Interaction(
        start=naming.quote.start,
        end=naming.quote.end,
        quote=monograph.source[naming.quote.start : naming.quote.end],
        with_=naming.member.name,
        result=result,
        management=management,
        unread=_unread(monograph.folded, naming, outcome),
        grounds=grounds | {name: span for name, span in outcome._asdict().items() if span},
    )


def _unread(folded: str, naming: _Naming, outcome: Outcome) -> list[str]:
    """What the statement seems to say that was not read: what happens, or what to do."""
    if not naming.sentences or (outcome.result and outcome.management):
        return []
    words = words_of(folded, naming.sentences[0].start, naming.sentences[0].end)
    unread = ["result"] if outcome.result is None and alters(words) else []
    return [*unread, "management"] if outcome.management is None and obliges(words) else unread


def _runs(section: Section) -> Iterator[Sequence[Span]]:
    """The sentences of a section, those of a block or an answer together."""
    if section.questions:
        for question in section.questions:
            yield question.sentences
    else:
        for block in section.blocks:
            yield block.sentences


def _namings(folded: str, section: Section) -> list[_Naming]:
    if section.questions:
        return _in_questions(folded, section)
    speaks = speaking(folded, section) if section.kind in _APART else None
    if speaks is not None and not speaks.are_in(section):
        return []
    found: list[_Naming] = []
    nameable = Nameable(folded, section)
    about: list[bool] = []
    for block in section.blocks:
        above = block.under >= 0 and about[block.under]
        about.append(speaks is None and (above or section.kind == "interactions" or _introduces(folded, block)))
        if above or about[-1]:
            found += _in_head(folded, block, alone=above)
        found += _in_sentences(folded, block.sentences, nameable, speaks, about=about[-1])
    return found


def _in_questions(folded: str, section: Section) -> list[_Naming]:
    """What questions ask of, unless the answer says that there is no interaction, and what answers name."""
    found: list[_Naming] = []
    nameable = Nameable(folded, section)
    for question in section.questions:
        asked: Sequence[Member] = ()
        if nameable.is_in(question.question):
            asked = named_in(folded, words_of(folded, question.question.start, question.question.end))
        if asked and not any(denies(words_of(folded, *sentence)) for sentence in question.sentences):
            found += [_Naming(member, question.question, question.sentences[:2]) for member in asked]
        found += _in_sentences(folded, question.sentences, nameable)
    return found


def _in_sentences(
    folded: str,
    sentences: Sequence[Span],
    nameable: Nameable,
    speaks: Places | None = None,
    *,
    about: bool = False,
) -> list[_Naming]:
    """What sentences name one after the other; after one that says "interact" the next ones may go on about it.

    In a section that is about something else only those are read that have a place in ``speaks``.
    """
    found: list[_Naming] = []
    for place, sentence in enumerate(sentences):
        if speaks is None or speaks.are_in(sentence):
            if about or nameable.is_in(sentence):
                words = words_of(folded, sentence.start, sentence.end)
                named = named_in(folded, words, apart=speaks is not None, about=about)
                found += [_Naming(member, sentence, sentences[place : place + 2]) for member in named]
            about = about or (speaks is None and folded.find("interact", sentence.start, sentence.end) >= 0)
    return found


def _introduces(folded: str, block: Block) -> bool:
    """Whether a block is labelled as about interactions, or is a line on them that ends in a colon."""
    if block.label and folded.find("interaction", block.label.start, block.label.end) >= 0:
        return True
    return bool(block.sentences) and folded[block.end - 1] == ":" and "interact" in folded[slice(*block.sentences[-1])]


def _in_head(folded: str, block: Block, *, alone: bool) -> list[_Naming]:
    """What a block on interactions names in its label or before a colon; an item ``alone`` may be a bare list."""
    head, bare = block.label, False
    if head is None:
        words = words_of(folded, block.start, min(block.end, block.start + _LONGEST_ITEM))
        ends = [place for place, text in enumerate(words.texts) if text == ":" or text in CLOSERS]
        if ends and words.texts[ends[0]] != ":":
            return []
        bare = not ends and not any(cue.value == "known" for cue in CUES.find(words))
        if bare and not alone:
            return []
        head = Span(block.start, words[ends[0]].start if ends else block.end)
    quote = Span(block.start, block.end)
    return [
        _Naming(member, quote, block.sentences)
        for member in members(folded, *head)
        if member.known or (bare and is_name(member.name))
    ]
