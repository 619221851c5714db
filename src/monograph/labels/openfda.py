"""Records of the openFDA drug label endpoint (JSON): one record to one ``Label``.

openFDA flattens each section to one string and gives its tables beside it as markup. The headings of subsections are
found again by their numbers, and the flattened words of a table are taken out where the table itself is at hand.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Any, NamedTuple

from monograph.labels.flattened import find_tables
from monograph.labels.model import DocumentKind, Ingredient, Label, LabelError
from monograph.labels.narrative import add_narrative, parse_xml
from monograph.labels.running import add_running, repaired
from monograph.labels.sections import label_section, titled_section
from monograph.labels.titles import title_end
from monograph.names.routes import find_routes
from monograph.text.compose import Composer

_KINDS: dict[str, DocumentKind] = {
    "HUMAN PRESCRIPTION DRUG": "prescription",
    "HUMAN OTC DRUG": "otc",
    "VACCINE": "vaccine",
}
_OPENING = re.compile(r"\A\s*(\d{1,2})\.?\s+((?:[A-Z][A-Z&,/()-]*\s+)+)(?=[^a-z\s]|\Z)")
_AND = re.compile(r",\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)
_FIRST = re.compile(r"(?:\A|[.)\]]\s)\s*(\d{1,2})\.1\s+(?=[A-Z])")
_NAME = re.compile(r"[^\W\d_]{4,}")
_MARK = "\ue000"
"""Stands around the number of a table in the text; taken out where a label uses it."""


class _Part(NamedTuple):
    title: str
    text: str


def read_openfda(record: dict[str, Any], name: str) -> Label:
    """The label in one record; ``name`` says where the record came from, for messages.

    Raises ``LabelError`` where the record has no set id or no section with a claim.
    """
    set_id = record.get("set_id")
    if not isinstance(set_id, str) or not set_id:
        raise LabelError(name, "the record has no set_id; is it from the drug label endpoint of openFDA?")
    facts = record.get("openfda") if isinstance(record.get("openfda"), dict) else {}
    assert isinstance(facts, dict)
    product = (
        _first(facts, "brand_name") or _first(facts, "generic_name") or _first(record, "spl_product_data_elements")
    )
    record = _sorted_out(record)
    composer = Composer(f"label:{set_id}", product)
    words = [product, *_strings(facts, "generic_name")]
    own = frozenset(word.lower() for text in words for word in _NAME.findall(text))
    codes = [field for field in _fields(record) if _add_section(composer, record, field, own)]
    if not codes:
        raise LabelError(name, f"the record {set_id} has no section that a label has")
    return Label(
        set_id=set_id,
        version=str(record.get("version", "")),
        date=_date(str(record.get("effective_time", ""))),
        product=product,
        labeler=_first(facts, "manufacturer_name"),
        kind=_KINDS.get(_first(facts, "product_type"), "other"),
        ingredients=_ingredients(facts),
        routes=_routes(facts),
        source="openfda",
        text=composer.finish(),
        codes=codes,
    )


def _ingredients(facts: dict[str, Any]) -> list[Ingredient]:
    """The active ingredients; where openFDA lists none, those of the generic name."""
    names, uniis = _strings(facts, "substance_name"), _strings(facts, "unii")
    if names:
        return [Ingredient(name, uniis[i] if len(names) == len(uniis) else "") for i, name in enumerate(names)]
    return [Ingredient(name) for name in _AND.split(_first(facts, "generic_name")) if name]


def _sorted_out(record: dict[str, Any]) -> dict[str, Any]:
    """The record with each text once: what a document has within a section stands in the whole and again by itself.

    By itself it is kept where its title names a section that the record lacks.
    """
    found = dict(record)
    for field in _fields(record):
        texts = list(dict.fromkeys(_strings(record, field)))
        whole = max(texts, key=len, default="")
        outer = [text for text in texts if text is whole or text not in whole]
        found[field] = outer
        for text in texts:
            named = titled_section("openfda", text)
            if named and named not in record and text not in outer:
                found[named] = [*found.get(named, ()), text]
    return found


def _fields(record: dict[str, Any]) -> Iterator[str]:
    """The fields that hold a section with claims, in the order of the table of sections."""
    for field in record:
        known = label_section("openfda", field)
        if known is not None and known.kind is not None:
            yield field


def _add_section(composer: Composer, record: dict[str, Any], field: str, own: Container[str]) -> bool:
    known = label_section("openfda", field)
    assert known is not None
    assert known.kind is not None
    whole = " ".join(_strings(record, field)).replace(_MARK, " ")
    tables = [table for markup in _strings(record, f"{field}_table") if (table := _table(markup)) is not None]
    text, left = _with_tables(repaired(_without_subsections(whole, record, field)), tables)
    if not text.strip():
        return False
    composer.section(known.kind, known.title)
    for part in _parts(_without_title(text, known.title), own):
        if part.title:
            composer.subheading(part.title)
        stretches = part.text.split(_MARK)
        for number, stretch in enumerate(stretches):
            if number % 2:
                add_narrative(composer, tables[int(stretch)])
            else:
                add_running(composer, stretch, own, table=number + 1 < len(stretches))
    elsewhere = {place.number for place in find_tables(whole, tables)} if left else set()
    for number in left - elsewhere:
        add_narrative(composer, tables[number])
    return True


def _with_tables(text: str, tables: list[Any]) -> tuple[str, set[int]]:
    """The text with a mark in the place of each table's words, and the tables whose words are not in it."""
    parts, at = [], 0
    left = set(range(len(tables)))
    for place in find_tables(text, tables):
        parts += [text[at : place.start], f" {_MARK}{place.number}{_MARK} {place.notes} "]
        at = place.end
        left.remove(place.number)
    return "".join([*parts, text[at:]]), left


def _without_title(text: str, title: str) -> str:
    """The text without its own title where no number goes before it, or that of a subsection; one with the number of a
    section is left to ``_parts``."""
    words = r"\s+".join("(?:and|&)" if word == "and" else re.escape(word) for word in title.split())
    found = re.match(rf"\s*(\d{{1,2}}\.\d{{1,2}}\s+)?({words})\b[:\s]*", text, re.IGNORECASE)
    if not found or not (found[1] or " " in title or found[2].isupper()):
        return text  # "Pregnancy Category B" is no title
    rest = text[found.end() :]
    return text if rest[:1].islower() else rest


def _without_subsections(text: str, record: dict[str, Any], field: str) -> str:
    """A section's text without that of its subsections, which openFDA gives a second time as fields of their own."""
    for other in record:
        if other != field and label_section("openfda", other) is not None:
            inner = " ".join(_strings(record, other)).replace(_MARK, " ").strip()
            if 0 < len(inner) < len(text):
                text = text.replace(inner, " ")
    return text


def _table(markup: str) -> Any:
    try:
        return parse_xml(f"<text>{markup}</text>".encode("utf-8", "replace"), "")
    except LabelError:
        return None  # its words still stand in the flattened text


def _parts(text: str, own: Container[str]) -> Iterator[_Part]:
    """The text under each numbered heading: "2.1 Adults The dose is 5 mg." is a title and a text."""
    opening = _OPENING.match(text)
    first = opening or _FIRST.search(text)
    if not first:
        yield _Part("", text)
        return
    at = opening.end() if opening else 0
    heads = list(re.finditer(rf"{first[1]}\.(?<!\S{first[1]}\.)\d{{1,2}}\s+(?=[A-Z])", text))
    for number, head in enumerate([None, *heads]):
        start = head.end() if head else at
        end = heads[number].start() if number < len(heads) else len(text)
        title = title_end(text[:end], start, own, certain=True) if head else start
        if start < end:
            yield _Part(text[start:title].strip(), text[title:end])


def _routes(facts: dict[str, Any]) -> list[str]:
    routes: list[str] = []
    for name in _strings(facts, "route"):
        known = find_routes(name.lower())
        routes.extend([match.value.name for match in known] or [name.lower()])
    return list(dict.fromkeys(routes))


def _strings(record: dict[str, Any], field: str) -> list[str]:
    value = record.get(field)
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _first(record: dict[str, Any], field: str) -> str:
    return next(iter(_strings(record, field)), "")


def _date(value: str) -> str:
    return f"{value[:4]}-{value[4:6]}-{value[6:8]}" if len(value) == 8 and value.isdigit() else ""
