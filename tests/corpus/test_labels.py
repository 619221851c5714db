"""The official labels beside the corpus: all of them read, whole, fast, and in little memory."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from monograph.labels.documents import Document, open_documents
from monograph.labels.model import Label, LabelError
from monograph.labels.read import read_labels
from monograph.library.label_store import open_labels
from monograph.pipeline.labels import import_labels

pytestmark = pytest.mark.corpus

FOLDERS = ("spl", "epi", "leaflets", "openfda")
MOST_MEMORY = 500_000  # kB


@pytest.fixture(scope="module")
def folder(corpus: Path) -> Path:
    labels = corpus.parent / "labels"
    if not labels.is_dir():
        pytest.skip(f"no labels at {labels}")
    return labels


def read(path: Path) -> Iterator[Label | LabelError]:
    for file in sorted(path.iterdir()):
        with file.open("rb") as stream:
            for document in open_documents(stream, file.name):
                assert isinstance(document, Document)
                try:
                    yield from read_labels(document)
                except LabelError as error:
                    yield error


def test_every_document_is_read(folder: Path) -> None:
    expected = {"spl": (24, 1), "epi": (9, 0), "leaflets": (773, 0), "openfda": (1_122, 1)}
    for name in FOLDERS:
        found = Counter(isinstance(one, LabelError) for one in read(folder / name))
        assert (found[False], found[True]) == expected[name], name


def test_chapters_of_leaflets_are_parted(folder: Path) -> None:
    """Nearly all say what they must not be used with; their active substance is in the vocabulary or as written."""
    labels = [one for one in read(folder / "leaflets") if isinstance(one, Label)]
    contraindicated = sum(bool(label.text.of_kind("contraindications")) for label in labels)
    active = sum(bool(label.ingredients) for label in labels)
    assert contraindicated > 0.85 * len(labels)
    assert active > 0.9 * len(labels)


def test_tables_are_rows_under_a_head(folder: Path) -> None:
    """In openFDA records as in SPL; the words of most tables are no more in the running text."""
    for name, least in (("spl", 1_000), ("openfda", 50_000)):
        blocks = [
            block
            for label in read(folder / name)
            if isinstance(label, Label)
            for section in label.text.sections
            for block in section.blocks
            if block.kind == "row"
        ]
        assert len(blocks) > least
        assert sum(bool(block.header) for block in blocks) > 0.6 * len(blocks)


def test_all_are_imported_and_read_back(folder: Path, tmp_path: Path) -> None:
    with open_labels(tmp_path / "labels.db", writable=True) as store:
        result = import_labels([folder / name for name in FOLDERS], store, "one", lambda *_: None)
        assert result.read == 1_928
        assert len(result.refused) == 2
        assert len(store.listings(versions=True)) == 1_928
        some = store.listings()[::40]
        for listing in some:
            label = store.label(listing.id)
            assert label.set_id == listing.set_id
            assert "".join(label.text.source[s.start : s.end] for s in label.text.sections) == label.text.source
        again = import_labels([folder / name for name in FOLDERS], store, "one", lambda *_: None)
        assert again.labels == Counter({"unchanged": 1_928})


@pytest.mark.parametrize("packed", ["json.gz", "json.zip", "zip of zips"])
def test_a_download_of_a_gigabyte_fits_in_memory(folder: Path, tmp_path: Path, packed: str) -> None:
    """A part of the bulk download, eight times the records here under other names; and SPL in zips in a zip."""
    path = tmp_path / "download"
    if packed == "zip of zips":
        _write_release(folder / "spl", path, copies=150)
    else:
        with path.open("wb") as raw, _packed(raw, packed) as out:
            _write_results(folder / "openfda/labels.jsonl.gz", out, copies=8)
    code = (
        "import sys, pathlib; from monograph.labels.documents import open_documents, Document;"
        "from monograph.labels.read import read_labels; from monograph.labels.model import LabelError\n"
        "size = count = 0\n"
        "with open(sys.argv[1], 'rb') as stream:\n"
        "    for document in open_documents(stream, 'download'):\n"
        "        assert isinstance(document, Document), document\n"
        "        size += len(document.data); count += 1\n"
        "        if count % 50 == 0:\n"
        "            try: list(read_labels(document))\n"
        "            except LabelError: pass\n"
        "peak = [line for line in pathlib.Path('/proc/self/status').read_text().splitlines() if 'VmHWM' in line]\n"
        "print(size, peak[0].split()[1])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    size, kilobytes = map(int, done.stdout.split())  # of its own: what a child "used" holds what its parent had
    assert size > 900_000_000
    assert kilobytes < MOST_MEMORY


def _packed(raw: io.BufferedWriter, packed: str) -> gzip.GzipFile | io.BufferedIOBase:
    if packed == "json.gz":
        return gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=1)
    archive = zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    return _Member(archive)


class _Member(io.BufferedIOBase):
    """The only member of an archive, which is closed with it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.member = archive.open("drug-label-0001-of-0001.json", "w", force_zip64=True)

    def write(self, data: bytes) -> int:  # type: ignore[override]
        return self.member.write(data)

    def close(self) -> None:
        if not self.closed:
            self.member.close()
            self.archive.close()
        super().close()


def _write_results(source: Path, out: gzip.GzipFile | io.BufferedIOBase, copies: int) -> None:
    out.write(b'{"meta": {"disclaimer": "synthetic"}, "results": [')
    for copy in range(copies):
        with gzip.open(source) as lines:
            for number, line in enumerate(lines):
                name = f'"set_id": "{copy}-'.encode()
                out.write((b",\n" if copy or number else b"\n") + line.rstrip().replace(b'"set_id": "', name, 1))
    out.write(b"]}")


def _write_release(source: Path, path: Path, copies: int) -> None:
    inner = {}
    for file in sorted(source.glob("*.xml")):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.write(file, file.name)
            archive.writestr("image.jpg", os.urandom(100_000))
        inner[file.stem] = stream.getvalue()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for copy in range(copies):
            for name, data in inner.items():
                archive.writestr(f"prescription/{copy}_{name}.zip", data)
