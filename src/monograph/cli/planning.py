"""A plan as a person reads it in a terminal: the arithmetic, the words it rests on, a line a day."""

from __future__ import annotations

from datetime import datetime

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from monograph.answers.plan import Plan
from monograph.answers.plan.model import Basis

ROOM = 55
"""Columns beside the days on a terminal of 80."""


def planning(plan: Plan) -> RenderableType:
    """All of a plan, for a terminal or a plain text."""
    first, last = plan.steps[0].first, plan.steps[-1].last
    zone = f", {plan.zone}" if plan.zone else ""
    parts: list[RenderableType] = [
        Text.assemble((plan.medicine, "bold"), (f"  {first} to {last}, {len(plan.doses)} doses{zone}", "dim"))
    ]
    parts += [Text(f"  {line}", "green") for line in plan.arithmetic]
    if plan.maximum is not None:
        parts.append(Text(f"  the most in a day: {plan.maximum:f} {plan.unit}", "green"))
    quoted = {basis.quote: basis for basis in (plan.basis, plan.limit) if basis}
    parts += [_quoted(basis) for basis in quoted.values()]
    return Group(*parts, Text(), _days(plan), Text(), Text("Not a prescription: ask before you follow it.", "dim"))


def _quoted(basis: Basis) -> Text:
    return Text.assemble("  “", (" ".join(basis.quote.split()), "italic"), "”  ", (basis.doc, "dim"))


def _days(plan: Plan) -> Table:
    """A row a day; days that are alike stand in one row."""
    days: dict[str, list[str]] = {}
    for dose in plan.doses:
        products = f" ({dose.products}×)" if dose.products else ""
        days.setdefault(dose.at[:10], []).append(f"{dose.at[11:16]}  {dose.amount:f} {dose.unit}{products}")
    grid = Table.grid(padding=(0, 3))
    alike: list[tuple[str, str, list[str]]] = []
    for day, doses in days.items():
        if alike and alike[-1][2] == doses:
            alike[-1] = (alike[-1][0], day, doses)
        else:
            alike.append((day, day, doses))
    across = max(1, min(4, ROOM // (3 + max(len(dose) for doses in days.values() for dose in doses))))
    for first, last, doses in alike:
        when = _day(first) if first == last else f"{_day(first)} - {_day(last)}"
        for place in range(0, len(doses), across):
            grid.add_row(Text("" if place else when, "cyan"), *doses[place : place + across])
    return grid


def _day(iso: str) -> str:
    day = datetime.fromisoformat(iso)
    return f"{day:%a} {day.day} {day:%b}"
