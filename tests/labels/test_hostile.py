"""Documents that mean harm: nothing is loaded or expanded, nothing runs long, and the reason is said."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.labels.samples import as_json, epi, openfda, spl, spl_section

from monograph.labels.documents import Document
from monograph.labels.model import Label, LabelError
from monograph.labels.read import read_labels

BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">{}]><document xmlns="urn:hl7-org:v3">&j;</document>"""
ENTITIES = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))


def read(data: bytes, form: str = "xml") -> list[Label]:
    return list(read_labels(Document("given", "", 1, "xml" if form == "xml" else "json", data)))


def refusal(data: bytes, form: str = "xml") -> LabelError:
    begin = time.process_time()
    with pytest.raises(LabelError) as caught:
        read(data, form)
    assert time.process_time() - begin < 5
    return caught.value


def test_an_xml_bomb_is_refused() -> None:
    assert refusal(BOMB.format(ENTITIES).encode()).reason in {"entities", "not-xml"}


def test_an_external_entity_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("For gout and secrets.", encoding="utf-8")
    head = f'<!DOCTYPE document [<!ENTITY secret SYSTEM "{secret.as_uri()}">]>'
    data = spl().decode().replace("?>", f"?>{head}", 1).replace("For mild hypertension.", "&secret;")
    assert refusal(data.encode()).reason == "entities"


def test_an_external_dtd_is_not_loaded(tmp_path: Path) -> None:
    dtd = tmp_path / "label.dtd"
    dtd.write_text('<!ENTITY secret "gout">', encoding="utf-8")
    data = spl().decode().replace("?>", f'?><!DOCTYPE document SYSTEM "{dtd.as_uri()}">', 1)
    assert "gout" not in read(data.encode())[0].text.source
    assert refusal(data.replace("For mild hypertension.", "&secret;").encode()).reason in {"not-xml", "entities"}


@pytest.mark.parametrize(
    "data",
    [b"<html><body>no label</body></html>", b"<document/>", spl().replace(b"urn:hl7-org:v3", b"urn:other"),
     spl().replace(b"setId", b"setID"), b'<document xmlns="urn:hl7-org:v3"><setId root="a"/></document>'],
)  # fmt: skip
def test_another_schema_is_no_label(data: bytes) -> None:
    assert refusal(data).reason == "no-label"


@pytest.mark.parametrize(
    "record",
    [[], {}, {"set_id": 5}, {"set_id": ""}, {"set_id": "a"}, {"resourceType": "Patient"}, {"resourceType": "Bundle"},
     {"resourceType": "Bundle", "entry": 5}, {"sections": [5], "product": "x"}, {"sections": [], "product": ""},
     openfda(dosage_and_administration=5, contraindications={"a": 1})],
)  # fmt: skip
def test_other_json_is_no_label(record: object) -> None:
    assert refusal(as_json(record), "json").reason == "no-label"


@pytest.mark.parametrize("wrong", [5, None, [], "x", {"a": 1}, [[["x"]]]])
@pytest.mark.parametrize("field", ["openfda", "version", "effective_time", "dosage_and_administration_table"])
def test_a_field_of_another_type_does_no_harm(field: str, wrong: object) -> None:
    label = read(as_json(openfda(**{field: wrong})), "json")[0]
    assert "20 mg once daily" in label.text.source


def test_a_cut_document_is_not_well_formed() -> None:
    error = refusal(spl()[:-200])
    assert error.reason == "not-xml"
    assert error.line > 5


@pytest.mark.parametrize("depth", [60, 200, 5_000, 200_000])
def test_depth_is_read_or_refused(depth: int) -> None:
    """Elements in each other, as narrative and as sections: never an error of the program's own."""
    for unit in ("paragraph", "content", "list><item", "table><tr><td"):
        tags = unit.split("><")
        text = f"<{unit}>" * depth + "x" + "".join(f"</{tag}>" for tag in reversed(tags)) * depth
        data = spl(extra=spl_section("34071-1", "WARNINGS", text))
        if depth <= 60:
            assert read(data)[0].set_id
        elif depth > 256:
            assert refusal(data).reason in {"too-deep", "not-xml"}


def test_sections_in_sections_of_a_bundle_end_somewhere() -> None:
    section: dict[str, object] = {"title": "How to take"}
    for _ in range(100):
        section = {"title": "How to take", "section": [section]}
    bundle = epi()
    bundle["entry"][0]["resource"]["section"] = [section]
    assert refusal(as_json(bundle), "json").reason == "too-deep"


def test_cells_that_span_the_world_do_not() -> None:
    cell = '<td colspan="99999999" rowspan="99999999">5 mg</td>'
    text = f"<table><tbody>{f'<tr>{cell * 20}</tr>' * 50}</tbody></table>"
    label = read(spl(extra=spl_section("34071-1", "WARNINGS", text)))[0]
    assert len(label.text.source) < 200_000


@pytest.mark.parametrize("unit", ["2.1 A ", "• ", "A ", "2.1 ", "\ue000", "\ue0005\ue000 ", "Adults The dose. ", "("])
def test_time_grows_with_the_length_only(unit: str) -> None:
    text = "2 DOSAGE AND ADMINISTRATION " + unit * (400_000 // len(unit))
    begin = time.process_time()
    read(as_json(openfda(dosage_and_administration=[text])), "json")
    assert time.process_time() - begin < 10
