"""``monograph plan``: a daily amount spread over a person's hours and days."""

from __future__ import annotations

import datetime
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monograph.cli.options import LibraryFolder

if TYPE_CHECKING:
    from monograph.answers.plan import Hours, Plan
    from monograph.answers.profile.model import Profile


class Format(StrEnum):
    """How a plan is printed."""

    table = "table"
    json = "json"
    ics = "ics"
    pdf = "pdf"


def plan(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A medicine, under any of its names, or a document.")],
    daily: Annotated[
        str | None, typer.Option("--daily", metavar="AMOUNT", help="Of a day: “15 g”, “10 mg/kg”. Else as stated.")
    ] = None,
    times: Annotated[int | None, typer.Option("--times", min=1, max=24, help="Doses a day.")] = None,
    steps: Annotated[
        list[str] | None,
        typer.Option("--step", metavar="STEP", help="“5 g for 3 days”, in order; the last may be “10 g”."),
    ] = None,
    first: Annotated[
        datetime.datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], metavar="DATE", help="The first day.  [default: tomorrow]"),
    ] = None,
    days: Annotated[int, typer.Option("--days", min=1, max=366, help="How many days.")] = 14,
    strength: Annotated[
        str | None, typer.Option("--strength", metavar="AMOUNT", help="What one product holds: only whole ones.")
    ] = None,
    age: Annotated[float | None, typer.Option("--age", min=0, max=130, help="In years; without it an adult.")] = None,
    weight: Annotated[float | None, typer.Option("--weight", min=0.2, max=700, help="In kg.")] = None,
    profile: Annotated[
        Path | None, typer.Option("--profile", "-p", metavar="FILE", help="A person: TOML, JSON or a FHIR summary.")
    ] = None,
    indication: Annotated[str | None, typer.Option("--indication", metavar="WORDS", help="What it is for.")] = None,
    route: Annotated[str | None, typer.Option("--route", help="By mouth unless the monograph knows none.")] = None,
    wake: Annotated[str, typer.Option("--wake", metavar="HH:MM", help="When the day begins.")] = "07:00",
    sleep: Annotated[str, typer.Option("--sleep", metavar="HH:MM", help="When it ends.")] = "22:30",
    meals: Annotated[str, typer.Option("--meals", metavar="HH:MM,…", help="Or “none”.")] = "08:00,13:00,19:00",
    gap: Annotated[int | None, typer.Option("--gap", metavar="MINUTES", min=0, max=1440, help="Between doses.")] = None,
    zone: Annotated[str | None, typer.Option("--zone", help="Such as Europe/Berlin; else the wall clock.")] = None,
    prescribed: Annotated[bool, typer.Option("--prescribed", help="A prescriber decided on this dose.")] = False,
    library: LibraryFolder = Path("build"),
    form: Annotated[Format, typer.Option("--format", "-f", help="ics and pdf need an extra.")] = Format.table,
    out: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it there.")] = None,
) -> None:
    """Plan the doses of some days, within what the library states, or say why not.

    \b
    The dose must lie within those that a monograph states for such a person and under every maximum that any
    monograph of the substance states. Children, and routes other than by mouth, need --prescribed. Amounts are
    reckoned exactly and rounded only to whole products, downwards. Doses fall on meals where there are enough.

    \b
    Exit code 0: planned. 1: refused. 2: the call or its input is unusable.
    For ics and pdf: pip install "monograph[plan]".

    \b
    Examples:
      monograph plan l-glutamine --daily "15 g" --times 3 --from 2026-12-01 --days 14
      monograph plan l-glutamine --indication "sickle cell" --weight 70 --strength 5g
      monograph plan l-glutamine --step "5 g for 3 days" --step "10 g for 4 days" --step "15 g" --times 2
      monograph plan l-glutamine --daily "0.2 g/kg" --weight 70 --times 3 --zone Europe/Berlin -f ics -o doses.ics
    """
    from monograph.answers.plan import Request
    from monograph.answers.plan import plan as planned
    from monograph.cli.output import no_such, opened
    from monograph.pipeline.errors import UnusableError

    try:
        request = Request(
            medicine=name, start=first.date() if first else datetime.date.today() + datetime.timedelta(days=1),
            days=days, daily=daily, times=times, steps=tuple(steps or ()), strength=strength, route=route,
            indication=indication, profile=_person(profile, age, weight), hours=_hours(wake, sleep, meals, gap),
            zone=zone, prescribed=prescribed,
        )  # fmt: skip
        with opened(library) as there:
            try:
                made = planned(there, request)
            except KeyError:
                raise UnusableError(no_such(name, there)) from None
    except ValueError as error:
        raise UnusableError(str(error)) from error
    if made.status == "refused" and form is not Format.json:
        print(f"monograph: no plan for {made.medicine}: {made.why}", file=sys.stderr)
    else:
        _print(made, form, out)
    raise typer.Exit(0 if made.status == "planned" else 1)


def _person(file: Path | None, age: float | None, weight: float | None) -> Profile:
    import msgspec

    from monograph.answers.profile.files import read_profile
    from monograph.answers.profile.model import Profile

    known = read_profile(file, datetime.date.today()) if file else Profile()
    return msgspec.structs.replace(known, age=known.age if age is None else age, weight=weight or known.weight)


def _hours(wake: str, sleep: str, meals: str, gap: int | None) -> Hours:
    from monograph.answers.plan import Hours

    eaten = [] if meals.strip() == "none" else meals.split(",")
    return Hours(_clock(wake), _clock(sleep), tuple(_clock(meal) for meal in eaten), gap)


def _clock(text: str) -> datetime.time:
    try:
        return datetime.datetime.strptime(text.strip(), "%H:%M").time()
    except ValueError as error:
        raise ValueError(f"“{text}” is no time of day: write 08:00") from error


def _print(made: Plan, form: Format, out: Path | None) -> None:
    """Print a plan, or write it to a file whole or not at all."""
    if form is Format.table and out is None:
        from monograph.cli.output import show_on_terminal
        from monograph.cli.planning import planning

        show_on_terminal(planning(made))
        return
    content = _content(made, form)
    if out is None:
        sys.stdout.buffer.write(content)
        return
    from monograph.pipeline.files import write_whole

    write_whole(out, content)


def _content(made: Plan, form: Format) -> bytes:
    from monograph.pipeline.errors import UnusableError

    try:
        if form is Format.ics:
            from monograph.answers.plan.calendar import as_calendar

            return as_calendar(made)
        if form is Format.pdf:
            from monograph.answers.plan.sheet import as_pdf

            return as_pdf(made)
    except ImportError as error:
        raise UnusableError(
            f'{form} needs a part that is not installed ({error.name}): pip install "monograph[plan]"'
        ) from error
    if form is Format.table:
        raise UnusableError("a table goes to the terminal: choose --format json, ics or pdf for a file")
    from monograph.cli.output import as_json

    return as_json(made)
