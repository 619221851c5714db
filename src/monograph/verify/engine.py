"""Hold the claims of a monograph against the labels of its substance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from monograph.claims.records import Answer, AnyClaim, Dose, Effect, Interaction, Precaution, Use
from monograph.claims.words import in_words
from monograph.library.model import Entry
from monograph.text.model import Span
from monograph.verify.components import by_component, credited, of_combination
from monograph.verify.dose_scope import CHILDREN
from monograph.verify.doses import judge_dose
from monograph.verify.effects import judge_effect
from monograph.verify.interactions import judge_interaction
from monograph.verify.left_out import left_out
from monograph.verify.matching import Labels, match_labels
from monograph.verify.precautions import judge_precaution
from monograph.verify.read_label import ReadLabel
from monograph.verify.read_page import ReadPage
from monograph.verify.uses import judge_use
from monograph.verify.verdict import Dissent, Judgement, LeftOut, NoLabel, Opinion, Record, Verdict

_DECIDING: tuple[Judgement, ...] = ("supported", "contradicted", "not-found", "not-comparable")
"""Which of several labels decides. What one label gives is not contradicted by another, whose product or indication
differs."""

_FEWEST_SPACES = 4
"""Of a sentence that tells enough by itself."""
_WHOLE = r"(?:^|[.:;!?•|])\W{{0,9}}?({})(?:(?<=[.:;!?])|\s*(?:$|\|))"
"""A sentence from its first word to its last: part of one may say the opposite."""


def verify_entry(entry: Entry, labels: list[ReadLabel]) -> list[Verdict]:
    """A verdict for every claim of a monograph but its answers, in the order of the text.

    ``labels`` are those of its substance, or of the components of a combination (``match_labels``), at least one. All
    of them are looked at; a verdict names the one that decided, and those that say otherwise.
    """
    page = ReadPage(entry)
    claims = [claim for claim in entry.claims if labels and not isinstance(claim, Answer)]
    components = by_component(entry, labels)
    if not components:
        return [_verdict(claim, page, labels) for claim in claims]
    return [
        of_combination(claim, {name: _verdict(claim, page, alone) for name, alone in components.items()}, entry)
        for claim in claims
    ]


def verify(entries: Iterable[Entry], index: Labels) -> Iterator[Record]:
    """The verdicts of many monographs, what each leaves out, and those that have no label."""
    for entry in entries:
        labels = match_labels(entry, index)
        if not labels:
            yield NoLabel(doc=entry.monograph.doc, why=f"No official label of {entry.identity.key} is at hand.")
            continue
        yield from verify_entry(entry, labels)
        yield from what_is_left_out(entry, labels)


def what_is_left_out(entry: Entry, labels: list[ReadLabel]) -> list[LeftOut]:
    """What the labels warn of and the monograph leaves out, each once."""
    components = by_component(entry, labels)
    return [credited(record, components) for record in left_out(entry, labels)]


def _verdict(claim: AnyClaim, page: ReadPage, labels: list[ReadLabel]) -> Verdict:
    """What the labels of one substance say of a claim."""
    return _decide(page.text.doc, claim, _opinions(claim, page, labels))


def _opinions(claim: AnyClaim, page: ReadPage, labels: list[ReadLabel]) -> list[tuple[ReadLabel, Opinion]]:
    """What each label says; of children only those that give them doses say that a dose is wrong, where one does."""
    opinions = [(label, _in_these_words(claim, page, label, _judge(claim, page, label))) for label in labels]
    if not isinstance(claim, Dose) or claim.population not in CHILDREN:
        return opinions
    if not any(label.gives_children for label in labels):
        return opinions
    silent = Opinion("not-comparable", "This label gives children no doses, and another does.")
    return [
        (label, silent if opinion.verdict == "contradicted" and not label.gives_children else opinion)
        for label, opinion in opinions
    ]


def _judge(claim: AnyClaim, page: ReadPage, label: ReadLabel) -> Opinion:
    match claim:
        case Dose():
            return judge_dose(claim, page, label)
        case Effect():
            return judge_effect(claim, label)
        case Interaction():
            return judge_interaction(claim, label)
        case Precaution():
            return judge_precaution(claim, page.entry, label)
        case Use():
            return judge_use(claim, page, label)
    return Opinion("not-comparable", "Labels hold no answers to questions.")


def _in_these_words(claim: AnyClaim, page: ReadPage, label: ReadLabel, opinion: Opinion) -> Opinion:
    """What a label says; of a sentence that was not found in its meaning, whether it holds the very words.

    A dose in the same words may be for somebody else, and advice beside stricter advice is not supported by itself.
    """
    said = page.text.folded[claim.start : claim.end].strip()
    if opinion.verdict != "not-found" or isinstance(claim, Dose) or said.count(" ") < _FEWEST_SPACES:
        return opinion
    found = re.search(_WHOLE.format(re.escape(said)), label.text.folded, re.MULTILINE)
    if found is None:
        return opinion
    quote = label.quote(Span(*found.span(1)))
    if isinstance(claim, Precaution):
        return Opinion(
            "not-comparable", "The label says so in these words, and other things of the same elsewhere.", quote
        )
    return Opinion("supported", "The label says so in these words.", quote)


def _rank(opinion: Opinion, *, forbidden: bool) -> float:
    """Where an opinion stands among those of several labels; one that is weak, after what another label forbids."""
    return 1.5 if opinion.is_weak and forbidden else float(_DECIDING.index(opinion.verdict))


def _decide(doc: str, claim: AnyClaim, opinions: list[tuple[ReadLabel, Opinion]]) -> Verdict:
    forbidden = any(one.verdict == "contradicted" for _, one in opinions)
    deciding, opinion = min(opinions, key=lambda pair: _rank(pair[1], forbidden=forbidden))
    others = [
        Dissent(other.verdict, other.why, label.named(other.quote))
        for label, other in opinions
        if {other.verdict, opinion.verdict} == {"supported", "contradicted"}
        or (other.verdict == "contradicted" and opinion.verdict != "contradicted")
    ]
    return Verdict(
        doc=doc,
        kind=claim.kind,
        claim=in_words(claim)[0],
        quote=claim.quote,
        start=claim.start,
        end=claim.end,
        verdict=opinion.verdict,
        why=opinion.why,
        label=deciding.named(opinion.quote),
        others=others,
    )
