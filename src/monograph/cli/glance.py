"""A monograph at a glance in a terminal: one line for what a person asks first, nothing said twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from monograph.claims.records import (
    ADVICE_BY_STRENGTH,
    Answer,
    AnyClaim,
    Dose,
    Effect,
    Interaction,
    Precaution,
    Use,
)
from monograph.claims.words import about_whom, in_words
from monograph.library.model import Entry, Problem
from monograph.library.store import Listing

SEVERITIES = ("serious", "common", "uncommon", "rare", None)
COLOURS = {"error": "red", "warning": "yellow", "info": "dim"}


def glance(entry: Entry, problems: Sequence[Problem], others: Sequence[Listing]) -> RenderableType:
    """What a monograph claims, by kind; ``others`` are the other monographs of its substance."""
    monograph, identity = entry.monograph, entry.identity
    substance = " + ".join(identity.components)
    facts = [monograph.doc, *([substance] if substance.lower() != monograph.title.lower() else []), identity.route]
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column(overflow="fold")
    for heading, lines in _rows(entry.claims):
        for first, line in enumerate(lines):
            grid.add_row("" if first else heading, line)
    for first, problem in enumerate(problems):
        place = Text(f"{problem.code} line {problem.line}  ", COLOURS[problem.severity]).append(
            problem.message, "default"
        )
        grid.add_row("" if first else "Problems", place)
    head = [Text(monograph.title, "bold"), Text(" · ".join(filter(None, facts)), "dim"), Text()]
    tail = (
        [Text(f"\nAlso in this library: {', '.join(f'{o.title} ({o.doc})' for o in others)}", "dim")] if others else []
    )
    return Group(*head, grid, *tail)


def _rows(claims: Sequence[AnyClaim]) -> Iterator[tuple[str, list[Text]]]:
    uses = [claim for claim in claims if isinstance(claim, Use)]
    doses = [claim for claim in claims if isinstance(claim, Dose)]
    effects = [claim for claim in claims if isinstance(claim, Effect)]
    precautions = [claim for claim in claims if isinstance(claim, Precaution)]
    yield "Uses", _listed((in_words(use)[1], use.indication) for use in uses)
    yield "Doses", [Text(says).append(f"  {scope}", "dim") for says, scope in dict.fromkeys(map(in_words, doses))]
    by_severity = ((severity or "", e.term) for severity in SEVERITIES for e in effects if e.severity == severity)
    yield "Side effects", _listed(by_severity)
    yield "Interactions", _listed(("", claim.with_) for claim in claims if isinstance(claim, Interaction))
    by_advice = (
        (advice.replace("-", " "), f"{about_whom(p.about)} ({p.scope})" if p.scope else about_whom(p.about))
        for advice in ADVICE_BY_STRENGTH
        for p in precautions
        if p.advice == advice
    )
    yield "Precautions", _listed(by_advice)
    yield "Questions", [Text(claim.question) for claim in claims if isinstance(claim, Answer)]


def _listed(pairs: Iterable[tuple[str, str]]) -> list[Text]:
    """One line for each lead word, with what stands under it, each once."""
    lines: dict[str, dict[str, None]] = {}
    for lead, words in pairs:
        lines.setdefault(lead, {})[words] = None
    return [
        Text(f"{lead}: " if lead else "", "dim").append(", ".join(words), "default") for lead, words in lines.items()
    ]
