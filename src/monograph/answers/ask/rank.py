"""Which passages of a monograph answer a question best."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

import msgspec

from monograph.answers.ask.candidates import Candidate, candidates, stems_of
from monograph.answers.ask.question import Question
from monograph.answers.ask.relevant import of_the_ill, relevant
from monograph.answers.ask.topics import Topic, topics, topics_of
from monograph.answers.ask.words import stems
from monograph.answers.gravity import Gravity, gravity_of
from monograph.claims.records import ADVICE_BY_STRENGTH, Advice, AnyClaim, Dose, Precaution
from monograph.library.model import Entry
from monograph.names.phrases import words_of
from monograph.tables import read_table
from monograph.text.model import Monograph, SectionKind, Span
from monograph.verify.interactants import interactants_in
from monograph.verify.terms import terms_in

ENOUGH = 2.0
"""The least score of a passage that answers."""
_SECTION = 0.3
"""What each place further down the list of a topic's sections takes from a passage."""
_OVERLAP = 0.6
_GRAVE: dict[Gravity | Advice | None, float] = {"contraindicated": 1.0, "avoid": 0.6}
"""What a passage about an interaction or a person gains by its advice: no milder sentence may push it out."""
_LISTS = frozenset({"effect", "use", "interaction"})
"""Topics whose claims stand in lists."""


_PERSONS = {row["population"]: row["topic"] for row in read_table("monograph.answers", "persons")}
"""The topic that speaks of each population."""


class Scored(msgspec.Struct, gc=False):
    """A passage, how well it answers, the claim by which it does, and how grave an interaction or advice it tells.

    ``limits`` says that a maximum stands in it where a dose is asked for.
    """

    score: float
    doc: str
    start: int
    end: int
    candidate: Candidate
    claim: AnyClaim | None
    grave: float = 0.0
    limits: bool = False


def ranked(question: Question, entry: Entry, things: frozenset[str], without: Collection[SectionKind]) -> list[Scored]:
    """The passages of a monograph that answer, best first."""
    if question.topic is None:
        return []
    topic = topics()[question.topic]
    monograph = entry.monograph
    answering = relevant(question, entry.claims, things)
    ill = of_the_ill(question, entry.claims, things)
    found = []
    for candidate in candidates(monograph, without):
        claim, weight = _claim_in(candidate, answering)
        in_lists = topic.by in _LISTS or topic.name == "contraindications"
        if candidate.listed and not (weight and in_lists and not things):
            continue
        if not weight and any(claim.start < candidate.end and candidate.start < claim.end for claim in ill):
            continue
        score, start = _score(question, topic, monograph, candidate, weight, things)
        if claim and not candidate.asked and claim.start < start:
            start = candidate.whole
        if score >= ENOUGH:
            grave = _grave(topic, monograph, candidate, claim)
            limits = topic.name == "dose" and any(_is_maximum(claim) for claim, _ in _within(candidate, answering))
            found.append(Scored(score + grave, monograph.doc, start, candidate.end, candidate, claim, grave, limits))
    return sorted(found, key=lambda one: (-one.score, one.start))


def _grave(topic: Topic, monograph: Monograph, candidate: Candidate, claim: AnyClaim | None) -> float:
    if topic.by == "interaction":
        return _GRAVE.get(gravity_of(monograph.folded[candidate.start : candidate.end]), 0.0)
    return _GRAVE.get(claim.advice, 0.0) if isinstance(claim, Precaution) else 0.0


def _claim_in(candidate: Candidate, answering: dict[int, tuple[AnyClaim, float]]) -> tuple[AnyClaim | None, float]:
    """The claim within a passage that answers best, and its weight; the strongest advice among equals."""
    within = _within(candidate, answering)
    if not within:
        return None, 0.0
    claim, weight = min(within, key=lambda pair: (-pair[1], not isinstance(pair[0], Precaution), _strength(pair[0])))
    if candidate.listed:
        weight += min(len(within), 8) * 0.1
    return claim, weight


def _within(candidate: Candidate, answering: dict[int, tuple[AnyClaim, float]]) -> list[tuple[AnyClaim, float]]:
    """The claims in a passage, and in its own label or the question that it begins to answer, each with its weight."""
    asks = candidate.lead and candidate.asked and candidate.place == 0
    start, end = candidate.lead.start if candidate.lead and asks else candidate.whole, candidate.end
    return [pair for pair in answering.values() if pair[0].start < end and start < pair[0].end]


def _is_maximum(claim: AnyClaim) -> bool:
    return isinstance(claim, Dose) and claim.role == "maximum"


def _strength(claim: AnyClaim) -> int:
    return ADVICE_BY_STRENGTH.index(claim.advice) if isinstance(claim, Precaution) else 0


def _score(
    question: Question,
    topic: Topic,
    monograph: Monograph,
    candidate: Candidate,
    weight: float,
    things: frozenset[str],
) -> tuple[float, int]:
    """How well a passage answers, and where its quote starts: at its label where that tells the topic or whose dose."""
    folded = monograph.folded
    own = topic.strength(words_of(folded, candidate.start, candidate.end))
    led = _led(topic, monograph, candidate) if candidate.lead else 0.0
    if candidate.asked and led and topic.by == "words":
        own = 2  # the question is the same: its answer counts from the first sentence on, whatever its words
    if topic.name == "words" and not things:
        own = 3 * _says_all(question, monograph, candidate)
    named = _named(topic, monograph, candidate, things) if things else None
    if things and not weight:
        if not named:
            return 0.0, candidate.start
        weight = named
    if not weight and not own and not led:
        return 0.0, candidate.start
    if topic.name in ("max-dose", "how-often") and not weight and not (own and _has_number(folded, candidate)):
        return 0.0, candidate.start
    if topic.name == "dose" and question.population and not weight and not _for_them(question, monograph, candidate):
        return 0.0, candidate.start
    score = weight + 0.75 * own + led
    if candidate.section in topic.sections:
        score += 1.2 - _SECTION * topic.sections.index(candidate.section)
    elif not weight:
        return 0.0, candidate.start
    overlap = question.words & stems_of(monograph, candidate)
    score += _OVERLAP * len(overlap) / (1 + 0.25 * len(question.words))
    score -= 0.15 * candidate.place
    if topic.by == "dose" and not question.population and _is_of_children(monograph, candidate):
        score -= 1
    by_itself = candidate.asked or (topic.by != "dose" and (own or not led))
    return score, candidate.start if by_itself else candidate.whole


def _says_all(question: Question, monograph: Monograph, candidate: Candidate) -> bool:
    """Whether a passage holds every word of a question without a topic; a single word has to stand above it."""
    if len(question.words) > 1:
        return question.words <= stems_of(monograph, candidate)
    return candidate.lead is not None and question.words <= stems(monograph.folded[slice(*candidate.lead)])


@lru_cache(maxsize=1 << 12)
def _asks(question: str) -> str | None:
    """The topic of a question of the FAQs; the same few stand in all monographs."""
    return next(iter(topics_of(words_of(question, 0, len(question)))), None)


def _led(topic: Topic, monograph: Monograph, candidate: Candidate) -> float:
    """What the label or the question that a passage stands under adds."""
    assert candidate.lead
    if candidate.asked:
        return 2.5 - 0.4 * candidate.place if _asks(monograph.folded[slice(*candidate.lead)]) == topic.name else 0.0
    words = words_of(monograph.folded, *candidate.lead)
    strong = topic.strength(words)
    return 2.0 - 0.2 * candidate.place if strong and len(words) <= 12 else 0.0


def _named(topic: Topic, monograph: Monograph, candidate: Candidate, things: frozenset[str]) -> float:
    """What a passage without a claim is worth that names one of the things asked about, or answers where they are."""
    spans = [Span(candidate.start, candidate.end)] if topic.name != "purpose" else []
    if candidate.lead and candidate.place == 0:
        tells = _led(topic, monograph, candidate) if candidate.asked else topic.name == "interaction"
        spans += [candidate.lead] if tells else []  # the same is asked there, or a label names the other medicine
    if topic.name == "interaction":
        if candidate.section not in ("interactions", "precautions", "faqs", "contraindications", "dosage"):
            return 0.0
        return 1.5 if things & interactants_in(monograph.folded, spans).keys() else 0.0
    return 1.5 if things & terms_in(monograph.folded, spans).keys() else 0.0


def topic_of_person(question: Question) -> str | None:
    """The topic that speaks of the persons whom a question is about, or None where it names none."""
    return _PERSONS.get(question.population or "") or None


def _for_them(question: Question, monograph: Monograph, candidate: Candidate) -> bool:
    """Whether a passage of the Dosage section speaks of the persons that a dose is asked for."""
    person = topics().get(topic_of_person(question) or "")
    if person is None or candidate.section != "dosage":
        return False
    spans = [Span(candidate.start, candidate.end), *([candidate.lead] if candidate.lead else [])]
    return any(person.strength(words_of(monograph.folded, *span)) for span in spans)


def _is_of_children(monograph: Monograph, candidate: Candidate) -> bool:
    """Whether a passage stands under a label that speaks of children."""
    children = topics()["children"]
    return any(children.strength(words_of(monograph.folded, *span)) for span in candidate.under)


def _has_number(folded: str, candidate: Candidate) -> bool:
    return any(sign.isdigit() for sign in folded[candidate.start : candidate.end])
