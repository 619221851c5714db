"""Electronic product information of the EU: a FHIR Bundle (type 1 or 2) to one ``Label``.

A type 1 Bundle holds the leaflet alone; in type 2 the product, its ingredients and its routes are resources beside it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from monograph.labels.leaflet_text import LeafletComposer, chapter_kind
from monograph.labels.model import Ingredient, Label, LabelError
from monograph.labels.narrative import add_narrative, parse_xml
from monograph.labels.sections import label_section
from monograph.names.routes import find_routes

_PREFIX = re.compile(r"\A\s*TEST PURPOSES ONLY\s*-\s*")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_DEEPEST = 20
"""Sections in each other."""


def read_epi(bundle: dict[str, Any], name: str) -> Label:
    """The label in a Bundle; ``name`` says where it came from, for messages.

    Raises ``LabelError`` where it is no document, has no identifier, or no section of a leaflet.
    """
    resources = [entry.get("resource") for entry in _objects(bundle, "entry")]
    by_type: dict[str, list[dict[str, Any]]] = {}
    for resource in resources:
        if isinstance(resource, dict):
            by_type.setdefault(str(resource.get("resourceType")), []).append(resource)
    composition = next(iter(by_type.get("Composition", [])), None)
    if composition is None:
        raise LabelError(name, "the Bundle has no Composition: no ePI document")
    set_id = _identifier(bundle) or _identifier(composition) or str(bundle.get("id") or "")
    if not set_id:
        raise LabelError(name, "neither the Bundle nor its Composition has an identifier")
    product = _product(by_type, composition)
    composer = LeafletComposer(f"label:{set_id}", product)
    for section in _objects(composition, "section"):
        _add_section(composer, section, name, 1)
    if not composer.codes:
        raise LabelError(name, f"the document {set_id} has no section of a leaflet")
    products = by_type.get("AdministrableProductDefinition", [])
    return Label(
        set_id=set_id,
        version=str(
            composition.get("version") or next((meta.get("versionId") for meta in _objects(bundle, "meta")), None) or ""
        ),
        date=str(composition.get("date") or bundle.get("timestamp") or "")[:10],
        product=product,
        labeler=_labeler(by_type.get("Organization", [])),
        kind="leaflet",
        language=str(composition.get("language") or bundle.get("language") or "en").partition("-")[0].lower(),
        ingredients=_ingredients(by_type.get("Ingredient", [])),
        routes=_routes(products),
        forms=list(dict.fromkeys(form for one in products for form in _displays(one.get("administrableDoseForm")))),
        source="epi",
        text=composer.finish(),
        codes=composer.codes,
    )


def _add_section(composer: LeafletComposer, section: dict[str, Any], name: str, depth: int) -> None:
    if depth > _DEEPEST:
        raise LabelError(name, f"more than {_DEEPEST} sections in each other", "too-deep")
    code = next((str(coding.get("code")) for coding in _codings(section.get("code"))), "")
    title = " ".join(str(section.get("title") or "").split())
    known = label_section("eu", code)
    kind = known.kind if known is not None else chapter_kind(title)
    div = next((text.get("div") for text in _objects(section, "text")), None)
    if kind is not None:
        composer.chapter(kind, title or (known.title if known else ""), code)
        if isinstance(div, str):
            add_narrative(composer, parse_xml(_without_entities(div).encode("utf-8", "replace"), name))
    for inner in _objects(section, "section"):
        _add_section(composer, inner, name, depth + 1)


def _without_entities(div: str) -> str:
    """XHTML with the names of HTML for characters (``&nbsp;``), which XML does not know, as the characters."""
    return _ENTITY.sub(lambda found: found[0] if found[1] in _XML_ENTITIES else html.unescape(found[0]), div)


def _product(by_type: dict[str, list[dict[str, Any]]], composition: dict[str, Any]) -> str:
    for product in by_type.get("MedicinalProductDefinition", []):
        for name in _objects(product, "name"):
            if name.get("productName"):
                return " ".join(str(name["productName"]).split())
    return _PREFIX.sub("", " ".join(str(composition.get("title") or "").split()))


def _ingredients(resources: list[dict[str, Any]]) -> list[Ingredient]:
    """The active ingredients, each once."""
    found: dict[str, Ingredient] = {}
    for resource in resources:
        if "active" not in [role.lower() for role in _displays(resource.get("role"))]:
            continue
        for substance in _objects(resource, "substance"):
            code = next(iter(_objects(substance, "code")), {})
            coding = next(_codings(code.get("concept")), {})
            name = str(coding.get("display") or "").strip()
            if name:
                found.setdefault(
                    name.lower(), Ingredient(name, str(coding.get("code") or ""), "", _strength(substance))
                )
    return list(found.values())


def _strength(substance: dict[str, Any]) -> str:
    for strength in _objects(substance, "strength"):
        for quantity in _objects(strength, "presentationQuantity"):
            return f"{quantity.get('value', '')} {quantity.get('unit') or quantity.get('code') or ''}".strip()
    return ""


def _routes(products: list[dict[str, Any]]) -> list[str]:
    """The routes in the words of ``names/data/routes.tsv``; one that is not there stays as written."""
    found: list[str] = []
    for product in products:
        for route in _objects(product, "routeOfAdministration"):
            for name in _displays(route.get("code")):
                known = find_routes(name.lower())
                found += [match.value.name for match in known] or [name.lower()]
    return list(dict.fromkeys(found))


def _labeler(organizations: list[dict[str, Any]]) -> str:
    """The holder of the marketing authorisation, or the first organisation."""
    holders = [one for one in organizations if "holder" in " ".join(_displays(one.get("type"))).lower()]
    return next((" ".join(str(one.get("name") or "").split()) for one in holders or organizations), "")


def _identifier(resource: dict[str, Any]) -> str:
    return next((str(one["value"]) for one in _objects(resource, "identifier") if one.get("value")), "")


def _objects(resource: dict[str, Any], field: str) -> list[dict[str, Any]]:
    """The objects in a field, which may hold one or a list of them."""
    value = resource.get(field)
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, dict)]


def _codings(concept: Any) -> Iterator[dict[str, Any]]:
    for one in concept if isinstance(concept, list) else [concept]:
        if isinstance(one, dict):
            yield from _objects(one, "coding")


def _displays(concept: Any) -> list[str]:
    return [str(coding["display"]) for coding in _codings(concept) if coding.get("display")]
