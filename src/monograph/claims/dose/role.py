"""The role that the words of a clause give its amount: "start with", "up to", "followed by", "a loading dose of"."""

from __future__ import annotations

from monograph.claims.dose.clauses import Clause, is_loading
from monograph.claims.posology.tokens import Sort, Token
from monograph.claims.records import Role
from monograph.text.model import Span
from monograph.text.record import Record

OWN = frozenset({"starting", "loading", "repeat"})
"""Roles that a limit does not replace ("the initial dose should not exceed 5 mg" is a starting dose)."""
_BESIDE = 4
"""Words between what begins and the cue that it begins with ("the initial and target dose") at most."""
_NEAR = 1
"""Words between a cue such as "another" and its amount at most."""
_OPENING = 3
"""Characters of markup before the first word of a statement, at most."""


class RoleSaid(Record):
    """The role of an amount, None where nothing says it, with the words that do and how they are used (``use``: see
    roles.tsv); ``limited`` where only its upper end counts ("up to 30 mg"), ``least`` where only its lower one does."""

    role: Role | None = None
    said: Span | None = None
    use: str = ""
    limited: bool = False
    least: bool = False


def role_said(clause: Clause) -> RoleSaid:
    """The role that the words of a clause give its amount: a bound right before it, else the last cue that speaks of
    it, else the first behind it."""
    edge = clause.left[-1] if clause.left else None
    bounded = edge is not None and edge.last == clause.amount.first and edge.sort in (Sort.ABOVE, Sort.BELOW)
    if edge is not None and bounded and (edge.sort is Sort.BELOW or not edge.value):
        return RoleSaid("maximum" if edge.sort is Sort.BELOW else "unsafe-above", edge.span, limited=True)
    cues = _cues(clause)
    if not cues:
        return RoleSaid(limited=_opens_bounded(clause), least=bounded)
    cue = _strongest(cues, clause.left)
    limited = cue.value.name == "maximum"
    if limited or cue.value.step:
        cue = _named(cues, cue)
    needed = cue.value.use == "next" and any(t.sort is Sort.NEEDED for t in clause.right)
    return RoleSaid("repeat" if needed else cue.value.name, cue.span, cue.value.use, limited, bounded)


def _cues(clause: Clause) -> list[Token]:
    """The cues that speak of the amount of a clause, those before it rather than the one behind it; weak ones ("bolus")
    only where there is no other."""
    cues = [t for t in clause.left if t.sort is Sort.ROLE and _speaks(t, clause)]
    after = next((t for t in clause.right if t.sort is Sort.ROLE and _speaks_after(t)), None)
    called = after is not None and is_loading([clause.amount, *clause.right[: clause.right.index(after) + 1]])
    if not cues or (called and all(t.value.name == "starting" for t in cues)):
        cues = [after] if after is not None else []  # "start with 20 mg as an intravenous bolus" is a loading dose
    return [t for t in cues if t.value.use != "weak"] or cues


def _strongest(cues: list[Token], left: list[Token]) -> Token:
    """The last of the cues, or one before it that says more of the amount."""
    cue = cues[-1]
    first = next((t for t in cues if t.value.name == "starting" and _starts_at(t, cue, left)), None)
    stepped = any(t.value.step for t in cues)  # "increase to the initial maintenance dose"
    if first is not None and cue.value.name == "maintenance" and not stepped:
        cue = first  # "the initial maintenance dose"
    top = next((t for t in cues if t.value.name == "maximum" and t.last == cue.first), None)
    return cue if top is None or cue.value.step else top  # "a maximum loading dose"


def _named(cues: list[Token], cue: Token) -> Token:
    """The cue that names the dose which a limit or a change is of ("reduce the maintenance dose to")."""
    if cue.value.name == "maximum":
        return _own_before(cues, cue) or cue
    named = ("maintenance", "starting", "loading") if cue.value.use == "down" else ("maintenance",)
    nouns = [t for t in cues if t.value.name in named and t.value.use == "after"]
    return nouns[-1] if nouns else cue


def _own_before(cues: list[Token], limit: Token) -> Token | None:
    """The cue of the part of a regimen that a limit bounds ("the initial dose should not exceed"): none where the dose
    is raised between ("the initial dose ... is increased up to a maximum of")."""
    own = next((t for t in cues if t.value.name in OWN and t.start < limit.start), None)
    raised = own is not None and any(t.value.use == "step" and own.start < t.start < limit.start for t in cues)
    return None if raised else own


def _starts_at(first: Token, cue: Token, left: list[Token]) -> bool:
    """Whether a cue of role is what treatment starts at ("the initial maintenance dose", "start at a maintenance
    dose", "the initial and target dose"); with an article alone between it is what begins ("begin a maintenance dose").
    """
    apart = cue.first - first.last
    between = [t for t in left if first.end <= t.start < cue.start]
    if any(t.sort is Sort.SIGN and t.value in "()" for t in between):
        return False
    return 0 <= apart <= _BESIDE and not (apart == 1 and not between)


def _speaks_after(cue: Token) -> bool:
    """Whether a cue behind the amount may speak of it; "repeat" and "another" lead to what follows."""
    return bool(cue.value.use != "near" and (cue.value.use or cue.value.name != "repeat"))


def _speaks(cue: Token, clause: Clause) -> bool:
    """Whether a cue before the amount speaks of it ("another 5 mg"; not "another study found that 5 mg"); "up to" is
    no maximum before a range, and where it opens a statement."""
    if cue.value.use == "near":
        return clause.amount.first - cue.last <= _NEAR
    ranged = clause.amount.value.low != clause.amount.value.high and cue.last == clause.amount.first
    return cue.value.use != "bound" or not (ranged or _opens_bounded(clause))


def _opens_bounded(clause: Clause) -> bool:
    """Whether a statement begins with a bound, which then is of what is usual ("Up to 10 mL is applied")."""
    if not clause.first or not clause.left:
        return False
    opening = clause.left[0]
    bound = opening.sort is Sort.ROLE and opening.value.use == "bound"
    return bound and opening.start - clause.start <= _OPENING
