"""An official label: what it is, of which product, and its text as a ``Monograph``."""

from __future__ import annotations

from typing import Literal

import msgspec

from monograph.text.model import Monograph

Source = Literal["spl", "openfda", "epi", "leaflet"]
DocumentKind = Literal["prescription", "otc", "vaccine", "leaflet", "other"]


class Ingredient(msgspec.Struct, frozen=True):
    """An active ingredient: its name and that of its active moiety as the label writes them, UNII, strength."""

    name: str
    unii: str = ""
    moiety: str = ""
    strength: str = ""


class Label(msgspec.Struct, kw_only=True):
    """One version of an official label.

    ``set_id`` is the same for all versions of a label; ``date`` is its effective date as YYYY-MM-DD or "".
    ``language`` is that of the text, as two letters: claims in one language are not held against another.
    ``routes`` are those of ``names`` where known. ``codes`` holds, for each section of ``text``, the code
    (LOINC, openFDA field or EU code) that it came from. ``text`` is titled with the product and its substances and has
    its routes, so that the readers of claims know them as the label's own.
    """

    set_id: str
    version: str
    date: str
    product: str
    labeler: str = ""
    kind: DocumentKind = "other"
    language: str = "en"
    ingredients: list[Ingredient] = []
    routes: list[str] = []
    forms: list[str] = []
    source: Source
    text: Monograph
    codes: list[str] = []

    def __post_init__(self) -> None:
        names = dict.fromkeys(ingredient.moiety or ingredient.name for ingredient in self.ingredients)
        self.text.title = f"{self.product} ({' + '.join(names)})" if names else self.product
        self.text.routes = self.routes


class LabelError(Exception):
    """A document that is no label that can be read: of which file, on which line, and why.

    ``reason`` is a short word: not-xml, not-json, entities, too-deep, no-label (another schema, or nothing in it).
    """

    def __init__(self, name: str, message: str, reason: str = "no-label", line: int = 1) -> None:
        super().__init__(f"{name}, line {line}: {message}")
        self.message, self.reason, self.line = message, reason, line
