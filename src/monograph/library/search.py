"""The full-text index over monographs (titles, names, text) that a build puts into ``search/``."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import tantivy

HEAP = 64_000_000
"""Bytes that the indexer may fill before it starts a new segment: enough for some 10,000 monographs in one."""
SEGMENT = "00000000000000000000000000000001"


class Hit(NamedTuple):
    """A monograph that a query found, and how well it fits."""

    doc: str
    title: str
    score: float


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("doc", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", stored=True)
    builder.add_text_field("names", stored=False)
    builder.add_text_field("text", stored=False)
    return builder.build()


class IndexWriter:
    """Writes an index. One thread and one order of documents make one segment, the same bytes each time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        with _disk_errors():
            self._writer = tantivy.Index(_schema(), path=str(folder)).writer(HEAP, num_threads=1)
        self._open = True

    def __enter__(self) -> IndexWriter:
        return self

    def __exit__(self, *_: object) -> None:
        if self._open:  # its threads must not write into a folder that is being removed
            with suppress(ValueError):
                self._writer.wait_merging_threads()

    def add(self, doc: str, title: str, names: str, text: str) -> None:
        """Add a monograph: its title, the names of its substances, its text."""
        with _disk_errors():
            self._writer.add_document(tantivy.Document(doc=doc, title=title, names=names, text=text))

    def finish(self) -> None:
        """Write the index out."""
        with _disk_errors():
            self._writer.commit()
            self._open = False
            self._writer.wait_merging_threads()
        _name_segment(self.folder)


@contextmanager
def _disk_errors() -> Iterator[None]:
    """What tantivy says of a full or failing disk, as the system's own kind of error."""
    try:
        yield
    except ValueError as error:
        raise OSError(errno.EIO, f"search: {error}") from error


def _name_segment(folder: Path) -> None:
    """Give a single segment a fixed name instead of tantivy's random one: all else in it is determined."""
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    (folder / ".tantivy-meta.lock").touch()  # readers lock it: they would else write into a finished build
    if len(meta["segments"]) != 1:
        return
    random = meta["segments"][0]["segment_id"]
    name = SEGMENT
    meta["segments"][0]["segment_id"] = f"{name[:8]}-{name[8:12]}-{name[12:16]}-{name[16:20]}-{name[20:]}"
    files = []
    for file in sorted(folder.glob(f"{random.replace('-', '')}.*")):
        file.rename(folder / f"{name}{file.suffix}")
        files.append(f"{name}{file.suffix}")
    (folder / "meta.json").write_text(json.dumps(meta, indent=2), encoding="utf-8")
    (folder / ".managed.json").write_text(json.dumps([*files, "meta.json"]), encoding="utf-8")


def find(folder: Path, query: str, limit: int = 10) -> list[Hit]:
    """The monographs that fit a query best; titles and names weigh more than text, and any text is a valid query.

    ``folder`` is the ``search`` folder of a build.
    """
    index = tantivy.Index.open(str(folder))
    searcher = index.searcher()
    weights = {"title": 8.0, "names": 4.0, "text": 1.0}
    parsed, _ = index.parse_query_lenient(query, list(weights), field_boosts=weights)
    hits = []
    for score, address in searcher.search(parsed, limit).hits:
        document = searcher.doc(address)
        hits.append(Hit(str(document.get_first("doc")), str(document.get_first("title")), score))
    return hits
