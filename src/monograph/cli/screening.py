"""A screening as a person reads it in a terminal: the gravest first, each with its quote; then what is not said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from monograph.answers.screen import Finding, Gravity, Screening, Silence
from monograph.claims.words import about_whom
from monograph.text.counted import counted
from monograph.verify.problems import label_version

_BOLD = re.compile(r"\*\*|__")
COLOURS: dict[Gravity, str] = {
    "contraindicated": "bold red", "avoid": "red", "adjust-dose": "yellow", "monitor": "yellow", "caution": "yellow",
    "consult": "cyan", "information": "dim",
}  # fmt: skip


def screening(found: Screening, medicines: int) -> RenderableType:
    """All of a screening, for a terminal or a plain text."""
    parts: list[RenderableType] = []
    if found.unknown:
        names = ", ".join(found.unknown)
        parts.append(Text.assemble(("Could not be checked", "bold red"), f": the library has no monograph of {names}."))
        parts += [
            Text(f"  {name}: did you mean {', '.join(found.suggestions[name])}?")
            for name in found.unknown
            if found.suggestions[name]
        ]
        parts.append(Text())
    for gravity, group in groupby(found.findings, key=lambda one: one.gravity):
        parts.append(Text(gravity.replace("-", " ").capitalize(), COLOURS[gravity]))
        for one in group:
            parts += _finding(one)
        parts.append(Text())
    if not any(len(one.medicines) > 1 for one in found.findings) and (medicines > 1 or not found.findings):
        parts += [Text(_nothing(medicines - len(found.unknown))), Text()]
    if found.silent:
        parts.append(Text("Not said", "bold"))
        parts += [Padding(line, (0, 0, 0, 2)) for line in _silences(found.silent)]
        parts.append(Text())
    count = counted(len(found.findings), "finding")
    parts.append(
        Text(f"{counted(medicines, 'medicine')}, {count}. What is not said here is not known to be safe.", "dim")
    )
    return Group(*parts)


def _nothing(checked: int) -> str:
    """What finding nothing means: never that it is safe."""
    if checked < 1:
        return "Nothing could be checked: this says nothing about whether they go together."
    if checked == 1:
        return "Its monographs name nothing of this. That does not mean that it is safe."
    return "The monographs name no interaction between them. That does not mean that they go together."


def _finding(one: Finding) -> Iterator[RenderableType]:
    yield Padding(Text.assemble((" and ".join(one.medicines), "bold"), f"  {one.why}"), (0, 0, 0, 2))
    quote = " ".join(_BOLD.sub("", one.quote).split())
    yield Padding(Text(f"“{quote}”", "italic"), (0, 0, 0, 4))
    yield Padding(Text(_place(one), "dim"), (0, 0, 0, 4))


def _place(one: Finding) -> str:
    """Where the words stand, and who stands behind them."""
    if one.label is not None:
        return f"{label_version(one.label)}; not in {one.doc}"
    section = f", {one.section}" if one.section else ""
    sources = counted(one.sources, "source") if one.sources else "no source"
    return f"{one.doc}:{one.line}{section}; {'reviewed' if one.reviewed else 'not reviewed'}, {sources}"


def _silences(silent: Sequence[Silence]) -> Iterator[Text]:
    """One line a medicine."""
    for medicine, group in groupby(sorted(silent), key=lambda one: one.medicine):
        yield Text.assemble((medicine, "bold"), ": nothing about ", ", ".join(about_whom(one.about) for one in group))
