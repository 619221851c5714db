"""``monograph labels``: official labels into labels.db, what it holds, and out of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from monograph.cli.options import Format

if TYPE_CHECKING:
    from monograph.library.label_store import LabelListing, LabelStore
    from monograph.pipeline.labels import Import

HELP = """Official labels: read into a store, listed, shown, removed.

\b
Examples:
  monograph labels add downloads
  monograph labels list
"""
STORE = Path("labels.db")
_WIDEST = 40
"""Letters to which a column is filled up; longer names push the next column."""


Store = Annotated[Path, typer.Option("--labels", metavar="FILE", help="The store of official labels.")]
Form = Annotated[Format, typer.Option("--format", "-f", help="json is for programs.")]


def add(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Label documents, or folders of them.")],
    store: Store = STORE,
    form: Form = Format.text,
) -> None:
    """Read official labels into a store.

    \b
    Reads SPL (XML), openFDA drug labels (JSON: answers of the API, parts of the bulk download, one record a line), FHIR
    ePI Bundles and EU leaflets; each also as gz or zip, and zips in a zip as DailyMed publishes them. They are told by
    their content. The newest version of a set id counts, older ones stay. What cannot be read is named on standard
    error with its reason, and the rest goes on; documents that were read before are not read again.

    \b
    Examples:
      monograph labels add eliquis.xml
      monograph labels add dm_spl_release_human_rx_part1.zip drug-label-0001-of-0013.json.zip
      monograph labels add downloads --labels labels.db --format json
    """
    from monograph.cli.output import print_json, say
    from monograph.cli.progress import shown
    from monograph.pipeline.errors import UnusableError
    from monograph.pipeline.labels import import_labels, label_files
    from monograph.pipeline.program import program

    found = label_files(files)  # before a store is made
    with _opened(store, writable=True) as opened, shown() as progress:
        result = import_labels(found, opened, program(), progress)
    for one in result.refused:
        place = f"{one.file}!{one.member}" if one.member else one.file
        say(f"{place}:{one.line}: {one.reason}: {one.message}")
    if form is Format.json:
        print_json({"labels": result.labels, "refused": [one._asdict() for one in result.refused]})
    say(_summary(result))
    if not result.read:
        raise UnusableError("no label was read: give SPL, openFDA or ePI documents")


def list_(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Only those of this medicine or product.")] = "",
    store: Store = STORE,
    form: Form = Format.text,
    versions: Annotated[bool, typer.Option("--versions", help="Older versions as well.")] = False,
) -> None:
    """List the labels of a store.

    \b
    Examples:
      monograph labels list
      monograph labels list apixaban --versions
      monograph labels list --format json | jq '.[].set_id'
    """
    from monograph.cli.output import print_json, say

    with _opened(store) as opened:
        found = opened.find(name) if name else opened.listings(versions=versions)
        if name and versions:
            found = [each for one in found for each in opened.versions(one.set_id, one.language)]
    if form is Format.json:
        print_json([one._asdict() for one in found])
    elif found:
        _print_table(found)
    else:
        say(f"{store} has no label{f' of “{name}”' if name else ''}")


def show(
    name: Annotated[str, typer.Argument(metavar="SET_ID|NAME", help="A set id, a product or a medicine.")],
    store: Store = STORE,
    form: Form = Format.text,
    text: Annotated[bool, typer.Option("--text", help="The text of the sections as well; json has it.")] = False,
    version: Annotated[
        str, typer.Option("--version", metavar="VERSION|DATE", help="An older version, not the newest.")
    ] = "",
) -> None:
    """Show labels with their sections.

    \b
    Examples:
      monograph labels show apixaban
      monograph labels show apixaban --text
      monograph labels show apixaban --version 37
      monograph labels show 64f8040f-938d-4236-8e22-c838c9b5f8da --format json
    """
    from monograph.cli.output import print_json
    from monograph.pipeline.errors import UnusableError

    with _opened(store) as opened:
        found = opened.find(name) or _none(name, store)
        if version:
            every = [each for one in found for each in opened.versions(one.set_id, one.language)]
            found = [each for each in every if version in (each.version, each.date)]
            if not found:
                there = ", ".join(_versioned(each) for each in every)
                raise UnusableError(f"{store} has no version {version} of “{name}”: there are {there}")
        if form is Format.json:
            print_json([_record(opened, one) for one in found])
            return
        for one in found:
            _print_label(opened, one, text=text)


def remove(
    set_ids: Annotated[list[str], typer.Argument(metavar="SET_ID...", help="Labels, in all versions and languages.")],
    store: Store = STORE,
) -> None:
    """Remove labels from a store.

    \b
    Examples:
      monograph labels remove 64f8040f-938d-4236-8e22-c838c9b5f8da
    """
    from monograph.cli.output import say
    from monograph.text.counted import counted

    with _opened(store):
        pass  # a store is not made to remove something from it
    with _opened(store, writable=True) as opened:
        for set_id in set_ids:
            removed = opened.remove(set_id) or _none(set_id, store)
            say(f"{set_id}: {counted(removed, 'version')} removed")


def _opened(path: Path, *, writable: bool = False) -> LabelStore:
    from monograph.library.label_store import open_labels
    from monograph.pipeline.errors import UnusableError

    try:
        return open_labels(path, writable=writable)
    except (FileNotFoundError, PermissionError, ValueError) as error:
        raise UnusableError(str(error)) from error


def _none(name: str, store: Path) -> NoReturn:
    from monograph.pipeline.errors import UnusableError

    raise UnusableError(f"{store} has no label “{name}”: see `monograph labels list`")


def _summary(result: Import) -> str:
    from monograph.text.counted import counted

    words = ", ".join(f"{count:,} {outcome.replace('-', ' ')}" for outcome, count in sorted(result.labels.items()))
    refused = counted(len(result.refused), "document")
    return f"{counted(result.read, 'label')}: {words or 'none'}; {refused} refused"


def _record(store: LabelStore, one: LabelListing) -> dict[str, Any]:
    label = store.label(one.id)
    source = label.text.source
    sections = [
        {"code": code, "kind": section.kind, "title": section.title, "text": source[section.heading.end : section.end]}
        for section, code in zip(label.text.sections, label.codes, strict=True)
    ]
    return {
        **one._asdict(),
        "ingredients": label.ingredients,
        "routes": label.routes,
        "forms": label.forms,
        "versions": [each._asdict() for each in store.versions(one.set_id, one.language)],
        "sections": sections,
    }


def _versioned(one: LabelListing) -> str:
    return f"{one.version or '-'} of {one.date or 'an unknown date'} ({one.source})"


def _print_label(store: LabelStore, one: LabelListing, *, text: bool) -> None:
    from monograph.checks.report.text import visible
    from monograph.text.counted import counted

    label = store.label(one.id)
    others = [each for each in store.versions(one.set_id, one.language) if each.id != one.id]
    print(visible(f"{one.product}  {one.set_id}"))
    ingredients = ", ".join(f"{i.name} {i.strength}".strip() for i in label.ingredients)
    facts = {
        "version": f"{one.version or '-'} of {one.date or 'an unknown date'}, {one.source}, {one.kind}, {one.language}",
        "by": one.labeler,
        "active": ingredients,
        "given": ", ".join([*label.routes, *label.forms]),
        "others": ", ".join(map(_versioned, others)),
    }
    for name, value in facts.items():
        if value:
            print(visible(f"  {name:<8} {value}"))
    for section in label.text.sections:
        length = counted(section.end - section.heading.end, "character")
        print(visible(f"  {section.kind:<18} {section.title}  ({length})"))
        for line in label.text.source[section.heading.end : section.end].splitlines() if text else ():
            if line.strip():
                print(f"    {visible(line.strip())}")
    print()


def _print_table(found: list[LabelListing]) -> None:
    """Columns in plain text; names come last and are never cut, nor are set ids, which are copied into commands."""
    from monograph.checks.report.text import visible

    head = ("set id", "version", "date", "source", "language", "product", "substance")
    rows = [head, *((o.set_id, o.version, o.date, o.source, o.language, o.product, o.substance) for o in found)]
    widths = [min(_WIDEST, max(len(row[column]) for row in rows)) for column in range(len(head))]
    for row in rows:
        print(visible("  ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)).rstrip()))


COMMANDS: dict[str, Callable[..., None]] = {"add": add, "list": list_, "show": show, "remove": remove}
"""The commands of the group by their names."""
