"""``monograph show``: what the library says of one medicine, at a glance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monograph.cli.options import Format, LibraryFolder

if TYPE_CHECKING:
    from monograph.library.store import Listing, StoredLibrary


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A medicine, under any of its names, or a document.")],
    library: LibraryFolder = Path("build"),
    form: Annotated[Format, typer.Option("--format", "-f", help="json has all monographs of it.")] = Format.text,
) -> None:
    """Show a medicine at a glance.

    \b
    What a built library claims of it, by kind, and the problems. Synonyms, salts and the order of components do
    not matter. A name that the library does not have ends with exit code 2 and with the names most like it.

    \b
    Examples:
      monograph show l-glutamine
      monograph show "amoxicillin + clavulanic acid"
      monograph show paracetamol --library build --format json
    """
    from monograph.cli.output import no_such, opened
    from monograph.pipeline.errors import UnusableError

    with opened(library) as there:
        found = there.find(name)
        if not found:
            raise UnusableError(no_such(name, there))
        (_print_json if form is Format.json else _print_text)(there, found)


def _print_json(library: StoredLibrary, found: list[Listing]) -> None:
    from monograph.claims.records import claim_record
    from monograph.cli.output import print_json

    monographs = [
        {
            **listing._asdict(),
            "claims": [claim_record(listing.doc, claim) for claim in library.claims(listing.doc)],
            "problems": library.problems(listing.doc),
        }
        for listing in found
    ]
    print_json(monographs)


def _print_text(library: StoredLibrary, found: list[Listing]) -> None:
    from monograph.cli.glance import glance
    from monograph.cli.output import show_on_terminal

    first, *others = found
    show_on_terminal(glance(library.entry(first.doc), library.problems(first.doc), others))
