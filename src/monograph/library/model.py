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


class LabelVersion(msgspec.Struct, frozen=True):
    """One version of an official label, as people look it up: ``date`` is YYYY-MM-DD, or "" where it is not stated."""

    set_id: str
    version: str
    date: str
    product: str

    def __str__(self) -> str:
        version = f"version {self.version}" if self.version else ""
        return ", ".join(filter(None, (f"label of {self.product or 'unnamed'}", version, self.date, self.set_id)))


class Related(msgspec.Struct, frozen=True, omit_defaults=True):
    """The other half of a problem: a place in this or another monograph, with its words; or the words of a ``label``.

    A label is no file of the library: ``doc`` is then "" and ``line`` 0.
    """

    doc: str
    line: int
    quote: str
    start: int = 0
    end: int = 0
    label: LabelVersion | None = None

    def place(self, root: str = "") -> str:
        """Where the words stand, for people: ``root`` is put before a path.

        >>> Related("a.md", 2, "3 g").place("library/")
        'library/a.md:2'
        >>> Related("", 0, "3 g", label=LabelVersion("f00", "4", "2025-01-31", "Tabs")).place()
        'label of Tabs, version 4, 2025-01-31, f00'
        """
        return str(self.label) if self.label else f"{root}{self.doc}:{self.line}"


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
    ``topic`` tells apart what is said of a monograph as a whole, whose place is only a place to show it at; where it is
    "" the words at the place do.
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
    topic: str = ""


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
