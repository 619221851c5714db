"""A sentence with several amounts, parted so that each amount has the words that speak of it.

The words between two amounts go to the one before up to a border: a semicolon, the link before a cue of role
("..., up to a maximum of"), the last "and" or "or" that does not join two routes or two persons, the last comma.
"""

from __future__ import annotations

from collections.abc import Sequence

from monograph.claims.posology.tokens import Sort, Token
from monograph.text.record import Record

_PLUS = 1.0
_LINKS = frozenset({Sort.AND, Sort.OR, Sort.RANGE})
_LISTED = frozenset({Sort.ROUTE, Sort.POPULATION, Sort.FREQUENCY, Sort.AGE, Sort.DURATION, Sort.NUMBER, Sort.WEIGHT})
_HEADED = frozenset({Sort.POPULATION, Sort.AGE, Sort.WEIGHT})
_LINK_WORDS = 14
"""Two amounts with more words between are two statements, not one of two amounts."""
_BESIDE = 5
"""Words between an amount and what it is called behind it, with its route between."""
_NEAR = 3
"""The link stands at most so many words before the second amount."""


class Clause(Record):
    """One amount with the phrases before and after it that speak of it.

    ``linked`` says that it stands beside the clause before as its equal ("5 mg or 10 mg twice daily").
    """

    amount: Token
    left: list[Token]
    right: list[Token]
    start: int
    end: int
    first: bool = False
    """It opens the sentence."""
    linked: bool = False
    inside: bool = False
    """A limit in parentheses, which speaks of the amount before ("10 mg/kg (maximum 400 mg) twice daily")."""


def clauses(tokens: list[Token], amounts: Sequence[int], start: int, end: int) -> list[Clause]:
    """The clauses of a sentence at ``start``/``end`` whose doses stand at the indices ``amounts``."""
    found: list[Clause] = []
    opening, since, outer = 0, start, -1
    for order, index in enumerate(amounts):
        last = order + 1 == len(amounts)
        border = len(tokens) if last else _border(tokens, index, amounts[order + 1])
        until = end if last else tokens[border].start
        right = _without_parts(tokens[index + 1 : border])
        linked = outer >= 0 and _linked(tokens, outer, index)
        clause = Clause(tokens[index], tokens[opening:index], right, since, until, order == 0, linked)
        if order and _opens_limit(tokens, opening):
            closed = next((at for at, t in enumerate(right) if t.sort is Sort.SIGN and t.value == ")"), len(right))
            clause.inside, clause.linked, clause.right = True, False, right[:closed]
            found[-1].right = [*found[-1].right, *right[closed + 1 :]]
        else:
            outer = index
        found.append(clause)
        opening, since = border, until
    return found


def _without_parts(right: list[Token]) -> list[Token]:
    """The words after an amount without parentheses that say what it is made of ("(given as two 40 mg injections)"), or
    what it amounts to where how often follows ("300 mg (four tablets a day) once daily")."""
    opening = -1
    for at, token in enumerate(right):
        if token.sort is Sort.SIGN and token.value in "()":
            opening = at if token.value == "(" else -1
        elif opening >= 0 and token.sort is Sort.AMOUNT:
            closing = next((i for i in range(at, len(right)) if right[i].value == ")"), len(right) - 1)
            part = right[at - 1].sort in (Sort.NUMBER, Sort.COUNT)
            if part or any(t.sort is Sort.FREQUENCY for t in right[closing + 1 :]):
                return [*right[:opening], *right[closing + 1 :]]
    return right


def _opens_limit(tokens: list[Token], at: int) -> bool:
    """Whether a limit in parentheses begins at ``at`` ("(maximum", "(up to")."""
    cue = tokens[at] if at < len(tokens) else None
    limit = cue is not None and cue.sort is Sort.ROLE and cue.value.name == "maximum"
    return limit and at > 0 and tokens[at - 1].sort is Sort.SIGN and tokens[at - 1].value == "("


def _border(tokens: list[Token], one: int, other: int) -> int:
    """The index at which the words of the amount at ``other`` begin."""
    parted = next((at for at in range(other - 1, one, -1) if _parts(tokens[at])), one)
    if parted > one:
        return parted + 1
    headed = _led_from(tokens, one, other)
    if headed > one:
        return headed
    link = comma = paren = role = -1
    for at in range(one + 1, other):
        token = tokens[at]
        if token.sort is Sort.ROLE and role < 0 and _opens_other(tokens, one, at, other):
            role = at
            if (edge := max(link, comma)) > one and not _tells(tokens[edge + 1 : max(paren, 0)]):
                return edge
        elif _is_link(token) and (token.sort is not Sort.RANGE or (role < 0 and token.first == tokens[at - 1].last)):
            if not _joins(tokens, at):
                link = at
        elif token.sort is Sort.SIGN and token.value in ",:" and paren < 0:
            comma = at
        elif token.sort is Sort.SIGN and token.value in "()":
            paren = at if token.value == "(" else -1
    if role >= 0:
        return max(role, link) if link > role else role
    if paren > comma and not _is_aside(tokens[one + 1 : other]) and _tells(tokens[comma + 1 : paren]):
        comma = paren
    return next((border for border in (link, comma, paren) if border >= 0), other)


def _opens_other(tokens: list[Token], one: int, at: int, other: int) -> bool:
    """Whether a cue of role speaks of the amount behind it, and not of the one before."""
    back = _closes(tokens, at, other) or _only_repeats(tokens, at, other)
    return not back and not is_loading(tokens[one : at + 1])


def _tells(between: list[Token]) -> bool:
    """Whether words behind a comma speak of the amount before it ("5 mg, twice daily (10 mg in all)"; not "5 mg, more
    in severe cases (up to 10 mg)")."""
    return any(t.sort in (Sort.FREQUENCY, Sort.TOTAL, Sort.ROUTE, Sort.DURATION) for t in between)


def _is_aside(between: list[Token]) -> bool:
    """Whether the amount before these words stands in parentheses ("(up to 20 mg), or by infusion (10 mg/hour)")."""
    first = next((t.value for t in between if t.sort is Sort.SIGN and t.value in "()"), "")
    return first == ")"


def _led_from(tokens: list[Token], one: int, other: int) -> int:
    """The index, above ``one``, from which on persons head the amount at ``other`` ("Adults: 5 mg", "10-20 kg 300 mg,
    20-30 kg 600 mg"), or -1 where none do."""
    first = other - 1
    if tokens[first].sort is Sort.SIGN and tokens[first].value == ":":
        while first - 1 > one and tokens[first - 1].sort in _HEADED:
            first -= 1
        return first if first < other - 1 else -1
    first -= tokens[first].sort is Sort.RANGE  # "10-20 kg - 300 mg, 20-30 kg - 600 mg"
    return first if _leads(tokens, other) and any(_leads(tokens, at) for at in range(1, one + 1)) else -1


def _leads(tokens: list[Token], at: int) -> bool:
    """Whether an age or a weight stands right before the amount at ``at``, or a dash between."""
    dashed = at > 1 and tokens[at - 1].sort is Sort.RANGE
    before = tokens[at - 1 - dashed]
    apart = tokens[at].first - before.last - dashed
    return tokens[at].sort is Sort.AMOUNT and before.sort in (Sort.AGE, Sort.WEIGHT) and apart == 0


def _parts(token: Token) -> bool:
    """Whether two statements end and begin at a token."""
    return token.sort is Sort.CONTRAST or (token.sort is Sort.SIGN and token.value == ";")


def _only_repeats(tokens: list[Token], at: int, other: int) -> bool:
    """Whether a cue of repetition has no amount of its own before a limit ("repeat every 5 minutes, up to 20 mg")."""
    limited = any(t.sort is Sort.ROLE and t.value.name == "maximum" for t in tokens[at + 1 : other])
    return tokens[at].value.name == "repeat" and limited


def _closes(tokens: list[Token], at: int, other: int) -> bool:
    """Whether a cue of role speaks of the amount before it ("5 mg initially, then 10 mg")."""
    after = tokens[at + 1]
    closed = after.sort is Sort.SIGN and after.value in ",;)"
    before = tokens[at - 1]  # "20 mg/kg loading dose at a rate of 5 mg/min", "20 mg initially on day 1"
    closed = closed or before.sort is Sort.AMOUNT or (before.sort is Sort.ROLE and before.value.use == "after")
    return closed and at + 1 < other and speaks_back(tokens[at - 1], tokens[at])


def speaks_back(before: Token, cue: Token) -> bool:
    """Whether a cue of role speaks of what stands before it ("10 mg initially", "60 mg as a loading dose")."""
    said = before.sort is Sort.AS or cue.value.use == "after"
    return said and cue.first == before.last and not cue.value.step


def is_loading(tokens: list[Token]) -> bool:
    """Whether the last of tokens calls the amount, the first of them, a loading dose ("20 mg intravenous bolus")."""
    amount, *between, cue = tokens
    beside = all(t.sort is Sort.ROUTE or (t.sort is Sort.SIGN and t.value in "()") for t in between)
    return beside and cue.value.name == "loading" and cue.first - amount.last <= _BESIDE


def _is_link(token: Token) -> bool:
    plus = token.sort is Sort.UPWARD and token.value == _PLUS
    return token.sort in _LINKS or plus or (token.sort is Sort.SIGN and token.value == "/")


def _joins(tokens: list[Token], at: int) -> bool:
    """Whether a link joins two words of one kind ("intravenous or intramuscular", "morning and evening")."""
    before, after = tokens[at - 1], tokens[at + 1]
    return before.sort is after.sort and before.sort in _LISTED


def _linked(tokens: list[Token], one: int, other: int) -> bool:
    between = tokens[one + 1 : other]
    near = [t for t in between if tokens[other].first - t.last <= _NEAR]
    signs = "" if any(t.sort is Sort.ROLE for t in between) else ","
    links = not between or any(_is_link(t) or (t.sort is Sort.SIGN and t.value in signs) for t in near)
    parts = any(_parts(t) or (t.sort is Sort.SIGN and t.value == ":") for t in between)
    return links and not parts and tokens[other].first - tokens[one].last <= _LINK_WORDS
