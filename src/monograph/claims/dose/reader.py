"""Doses of a monograph: the sections on dosage, read block by block and sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left
from itertools import product

import msgspec
from ahocorasick_rs import AhoCorasick

from monograph.claims.context import FORM_ROUTES, NO_SCOPE, Person, Routed, Scope, persons_of, routes_of, scope_of
from monograph.claims.dose.amounts import Amount
from monograph.claims.dose.clauses import clauses
from monograph.claims.dose.nondose import Reason, reason_at, reason_among
from monograph.claims.dose.phrases import compose
from monograph.claims.dose.regimen import Regimen, basis_of, regimens, role_of
from monograph.claims.lexer import Sort, Token, lex
from monograph.claims.records import Dose
from monograph.names.units import Unit, unit
from monograph.text.model import Block, Monograph, Section, Span

_COUNTABLE = AhoCorasick(["thin ", "applied", "apply", "tablet", "capsule", "drop", "spray", "puff", "sachet", "patch"])
_DIGITS = frozenset("0123456789")
_NOBODY = (Person(),)
_NOWHERE = (None,)


class Reading(msgspec.Struct, gc=False):
    """What was read from the dosage of a monograph: its doses, and what its other numbers with a unit are."""

    doses: list[Dose] = []
    nondoses: list[tuple[Span, Reason]] = []


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
        text = monograph.folded[section.start : section.end]
        if not _DIGITS.isdisjoint(text) or _COUNTABLE.find_matches_as_indexes(text):
            _SectionReader(monograph, section, reading).read()
    return reading


class _SectionReader:
    """Reads one section; holds its tokens, the scopes of its blocks and what the sentence before said."""

    def __init__(self, monograph: Monograph, section: Section, reading: Reading) -> None:
        self.monograph = monograph
        self.folded = monograph.folded
        self.section = section
        self.reading = reading
        self.tokens = [t for block in section.blocks for t in lex(self.folded, block.start, block.end)]
        self.starts = [token.start for token in self.tokens]
        self.scopes: list[Scope] = []
        self.carried = NO_SCOPE
        self.before: list[Dose] = []

    def read(self) -> None:
        blocks = self.section.blocks
        if not any(t.sort in (Sort.NUMBER, Sort.UNIT, Sort.APPLY) for t in self.tokens):
            return
        lone = self._lone_route()
        for block in blocks:
            scope = self._block_scope(block)
            self.scopes.append(scope)
            self.carried, self.before = NO_SCOPE, []
            elsewhere = scope.routes or self._given(block) or lone
            for sentence in block.sentences:
                self._read_sentence(sentence, scope, elsewhere)

    def _between(self, start: int, end: int) -> list[Token]:
        return self.tokens[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _lone_route(self) -> tuple[Routed, ...]:
        """The route of a section that names only one; sentences that rule a route out do not name it."""
        tokens: list[Token] = []
        for block in self.section.blocks:
            said = self._stated(block.sentences)
            if block.label is not None and (said or not block.sentences):
                said += self._between(*block.label)
            named = routes_of(said)
            if block.label is None and not tokens and len(named) == 1 and not named[0].implied:
                return named  # the introduction says it for all
            tokens += said
        named = routes_of(tokens)
        return named if len(named) == 1 else ()

    def _given(self, block: Block) -> tuple[Routed, ...]:
        """The routes by which a block says that the medicine is given, wherever in it ("It is given orally or IV")."""
        said = [self._stated([sentence]) for sentence in block.sentences]
        return routes_of([t for tokens in said if any(t.sort is Sort.GIVEN for t in tokens) for t in tokens])

    def _stated(self, sentences: list[Span]) -> list[Token]:
        """The tokens of sentences; of one that rules something out only the forms that it names."""
        tokens: list[Token] = []
        for sentence in sentences:
            said = self._between(*sentence)
            if any(t.sort is Sort.NOT for t in said):
                said = [t for t in said if t.sort is Sort.UNIT]
            tokens += said
        return tokens

    def _block_scope(self, block: Block) -> Scope:
        outer = self.scopes[block.under] if 0 <= block.under < len(self.scopes) else NO_SCOPE
        if block.label is None:
            lead = block.sentences[-1] if block.sentences else None
            if lead is None or not self.folded.startswith(":", lead.end - 1):
                return outer
            return scope_of(compose(self._between(*lead), self.folded), self.folded).within(outer)
        tokens = compose(self._between(*block.label), self.folded, in_label=True)
        for at, token in enumerate(tokens):
            if token.sort is Sort.AMOUNT:
                self._set_aside(token, Reason.STRENGTH)
        own = scope_of(tokens, self.folded, block.label)
        if block.depth == 0 and not own.persons and any(t.sort is Sort.RESET for t in tokens):
            return own
        return own.within(outer)

    def _set_aside(self, token: Token, reason: Reason) -> None:
        self.reading.nondoses.append((Span(token.start, token.end), reason))

    def _read_sentence(self, sentence: Span, scope: Scope, lone: tuple[Routed, ...]) -> None:
        tokens = compose(self._between(*sentence), self.folded)
        tokens = _with_applications(tokens, self.folded)
        reasons: dict[int, Reason | None] = {}
        for at in range(len(tokens) - 1, -1, -1):
            if tokens[at].sort is Sort.AMOUNT:
                reasons[at] = reason_at(tokens, at, self.folded, *sentence) or reason_among(tokens, at, reasons)
        doses = sorted(at for at, reason in reasons.items() if reason is None)
        for at, reason in reasons.items():
            if reason is not None:
                self._set_aside(tokens[at], reason)
        if not doses:
            self._listen(tokens, scope)
            return
        read = regimens(clauses(tokens, doses, *sentence))
        around = self.carried.within(scope)
        self.before = []
        for regimen in read:
            self._emit(regimen, around, lone)
        last = read[-1]
        alike = len(last.persons) == 1 and all(regimen.persons == last.persons for regimen in read)
        self.carried = Scope(
            persons=last.persons if alike else self.carried.persons,
            routes=last.routes or self.carried.routes,
        )

    def _listen(self, tokens: list[Token], scope: Scope) -> None:
        """What a sentence without a dose says of those around it: their route, or how often they are given."""
        if any(t.sort is Sort.NOT for t in tokens):
            self.before = []
            return
        routes = tuple(r for r in routes_of(tokens) if not r.implied)
        if len(routes) == 1 and not scope.routes:
            self.carried = msgspec.structs.replace(self.carried, routes=routes)
        persons = persons_of(tokens)
        if len(persons) == 1 and not scope.persons:
            self.carried = msgspec.structs.replace(self.carried, persons=persons)
        self._recall(tokens)

    def _recall(self, tokens: list[Token]) -> None:
        """How often the doses of the sentence before are given, where this one says it ("It may be repeated ...")."""
        often = next((t for t in tokens if t.sort is Sort.FREQUENCY and t.value.low is not None), None)
        given = any(t.sort in (Sort.DIVIDED, Sort.GIVEN) or (t.sort is Sort.ROLE and t.value.name == "repeat") for t in tokens)
        if often is None or not (given or often.value.divided):
            self.before = []
            return
        for dose in self.before:
            if dose.times_per_day_min is None and dose.role != "maximum":
                dose.times_per_day_min, dose.times_per_day_max = often.value.low, often.value.high
                dose.grounds["frequency"] = Span(often.start, often.end)
                if dose.basis == "unclear" and dose.per in (None, "kg", "m2"):
                    dose.basis = often.value.basis
        self.before = []

    def _emit(self, regimen: Regimen, around: Scope, lone: tuple[Routed, ...]) -> None:
        own = Scope(persons=regimen.persons).within(around)
        routes = _routes(regimen, around, lone)
        persons = own.persons or _NOBODY
        if regimen.role is None and around.role is not None:
            regimen.role, regimen.role_said = around.role, around.role_said
            regimen.limited = around.role == "maximum"
        for person, routed in product(persons, routes or _NOWHERE):
            dose = self._dose(regimen, person, routed, role_persons=persons, around=around)
            self.reading.doses.append(dose)
            self.before.append(dose)

    def _dose(
        self, regimen: Regimen, person: Person, routed: Routed | None, role_persons: tuple[Person, ...], around: Scope
    ) -> Dose:
        amount: Amount = regimen.amount
        frequency = regimen.frequency
        start, end = _trimmed(self.monograph.source, regimen.clause.start, regimen.clause.end)
        age, weight = person.age, person.weight
        indication = around.indication
        dose = Dose(
            start=start,
            end=end,
            quote=self.monograph.source[start:end],
            amount_min=None if regimen.limited and amount.low == amount.high else amount.low,
            amount_max=None if regimen.least and amount.low == amount.high else amount.high,
            unit=amount.unit.name,
            per=amount.per,
            basis=basis_of(regimen),
            times_per_day_min=frequency.low if frequency else None,
            times_per_day_max=frequency.high if frequency else None,
            route=routed.route if routed else None,
            population=person.population,
            age_min=age.low if age else None,
            age_max=age.high if age else None,
            weight_min=weight.low if weight else None,
            weight_max=weight.high if weight else None,
            role=role_of(regimen, role_persons),
            indication=self.monograph.source[indication.start : indication.end] if indication else None,
            duration_days_min=regimen.duration.low if regimen.duration else None,
            duration_days_max=regimen.duration.high if regimen.duration else None,
        )
        dose.grounds = _grounds(regimen, person, routed, indication)
        dose.unread = _unread(regimen)
        return dose


def _routes(regimen: Regimen, around: Scope, lone: tuple[Routed, ...]) -> tuple[Routed, ...]:
    """The routes of a dose: said before implied, near before far."""
    for routes in (regimen.routes, around.routes):
        said = tuple(r for r in routes if not r.implied)
        if said:
            return said
    form = FORM_ROUTES.get(regimen.amount.unit.name)
    if form is not None and not regimen.routes:
        amount = regimen.clause.amount
        return (Routed(form, Span(amount.start, amount.end), True),)
    return regimen.routes or around.routes or lone


def _with_applications(tokens: list[Token], folded: str) -> list[Token]:
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
    return token._replace(sort=Sort.AMOUNT, value=Amount(1.0, 1.0, layer))


def _trimmed(source: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not source[start].isalnum() and source[start] not in "≥≤<>½¼":
        start += 1
    while end > start and source[end - 1] in " \t\n,;:(*_":
        end -= 1
    return start, end


def _grounds(regimen: Regimen, person: Person, routed: Routed | None, indication: Span | None) -> dict[str, Span]:
    token = regimen.clause.amount
    said = {
        "amount": Span(token.start, token.end),
        "frequency": regimen.frequency_said,
        "basis": regimen.total_said or regimen.frequency_said,
        "route": routed.said if routed else None,
        "population": person.said,
        "age": person.age_said,
        "weight": person.weight_said,
        "role": regimen.role_said,
        "duration": regimen.duration_said,
        "indication": indication,
    }
    return {key: span for key, span in said.items() if span is not None}


def _unread(regimen: Regimen) -> list[str]:
    """Keys that the clause seems to state in words that could not be read ("several times a day")."""
    stray = any(t.sort in (Sort.EVERY, Sort.COUNT) for t in regimen.clause.right)
    return ["frequency"] if stray and regimen.frequency is None else []
