"""Small official documents of our own, in every shape that is read, and what was read of them."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from typing import Any

from monograph.labels.model import Label
from monograph.text.model import Block, Section

SET_ID = "11111111-2222-3333-4444-555555555555"

DOSE_TABLE = """
<table>
  <caption>Table 1. Starting doses</caption>
  <thead><tr><th>Age</th><th>Dose</th></tr></thead>
  <tfoot><tr><td colspan="2">Weigh children first.</td></tr></tfoot>
  <tbody>
    <tr><td rowspan="2">Children</td><td>5 mg<footnote>With food.</footnote></td></tr>
    <tr><td>10 mg</td></tr>
    <tr><td>Adults</td><td>20 mg</td></tr>
  </tbody>
</table>
"""


def spl_section(code: str, title: str, text: str, inner: str = "") -> str:
    """A section of an SPL document."""
    return (
        f'<component><section><code code="{code}" codeSystem="2.16.840.1.113883.6.1"/>'
        f"<title>{title}</title><text>{text}</text>{inner}</section></component>"
    )


def spl(
    *, set_id: str = SET_ID, version: str = "2", date: str = "20240131", dose: str = "20 mg once daily", extra: str = ""
) -> bytes:
    """An SPL document about exemplin tablets."""
    sections = (
        spl_section("34067-9", "1 INDICATIONS AND USAGE", "<paragraph>For mild hypertension.</paragraph>")
        + spl_section(
            "34068-7",
            "2 DOSAGE AND ADMINISTRATION",
            f"<paragraph>The usual dose is {dose}.</paragraph>{DOSE_TABLE}",
            spl_section("42229-5", "2.1 Children", "<list><item>Weigh first.</item><item>Then dose.</item></list>"),
        )
        + spl_section("34070-3", "4 CONTRAINDICATIONS", "<paragraph>Pregnancy.</paragraph>")
        + spl_section("34092-7", "14 CLINICAL STUDIES", "<paragraph>Nothing to read here.</paragraph>")
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<document xmlns="urn:hl7-org:v3">
  <id root="x"/><code code="34391-3" codeSystem="2.16.840.1.113883.6.1"/>
  <title>Exemplin tablets</title><effectiveTime value="{date}"/>
  <setId root="{set_id}"/><versionNumber value="{version}"/>
  <author><assignedEntity><representedOrganization><name>Example Pharma</name></representedOrganization>
  </assignedEntity></author>
  <component><structuredBody>
    <component><section><code code="48780-1" codeSystem="2.16.840.1.113883.6.1"/>
      <subject><manufacturedProduct><manufacturedProduct><name>Exemplin</name>
        <formCode displayName="TABLET"/>
        <ingredient classCode="ACTIB"><quantity><numerator value="20" unit="mg"/><denominator value="1" unit="1"/>
          </quantity><ingredientSubstance><code code="ABCDEFGHIJ"/><name>Exemplin sodium</name>
          <activeMoiety><activeMoiety><name>Exemplin</name></activeMoiety></activeMoiety></ingredientSubstance>
        </ingredient>
        <ingredient classCode="IACT"><ingredientSubstance><code code="ZZZZZZZZZZ"/><name>Starch</name>
        </ingredientSubstance></ingredient>
      </manufacturedProduct><consumedIn><substanceAdministration><routeCode displayName="ORAL"/>
      </substanceAdministration></consumedIn></manufacturedProduct></subject></section></component>
    {sections}{extra}
  </structuredBody></component>
</document>""".encode()


def openfda(*, set_id: str = SET_ID, version: str = "2", date: str = "20240131", **fields: Any) -> dict[str, Any]:
    """A record of the openFDA drug label endpoint."""
    return {
        "set_id": set_id,
        "version": version,
        "effective_time": date,
        "dosage_and_administration": ["2 DOSAGE AND ADMINISTRATION 2.1 Adults The dose is 20 mg once daily."],
        "contraindications": ["4 CONTRAINDICATIONS Exemplin is contraindicated in: • pregnancy • gout."],
        "openfda": {
            "brand_name": ["Exemplin"],
            "generic_name": ["EXEMPLIN SODIUM"],
            "manufacturer_name": ["Example Pharma"],
            "product_type": ["HUMAN PRESCRIPTION DRUG"],
            "route": ["ORAL"],
            "substance_name": ["EXEMPLIN SODIUM"],
            "unii": ["ABCDEFGHIJ"],
        },
    } | fields


def epi(
    *, identifier: str = "EU/1/99/001/001", language: str = "en", date: str = "2024-01-31", before: str = ""
) -> dict[str, Any]:
    """A type 2 ePI Bundle."""
    chapters = {
        "1. What Exemplin is and what it is used for": "<p>It lowers the pressure of the blood.</p>",
        "2. What you need to know before you take Exemplin": before
        or "<p>Do not take Exemplin</p><ul><li>if you have gout.</li></ul><p>Warnings and precautions Ask first.</p>",
        "3. How to take Exemplin": "<p>The dose is one&nbsp;tablet.</p>",
    }
    return {
        "resourceType": "Bundle",
        "type": "document",
        "language": language,
        "identifier": {"system": "urn:x", "value": identifier},
        "entry": [
            {"resource": one}
            for one in (
                {
                    "resourceType": "Composition",
                    "language": language,
                    "date": f"{date}T10:00:00Z",
                    "title": "TEST PURPOSES ONLY - Exemplin",
                    "section": [
                        {
                            "title": "B. Package Leaflet",
                            "section": [
                                {"title": title, "text": {"div": f'<div xmlns="http://www.w3.org/1999/xhtml">{text}</div>'}}
                                for title, text in chapters.items()
                            ],
                        }
                    ],
                },
                {"resourceType": "MedicinalProductDefinition", "name": [{"productName": "Exemplin 20 mg tablets"}]},
                _ingredient("Exemplin sodium", "ABCDEFGHIJ", "Active"),
                _ingredient("Starch", "ZZZZZZZZZZ", "Excipient"),
                {
                    "resourceType": "AdministrableProductDefinition",
                    "administrableDoseForm": {"coding": [{"display": "Tablet"}]},
                    "routeOfAdministration": [{"code": {"coding": [{"display": "Oral use"}]}}],
                },
                {"resourceType": "Organization", "type": [{"coding": [{"display": "Manufacturer"}]}], "name": "Maker"},
                {
                    "resourceType": "Organization",
                    "type": [{"coding": [{"display": "Marketing authorisation holder"}]}],
                    "name": "Example Pharma",
                },
            )
        ],
    }  # fmt: skip


def _ingredient(name: str, unii: str, role: str) -> dict[str, Any]:
    return {
        "resourceType": "Ingredient",
        "role": {"coding": [{"display": role}]},
        "substance": {
            "code": {"concept": {"coding": [{"code": unii, "display": name}]}},
            "strength": [{"presentationQuantity": {"value": 20, "code": "mg"}}],
        },
    }


def leaflet(*, file: str = "exemplin.fsh", before: str = "") -> dict[str, Any]:
    """A record of EU leaflets as text."""
    sections = {
        "TEST PURPOSES ONLY - exemplin": "unavailable",
        "1. What exemplin is and what it is used for": "Exemplin lowers the pressure of the blood.",
        "2. What you need to know before you take exemplin": before
        or "Do not take EXEMPLIN If you have gout.\nWarnings and precautions\nTalk to your doctor\nOther medicines"
        " and EXEMPLIN Tell your doctor of warfarin.",
        "3. How to take exemplin": "The dose is one tablet.",
        "6. Contents of the pack and other information": "The active substance is warfarin sodium. Each has 5 mg.",
    }
    return {
        "file": file,
        "product": "exemplin",
        "identifier": "EU/1/99/001/001",
        "sections": [{"title": title, "text": text} for title, text in sections.items()],
    }


def as_json(value: object) -> bytes:
    """A value as JSON."""
    return json.dumps(value, ensure_ascii=False).encode()


def as_lines(*records: object) -> bytes:
    """One record a line."""
    return b"".join(as_json(record) + b"\n" for record in records)


def zipped(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def gzipped(data: bytes) -> bytes:
    """A gz."""
    return gzip.compress(data)


def words(label: Label, block: Block) -> str:
    return label.text.source[block.start : block.end]


def section(label: Label, kind: str) -> Section:
    return next(one for one in label.text.sections if one.kind == kind)


def texts(label: Label, kind: str) -> list[str]:
    return [words(label, block) for one in label.text.sections if one.kind == kind for block in one.blocks]
