"""``monograph compare``: two monographs of a substance side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monograph.cli.options import Format, LibraryFolder

if TYPE_CHECKING:
    from monograph.answers.compare import Row
    from monograph.library.model import Entry
    from monograph.library.store import StoredLibrary


def compare(
    first: Annotated[str, typer.Argument(metavar="A", help="A medicine, under any of its names, or a document.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another; left out, the next monograph of A.")] = "",
    library: LibraryFolder = Path("build"),
    form: Annotated[Format, typer.Option("--format", "-f", help="json has every place.")] = Format.text,
) -> None:
    """Lay two monographs side by side, claim by claim.

    \b
    What they state otherwise comes first, then what only one of them states; with --format json also what is the same.

    \b
    Examples:
      monograph compare l-glutamine glutamine
      monograph compare l/l-glutamine.md l/l--glutamine.md --format json
    """
    from monograph.answers.compare import compare as side_by_side
    from monograph.cli.output import opened, print_json

    with opened(library) as there:
        one, other = _both(there, first, second)
        rows = side_by_side(one, other)
    if form is Format.json:
        print_json({"first": one.monograph.doc, "second": other.monograph.doc, "rows": rows})
    else:
        _print(one, other, rows)


def _both(library: StoredLibrary, first: str, second: str) -> tuple[Entry, Entry]:
    from monograph.cli.output import no_such
    from monograph.pipeline.errors import UnusableError

    found = library.find(first)
    others = library.find(second) if second else found[1:]
    for name, listings in ((first, found), (second or first, others)):
        if not listings:
            alone = f"the library has no other monograph of “{name}”: name two of its medicines or documents"
            raise UnusableError(alone if found and not second else no_such(name, library))
    chosen = next((one for one in others if one.doc != found[0].doc), None)
    if chosen is None:
        raise UnusableError(f"“{first}” and “{second}” are one monograph, {found[0].doc}: name two")
    return library.entry(found[0].doc), library.entry(chosen.doc)


def _print(one: Entry, other: Entry, rows: list[Row]) -> None:
    from rich.table import Table

    from monograph.cli.output import show_on_terminal

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("")
    for entry in (one, other):
        table.add_column(f"{entry.monograph.title} ({entry.monograph.doc})", overflow="fold")
    for row in rows:
        if row.standing != "same":
            cells = [(side.says or "stated") if side else "-" for side in (row.first, row.second)]
            table.add_row(row.about, *cells)
    same = sum(row.standing == "same" for row in rows)
    table.add_row("the same in both", str(same), str(same))
    show_on_terminal(table)
