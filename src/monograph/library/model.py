"""What a library holds: entries (a monograph with its claims and identity), problems and unreadable files."""

from __future__ import annotations

from typing import Literal

import msgspec

from monograph.claims.records import AnyClaim
from monograph.names.identity import Identity
from monograph.text.model import Monograph, Unreadable

Level = Literal["error", "warning", "info"]
Sureness = Literal["high", "medium", "low"]


class Entry(msgspec.Struct, gc=False):
    """One monograph as the library knows it."""

    monograph: Monograph
    claims: list[AnyClaim]
    identity: Identity
    sha256: str = ""
    """Of the file's bytes, in hexadecimal."""


class Related(msgspec.Struct, frozen=True):
    """The other half of a problem: a place in this or another monograph, with its words."""

    doc: str
    line: int
    quote: str
    start: int = 0
    end: int = 0


class Edit(msgspec.Struct, frozen=True, order=True):
    """A change of a text: ``text`` takes the place of ``source[start:end]``.

    A safe edit changes how the text is written, never what it says; one that is not needs a person's eye.
    """

    start: int
    end: int
    text: str
    safe: bool = True


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule found. Lines and columns count from 1; ``start``/``end`` are offsets into the source.

    ``severity`` says how bad it is if true, ``confidence`` how sure the rule is. ``fix`` is a short sentence on
    what to do, or None; ``edits`` are what a program can do of it, filled in by ``checks.fixes`` where asked for.
    """

    code: str
    name: str
    message: str
    doc: str
    line: int
    column: int
    end_line: int
    end_column: int
    start: int = 0
    end: int = 0
    severity: Level = "warning"
    confidence: Sureness = "high"
    related: list[Related] = []
    fix: str | None = None
    edits: list[Edit] = []


class Library(msgspec.Struct, gc=False):
    """Many monographs: all entries in order of their ``doc``, what could not be read, and the groups."""

    entries: list[Entry]
    unreadable: list[Unreadable] = []

    def by_substance(self) -> dict[str, list[Entry]]:
        """Entries grouped by ``identity.key`` (spelling, salt, synonym, route and order of components aside)."""
        groups: dict[str, list[Entry]] = {}
        for entry in self.entries:
            groups.setdefault(entry.identity.key, []).append(entry)
        return groups
