"""The official labels beside the corpus: all of them read, whole, fast, and in little memory."""

from __future__ import annotations

import gzip
import io
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from monograph.claims.read import read_claims
from monograph.claims.records import Dose
from monograph.labels.documents import Document, open_documents
from monograph.labels.model import Label, LabelError
from monograph.labels.openfda import read_openfda
from monograph.labels.read import read_labels
from monograph.labels.spl import read_spl
from monograph.library.label_store import open_labels
from monograph.pipeline.labels import import_labels
from monograph.tables import read_table

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


def test_a_flattened_label_is_read_as_the_structured_one(folder: Path) -> None:
    """Each SPL document flattened as openFDA does: the doses that are read of both, with whom each is for."""
    both = once = 0
    for path in sorted((folder / "spl").glob("*.xml")):
        try:
            structured = read_spl(path.read_bytes(), path.name)
        except LabelError:
            continue
        flattened = read_openfda(_flattened(path), path.name)
        flattened.text.routes = structured.text.routes  # openFDA gives them beside the text
        one, other = _doses(structured), _doses(flattened)
        both += len(one & other)
        once += len(one ^ other)
    assert both > 250
    assert 2 * both / (2 * both + once) > 0.78


def _doses(label: Label) -> set[tuple[object, ...]]:
    fields = [
        "amount_min", "amount_max", "unit", "per", "basis", "times_per_day_min", "route", "population", "age_min",
        "role",
    ]  # fmt: skip
    return {
        tuple(getattr(claim, field) for field in fields) for claim in read_claims(label.text) if isinstance(claim, Dose)
    }


def _flattened(path: Path) -> dict[str, Any]:
    """The record that openFDA makes of an SPL document: all text of a section in one string, its tables beside it."""
    fields = {row["loinc"]: row["openfda"] for row in read_table("monograph.labels", "sections") if row["loinc"]}
    root = etree.parse(path)
    name = " ".join(root.xpath("(//*[local-name()='manufacturedProduct']/*[local-name()='name'])[1]//text()"))
    record: dict[str, Any] = {"set_id": path.stem, "openfda": {"brand_name": [name.strip()]}}
    for section in root.iter("{urn:hl7-org:v3}section"):
        code = section.find("{urn:hl7-org:v3}code")
        if field := fields.get(code.get("code") if code is not None else ""):
            record.setdefault(field, []).append(" ".join(" ".join(section.itertext()).split()))
            for table in section.iter("{urn:hl7-org:v3}table"):
                markup = etree.tostring(table, encoding="unicode", with_tail=False)
                record.setdefault(f"{field}_table", []).append(
                    re.sub(r' xmlns(:\w+)?="[^"]*"| xsi:\w+="[^"]*"', "", markup)
                )
    return record


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
