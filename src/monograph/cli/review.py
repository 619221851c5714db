"""``monograph review``: sign the claims of a monograph in its front matter."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from monograph.claims.records import Kind
    from monograph.library.model import Entry

DAY = ["%Y-%m-%d"]


def review(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A file, or a medicine in --folder.")],
    by: Annotated[str, typer.Option("--by", metavar="PERSON", help="Who signs.")],
    sources: Annotated[
        list[str] | None, typer.Option("--source", metavar="WORDS", help="What it was held against; may be repeated.")
    ] = None,
    on: Annotated[
        datetime.datetime | None, typer.Option("--on", formats=DAY, metavar="DATE", help="[default: today]")
    ] = None,
    due: Annotated[
        datetime.datetime | None,
        typer.Option("--next", formats=DAY, metavar="DATE", help="The next review.  [default: a year later]"),
    ] = None,
    kinds: Annotated[
        str, typer.Option("--claims", metavar="KINDS", help="Only these claims: dose,interaction.  [default: all]")
    ] = "",
    folder: Annotated[Path, typer.Option("--folder", metavar="FOLDER", help="Where the monographs are.")] = Path(),
) -> None:
    """Sign the claims of a monograph.

    \b
    Who signed, when, from what, and a hash of the claims go into the front matter of the file; not a byte beside those
    lines changes, and the file is replaced whole. A claim that changes later makes the review stale; other wording
    of the same claims does not. `monograph status` lists what is reviewed, stale, due or was never signed.

    \b
    Examples:
      monograph review library/l/l-glutamine.md --by "A. Pharmacist" --source "US label of 2022"
      monograph review l-glutamine --folder library --by "A. Pharmacist" --next 2027-06-01
      monograph review paracetamol --folder library --by "A. Pharmacist" --claims dose,interaction
    """
    from monograph.answers.review import Review, ReviewError, claims_hash, signed, text_hash
    from monograph.cli.output import say
    from monograph.pipeline.errors import UnusableError
    from monograph.pipeline.files import write_whole

    if not by.strip():
        raise UnusableError("--by is empty: a review is signed by a person")
    path = _file(name, folder)
    source, entry = _read(path)
    day = on.date() if on else datetime.date.today()
    later = due.date() if due else _year_after(day)
    if later <= day:
        raise UnusableError(f"the next review ({later}) must be after this one ({day})")
    chosen = _kinds(kinds)
    made = Review(
        by=by.strip(), day=day, next=later, source=tuple(sources or ()), kinds=chosen,
        claims=claims_hash(entry.claims, chosen), text=text_hash(entry.monograph.source),
    )  # fmt: skip
    try:
        write_whole(path, signed(source, made).encode())
    except ReviewError as error:
        raise UnusableError(f"{path}: {error}") from error
    except OSError as error:
        raise UnusableError(f"{path} cannot be written ({error.strerror})") from error
    count = sum(claim.kind in chosen for claim in entry.claims)
    say(f"{path}: {count} claims signed by {made.by} on {day}, next on {later}")


def _file(name: str, folder: Path) -> Path:
    """The file that is meant: a path, or the one monograph of that medicine in the folder."""
    from monograph.names.identity import identify
    from monograph.names.substances import squeeze
    from monograph.pipeline.errors import UnusableError
    from monograph.pipeline.walk import read_bytes, walk
    from monograph.text.model import Unreadable
    from monograph.text.read import read_monograph

    if Path(name).is_file():
        return Path(name)
    if (folder / name).is_file():
        return folder / name
    key, same_title, same_substance = identify(name).key, [], []
    for doc in walk(folder).docs:
        data = read_bytes(folder / doc, doc)
        read = data if isinstance(data, Unreadable) else read_monograph(data, doc)
        if not isinstance(read, Unreadable):
            same_title += [doc] if squeeze(read.title) == squeeze(name) else []
            same_substance += [doc] if identify(read.title).key == key else []
    found = same_title or same_substance
    if len(found) != 1:
        several = f"several monographs of “{name}”: name one of the files {', '.join(found)}"
        none = f"no monograph of “{name}”: give the file, or --folder"
        raise UnusableError(f"{folder} has {several if found else none}")
    return folder / found[0]


def _read(path: Path) -> tuple[str, Entry]:
    """The text of a file, byte for byte, and what it claims."""
    from monograph.pipeline.errors import UnusableError
    from monograph.pipeline.read import read_entry
    from monograph.pipeline.walk import read_bytes
    from monograph.text.model import Unreadable

    data = read_bytes(path, path.name)
    entry = data if isinstance(data, Unreadable) else read_entry(data, path.name)
    if isinstance(data, Unreadable) or isinstance(entry, Unreadable):
        assert isinstance(entry, Unreadable)
        raise UnusableError(f"{path}:{entry.line}: {entry.reason}: {entry.message}")
    return data.decode(), entry


def _year_after(day: datetime.date) -> datetime.date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _kinds(written: str) -> tuple[Kind, ...]:
    from monograph.claims.records import KINDS
    from monograph.pipeline.errors import UnusableError

    wanted = [word.strip() for word in written.split(",") if word.strip()]
    unknown = [word for word in wanted if word not in KINDS]
    if unknown:
        raise UnusableError(f"there are no claims of the kind {', '.join(unknown)}: the kinds are {', '.join(KINDS)}")
    return tuple(kind for kind in KINDS if kind in wanted) or KINDS
