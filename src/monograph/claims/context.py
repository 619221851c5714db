"""What holds for a block of a section without being said in it: from labels, headings, list nesting, the introduction.

Blocks are put into tokens when they are first asked for, since most of a section says nothing of doses.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from monograph.claims.label_condition import words_of_uses
from monograph.claims.posology.lexer import lex
from monograph.claims.posology.phrases import compose
from monograph.claims.posology.tokens import Sort, Token
from monograph.claims.scope import IMPAIRMENTS, NO_SCOPE, Routed, Scope, persons_of, routes_of, scope_of
from monograph.tables import read_table
from monograph.text.model import Block, Monograph, Section, Span

_LEADING = {row["kind"]: row["words"].split("|") for row in read_table("monograph.names", "label_words")}
_OUTLINES = AhoCorasick(_LEADING["outlines"])
"""What the sentence of an introduction says that leads to the doses below ("are outlined below")."""
_TABLES = AhoCorasick(_LEADING["tables"])
"""What a sentence says that leads to the table or list behind it ("is shown in Table 2")."""
_TOGETHER = re.compile(r"concomitant|co-?administ|interact|\b(?:cyp|p-gp)\w*(?: \w+)? (?:inhibitor|inducer)")
"""Words of labels over the doses of those who take another medicine."""
_HAPPENED = re.compile(
    r"adverse (?:reaction|event)|toxicity management|(?:modif|adjust|reduc|hematologic)\w*.* toxicit|missed dos"
    r"|\b(?:restart|reinitiat|resum)ing|reduction (?:level|schedule|step|guideline)|\bdos(?:e|es|age) delay"
    r"|\bdos(?:e|es|age|ing) (?:reductions?|modifications? for)\b(?!.*(?:impair|renal|hepatic|patients|\buse ))"
)
"""Words of labels over the doses of those to whom something has happened: a reaction, a dose that was not taken."""


_LED = 6
"""Lines that one which ends in a colon leads to at most."""


class SectionContext:
    """The tokens of a section's blocks and the scope that each block inherits or states in its label."""

    def __init__(self, monograph: Monograph, section: Section) -> None:
        self.folded = monograph.folded
        self.title = monograph.title.lower()
        self._registered = monograph.routes
        self.heading = section.heading
        self._usage = monograph.of_kind("usage")
        self._uses: frozenset[str] | None = None
        self.blocks = section.blocks
        self._tokens: dict[int, list[Token]] = {}
        self._labels: dict[int, list[Token]] = {}
        self._scopes: dict[tuple[int, bool], Scope] = {}
        self._preparing: dict[int, bool] = {}
        self._aside: dict[int, tuple[str, ...]] = {}
        self._routes: dict[int, tuple[Routed, ...]] = {}
        self._announcing: dict[int, Scope] = {}

    def label(self, index: int) -> list[Token]:
        """The phrases of a block's label; none where it has no label."""
        if index not in self._labels:
            label = self.blocks[index].label
            tokens = [] if label is None else lex(self.folded, label.start, label.end)
            self._labels[index] = compose(tokens, self.folded, in_label=True)
        return self._labels[index]

    def sentence(self, index: int, span: Span) -> list[Token]:
        """The tokens of a sentence of a block, not yet put together."""
        if index not in self._tokens:
            block = self.blocks[index]
            self._tokens[index] = lex(self.folded, block.body if block.label else block.start, block.end)
        tokens = self._tokens[index]
        first = bisect_left(tokens, span.start, key=_start)
        return tokens[first : bisect_left(tokens, span.end, first, key=_start)]

    def scope(self, index: int, *, below: bool = False) -> Scope:
        """What holds in a block: what its label says, and what it leaves open from the block that introduces it; for
        those ``below`` it also what it says in the sentence that leads to them."""
        if (index, below) not in self._scopes:
            self._scopes[index, below] = NO_SCOPE  # a block that introduced itself would ask again
            self._scopes[index, below] = self._scope(index, self.blocks[index], below)
        return self._scopes[index, below]

    def _scope(self, index: int, block: Block, below: bool) -> Scope:
        above = self._introduction if index else self._headed
        under = self._lead_of(index)
        outer = self.scope(under, below=True) if 0 <= under < len(self.blocks) else above
        own = scope_of(self.label(index), self.folded, block.label, self.uses)
        own = own.within(self._led(index, block)) if below else own
        own = own.within(self._announced(index))
        if block.depth == 0 and not own.persons and any(t.sort is Sort.RESET for t in self.label(index)):
            return own  # "Dosage Adjustments" does not stand under the "Children" before it
        return own.below(outer)

    def _lead_of(self, index: int) -> int:
        """The block whose scope holds around one: the line above that ends in a colon ("The dose for adults is:"), else
        the block that introduces it."""
        under, at = self.blocks[index].under, index
        while (
            at > max(0, index - _LED) and self._is_line(at) and self._is_line(at - 1) and self.blocks[at].under == under
        ):
            at -= 1
            if self.folded.endswith(":", self.blocks[at].start, self.blocks[at].end):
                return at
        return under

    def _announced(self, index: int) -> Scope:
        """Whom the paragraph right before a table or list, or before its caption, says that it is for ("The dosage for
        children is shown in Table 2.")."""
        kind, first = self.blocks[index].kind, index
        captions = index + 1 < len(self.blocks) and self.blocks[index + 1].kind == "row"
        if kind == "paragraph" and (self.blocks[index].sentences or not captions):
            return NO_SCOPE
        while first not in self._announcing and kind != "paragraph" and first and self.blocks[first - 1].kind == kind:
            first -= 1
        if first not in self._announcing:
            self._announcing[first] = self._announcement(first - 1)
        for at in range(first + 1, index + 1):
            self._announcing[at] = self._announcing[first]
        return self._announcing[index]

    def _announcement(self, index: int) -> Scope:
        """Whom the paragraph at ``index`` says that what follows is for."""
        before = self.blocks[index] if index >= 0 else None
        if before is None or before.kind != "paragraph":
            return NO_SCOPE
        said = [s for s in before.sentences if _TABLES.find_matches_as_indexes(self.folded[s.start : s.end])]
        tokens = compose(self.sentence(index, said[-1]), self.folded) if said else []
        persons = persons_of(tokens)
        dosed = any(t.sort is Sort.AMOUNT for t in tokens) or sum(p.population in IMPAIRMENTS for p in persons) > 1
        return Scope(persons=persons) if persons and not dosed else NO_SCOPE

    def _is_line(self, index: int) -> bool:
        block = self.blocks[index]
        return block.kind in ("paragraph", "item") and block.label is None and bool(block.sentences)

    def uses(self) -> frozenset[str]:
        """The words by which the monograph says what its medicine is for."""
        if self._uses is None:
            usage = "".join(self.folded[one.start : one.end] for one in self._usage)
            self._uses = words_of_uses(usage, self.title)
        return self._uses

    def _led(self, index: int, block: Block) -> Scope:
        """What a block says of what it introduces in a last sentence that ends in a colon."""
        lead = block.sentences[-1] if block.sentences else None
        if lead is None or not self.folded.startswith(":", lead.end - 1):
            return NO_SCOPE
        tokens = compose(self.sentence(index, lead), self.folded)
        roles = [t for t in tokens if t.sort is Sort.ROLE]
        scope = scope_of(tokens, self.folded)
        limits = bool(roles) and all(role.value.name == "maximum" for role in roles)
        single = len(roles) == 1 and roles[0].value.use == "after"
        if not (limits or single) or any(t.sort is Sort.AMOUNT for t in tokens):
            return scope
        role = roles[0]  # "The starting dose depends on the weight:"
        return replace(scope, role=role.value.name, role_said=role.span)

    def aside(self, index: int) -> tuple[str, ...]:
        """What a block, or a label or a table's head above it, says besides of those whom its doses are for:
        "medicines" that they take at the same time ("Concomitant drug | Dose"), "events" after which they take them."""
        if index not in self._aside:
            block = self.blocks[index]
            under = block.under if block.under != index else -1
            above = self.aside(under) if 0 <= under < len(self.blocks) else ()
            labels = [block.label] if block.label else []
            together = "medicines" in above or any(
                _TOGETHER.search(self.folded, *at) for at in [*block.header[:1], *labels]
            )
            happened = "events" in above or any(_HAPPENED.search(self.folded, *at) for at in [*block.header, *labels])
            self._aside[index] = ("medicines",) * together + ("events",) * happened
        return self._aside[index]

    def titled_often(self, index: int) -> Token | None:
        """How often the caption at ``index`` says that what its table holds is taken."""
        captioned = 0 <= index < len(self.blocks) and not self.blocks[index].sentences
        tokens = self.label(index) if captioned else []
        return next((t for t in tokens if t.sort is Sort.FREQUENCY and t.value.low and not t.value.clock), None)

    def preparing(self, index: int) -> bool:
        """Whether the label of a block, of one above it or the heading says that it is about making a dose ready."""
        if index not in self._preparing:
            self._preparing[index] = False  # a block that introduced itself would ask again
            under = self.blocks[index].under
            above = self.preparing(under) if 0 <= under < len(self.blocks) else self._made_ready(self._title)
            self._preparing[index] = above or self._made_ready(self.label(index))
        return self._preparing[index]

    @staticmethod
    def _made_ready(tokens: list[Token]) -> bool:
        return any(t.sort is Sort.PREPARE and t.value for t in tokens)

    @cached_property
    def _title(self) -> list[Token]:
        """The phrases of the heading of the section; "Dosage" has none."""
        return compose(lex(self.folded, self.heading.start, self.heading.end), self.folded, in_label=True)

    @cached_property
    def _headed(self) -> Scope:
        routes = tuple(r for r in routes_of(self._title) if not r.implied)
        return Scope(persons=persons_of(self._title), routes=routes)

    @cached_property
    def _introduction(self) -> Scope:
        """What holds for a block that no other introduces: what the heading of the section says, and of whom its first
        paragraph says that their doses follow ("Adult doses are outlined below")."""
        for sentence in self.blocks[0].sentences if self.blocks else ():
            if _OUTLINES.find_matches_as_indexes(self.folded[sentence.start : sentence.end]):
                tokens = compose(self.sentence(0, sentence), self.folded)
                return Scope(persons=persons_of(tokens)).within(self._headed)
        return self._headed

    def routes(self, index: int) -> tuple[Routed, ...]:
        """The routes of doses that name none, nor any label: those the block speaks of, the only one of the section."""
        if index not in self._routes:
            self._routes[index] = self._given(index) or self._lone_route
        return self._routes[index]

    def _given(self, index: int) -> tuple[Routed, ...]:
        """The routes by which a block, or the nearest above that speaks of it, says that the medicine is given ("It is
        given orally or IV"); above, a dose with its route ("5 mg is given IV") says nothing of others."""
        above = -1
        while 0 <= index < (above if above >= 0 else len(self.blocks)):
            said = [self._stated(index, [sentence]) for sentence in self.blocks[index].sentences]
            given = [tokens for tokens in said if any(t.sort is Sort.GIVEN for t in tokens)]
            if above >= 0:
                given = [tokens for tokens in given if not any(_is_mass(t) for t in tokens)]
            if routes := self.of_product(routes_of([t for tokens in given for t in tokens])):
                return routes
            above, index = index, self.blocks[index].under
        return ()

    @cached_property
    def _lone_route(self) -> tuple[Routed, ...]:
        """The route that the title names ("(Ophthalmic)"), the only one that the section does not rule out, or the only
        one that the product is registered with."""
        titled = routes_of(lex(self.title, 0, len(self.title)))
        if len(titled) == 1 and not titled[0].implied:
            return (Routed(titled[0].route, self.heading),)
        tokens: list[Token] = []
        for index, block in enumerate(self.blocks):
            said = self._stated(index, block.sentences)
            if block.label is not None and (said or not block.sentences):
                said += self.label(index)
            named = routes_of(said)
            if block.label is None and not tokens and len(self.of_product(named)) == 1 and _only(said, named[0]):
                return named  # the introduction says it for all
            tokens += said
        named = self.of_product(routes_of(tokens))
        if len(named) == 1 and (named[0].implied or _only(tokens, named[0])):
            return named
        return tuple(Routed(route, self.heading) for route in self._registered if len(self._registered) == 1)

    def of_product(self, routes: tuple[Routed, ...]) -> tuple[Routed, ...]:
        """The routes that what is said far from a dose may give it: in an official label those that the product is
        registered with, where the section names one of them ("after 14 days of oral onamine")."""
        return tuple(r for r in routes if r.route in self._own_routes) if self._own_routes else routes

    @cached_property
    def _own_routes(self) -> frozenset[str]:
        """The registered routes of an official label, where its section names one of them."""
        if not self._registered:
            return frozenset()
        named: set[str] = {
            token.value.name
            for index, block in enumerate(self.blocks)
            for token in self.label(index) + [t for sentence in block.sentences for t in self.sentence(index, sentence)]
            if token.sort is Sort.ROUTE and not token.value.implied
        }
        return frozenset() if named.isdisjoint(self._registered) else frozenset(self._registered)

    def _stated(self, index: int, sentences: list[Span]) -> list[Token]:
        """The tokens of sentences; of one that rules something out ("not given IV") only the forms that it names."""
        tokens: list[Token] = []
        for sentence in sentences:
            said = self.sentence(index, sentence)
            if any(t.sort in (Sort.NOT, Sort.HAZARD) for t in said):
                said = [t for t in said if t.sort is Sort.UNIT]
            tokens += said
        return tokens


def _is_mass(token: Token) -> bool:
    return token.sort is Sort.UNIT and token.value.dimension == "mass"


def _start(token: Token) -> int:
    return token.start


def _only(tokens: list[Token], routed: Routed) -> bool:
    """Whether tokens name a route and no other; a tablet beside "intravenously" is
    another, an ointment for the eye is not.
    """
    others = [t.value for t in tokens if t.sort is Sort.ROUTE and t.value.name not in (routed.route, "none")]
    forms = {t.value.route or routed.route for t in tokens if t.sort is Sort.UNIT}
    if forms - {routed.route, "topical"}:
        return False
    return not routed.implied and all(other.implied for other in others)
