"""FDA Structured Product Labeling (HL7 v3 XML): one document to one ``Label``."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from monograph.labels.model import DocumentKind, Ingredient, Label, LabelError
from monograph.labels.narrative import add_narrative, parse_xml, plain_text
from monograph.labels.sections import label_section
from monograph.names.routes import find_routes
from monograph.text.compose import Composer
from monograph.text.model import SectionKind

_NS = {"v3": "urn:hl7-org:v3"}
_ACTIVE = ("ACTIB", "ACTIM", "ACTIR")
_KINDS: dict[str, DocumentKind] = {"34391-3": "prescription", "34390-5": "otc", "53404-0": "vaccine"}
_BOXED = "34066-1"
_NUMBER = re.compile(r"\A\s*(?:\d+(?:\.\d+)*\.?)\s+(?=\D)")


def read_spl(data: bytes, name: str) -> Label:
    """The label in an SPL document; ``name`` is the file's, for messages.

    Raises ``LabelError`` where the bytes are no XML, no SPL, or a document without sections (an indexing file).
    """
    root = _root(data, name)
    set_id, version = _attribute(root, "v3:setId", "root"), _attribute(root, "v3:versionNumber", "value")
    if not set_id:
        raise LabelError(name, "the document has no setId")
    title = root.find("v3:title", _NS)
    product = _product(root) or (plain_text(title) if title is not None else "")
    composer = Composer(f"label:{set_id}", product)
    sections = _Sections(composer)
    for section in root.findall("v3:component/v3:structuredBody/v3:component/v3:section", _NS):
        sections.add(section)
    if not sections.codes:
        raise LabelError(name, "no section that a label has; this may be an indexing file")
    return Label(
        set_id=set_id,
        version=version or "",
        date=_date(_attribute(root, "v3:effectiveTime", "value") or ""),
        product=product,
        labeler=_text(root, "v3:author/v3:assignedEntity/v3:representedOrganization/v3:name"),
        kind=_KINDS.get(_attribute(root, "v3:code", "code") or "", "other"),
        ingredients=_ingredients(root),
        routes=_routes(root),
        forms=_names(root, ".//v3:manufacturedProduct/v3:formCode"),
        source="spl",
        text=composer.finish(),
        codes=sections.codes,
    )


def _root(data: bytes, name: str) -> Any:
    root = parse_xml(data, name)
    if root.tag != "{urn:hl7-org:v3}document":
        raise LabelError(name, "no SPL document (its root is not <document> of HL7 v3)")
    return root


class _Open(NamedTuple):
    """A section as it was opened."""

    kind: SectionKind
    title: str
    code: str


class _Sections:
    """Adds sections and those within them to a composer; ``codes`` are those of the sections that were opened."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer
        self.codes: list[str] = []
        self._last: _Open | None = None

    def add(self, section: Any, outer: _Open | None = None, level: int = 0) -> None:
        """Add a section. One of a known kind is opened; another is a part of that around it, under a heading of its
        ``level``.
        """
        code = _attribute(section, "v3:code", "code") or ""
        known = label_section("loinc", code)
        if known is not None and known.kind is None:
            return
        heading = section.find("v3:title", _NS)
        title = _NUMBER.sub("", plain_text(heading)) if heading is not None else ""
        own = outer
        if known is not None and known.kind is not None and _opens(known.kind, code, title, outer):
            own, level = _Open(known.kind, title or known.title, code), 0
            self._go_to(own)
        elif own is not None and title:
            self._go_to(own)
            self.composer.subheading(title, level)
        text = section.find("v3:text", _NS)
        if own is not None and text is not None and plain_text(text):
            self._go_to(own)
            add_narrative(self.composer, text)
        for inner in section.findall("v3:component/v3:section", _NS):
            self.add(inner, own, level + 1)  # an unclassified one at the top may hold sections of a known kind

    def _go_to(self, own: _Open) -> None:
        """Open a section, again where another one within it came between."""
        if self._last is not own:
            self.composer.section(own.kind, own.title)
            self.codes.append(own.code)
            self._last = own


def _opens(kind: SectionKind, code: str, title: str, outer: _Open | None) -> bool:
    """Whether a section is one of its own. A boxed warning is, within warnings; within another section without
    a title that warns it is only a box.
    """
    if outer is None or code != _BOXED:
        return outer is None or kind != outer.kind
    return outer.kind in ("precautions", "contraindications") or "warning" in title.lower()


def _ingredients(root: Any) -> list[Ingredient]:
    found: dict[str, Ingredient] = {}
    for ingredient in root.iterfind(".//v3:ingredient", _NS):
        if ingredient.get("classCode") in _ACTIVE and not _is_swab(ingredient.getparent()):
            name = _text(ingredient, "v3:ingredientSubstance/v3:name")
            unii = _attribute(ingredient, "v3:ingredientSubstance/v3:code", "code") or ""
            moiety = _text(ingredient, "v3:ingredientSubstance/v3:activeMoiety/v3:activeMoiety/v3:name")
            found.setdefault(unii or name, Ingredient(name, unii, moiety, _strength(ingredient)))
    return list(found.values())


def _is_swab(product: Any) -> bool:
    """The swab of a kit cleans the skin: its alcohol is no substance that the label is about."""
    return _attribute(product, "v3:formCode", "displayName") == "SWAB" and _local(product) == "partProduct"


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _strength(ingredient: Any) -> str:
    parts = []
    for part in ("numerator", "denominator"):
        quantity = ingredient.find(f"v3:quantity/v3:{part}", _NS)
        if quantity is not None:
            unit = quantity.get("unit") or ""
            parts.append(f"{quantity.get('value') or ''} {'' if unit == '1' else unit}".strip())
    return "/".join(parts).removesuffix("/1")


def _product(root: Any) -> str:
    return _text(root, ".//v3:manufacturedProduct/v3:manufacturedProduct/v3:name")


def _routes(root: Any) -> list[str]:
    """The routes in the words of ``names/data/routes.tsv``; one that is not there stays as written."""
    routes = []
    for name in _names(root, ".//v3:routeCode"):
        known = find_routes(name.lower())
        routes.extend([match.value.name for match in known] or [name.lower()])
    return list(dict.fromkeys(routes))


def _names(root: Any, path: str) -> list[str]:
    return list(dict.fromkeys(n for e in root.iterfind(path, _NS) if (n := e.get("displayName"))))


def _text(element: Any, path: str) -> str:
    found = element.find(path, _NS)
    return plain_text(found) if found is not None else ""


def _attribute(element: Any, path: str, name: str) -> str | None:
    found = element.find(path, _NS)
    value = found.get(name) if found is not None else None
    return str(value) if value is not None else None


def _date(value: str) -> str:
    """ "20171107" as "2017-11-07"; "" where it is no date."""
    return f"{value[:4]}-{value[4:6]}-{value[6:8]}" if len(value) >= 8 and value[:8].isdigit() else ""
