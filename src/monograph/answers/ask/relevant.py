"""Which claims of a monograph answer a question, and how well: 3 to the point, 2 through a class or in general."""

from __future__ import annotations

from collections.abc import Callable

from monograph.answers.ask.question import Question
from monograph.answers.ask.topics import Topic, topics
from monograph.answers.ask.words import stems
from monograph.answers.whom import ELDERLY
from monograph.claims.records import AnyClaim, Dose, Effect, Evidence, Interaction, Precaution, Use
from monograph.claims.words import about_whom
from monograph.verify.interactants import interactants_of
from monograph.verify.terms import terms_of

POINT = 3.0
GENERAL = 2.0


def relevant(question: Question, claims: list[AnyClaim], things: frozenset[str]) -> dict[int, tuple[AnyClaim, float]]:
    """The claims that answer, each by its place among ``claims`` with its weight."""
    topic = topics().get(question.topic or "")
    if topic is None or topic.by not in _BY:
        return {}
    reader = _BY[topic.by]
    return {
        place: (claim, weight)
        for place, claim in enumerate(claims)
        if (weight := reader(question, topic, claim, things)) > 0
    }


def of_the_ill(question: Question, claims: list[AnyClaim], things: frozenset[str]) -> list[AnyClaim]:
    """The claims that speak of those who have what is asked about as an effect: they do not say that it causes it."""
    if question.topic != "effect":
        return []
    about = {Precaution: "about", Use: "indication"}
    return [
        claim
        for claim in claims
        if (key := about.get(type(claim))) and _names(question, about_whom(getattr(claim, key)), things)
    ]


def _precaution(question: Question, topic: Topic, claim: AnyClaim, things: frozenset[str]) -> float:
    if not isinstance(claim, Precaution):
        return 0
    if topic.about:
        return POINT if claim.about in topic.about else 0
    if topic.name == "contraindications":
        return POINT if claim.advice == "contraindicated" else GENERAL if claim.advice == "avoid" else 0
    return POINT if _names(question, claim.about, things) else 0


def _interaction(question: Question, topic: Topic, claim: AnyClaim, things: frozenset[str]) -> float:
    if topic.about and isinstance(claim, Precaution):
        return POINT if claim.about in topic.about else 0
    if not isinstance(claim, Interaction):
        return 0
    if topic.name == "other-medicines":
        return GENERAL
    wanted = frozenset(f"class: {name}" for name in topic.about) or things
    named = interactants_of(claim.with_)
    if not named & wanted:
        return 0
    return POINT if topic.about or question.about in named else GENERAL + 0.5


def _dose(question: Question, topic: Topic, claim: AnyClaim, things: frozenset[str]) -> float:
    if not isinstance(claim, Dose) or claim.role in ("overdose", "unsafe-above"):
        return 0
    if not _for_whom(question, claim):
        return 0
    if topic.name == "max-dose":
        return POINT if claim.role == "maximum" else 0
    if topic.name == "how-often" and claim.times_per_day_min is None:
        return 0
    fits = bool(claim.indication and stems(claim.indication.lower()) & question.words)
    ordinary = claim.population in (None, "adult", question.population) and not claim.bands
    return GENERAL + 0.5 * (ordinary and claim.role in _OF_A_DAY) + fits


_OF_A_DAY = frozenset({"usual", "starting", "maximum"})
"""What a person wants who asks for a dose: how much, and how much at most."""


def _for_whom(question: Question, dose: Dose) -> bool:
    """Whether a dose is for the person asked about; where nobody is named, for anybody."""
    wanted, age = question.population, question.age
    if age is not None and ((dose.age_min or 0) > age or (dose.age_max is not None and dose.age_max < age)):
        return False
    if wanted is None:
        return True
    if wanted == "adult":
        return dose.population in (None, "adult") or (dose.population == "elderly" and (age or 0) >= ELDERLY)
    return dose.population == wanted or (wanted in _YOUNG and dose.population in _YOUNG)


_YOUNG = frozenset({"child", "infant", "neonate", "adolescent"})


def _effect(question: Question, topic: Topic, claim: AnyClaim, things: frozenset[str]) -> float:
    if not isinstance(claim, Effect):
        return 0
    if topic.name == "effect":
        return POINT if _names(question, claim.term, things) else 0
    return GENERAL


def _use(question: Question, topic: Topic, claim: AnyClaim, things: frozenset[str]) -> float:
    if not isinstance(claim, Use):
        return 0
    if things:
        return POINT if _names(question, claim.indication, things) else 0
    return _OF_USES[claim.evidence]


_OF_USES: dict[Evidence, float] = {"established": GENERAL, "uncertain": GENERAL - 1, "not-for": 0}
"""What a use is worth where all are asked for: what it is off-label comes behind."""


def _names(question: Question, phrase: str, things: frozenset[str]) -> bool:
    """Whether a phrase of a claim means one of the things, or, where they are unknown words, holds all of these."""
    if things:
        if terms_of(phrase) & things:
            return True
        return any(stems(thing) and stems(thing) <= stems(phrase.lower()) for thing in things)
    return bool(question.rest) and question.rest <= stems(phrase.lower())


def _words(question: Question, topic: Topic, claim: AnyClaim, things: frozenset[str]) -> float:
    """An effect or a companion that is asked for by words of which nothing else is known."""
    if topic.name != "words" or things or not isinstance(claim, Effect | Interaction):
        return 0
    return POINT if _names(question, claim.term if isinstance(claim, Effect) else claim.with_, things) else 0


_BY: dict[str, Callable[[Question, Topic, AnyClaim, frozenset[str]], float]] = {
    "precaution": _precaution,
    "interaction": _interaction,
    "dose": _dose,
    "effect": _effect,
    "use": _use,
    "words": _words,
}
