"""A plan as a sheet to print: a PDF with a box to tick for each dose."""

from __future__ import annotations

from datetime import datetime
from importlib import resources

import msgspec
import typst

from monograph.answers.plan.model import Basis, Plan

NOTE = "A plan made from a monograph, not a prescription. Ask a doctor or pharmacist before you follow it."


def as_pdf(plan: Plan) -> bytes:
    """The sheet, A4; its text comes from the plan alone."""
    template = resources.files(__package__).joinpath("sheet.typ").read_bytes()
    shown = msgspec.json.encode(_content(plan)).decode()
    return typst.compile(template, format="pdf", sys_inputs={"plan": shown})


def _content(plan: Plan) -> dict[str, object]:
    """What the template shows, all of it text."""
    days: dict[str, list[dict[str, str]]] = {}
    for dose in plan.doses:
        moment = datetime.fromisoformat(dose.at)
        products = f" ({dose.products} ×)" if dose.products else ""
        row = {"time": f"{moment:%H:%M}", "amount": f"{dose.amount:f} {dose.unit}{products}"}
        days.setdefault(f"{moment:%a} {moment.day} {moment:%b %Y}", []).append(row)
    first, last = plan.steps[0].first, plan.steps[-1].last
    return {
        "medicine": plan.medicine,
        "span": f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}",
        "most": f"No more than {plan.maximum:f} {plan.unit} a day." if plan.maximum is not None else "",
        "zone": plan.zone or "",
        "arithmetic": list(plan.arithmetic),
        "quotes": [_quoted(basis) for basis in dict.fromkeys(filter(None, (plan.basis, plan.limit)))],
        "days": [{"day": day, "doses": doses} for day, doses in days.items()],
        "note": NOTE,
    }


def _quoted(basis: Basis) -> dict[str, str]:
    return {"quote": " ".join(basis.quote.split()), "place": basis.doc}
