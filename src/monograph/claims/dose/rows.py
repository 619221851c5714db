"""Rows of tables: a cell is read as a statement under its head ("Daily dose (mg)" over "5-10").

The cells of a row that hold no dose say for whom, for what or how often the doses beside them are.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from monograph.claims.posology.lexer import lex
from monograph.claims.posology.phrases import compose
from monograph.claims.posology.tokens import Sort, Token
from monograph.claims.scope import NO_SCOPE, Scope, scope_of
from monograph.names.units import unit as unit_named
from monograph.text.model import Block, Monograph, Span
from monograph.text.sentences import split_sentences

_UNIT_SORTS = frozenset({Sort.UNIT, Sort.AREA, Sort.TIME, Sort.PER, Sort.TOTAL})
_NO_WORDS = (_UNIT_SORTS | {Sort.AMOUNT, Sort.SIGN, Sort.NUMBER}) - {Sort.TOTAL}
_BANDING = frozenset({Sort.POPULATION, Sort.DEGREE, Sort.ABOVE, Sort.BELOW, Sort.UPWARD, Sort.DOWNWARD})
_MEASURES = (Sort.UNIT, Sort.TIME, Sort.AREA)
_KILOGRAM = unit_named("kg")
_GOES_ON = frozenset({Sort.RANGE, Sort.MULTIPLIER, Sort.COUNT, Sort.BELOW, Sort.NUMBER, Sort.UNIT})
"""What stands after a number that a unit of the head does not follow."""


@dataclass
class Cell:
    """A cell with the words of its head: as statements of doses, and as the label that it may be."""

    span: Span
    head: Span | None
    statements: list[tuple[Span, list[Token]]]
    label: list[Token]
    scope: Scope
    """What the head says of all that the cell holds."""


class _Head(NamedTuple):
    """The unit of a head, which its cells leave out, its other phrases, what it says of its cells, and whether it is of
    body surfaces."""

    unit: list[Token]
    words: list[Token]
    scope: Scope
    surface: bool


_NO_HEAD = _Head([], [], NO_SCOPE, False)


class Heads:
    """The heads of a section's tables as tokens, each lexed once for all rows under it."""

    def __init__(self, monograph: Monograph) -> None:
        self.plain, self.folded = monograph.plain, monograph.folded
        self._read: dict[Span, _Head] = {}

    def bounds_surface(self, block: Block) -> bool:
        """Whether a column of a row says for which body surface ("BSA (m2)") it is."""
        return any(self._of(head).surface for head in block.header[: len(block.cells)])

    def cells(self, block: Block) -> Iterator[Cell]:
        """The cells of a row that are not empty, in order."""
        for column, span in enumerate(block.cells):
            if span.end > span.start:
                yield self._cell(span, block.header[column] if column < len(block.header) else None)

    def _cell(self, span: Span, head: Span | None) -> Cell:
        unit, words, scope, _ = self._of(head)
        statements: list[tuple[Span, list[Token]]] = []
        for sentence in split_sentences(self.plain, *span):  # capitals tell where one begins
            tokens = _with_unit(lex(self.folded, *sentence), unit)
            leading = [] if statements else _before(words, tokens)
            statements.append((sentence, [*leading, *_in_cell(compose(tokens, self.folded), sentence)]))
        tokens = _with_unit(lex(self.folded, *span), unit)
        label = [*_before(words, tokens), *_in_cell(compose(tokens, self.folded, in_label=True), span)]
        return Cell(span, head, statements, label, scope)

    def _of(self, head: Span | None) -> _Head:
        if head is None or head.end <= head.start:
            return _NO_HEAD
        if head not in self._read:
            raw = lex(self.folded, *head)
            said = compose(raw, self.folded, in_label=True)
            words = [t for t in said if t.sort not in _NO_WORDS]
            whole = scope_of(said, self.folded, head) if words else NO_SCOPE
            if any(person.bands.clearance for person in whole.persons):
                words = [t for t in words if t.sort not in _BANDING]  # the scope says it with its numbers
            surface = any(t.sort is Sort.AREA for t in raw) and not any(t.sort is Sort.UNIT for t in raw)
            self._read[head] = _Head(_unit_of(raw), words, replace(whole, indication=None), surface)
        return self._read[head]


def _unit_of(raw: list[Token]) -> list[Token]:
    """The last unit of a head before which no number stands, with what it is divided by ("Dose (mg/kg)")."""
    first = len(raw)
    for at, token in enumerate(raw):
        before = raw[at - 1] if at else None
        inner = before is not None and (before.sort in (Sort.NUMBER, Sort.PER) or before.value == "/")
        if token.sort in _MEASURES and not inner:
            first = at
    last = first
    while last < len(raw) and (raw[last].sort in _UNIT_SORTS or raw[last].value == "/"):
        last += 1
    return list(raw[first:last])


def _with_unit(tokens: list[Token], unit: list[Token]) -> list[Token]:
    """The tokens of a cell whose numbers have the unit of its head, where the cell gives none."""
    opening = next((at for at, token in enumerate(tokens) if token.value == "("), 0)
    if opening and unit and any(t.sort in _MEASURES for t in tokens[opening:]):
        return [*_with_unit(tokens[:opening], unit), *tokens[opening:]]  # "15.2 (two pens of 7.6 mg each)"
    if not unit or any(t.sort in _MEASURES for t in tokens):
        return tokens
    found: list[Token] = []
    shift = 0
    if unit[0].value == _KILOGRAM and tokens:
        place = tokens[0]
        found.append(Token(Sort.WEIGHING, None, place.start, place.start, place.first - 1, place.first))
    for at, token in enumerate(tokens):
        found.append(token.changed(first=token.first + shift, last=token.last + shift))
        after = tokens[at + 1].sort if at + 1 < len(tokens) else None
        if token.sort is Sort.NUMBER and after not in _GOES_ON:
            for part in unit:
                found.append(part.changed(first=found[-1].last, last=found[-1].last + 1))
            shift = found[-1].last - token.last
    return found


def _in_cell(tokens: list[Token], cell: Span) -> list[Token]:
    """The phrases of a cell, each with its place in the cell, where the unit in it stands in the head."""
    ends = [*(token.start for token in tokens[1:]), cell.end]
    return [t.changed(end=end) if t.end <= t.start else t for t, end in zip(tokens, ends, strict=False)]


def _before(words: list[Token], tokens: list[Token]) -> list[Token]:
    """The phrases of a head counted as words that stand right before a cell, with a colon between."""
    if not words:
        return []
    first = tokens[0].first if tokens else 0
    shift = first - 2 - words[-1].last
    head = [token.changed(first=token.first + shift, last=token.last + shift) for token in words]
    at = words[-1].end
    return [*head, Token(Sort.SIGN, ":", at, at, first - 1, first)]


def scope_beside(labels: Sequence[Cell], folded: str, first: Span, uses: Callable[[], Container[str]]) -> Scope:
    """What the cells of a row that hold no dose say of those that do; the ``first`` column may name the condition, by
    a word of ``uses()`` or one that the vocabulary knows."""
    tokens: list[Token] = []
    lead = None
    for cell in labels:
        if any(t.sort is Sort.NOT for t in cell.label):
            continue  # "no adjustment is needed by creatinine clearance" is not who the row is for
        tokens += cell.label
        lead = cell if cell.span == first else lead
    scope = scope_of(tokens, folded)
    if lead is None:
        return scope
    named = scope_of(lead.label, folded, lead.span, uses)
    return replace(scope, role=named.role, role_said=named.role_said, indication=named.indication)
