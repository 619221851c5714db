"""What posology is told in: tokens, and what their words mean."""

from __future__ import annotations

from enum import IntEnum, auto
from typing import Any, NamedTuple

from monograph.claims.records import Role
from monograph.text.model import Span
from monograph.text.record import Record


class Sort(IntEnum):
    """What a token is. Those of the second group are put together from others (see ``claims.posology.phrases``)."""

    NUMBER = auto()
    MULTIPLIER = auto()
    DEVIATION = auto()
    UNIT = auto()
    TIME = auto()
    AREA = auto()
    CYCLE = auto()
    INTERVAL = auto()
    WAY = auto()
    RANGE = auto()
    AND = auto()
    OR = auto()
    FROM = auto()
    BETWEEN = auto()
    PER = auto()
    EVERY = auto()
    COUNT = auto()
    ONCE = auto()
    SUM = auto()
    DIVIDED = auto()
    AGED = auto()
    OLD = auto()
    WEIGHING = auto()
    ABOVE = auto()
    BELOW = auto()
    UPWARD = auto()
    DOWNWARD = auto()
    FOR = auto()
    OVER = auto()
    AFTER = auto()
    BY = auto()
    CHANGE = auto()
    INCREMENT = auto()
    RATE = auto()
    APPLY = auto()
    FILLER = auto()
    SAME = auto()
    CONTRAST = auto()
    AS = auto()
    GIVEN = auto()
    PLACE = auto()
    ADVISED = auto()
    HAZARD = auto()
    IMPAIRED = auto()
    STRENGTH = auto()
    IF = auto()
    RESET = auto()
    NEEDED = auto()
    PARTNER = auto()
    PREPARE = auto()
    DEGREE = auto()
    POPULATION = auto()
    ROUTE = auto()
    ROLE = auto()
    OFTEN = auto()
    TOTAL = auto()
    NOT = auto()
    SIGN = auto()

    AMOUNT = auto()
    FREQUENCY = auto()
    AGE = auto()
    WEIGHT = auto()
    DURATION = auto()


class Token(Record):
    """A word or phrase at ``text[start:end]``; ``first`` and ``last`` count words, ``last`` exclusive."""

    sort: Sort
    value: Any
    start: int
    end: int
    first: int
    last: int

    @property
    def span(self) -> Span:
        """Its place in the text."""
        return Span(self.start, self.end)

    def changed(
        self,
        sort: Sort | None = None,
        value: Any = None,
        start: int | None = None,
        end: int | None = None,
        first: int | None = None,
        last: int | None = None,
    ) -> Token:
        """This token with what is given in place of its own."""
        return Token(
            self.sort if sort is None else sort,
            self.value if value is None else value,
            self.start if start is None else start,
            self.end if end is None else end,
            self.first if first is None else first,
            self.last if last is None else last,
        )


class PopulationWord(NamedTuple):
    """A kind of person, how far the word can be trusted ("weak", "organ"), and how far an organ is impaired where the
    word says it ("dialysis"): see ``populations.tsv``."""

    name: str
    standing: str
    degree: tuple[float, float] | None


class RouteWord(NamedTuple):
    """A route by its name in claims; ``implied`` where only a form of the medicine told it ("tablet"), ``named`` where
    the words for the form hold it ("rectal suppository")."""

    name: str
    implied: bool
    named: bool = False


class Often(NamedTuple):
    """A fixed phrase of frequency: times a day, and whether it is a time of day ("at bedtime") and no count."""

    times: float
    clock: bool


class RoleWord(NamedTuple):
    """A part in a regimen, and how the word is used ("step", "down", "next", "after"): see ``roles.tsv``."""

    name: Role
    use: str

    @property
    def step(self) -> bool:
        """Whether the word changes the dose before it or leads to the next one."""
        return self.use in ("step", "then", "down", "next")
