"""Claims as a person reads them in a terminal: a heading a kind, a line a claim, the words that it came from."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from monograph.claims.records import KINDS, AnyClaim, Kind
from monograph.claims.words import in_words
from monograph.library.model import Entry

HEADINGS: dict[Kind, str] = {
    "dose": "Doses",
    "effect": "Side effects",
    "interaction": "Interactions",
    "precaution": "Precautions",
    "use": "Uses",
    "answer": "Questions",
}


def claims_table(entry: Entry, *, explain: bool = False) -> RenderableType:
    """The claims of a monograph by kind; with ``explain``, under each the words that gave each field."""
    monograph = entry.monograph
    title = Text.assemble((monograph.title, "bold"), "  ", (monograph.doc, "dim"))
    parts: list[RenderableType] = [title]
    for kind in KINDS:
        claims = [claim for claim in entry.claims if claim.kind == kind]
        if claims:
            parts += [Text(f"\n{HEADINGS[kind]}", "bold cyan"), _of_kind(entry, claims, explain=explain)]
    if len(parts) == 1:
        parts.append(Text("no claims read", "dim"))
    return Padding(Group(*parts), (0, 0, 1, 0))


def _of_kind(entry: Entry, claims: list[AnyClaim], *, explain: bool) -> Table:
    table = Table.grid(padding=(0, 2), expand=False)
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(ratio=2, overflow="fold")
    table.add_column(ratio=3, overflow="fold", style="dim")
    for claim in claims:
        says, scope = in_words(claim)
        line = str(entry.monograph.line_of(claim.start))
        table.add_row(
            line, Text.assemble(says, ("  " + scope if scope else "", "green")), f"“{_one_line(claim.quote)}”"
        )
        if explain:
            for field, (start, end) in claim.grounds.items():
                words = _one_line(entry.monograph.source[start:end])
                table.add_row("", Text(f"  {field}", "magenta"), f"“{words}” line {entry.monograph.line_of(start)}")
            for field in claim.unread:
                table.add_row("", Text(f"  {field}", "red"), "stated, but not read")
    return table


def _one_line(quote: str) -> str:
    return " ".join(quote.split())
