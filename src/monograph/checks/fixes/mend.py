"""Edits to problems, and problems to a mended text.

What a monograph claims is the same before and after: claims are read again, and edits after which they say something
else are left out. Edits are applied in rounds, until no rule has another one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from monograph.checks.fixes.catalogue import FIXES
from monograph.checks.ignores import read_ignores
from monograph.checks.rule import Rule
from monograph.checks.run import check_entry
from monograph.claims.records import AnyClaim
from monograph.library.model import Edit, Entry, Problem

ROUNDS = 10
"""More rounds than any text needs; two rules that undo each other's work end here."""
_TYPE = re.compile(r"[\s*_]+")
_PLACES = ("start", "end", "quote", "grounds", "unread")

Read = Callable[[str], Entry | None]
"""Reads a text of the document at hand; None where it is no monograph."""


class Mended(msgspec.Struct, frozen=True):
    """The text of a document, how many edits of each rule are in it, and how many were left out as they would have
    changed a claim."""

    source: str
    applied: Counter[str]
    refused: Counter[str]


def with_edits(entry: Entry, problems: Sequence[Problem], *, unsafe: bool = True) -> list[Problem]:
    """These problems of an entry, with what a program can do about them.

    An edit goes to the problem of its rule at or before it; what belongs to none goes to the first. Lines on which a
    comment silences the rule are left alone.
    """
    silent = {(code, ignore.line) for ignore in read_ignores(entry.monograph) for code in ignore.codes if ignore.reason}
    shares: dict[int, list[Edit]] = {}
    for code in {problem.code for problem in problems} & set(FIXES):
        own = sorted((problem for problem in problems if problem.code == code), key=lambda problem: problem.start)
        edits = [edit for edit in FIXES[code](entry) if unsafe or edit.safe]
        heard = [edit for edit in edits if (code, entry.monograph.line_of(edit.start)) not in silent]
        shares |= zip(map(id, own), _shares([problem.start for problem in own], heard), strict=True)
    return [msgspec.structs.replace(problem, edits=sorted(shares.get(id(problem), []))) for problem in problems]


def _shares(starts: Sequence[int], edits: Iterable[Edit]) -> list[list[Edit]]:
    shares: list[list[Edit]] = [[] for _ in starts]
    for edit in edits:
        shares[max(0, bisect_right(starts, edit.end) - 1)].append(edit)
    return shares


def apply(source: str, edits: Iterable[Edit]) -> tuple[str, list[Edit]]:
    """The text with these edits, and those of them that were made: of two that overlap only the first.

    >>> apply("5mg OD", [Edit(1, 1, " "), Edit(4, 6, "once daily"), Edit(3, 5, "?")])[0]
    '5 mg?D'
    """
    parts: list[str] = []
    made: list[Edit] = []
    done = 0
    for edit in sorted(set(edits)):
        if edit.start < done or (made and edit.start == done == made[-1].end == made[-1].start):
            continue
        parts += [source[done : edit.start], edit.text]
        done = edit.end
        made.append(edit)
    return "".join([*parts, source[done:]]), made


def mend(entry: Entry, rules: Sequence[Rule], read: Read, *, unsafe: bool) -> Mended:
    """The text of an entry with all that can be mended of what these rules find."""
    rules = [rule for rule in rules if rule.code in FIXES]
    applied: Counter[str] = Counter()
    refused: set[tuple[str, ...]] = set()
    stated = what_is_stated(entry)
    left: Counter[str] = Counter()
    for _ in range(ROUNDS):
        problems = with_edits(entry, check_entry(entry, rules), unsafe=unsafe)
        edits = [(p.code, edit) for p in problems for edit in p.edits]
        wanted = [one for one in edits if _name(entry, *one) not in refused]
        mended = _attempt(entry, wanted, stated, read) if wanted else None
        if wanted and mended is None:
            wanted, harmful = _sifted(entry, wanted, stated, read)
            refused |= {_name(entry, *one) for one in harmful}
            mended = _attempt(entry, wanted, stated, read) if wanted else None
        left = Counter(code for code, edit in edits if _name(entry, code, edit) in refused)
        if mended is None:
            break
        _, made = apply(entry.monograph.source, [edit for _, edit in wanted])
        applied.update(code for code, edit in wanted if edit in made)
        entry = mended
    return Mended(entry.monograph.source, applied, left)


def harmless(entry: Entry, edits: Sequence[Edit], read: Read) -> list[Edit]:
    """Those of these edits that can be made together without a change of a claim."""
    good, _ = _sifted(entry, [("", edit) for edit in edits], what_is_stated(entry), read)
    return [edit for _, edit in good]


def what_is_stated(entry: Entry) -> frozenset[object]:
    """What a monograph says, wherever and in whatever type it says it: its substance and all claims without places."""
    return frozenset([entry.identity.key, *map(_stated, entry.claims)])


def _stated(claim: AnyClaim) -> tuple[object, ...]:
    values = (getattr(claim, name) for name in claim.__struct_fields__ if name not in _PLACES)
    return claim.kind, *map(_compared, values)


def _compared(value: object) -> object:
    if isinstance(value, dict):
        return frozenset(value.items())
    return _TYPE.sub("", value) if isinstance(value, str) else value


def _attempt(entry: Entry, edits: Sequence[tuple[str, Edit]], stated: frozenset[object], read: Read) -> Entry | None:
    """The entry after these edits; None where it would say something else, or nothing."""
    source, _ = apply(entry.monograph.source, [edit for _, edit in edits])
    after = read(source)
    return after if after is not None and what_is_stated(after) == stated else None


def _sifted(
    entry: Entry, edits: Sequence[tuple[str, Edit]], stated: frozenset[object], read: Read
) -> tuple[list[tuple[str, Edit]], list[tuple[str, Edit]]]:
    """Edits parted into those that can be made together and those that would change what is stated."""
    good: list[tuple[str, Edit]] = []
    harmful: list[tuple[str, Edit]] = []
    for one in edits:
        (good if _attempt(entry, [*good, one], stated, read) else harmful).append(one)
    return good, harmful


def _name(entry: Entry, code: str, edit: Edit) -> tuple[str, ...]:
    """An edit by its words, as its place changes with the edits before it."""
    source = entry.monograph.source
    return code, source[max(0, edit.start - 30) : edit.start], source[edit.start : edit.end + 30], edit.text
