"""``monograph show``: what the library says of one medicine, at a glance."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monograph.cli.options import LibraryFolder

if TYPE_CHECKING:
    from monograph.library.store import Listing, StoredLibrary


class Format(StrEnum):
    """How a medicine is printed."""

    text = "text"
    json = "json"


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
    from monograph.cli.output import no_such
    from monograph.library.store import open_library
    from monograph.pipeline.errors import UnusableError

    try:
        opened = open_library(library)
    except (FileNotFoundError, ValueError) as error:
        raise UnusableError(str(error)) from error
    with opened:
        found = opened.find(name)
        if not found:
            raise UnusableError(no_such(name, opened))
        (_print_json if form is Format.json else _print_text)(opened, found)


def _print_json(library: StoredLibrary, found: list[Listing]) -> None:
    import msgspec

    from monograph.claims.records import claim_record

    monographs = [
        {
            **listing._asdict(),
            "claims": [claim_record(listing.doc, claim) for claim in library.claims(listing.doc)],
            "problems": library.problems(listing.doc),
        }
        for listing in found
    ]
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(monographs), indent=2) + b"\n")


def _print_text(library: StoredLibrary, found: list[Listing]) -> None:
    from monograph.cli.glance import glance
    from monograph.cli.output import show_on_terminal

    first, *others = found
    show_on_terminal(glance(library.entry(first.doc), library.problems(first.doc), others))
