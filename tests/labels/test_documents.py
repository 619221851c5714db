"""What people have is opened whatever it is packed in, as a stream; what cannot be is refused and the rest goes on."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.labels.samples import as_json, as_lines, epi, gzipped, openfda, spl, zipped

from monograph.labels.documents import Document, Refused, open_documents
from monograph.labels.json_records import BrokenStreamError, json_records
from monograph.labels.model import Label, LabelError
from monograph.labels.read import read_labels


def opened(data: bytes, name: str = "given", **options: int) -> tuple[list[Document], list[Refused]]:
    found = list(open_documents(io.BytesIO(data), name, **options))
    return [one for one in found if isinstance(one, Document)], [one for one in found if isinstance(one, Refused)]


def labels(data: bytes) -> list[Label]:
    documents, refused = opened(data)
    assert refused == []
    return [label for document in documents for label in read_labels(document)]


RECORDS = [openfda(set_id="a"), openfda(set_id="b"), openfda(set_id="c")]
SHAPES = {
    "lines": as_lines(*RECORDS),
    "list": as_json(RECORDS),
    "answer": as_json({"meta": {"results": {"total": 3}}, "results": RECORDS}),
    "answer, results first": as_json({"results": RECORDS, "meta": {"list": [{"set_id": "no"}]}}),
    "answer over many lines": json.dumps({"meta": {}, "results": RECORDS}, indent=2).encode(),
    "objects one after another": b" ".join(json.dumps(record, indent=1).encode() for record in RECORDS),
    "byte order mark": b"\xef\xbb\xbf" + as_lines(*RECORDS),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_records_in_every_shape(shape: str) -> None:
    data = SHAPES[shape]
    for packed in (data, gzipped(data), zipped({"part.json": data}), zipped({"part.json.gz": gzipped(data)})):
        assert [label.set_id for label in labels(packed)] == ["a", "b", "c"]


def test_xml_alone_and_in_archives() -> None:
    for packed in (spl(), gzipped(spl()), zipped({"label.xml": spl(), "image.jpg": b"\xff\xd8"})):
        assert [label.product for label in labels(packed)] == ["Exemplin"]
    assert [label.product for label in labels(spl().decode().replace("UTF-8", "UTF-16").encode("utf-16"))] == [
        "Exemplin"
    ]


def test_zips_in_a_zip_as_dailymed_publishes_them() -> None:
    parts = {f"prescription/{name}.zip": zipped({f"{name}.xml": spl(set_id=name), "a.jpg": b"x"}) for name in "abc"}
    documents, refused = opened(zipped(parts), "release.zip")
    assert refused == []
    assert [document.member for document in documents] == [f"prescription/{name}.zip!{name}.xml" for name in "abc"]
    assert {document.file for document in documents} == {"release.zip"}
    assert [label.set_id for document in documents for label in read_labels(document)] == ["a", "b", "c"]


def test_a_searchset_of_bundles_is_all_of_them() -> None:
    answer = {
        "resourceType": "Bundle",
        "type": "searchset",
        "entry": [{"resource": epi(identifier=name)} for name in "ab"],
    }
    assert [label.set_id for label in labels(as_json(answer))] == ["a", "b"]


def test_lines_are_those_of_the_file() -> None:
    documents, _ = opened(as_lines(*RECORDS))
    assert [document.line for document in documents] == [1, 2, 3]
    answer = b'{"results": [\n' + b",\n\n".join(as_json(record) for record in RECORDS) + b"\n]}"
    assert [document.line for document in opened(answer)[0]] == [2, 4, 6]


@pytest.mark.parametrize(
    "bad", [b'{"set_id": ', b"nothing", b'{"a": 1}', b'{"set_id": "\\ud800"}', b'{"set_id": "' + b"[" * 90]
)
def test_a_bad_line_does_not_hide_the_next(bad: bytes) -> None:
    documents, refused = opened(as_lines(RECORDS[0]) + bad + b"\n" + as_lines(RECORDS[1]), "labels.jsonl")
    assert refused == []
    found: list[str] = []
    for document in documents:
        try:
            found += [label.set_id for label in read_labels(document)]
        except LabelError as error:
            found.append(f"line {error.line}")
    assert found == ["a", "line 2", "b"]


CUT = {
    "json": as_json({"results": RECORDS})[:-40],
    "zip": zipped({"a.xml": spl()})[:-30],
    "gz": gzipped(spl())[:-30],
    "json in zip": zipped({"a.json": as_json(RECORDS)[:-40]}),
    "empty": b"",
    "neither": b"once upon a time",
    "a closing bracket": b"[]]",
    "no record": b"[1, 2]",
}


@pytest.mark.parametrize("what", CUT)
def test_what_is_cut_off_is_refused_with_its_place(what: str) -> None:
    _, refused = opened(CUT[what], "cut")
    assert [one.file for one in refused] == ["cut"]
    assert refused[0].reason in {"truncated", "broken-archive", "unknown-format", "not-json", "no-label"}
    assert refused[0].message


def test_a_broken_member_does_not_hide_the_next() -> None:
    data = bytearray(zipped({"a.xml": spl(set_id="a"), "b.xml": spl(set_id="b")}, zipfile.ZIP_STORED))
    place = data.index(b"mild hypertension")
    data[place : place + 4] = b"WILD"
    documents, refused = opened(bytes(data))
    assert [one.member for one in refused] == ["a.xml"]
    assert [label.set_id for document in documents for label in read_labels(document)] == ["b"]


@pytest.mark.parametrize(
    "name", ["../../etc/label.xml", "/etc/label.xml", "..\\..\\label.xml", "C:/label.xml", "a/../../b.xml"]
)
def test_a_path_that_leads_out_of_an_archive_is_refused(name: str) -> None:
    documents, refused = opened(zipped({name: spl(set_id="a"), "good.xml": spl(set_id="b")}))
    assert [one.reason for one in refused] == ["path-in-archive"]
    assert [document.member for document in documents] == ["good.xml"]


def test_a_zip_bomb_stops_at_the_budget() -> None:
    bomb = zipped({f"{number}.xml": b"<a>" + b" " * 5_000_000 + b"</a>" for number in range(40)})
    assert len(bomb) < 300_000
    documents, refused = opened(bomb, floor=20_000_000)
    assert len(documents) <= 6
    assert [one.reason for one in refused] == ["unpacks-too-far"]


def test_a_bomb_of_zips_in_zips_stops_at_the_budget() -> None:
    inner = zipped({f"{number}.xml": b"<a>" + b" " * 3_000_000 + b"</a>" for number in range(10)})
    _, refused = opened(zipped({f"{number}.zip": inner for number in range(10)}), floor=20_000_000)
    assert [one.reason for one in refused] == ["unpacks-too-far"]


def test_archives_in_archives_end_somewhere() -> None:
    data = spl()
    for _ in range(6):
        data = zipped({"a.zip": data})
    assert [one.reason for one in opened(data)[1]] == ["too-deep"]
    data = spl()
    for _ in range(6):
        data = gzipped(data)
    assert [one.reason for one in opened(data)[1]] == ["too-deep"]


def test_a_record_without_end_is_refused() -> None:
    stream = io.BufferedReader(io.BytesIO(b'[{"a": "' + b"x" * 3_000_000))  # type: ignore[arg-type]
    with pytest.raises(BrokenStreamError, match="more than"):
        list(json_records(stream, longest=2_000_000))


class Drip(io.RawIOBase):
    """A stream that gives a few bytes at a time, as archives do."""

    def __init__(self, data: bytes, sizes: list[int]) -> None:
        self.data, self.sizes, self.turn = data, sizes, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        assert isinstance(buffer, memoryview)
        self.turn += 1
        size = min(len(buffer), self.sizes[self.turn % len(self.sizes)])
        part, self.data = self.data[:size], self.data[size:]
        buffer[: len(part)] = part
        return len(part)


values = st.recursive(
    st.text(st.sampled_from('ab"\\{}[]:, \nresults'), max_size=8) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["results", "a", "b{"]), inner, max_size=3)
    ),
    max_leaves=8,
)
records = st.lists(
    st.dictionaries(st.sampled_from(["set_id", "a", "}", '"', "["]), values, max_size=3), min_size=1, max_size=5
)


@given(records, st.sampled_from([None, 1]), st.lists(st.integers(1, 40), min_size=1, max_size=5))
@settings(max_examples=300)
def test_records_are_split_where_they_end(
    given_: list[dict[str, object]], indent: int | None, sizes: list[int]
) -> None:
    """However the JSON is written and in whatever pieces it comes."""
    for whole in (json.dumps({"meta": 1, "results": given_}, indent=indent), json.dumps(given_, indent=indent)):
        stream = io.BufferedReader(Drip(whole.encode(), sizes), 64)
        assert [json.loads(record.data) for record in json_records(stream)] == given_


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Good documents with a few bytes in them cut out or changed."""
    data = draw(st.sampled_from([*SHAPES.values(), spl(), as_json(epi())]))
    place = draw(st.integers(0, len(data)))
    return data[:place] + draw(st.binary(max_size=4)) + data[place + draw(st.integers(0, 9)) :]


@given(damaged() | st.binary(max_size=200))
@settings(max_examples=300)
def test_no_bytes_make_it_fail(data: bytes) -> None:
    for packed in (data, gzipped(data), zipped({"a.json": data}), b"PK\x03\x04" + data, b"\x1f\x8b" + data):
        errors = []
        for document in opened(packed)[0]:
            try:
                list(read_labels(document))
            except LabelError as error:
                errors.append(error)
        assert all(error.reason and error.line >= 1 for error in errors)
