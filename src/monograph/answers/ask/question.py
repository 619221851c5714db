"""What a question asks: of which medicines, about which topic, and about which thing within it."""

from __future__ import annotations

import re
from itertools import combinations

import msgspec

from monograph.answers.ask.names import Mention, Names, joined
from monograph.answers.ask.topics import topics, topics_of
from monograph.answers.ask.words import stems
from monograph.answers.whom import ADULT
from monograph.claims.records import Population
from monograph.names.components import SET
from monograph.names.conditions import persons
from monograph.names.phrases import Words, words_of
from monograph.names.substances import known_name
from monograph.tables import read_table
from monograph.text.model import Span
from monograph.text.source import fold
from monograph.verify.interactants import interactants_in, related
from monograph.verify.terms import term_places

LONGEST = 1000
"""Characters of a question that are read."""
_IT = " it "
_YES_NO = re.compile(r"\b(?:can|could|may|is|are|does|do|should|will|would|am|has|ok|okay|safe)\b")
_OPEN = re.compile(r"\b(?:what|how|which|who|when|where|why)\b")
_AGE = re.compile(r"\b(\d{1,3})[- ]?(?:(years?|yrs?|months?|weeks?|days?)[- ]old|y/?o)\b|\baged? (\d{1,3})\b")
_A_YEAR = {"m": 12, "w": 52, "d": 365}
"""Of a unit of age, by its first letter, how many make a year."""
_CUES = ("interaction", "effect", "condition")
"""Topics that a question has only where it names a thing: another medicine, an effect, a disease."""


_OF_AGE: tuple[tuple[float, Population], ...] = (
    (28 / 365, "neonate"),
    (1, "infant"),
    (12, "child"),
    (ADULT, "adolescent"),
)
"""Years below which a young person is one of a population."""
_YOUNGEST: dict[Population | None, float] = {"neonate": 14 / 365, "infant": 0.5}
"""The age of one who is only called newborn or a baby: no dose from a later age on is for them."""


class Question(msgspec.Struct, frozen=True):
    """A question as understood.

    ``asked`` are the medicines that it is about. ``topic`` is None where no words tell it. ``things`` are what it asks
    about within the topic: substances and classes (with what belongs to them), or terms of effects and diseases;
    ``words`` the stems of its words that carry meaning, names aside; ``rest`` those that no phrase of a topic explains.
    ``age`` is that of the person in years, where the question tells it.
    """

    text: str
    asked: tuple[Mention, ...]
    topic: str | None
    things: frozenset[str]
    about: str
    words: frozenset[str]
    rest: frozenset[str]
    population: Population | None
    age: float | None
    yes_no: bool
    guessed: tuple[str, ...] = ()


def read_question(text: str, names: Names) -> Question:
    """What a question asks, with the names of a library."""
    folded = joined(fold(text[:LONGEST]))
    mentions = names.find(folded)
    guessed: tuple[str, ...] = ()
    if not any(not mention.weak for mention in mentions):
        nearly = names.nearly(folded)
        guessed = tuple(mention.written for mention in nearly)
        mentions = nearly + [m for m in mentions if not any(m.start < n.end and n.start < m.end for n in nearly)]
    asked = [mention for mention in mentions if not mention.weak] or mentions
    asked = _without_classes(folded, asked) or asked
    bare = _without(folded, asked)
    words = words_of(bare, 0, len(bare))
    found = topics_of(words)
    named = frozenset(found)
    main = next((name for name in found if name not in _CUES), None)
    terms = _terms(bare)
    classes = frozenset(interactants_in(bare, [Span(0, len(bare))]))
    if main == "purpose" and not terms and _YES_NO.match(bare.strip()) and stems(bare) - _explained(main, bare):
        main = None  # "can I use it on my face" asks for the face, not for its uses
    if main == "what-is" and stems(bare) - _explained(main, bare):
        main = None  # "what is the best way to ..." asks for more than what it is
    topic, asked, things, about = _settle(main, named, asked, terms, classes)
    if topic == "contraindications" and stems(bare) - _explained(topic, bare):
        topic, things = _for_whom(words, stems(bare))
        about = ", ".join(sorted(things))
    if topic is None and stems(bare):
        topic, about = "words", " ".join(sorted(stems(bare)))
    age = _age(bare)
    population = _population(bare, age)
    return Question(
        text=text,
        asked=tuple(asked),
        topic=topic,
        things=things,
        about=about,
        words=stems(bare),
        rest=stems(bare) - _explained(topic, bare),
        population=population,
        age=_YOUNGEST.get(population) if age is None else age,
        yes_no=bool(_YES_NO.match(bare.strip())) or (bool(_YES_NO.search(bare)) and not _OPEN.search(bare)),
        guessed=guessed,
    )


def pairs(question: Question) -> list[Question]:
    """A question of what medicines do together, put of each two of them."""
    return [
        msgspec.structs.replace(question, asked=(one, other), things=kin(other.key), about=other.key)
        for one, other in combinations(question.asked, 2)
    ]


def kin(key: str) -> frozenset[str]:
    """The substances of a medicine with the classes that each belongs to."""
    return frozenset().union(*(related(part) for part in key.split(SET)))


def _settle(
    main: str | None, named: frozenset[str], asked: list[Mention], terms: frozenset[str], classes: frozenset[str]
) -> tuple[str | None, list[Mention], frozenset[str], str]:
    """The topic that a question has in the end, the medicines it is about, the things and their name."""
    keys = list(dict.fromkeys(mention.key for mention in asked))
    if len(keys) > 1 and (main is None or _open(main)):
        once = [next(one for one in asked if one.key == key) for key in keys]
        return "interaction", once, kin(keys[1]), keys[1]
    drugs = frozenset(name for name in classes if name not in _FOODS)
    if drugs and keys and ("interaction" in named or main == "other-medicines") and (main is None or _open(main)):
        own = frozenset(part for key in keys for part in key.split(SET))
        things = frozenset().union(*(related(name) for name in drugs)) - own
        return "interaction", asked, things, ", ".join(sorted(name.removeprefix("class: ") for name in drugs))
    if terms and (main is None or main in _LOOSE or (main in _ORGANS and "effect" in named)):
        about = ", ".join(sorted(terms))
        if main == "purpose" or (main in ("effectiveness", "onset") and "effect" not in named):
            return "purpose", asked, terms, about
        if "effect" in named or main == "side-effects":
            return "effect", asked, terms, about
        if "condition" in named or main is not None:
            return "condition", asked, terms, about
        return "words", asked, terms, about
    return main, asked, frozenset(), ""


_FOODS = frozenset(
    f"class: {name}" for name in ("alcohol", "grapefruit", "food", "dairy products", "caffeine", "tobacco")
)
_LOOSE = frozenset(
    {"purpose", "side-effects", "contraindications", "what-is", "effectiveness", "how-to-use", "mechanism", "onset"}
)
"""Topics that a named effect or disease makes narrower."""


_ORGANS = frozenset({"renal", "hepatic", "allergy"})
"""Topics of states that an effect may be of: "does it cause liver damage" asks for nobody with a weak liver."""


def _for_whom(words: Words, said: frozenset[str]) -> tuple[str | None, frozenset[str]]:
    """What "is it safe for ..." asks: a state of the person, everybody, or what other words say."""
    states = frozenset(mention.about for mention in persons(words, bare_organs=True))
    if states:
        return "condition", states
    return (None, states) if said else ("contraindications", states)


def _open(topic: str) -> bool:
    """Whether a topic gives way to an interaction where a second medicine is named."""
    return topic in _LOOSE or topic in (
        "other-medicines", "dose", "max-dose", "time-of-day", "lasting", "duration", "how-often", "effect", "overdose",
        "allergy", "contraceptives", "vaccines", "availability",
    )  # fmt: skip


def _terms(bare: str) -> frozenset[str]:
    """The effects and diseases that a question names: "muscle pain" asks for no other pain."""
    places = list(term_places(bare, [Span(0, len(bare))]))
    return frozenset(
        term
        for term, place in places
        if not any(wide.start <= place.start and place.end <= wide.end and wide != place for _, wide in places)
    )


def _without_classes(folded: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions that are no name of a class, nor part of one: "live vaccines" are not the medicine "vaccine"."""
    named = interactants_in(folded, [Span(0, len(folded))]).items()
    classes = [place for name, place in named if name.startswith("class: ")]
    return [
        one
        for one in mentions
        if not any(
            place.start <= one.start
            and one.end <= place.end
            and (place != (one.start, one.end) or not known_name(one.key))
            for place in classes
        )
    ]


def _without(folded: str, mentions: list[Mention]) -> str:
    """The question with "it" for each medicine, so that the words around a name read as they would around any."""
    parts, at = [], 0
    for mention in sorted(mentions):
        parts += [folded[at : mention.start], _IT]
        at = mention.end
    return "".join([*parts, folded[at:]])


def _explained(topic: str | None, bare: str) -> frozenset[str]:
    """The stems of the words that told the topic."""
    if topic is None or topic not in topics():
        return frozenset()
    words = words_of(bare, 0, len(bare))
    spans = [words.span(match.first, match.last) for match in topics()[topic].asks.find(words)]
    return frozenset().union(*(stems(bare[start:end]) for start, end in spans)) if spans else frozenset()


def _age(bare: str) -> float | None:
    """The age in years that a question tells.

    >>> _age("dose for an 18-month-old"), _age("is it safe aged 70"), _age("dose for 2 weeks")
    (1.5, 70.0, None)
    """
    match = _AGE.search(bare)
    return int(match[1] or match[3]) / _A_YEAR.get((match[2] or "")[:1], 1) if match else None


def _population(bare: str, age: float | None) -> Population | None:
    """The kind of person that a dose is asked for."""
    for row in read_table("monograph.answers", "persons"):
        if re.search(rf"\b(?:{row['words']})\b", bare):
            return row["population"]  # type: ignore[return-value]
    if age is None:
        return None
    return next((population for below, population in _OF_AGE if age < below), "adult")
