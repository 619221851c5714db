"""What an official label is about, as monographs are told apart: by the set of its active substances."""

from __future__ import annotations

from monograph.labels.model import Label
from monograph.names.identity import Identity, identify
from monograph.names.mentions import find_medicines


def identity_of(label: Label) -> Identity:
    """The identity of what a label is about: its active substances, or the first that its product's name tells."""
    names = [ingredient.moiety or ingredient.name for ingredient in label.ingredients]
    if not names:
        names = [found.value for found in find_medicines(label.product.lower())][:1] or [label.product]
    return identify(" + ".join(names))
