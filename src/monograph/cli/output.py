"""What commands share when they print: data to standard output, everything else to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from monograph.claims.records import AnyClaim, Dose
    from monograph.text.model import Unreadable


def console(*, stderr: bool = False) -> Console:
    """A terminal to print on; where it is none, plain text of a width that people read well."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, highlight=False, width=None if stream.isatty() else 100)


def show_on_terminal(words: RenderableType) -> None:
    """Print to standard output, without blanks at the ends of lines where it is no terminal."""
    terminal = console()
    if terminal.is_terminal:
        terminal.print(words)
        return
    with terminal.capture() as captured:
        terminal.print(words)
    print("\n".join(line.rstrip() for line in captured.get().splitlines()))


def say(text: str) -> None:
    """Tell the person something that is no data."""
    print(text, file=sys.stderr)


def say_unreadable(files: Iterable[Unreadable], path: Path) -> None:
    """Name the files that could not be read, with line and reason."""
    for file in files:
        place = path / file.doc if path.is_dir() else path
        say(f"{place}:{file.line}: {file.reason}: {file.message}")


def number(value: float) -> str:
    """A number as people write it.

    >>> number(5.0), number(0.25), number(600000.0)
    ('5', '0.25', '600,000')
    """
    return f"{value:,.10f}".rstrip("0").rstrip(".")


def span(low: float | None, high: float | None, unit: str = "") -> str:
    """A range in words, with its unit where one is given.

    >>> span(5, 30, "g"), span(None, 30), span(2, 2), span(12, None, "years")
    ('5-30 g', 'up to 30', '2', '12 years or more')
    """
    if low is None and high is None:
        return ""
    amount = number(low) if high is None and low is not None else number(high or 0)
    amount += f" {unit}" if unit else ""
    if low is None:
        return f"up to {amount}"
    if high is None:
        return f"{amount} or more"
    return amount if low == high else f"{number(low)}-{amount}"


def in_words(claim: AnyClaim) -> tuple[str, str]:
    """A claim at a glance: what it says, and whom, when and how it holds for.

    >>> from monograph.claims.records import Dose
    >>> in_words(Dose(start=0, end=1, quote="", amount_min=5, amount_max=30, unit="g", basis="day", route="oral"))
    ('5-30 g a day', 'oral')
    """
    from monograph.claims.records import Answer, Dose, Effect, Interaction, Precaution

    match claim:
        case Dose():
            return _dose(claim), "; ".join(_scope(claim))
        case Effect():
            return claim.term, ", ".join(filter(None, (claim.severity, claim.frequency)))
        case Interaction():
            return claim.with_, "; ".join(filter(None, (claim.result, claim.management)))
        case Precaution():
            return f"{claim.about}: {claim.advice.replace('-', ' ')}", claim.scope or ""
        case Answer():
            return claim.question, claim.answer
    return claim.indication, "" if claim.evidence == "established" else claim.evidence.replace("-", " ")


def _dose(dose: Dose) -> str:
    per = f"/{dose.per}" if dose.per else ""
    unit = dose.unit
    if unit.isalpha() and len(unit) > 3 and unit not in ("mmol", "units") and (dose.amount_max or 0) > 1:
        unit += "es" if unit.endswith("ch") else "s"
    words = [f"{span(dose.amount_min, dose.amount_max)} {unit}{per}".strip()]
    if dose.basis not in ("dose", "unclear"):
        words.append(f"a {dose.basis}")
    times = (dose.times_per_day_min, dose.times_per_day_max)
    if any(time is not None and time < 1 for time in times):
        words.append(f"every {span(*(round(1 / time, 1) if time else None for time in reversed(times)))} days")
    elif times != (None, None):
        words.append({(1, 1): "once a day", (2, 2): "twice a day"}.get(times, f"{span(*times)} times a day"))
    return " ".join(words)


def _scope(dose: Dose) -> list[str]:
    days = span(dose.duration_days_min, dose.duration_days_max, "days")
    words = (
        "" if dose.role == "usual" else dose.role.replace("-", " "),
        dose.route or "",
        dose.population or "",
        span(dose.age_min, dose.age_max, "years"),
        span(dose.weight_min, dose.weight_max, "kg"),
        dose.indication or "",
        f"for {days}" if days else "",
    )
    return [word for word in words if word]
