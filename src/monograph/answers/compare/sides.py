"""Two monographs side by side: what both state, what they state otherwise, and what only one of them states."""

from __future__ import annotations

from typing import Literal

import msgspec

from monograph.answers.compare.aligned import Meaning, Pair, aligned, strongest_first, subject_of
from monograph.answers.compare.changes import Side, named, side_of
from monograph.claims.records import KINDS, AnyClaim, Dose, Kind
from monograph.library.model import Entry

Standing = Literal["differ", "first only", "second only", "same"]
_ORDER: tuple[Standing, ...] = ("differ", "first only", "second only", "same")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One subject ("pregnancy", "maximum daily dose, oral") and what each of two monographs states of it."""

    kind: Kind
    about: str
    standing: Standing
    first: Side | None
    second: Side | None


def compare(one: Entry, other: Entry) -> list[Row]:
    """The claims of two monographs side by side, by kind; what differs comes first.

    What only one states stands beside what the other states of its subject, though both state that.
    """
    rows = []
    firsts, seconds = _by_subject(one), _by_subject(other)
    for pair in aligned(one.claims, other.claims, versions=False):
        if pair.new is None and pair.old is not None:
            pair = Pair(pair.old, seconds.get(subject_of(pair.old)))
        elif pair.old is None and pair.new is not None:
            pair = Pair(firsts.get(subject_of(pair.new)), pair.new)
        claim = pair.old or pair.new
        assert claim is not None
        standing: Standing = "same" if pair.same else "differ"
        if pair.new is None:
            standing = "first only"
        elif pair.old is None:
            standing = "second only"
        common = _in_common(claim, pair.new)
        first = _apart(side_of(pair.old, one.monograph), pair.old, common)
        second = _apart(side_of(pair.new, other.monograph), pair.new, common)
        rows.append(Row(kind=claim.kind, about=named(common), standing=standing, first=first, second=second))
    return sorted(rows, key=lambda row: (KINDS.index(row.kind), _ORDER.index(row.standing), row.about))


def _in_common(claim: AnyClaim, other: AnyClaim | None) -> AnyClaim:
    """A dose without the route and the indication that the one beside it does not state: they are not of both."""
    if not (isinstance(claim, Dose) and isinstance(other, Dose)):
        return claim
    return msgspec.structs.replace(
        claim,
        route=claim.route if claim.route == other.route else None,
        indication=claim.indication if claim.indication == other.indication else None,
    )


def _apart(side: Side | None, claim: AnyClaim | None, common: AnyClaim) -> Side | None:
    """A side with the route and the indication that are its own."""
    if side is None or not (isinstance(claim, Dose) and isinstance(common, Dose)):
        return side
    own = [word for word in (claim.route, claim.indication) if word not in (common.route, common.indication)]
    return msgspec.structs.replace(side, says=", ".join(filter(None, [side.says, *own])))


def _by_subject(entry: Entry) -> dict[Meaning, AnyClaim]:
    """The strongest claim on each subject; doses have none."""
    claims = sorted(entry.claims, key=strongest_first, reverse=True)
    return {subject_of(claim): claim for claim in claims if not isinstance(claim, Dose)}
