"""Brand names, and the substances that products of the name hold."""

from __future__ import annotations

from functools import cache

from monograph.names.substances import squeeze
from monograph.tables import read_table


@cache
def brands() -> dict[str, str]:
    """The key of the substances of each brand, which is written in lower case."""
    return {row["brand"]: row["substances"] for row in read_table("monograph.names", "brands")}


def brand_key(name: str) -> str | None:
    """The key of the substances of a brand, or None where the name is none that is known.

    >>> brand_key("Advil"), brand_key("ibuprofen")
    ('ibuprofen', None)
    """
    return _squeezed().get(squeeze(name))


@cache
def _squeezed() -> dict[str, str]:
    return {squeeze(brand): key for brand, key in brands().items()}
