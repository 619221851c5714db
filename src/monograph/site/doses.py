"""Whom a dose is for in a line of a page: with the route in lay words."""

from __future__ import annotations

from monograph.claims.records import Dose
from monograph.claims.words import persons
from monograph.tables import read_table

ROUTES = {row["route"]: row["words"] for row in read_table("monograph.site", "routes")}
GAP = "\N{NO-BREAK SPACE}"
"""Between a number and its unit, so that no line of a page ends there."""


def for_whom(dose: Dose, besides: str | None = None) -> str:
    """Whom, by which route and for what a dose is, in a line; not the population that goes without saying."""
    parts = [persons(dose, besides)]
    if dose.route:
        parts.append(ROUTES.get(dose.route, dose.route))
    if dose.indication:
        parts.append(
            dose.indication if dose.indication.startswith(("for ", "as ", "in ")) else f"for {dose.indication}"
        )
    return ", ".join(part for part in parts if part)
