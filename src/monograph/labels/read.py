"""A document to its labels, whichever shape it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from monograph.labels.documents import Document
from monograph.labels.epi import read_epi
from monograph.labels.leaflet import read_leaflet
from monograph.labels.model import Label, LabelError
from monograph.labels.openfda import read_openfda
from monograph.labels.spl import read_spl


def read_labels(document: Document) -> Iterator[Label]:
    """The labels in a document: one, or all those of a FHIR Bundle of Bundles.

    Raises ``LabelError`` where it holds none; its line counts in the file that the document came from.
    """
    name = document.member or document.file
    try:
        if document.form == "xml":
            yield read_spl(document.data, name)
        else:
            yield from _json_labels(document, name)
    except RecursionError as error:
        raise LabelError(name, "nested too deep", "too-deep", line=document.line) from error


def _json_labels(document: Document, name: str) -> Iterator[Label]:
    try:
        record = msgspec.json.decode(document.data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise LabelError(name, f"not valid JSON: {error}", "not-json", line=document.line) from error
    try:
        for inner in _bundles(record):
            yield _reader(inner, name)(inner, name)
    except LabelError as error:
        error.line = document.line
        raise


def _bundles(record: Any) -> Iterator[Any]:
    """A Bundle that only holds Bundles, as a search gives them, stands for those within."""
    entries = record.get("entry") if isinstance(record, dict) and record.get("type") != "document" else None
    inner = [entry.get("resource") for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    bundles = [one for one in inner if isinstance(one, dict) and one.get("resourceType") == "Bundle"]
    yield from bundles or [record]


def _reader(record: Any, name: str) -> Callable[[dict[str, Any], str], Label]:
    if isinstance(record, dict):
        if record.get("resourceType") == "Bundle":
            return read_epi
        if "set_id" in record:
            return read_openfda
        if isinstance(record.get("sections"), list) and "product" in record:
            return read_leaflet
    raise LabelError(name, "neither an openFDA label, a FHIR Bundle nor a leaflet")
