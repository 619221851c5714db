"""Doses of a monograph: the sections on dosage, read block by block and sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import product

from ahocorasick_rs import AhoCorasick

from monograph.claims.context import SectionContext
from monograph.claims.dose.clauses import clauses
from monograph.claims.dose.cues import Reason, reason_in_row
from monograph.claims.dose.medicine import (
    is_medicine,
    medicine_beside,
    medicine_labelled,
    medicines_spoken_of,
    own_names,
)
from monograph.claims.dose.nondose import reasons_among
from monograph.claims.dose.purpose import purpose
from monograph.claims.dose.record import dose_of
from monograph.claims.dose.regimen import Regimen, regimens
from monograph.claims.dose.rows import Cell, Heads, scope_beside
from monograph.claims.posology.amounts import Amount
from monograph.claims.posology.phrases import compose
from monograph.claims.posology.tokens import Sort, Token
from monograph.claims.records import Dose
from monograph.claims.scope import IMPAIRMENTS, NO_SCOPE, Person, Routed, Scope, persons_of, routes_of
from monograph.names.units import Unit, unit
from monograph.text.model import Block, Monograph, Section, Span

_NUMBER_WORDS = ("one", "two", "three", "four", "half")
_COUNTABLE = AhoCorasick(
    ["thin layer", "thin film", "applied", "apply"] + [f"{sign}{word} " for word in _NUMBER_WORDS for sign in " (\n-"]
)
_DIGIT = re.compile("[0-9]")
_HEARD = frozenset({Sort.NUMBER, Sort.UNIT, Sort.APPLY, Sort.OFTEN, Sort.ONCE})
"""Without any of these a sentence states no amount, nor how often one is given."""
_TELLS = re.compile(r"(?:administer|take|give|inject|use|apply|infuse|swallow)\b")
_ADJUSTED = frozenset({"down", "step"})
"""Uses of words for a role that change the dose before."""
_STEPPED = frozenset({"step", "then", "next"})
"""Uses of words for a role that go on with a regimen."""
_NOBODY = (Person(),)
_NOWHERE = (None,)


@dataclass
class Reading:
    """What was read from the dosage of a monograph: its doses, and what its other numbers with a unit are."""

    doses: list[Dose] = field(default_factory=list)
    nondoses: list[tuple[Span, Reason]] = field(default_factory=list)


def read_doses(monograph: Monograph) -> list[Dose]:
    """The doses that the dosage sections state, in the order of the text; see CLAIMS.md for the conventions."""
    return read_dosage(monograph).doses


def account_for(monograph: Monograph) -> list[tuple[Span, Reason]]:
    """The numbers with a unit in the dosage sections that are no doses, and what each is instead."""
    return read_dosage(monograph).nondoses


def read_dosage(monograph: Monograph) -> Reading:
    """Doses and other amounts of all dosage sections."""
    reading = Reading()
    for section in monograph.of_kind("dosage"):
        if _may_count(monograph.folded[max(section.start - 1, 0) : section.end]):
            _SectionReader(monograph, section, reading).read()
    return reading


def _may_count(folded: str) -> bool:
    """Whether text has digits or words that an amount can be made of; most blocks have neither."""
    return _DIGIT.search(folded) is not None or bool(_COUNTABLE.find_matches_as_indexes(folded))


class _SectionReader:
    """Reads one section, with what the sentences before said within a block."""

    def __init__(self, monograph: Monograph, section: Section, reading: Reading) -> None:
        self.monograph = monograph
        self.folded = monograph.folded
        self.context = SectionContext(monograph, section)
        self.reading = reading
        self.own = own_names(monograph)
        self.component = section.component.lower() or None
        self.heads = Heads(monograph)
        self.carried = NO_SCOPE
        self.before: list[Dose] = []
        self.started: tuple[Person, ...] = ()
        """Whom the last dose was for: the step of a regimen that stands in a line of its own is for them."""
        self.often: Token | None = None
        """How often what follows is given, where a sentence without an amount said it ("It is taken once daily.")."""
        self.beside = False
        """Whether it is the cell beside that says so, and no sentence or caption."""

    def read(self) -> None:
        for index, block in enumerate(self.context.blocks):
            if not _may_count(self.folded[max(block.start - 1, 0) : block.end]):
                continue
            for token in self.context.label(index):
                if token.sort is Sort.AMOUNT:
                    self._set_aside(token, Reason.STRENGTH)
            self.carried, self.often, self.beside = NO_SCOPE, None, False
            if not self._goes_on(index):
                self.before = []
            if block.kind == "row":
                self._read_row(index, block)
                continue
            for sentence in block.sentences:
                self._read_sentence(index, sentence)

    def _goes_on(self, index: int) -> bool:
        """Whether a block is a line of text behind another, which may say how often its doses are given."""
        before, block = self.context.blocks[index - 1], self.context.blocks[index]
        plain = index > 0 and before.kind == block.kind == "paragraph" and block.label is None
        return plain and block.under in (before.under, index - 1)

    def _read_row(self, index: int, block: Block) -> None:
        """Each cell with a dose under its head, in the scope of the cells beside it."""
        cells = [(cell, self._has_dose(cell)) for cell in self.heads.cells(block)]
        labels = [cell for cell, dosed in cells if not dosed]
        poured = all(self._is_poured(cell) for cell, dosed in cells if dosed)
        scope = scope_beside(labels, self.folded, block.cells[0], self.context.uses).below(self.context.scope(index))
        beside = next((t for cell in labels for t in cell.label if t.sort is Sort.FREQUENCY), None)
        often = beside or self.context.titled_often(block.under)
        self.beside = beside is not None
        first = len(self.reading.doses)
        for cell, dosed in cells:
            alone = poured or len(labels) + 1 == len(cells)
            reason = reason_in_row(self.folded, cell.head, cell.label, alone=alone)
            self.carried, self.before, self.often = NO_SCOPE, [], often
            around = cell.scope.within(scope)
            for sentence, tokens in cell.statements if dosed else ():
                if reason is None:
                    self._read_statement(index, sentence, tokens, around)
                else:
                    for token in tokens:
                        if token.sort is Sort.AMOUNT:
                            self._set_aside(token, reason)
        if self.heads.bounds_surface(block):
            for dose in self.reading.doses[first:]:
                if "body surface" not in dose.bands:
                    dose.unread = [*dose.unread, "surface"]

    def _is_poured(self, cell: Cell) -> bool:
        """Whether a cell holds volumes under a head that says so: nothing else is the dose of its row."""
        equal = reason_in_row(self.folded, cell.head, cell.label, alone=False) is Reason.EQUIVALENCE
        return equal and all(t.value.unit.dimension == "volume" for t in cell.label if t.sort is Sort.AMOUNT)

    def _has_dose(self, cell: Cell) -> bool:
        reasons = [reasons_among(tokens, self.folded, sentence) for sentence, tokens in cell.statements]
        return any(reason is None for found in reasons for reason in found.values())

    def _set_aside(self, token: Token, reason: Reason) -> None:
        self.reading.nondoses.append((token.span, reason))

    def _read_sentence(self, index: int, sentence: Span) -> None:
        tokens = self.context.sentence(index, sentence)
        scope = self.context.scope(index)
        if not any(t.sort in _HEARD for t in tokens) and not self.before:
            self._listen(tokens, sentence, scope)
            return
        self._read_statement(index, sentence, _with_applications(compose(tokens, self.folded)), scope)

    def _read_statement(self, index: int, sentence: Span, tokens: list[Token], scope: Scope) -> None:
        """The doses of a statement, whose words are ``tokens``, in the scope around it."""
        doses = self._doses_among(index, tokens, sentence)
        if not doses:
            self._listen(tokens, sentence, scope)
            return
        read = regimens(clauses(tokens, doses, sentence.start, sentence.end))
        self._hear(index, sentence, read)
        stated = purpose(self.folded, sentence.start, sentence.end)
        around = self._around(index, read, stated, scope)
        self._settle(read[0], stated, [*self.context.label(index), *tokens])
        self.before = []
        for regimen in read:
            self._emit(index, regimen, around, scope.indication)
        self._carry(read, around)

    def _hear(self, index: int, sentence: Span, read: list[Regimen]) -> None:
        """Tells regimens which medicine they are of, and what the words before their sentence say of them."""
        spoken = medicines_spoken_of(self.folded, sentence, self.own)
        total = self._labelled_total(index, sentence)
        for regimen in read:
            amount = regimen.clause.amount
            at = bisect_right(spoken, amount.start, key=_place) - 1
            regimen.medicine = medicine_beside(self.folded, amount, self.own) or (spoken[at][1] if at >= 0 else None)
            if regimen.medicine is None or not self.own:
                regimen.hear(self.often, told=not self.beside)
            regimen.sum_up(total)
        self.often = None

    def _around(self, index: int, read: list[Regimen], stated: Span | None, scope: Scope) -> Scope:
        """What holds for all regimens of a statement: its purpose (``stated``), what was said before in the block, the
        persons whose regimen it goes on with, and the scope of the block."""
        around = self.carried.within(scope)
        said = [person.said for regimen in read for person in regimen.persons if person.said is not None]
        if stated is not None and not any(stated.start <= span.start < stated.end for span in said):
            around = replace(scope.within(around), indication=stated)
        if read[0].role_use in _STEPPED and self._goes_on(index) and not (around.persons or self.context.aside(index)):
            around = replace(around, persons=self.started)
        return around

    def _carry(self, read: list[Regimen], around: Scope) -> None:
        """Keeps what a statement says of persons, routes and the condition for the next one of its block."""
        own = [regimen for regimen in read if regimen.medicine is None]
        last = (own or read)[-1]  # what is given with it may go another way
        alike = bool(last.persons) and all(regimen.persons == last.persons for regimen in read)
        self.carried = Scope(
            persons=Scope(persons=last.persons).within(self.carried).persons if alike else self.carried.persons,
            routes=self.context.of_product(last.routes) or self.carried.routes,
            indication=around.indication,
        )

    def _labelled_total(self, index: int, sentence: Span) -> Token | None:
        """What the amounts behind a label are the total of, by its words for a dose ("Maximum daily dose: 5 mg")."""
        first = [sentence] == self.context.blocks[index].sentences[:1]
        label = self.context.label(index) if first else []
        limit = any(t.sort is Sort.ROLE and t.value.name == "maximum" for t in label)
        totals = (t for t in label if t.sort is Sort.TOTAL and t.value != "dose")
        return next((t for t in totals if limit or "dos" in self.folded[t.start : t.end]), None)

    def _settle(self, first: Regimen, stated: Span | None, tokens: list[Token]) -> None:
        """A change that is made for a condition or a medicine taken with it is the usual dose of those persons
        ("for chronic infections it is reduced to 5 mg")."""
        if first.role_use not in _ADJUSTED:
            return
        lowered = stated is not None and first.role_use == "down"
        if lowered or any(t.sort is Sort.PARTNER for t in tokens):
            first.role = first.role_said = None

    def _doses_among(self, index: int, tokens: list[Token], sentence: Span) -> list[int]:
        """The indices of a sentence's amounts that are doses; the others are set aside."""
        reasons = reasons_among(tokens, self.folded, sentence, preparing=self.context.preparing(index))
        for at, reason in reasons.items():
            if reason is not None:
                self._set_aside(tokens[at], reason)
        return sorted(at for at, reason in reasons.items() if reason is None)

    def _listen(self, tokens: list[Token], sentence: Span, scope: Scope) -> None:
        """What a sentence without a dose says of those around it: their route, or how often they are given."""
        if any(t.sort is Sort.NOT for t in tokens):
            self.before, self.often = [], None
            return
        routes = self.context.of_product(tuple(r for r in routes_of(tokens) if not r.implied))
        if len(routes) == 1 and not scope.routes and routes[0].route not in {r.route for r in self.carried.routes}:
            self.carried = replace(self.carried, routes=routes)
        persons = persons_of(tokens)
        if len(persons) == 1 and persons[0].population not in IMPAIRMENTS and _tells_more(persons[0], scope.persons):
            self.carried = replace(self.carried, persons=persons)
        self._recall(tokens, told=_TELLS.match(self.folded, sentence.start) is not None)

    def _recall(self, tokens: list[Token], *, told: bool) -> None:
        """How often the doses of the sentence before are given, where this one says it ("It may be repeated ...") or
        tells to give them ("Take it once daily")."""
        often = next((t for t in tokens if t.sort is Sort.FREQUENCY and t.value.low is not None), None)
        given = told or any(
            t.sort in (Sort.DIVIDED, Sort.GIVEN) or (t.sort is Sort.ROLE and t.value.name == "repeat") for t in tokens
        )
        if often is None or not (given or often.value.divided):
            self.before = []
            return
        if not self.before:
            self.often = often
        part = next((t.value.name for t in tokens if t.sort is Sort.ROLE and t.value.name != "repeat"), None)
        for dose in self.before:
            if (
                dose.times_per_day_min is None
                and dose.role != "maximum"
                and (dose.role == "usual" or part in (None, dose.role))
            ):
                dose.times_per_day_min, dose.times_per_day_max = often.value.low, often.value.high
                dose.grounds["frequency"] = often.span
                if dose.basis == "unclear" and dose.per in (None, "kg", "m2"):
                    dose.basis = often.value.basis
        self.before = []

    def _emit(self, index: int, regimen: Regimen, around: Scope, label: Span | None) -> None:
        """One dose for each person and each route that the regimen is for; ``label`` may name the medicine."""
        persons = Scope(persons=regimen.persons).within(around).persons or _NOBODY
        self.started = persons if regimen.medicine is None else self.started
        routes = _said_routes(regimen, around) or self.context.routes(index) or _NOWHERE
        if regimen.role is None and around.role is not None:
            regimen.role, regimen.role_said = around.role, around.role_said
            regimen.limited = around.role == "maximum"
        aside = self.context.aside(index)
        labelled = medicine_labelled(self.folded, label, self.own) if label is not None and not aside else None
        indication = around.indication
        if indication is not None:
            named = self.folded[indication.start : indication.end]
            if named in self.context.title or is_medicine(named):
                indication = None  # the name of the product is not what it is for
        medicine = regimen.medicine or labelled or self.component
        if regimen.medicine is not None and self.own and not any(r is not None and r.route == "oral" for r in routes):
            routes = _partner_routes(regimen, self.context.scope(index)) or _NOWHERE
        for person, routed in product(persons, routes):
            dose = dose_of(regimen, person, routed, indication, self.monograph.source)
            dose.medicine = medicine
            dose.unread = [*dose.unread, *aside]
            self.reading.doses.append(dose)
            self.before.append(dose)


def _tells_more(person: Person, around: tuple[Person, ...]) -> bool:
    """Whether a person is whom a dose is for where nobody is named around it, or adds ages or weights to the one who
    is ("Children: what follows is for those of 3 to 12 years")."""
    if not around:
        return True
    known = around[0]
    bounded = any(bound is not None and bound.low is not None for bound in (person.age, person.weight))
    open_ended = len(around) == 1 and known.age is None and known.weight is None
    return bounded and open_ended and person.population == known.population


def _place(spoken: tuple[int, str | None]) -> int:
    return spoken[0]


def _said_routes(regimen: Regimen, around: Scope) -> tuple[Routed, ...]:
    """The routes of a dose: said before implied, near before far."""
    for routes in (regimen.routes, around.routes):
        said = tuple(r for r in routes if not r.implied or r.named)
        if said:
            return said
    form = regimen.amount.unit.route
    if form and not regimen.routes:
        amount = regimen.clause.amount
        return (Routed(form, amount.span, True),)
    return regimen.routes or around.routes


def _partner_routes(regimen: Regimen, scope: Scope) -> tuple[Routed, ...]:
    """The routes of a medicine that is given with the monograph's own, and may go another way: those that its own words
    say or the labels above."""
    clause = regimen.clause
    said = tuple(r for r in regimen.routes if clause.start <= r.said.start < clause.end and not r.implied)
    return said or scope.routes


def _with_applications(tokens: list[Token]) -> list[Token]:
    """A thin layer, or what is applied so many times a day without an amount, is one application."""
    if not any(t.sort is Sort.FREQUENCY and t.value.low is not None for t in tokens):
        return tokens
    layer = unit("application")
    at = next((i for i, t in enumerate(tokens) if t.sort is Sort.UNIT and t.value is layer), -1)
    if at < 0:
        taken = any(t.sort is Sort.AMOUNT and t.value.unit.name != "%" for t in tokens)
        if taken or any(t.sort is Sort.NOT for t in tokens):
            return tokens
        at = next((i for i, t in enumerate(tokens) if t.sort is Sort.APPLY), -1)
    if at < 0 or layer is None:
        return tokens
    return [*tokens[:at], _once(tokens[at], layer), *tokens[at + 1 :]]


def _once(token: Token, layer: Unit) -> Token:
    return token.changed(sort=Sort.AMOUNT, value=Amount(1.0, 1.0, layer))
