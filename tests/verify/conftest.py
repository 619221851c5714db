"""Labels and monographs of our own, to hold against each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monograph.labels.spl import read_spl
from monograph.library.model import Entry
from monograph.pipeline.read import read_entry
from monograph.text.model import Unreadable
from monograph.verify.read_label import ReadLabel

SPL = """<?xml version="1.0" encoding="UTF-8"?>
<document xmlns="urn:hl7-org:v3">
<code code="34391-3" displayName="HUMAN PRESCRIPTION DRUG LABEL"/>
<title>{product}</title>
<effectiveTime value="{date}"/>
<setId root="{set_id}"/>
<versionNumber value="{version}"/>
<component><structuredBody>
<component><section><code code="48780-1"/>
<subject><manufacturedProduct><manufacturedProduct><name>{product}</name>
<formCode displayName="{form}"/>
<ingredient classCode="ACTIB">
<ingredientSubstance><code code="X"/><name>{substance}</name></ingredientSubstance></ingredient>
</manufacturedProduct><consumedIn><substanceAdministration><routeCode displayName="{route}"/></substanceAdministration>
</consumedIn></manufacturedProduct></subject></section></component>
{sections}
</structuredBody></component></document>
"""
CODES = {
    "boxed": "34066-1",
    "usage": "34067-9",
    "dosage": "34068-7",
    "contraindications": "34070-3",
    "warnings": "43685-7",
    "effects": "34084-4",
    "interactions": "34073-7",
    "populations": "43684-0",
    "patient counseling": "34076-0",
}


def spl(
    sections: dict[str, str],
    *,
    substance: str = "EXEMPLINE",
    product: str = "Exemplar",
    route: str = "ORAL",
    form: str = "TABLET",
    date: str = "20240501",
    version: str = "3",
    set_id: str = "11111111-2222-3333-4444-555555555555",
) -> bytes:
    """An SPL document with these sections, each the inside of a ``<text>``."""
    parts = "".join(
        f'<component><section><code code="{CODES[name]}"/><title>{name.upper()}</title>'
        f"<text>{text}</text></section></component>"
        for name, text in sections.items()
    )
    return SPL.format(
        sections=parts, substance=substance, product=product, route=route, form=form, date=date, version=version,
        set_id=set_id,
    ).encode()  # fmt: skip


@pytest.fixture
def label() -> Callable[..., ReadLabel]:
    """Makes a label of sections; keywords as of ``spl``."""

    def make(sections: dict[str, str], **facts: str) -> ReadLabel:
        return ReadLabel(read_spl(spl(sections, **facts), "own.xml"))

    return make


@pytest.fixture
def page() -> Callable[..., Entry]:
    """Makes a monograph of sections, by heading."""

    def make(title: str = "Exempline", **sections: str) -> Entry:
        parts = "\n\n".join(f"### {name.replace('_', ' ').title()}\n\n{text}" for name, text in sections.items())
        head = f"---\nlayout: minimal-medicine\ntitle: {title}\n---\n\n# {title}\n\n### Generic Name\n\n{title}"
        source = f"{head}\n\n{parts}\n"
        entry = read_entry(source.encode(), "e/exempline.md")
        assert not isinstance(entry, Unreadable), entry
        return entry

    return make
