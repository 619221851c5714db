"""``monograph screen``: a person's medicines and states held against the library."""

from __future__ import annotations

import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monograph.cli.options import Format, LibraryFolder

if TYPE_CHECKING:
    from monograph.answers.profile.model import Profile
    from monograph.answers.screen import Gravity

EXIT_CODES: dict[Gravity | None, int] = {
    None: 0, "information": 0, "consult": 1, "caution": 1, "monitor": 1, "adjust-dose": 1, "avoid": 3,
    "contraindicated": 4,
}  # fmt: skip
"""By the gravest finding; 2 is a call that cannot be used."""
UNCHECKED = 5
"""A medicine has no monograph, and of the others nothing is found that is to be avoided."""


class Liver(StrEnum):
    """How well the liver works."""

    normal = "normal"
    mild = "mild"
    moderate = "moderate"
    severe = "severe"


class Kidney(StrEnum):
    """How well the kidneys work."""

    normal = "normal"
    mild = "mild"
    moderate = "moderate"
    severe = "severe"
    dialysis = "dialysis"


class Sex(StrEnum):
    """The sex of a person."""

    female = "female"
    male = "male"


def screen(
    medicines: Annotated[
        list[str] | None,
        typer.Argument(metavar="MEDICINE…", help="Medicines, with doses where known.", show_default=False),
    ] = None,
    profile: Annotated[
        Path | None, typer.Option("--profile", "-p", metavar="FILE", help="A person: TOML, JSON or a FHIR summary.")
    ] = None,
    age: Annotated[float | None, typer.Option("--age", min=0, max=130, help="In years.")] = None,
    weight: Annotated[float | None, typer.Option("--weight", min=0.2, max=700, help="In kg.")] = None,
    sex: Annotated[Sex | None, typer.Option("--sex", help="Of the person.")] = None,
    pregnant: Annotated[bool, typer.Option("--pregnant", help="The person is pregnant.")] = False,
    breastfeeding: Annotated[bool, typer.Option("--breastfeeding", help="The person breastfeeds.")] = False,
    kidney: Annotated[Kidney | None, typer.Option("--kidney", help="Impairment of the kidneys.")] = None,
    liver: Annotated[Liver | None, typer.Option("--liver", help="Impairment of the liver.")] = None,
    conditions: Annotated[
        list[str] | None, typer.Option("--condition", "-c", metavar="WORDS", help="A condition; may be repeated.")
    ] = None,
    allergies: Annotated[
        list[str] | None, typer.Option("--allergy", "-a", metavar="WORDS", help="An allergy; may be repeated.")
    ] = None,
    library: LibraryFolder = Path("build"),
    form: Annotated[Format, typer.Option("--format", "-f", help="How findings are printed.")] = Format.text,
) -> None:
    """Screen a person's medicines: against each other, and against what is known of the person.

    \b
    Every finding quotes a monograph. What the monographs do not say is listed as well: silence is no permission.
    Options add to what a profile file says and replace its single values.

    \b
    Exit code 0: nothing, or information. 1: consult, caution, monitor or adjust-dose. 3: avoid.
    4: contraindicated. 5: neither, but a medicine has no monograph and could not be checked.
    2: the call or its input is unusable.

    \b
    Examples:
      monograph screen warfarin "ibuprofen 400 mg three times a day"
      monograph screen l-glutamine --pregnant --kidney moderate
      monograph screen amoxicillin --allergy penicillin --age 7
      monograph screen --profile patient.json --format json
    """
    from monograph.answers.screen import screen as screened
    from monograph.cli.output import opened, print_json, show_on_terminal
    from monograph.pipeline.errors import UnusableError

    told = {
        "age": age, "weight": weight, "sex": sex, "pregnant": pregnant or None, "breastfeeding": breastfeeding or None,
        "kidney": kidney, "liver": liver,
    }  # fmt: skip
    person = _profile(profile, told, medicines or [], conditions or [], allergies or [])
    if not person.medicines:
        raise UnusableError("no medicine is given: name one, or a --profile that holds some")
    with opened(library) as there:
        found = screened(there, person)
    if form is Format.json:
        print_json(found)
    else:
        from monograph.cli.screening import screening

        show_on_terminal(screening(found, len(person.medicines)))
    code = EXIT_CODES[found.gravest]
    raise typer.Exit(UNCHECKED if found.unknown and code < EXIT_CODES["avoid"] else code)


def _profile(
    file: Path | None, told: dict[str, Any], medicines: list[str], conditions: list[str], allergies: list[str]
) -> Profile:
    """The person of a file with what the options add."""
    import msgspec

    from monograph.answers.profile.files import ProfileError, read_profile
    from monograph.answers.profile.model import Profile
    from monograph.answers.profile.written import read_medicine
    from monograph.pipeline.errors import UnusableError

    try:
        known = read_profile(file, datetime.date.today()) if file else Profile()
        read = [read_medicine(medicine) for medicine in medicines]
    except (ProfileError, ValueError) as error:
        raise UnusableError(str(error)) from error
    return msgspec.structs.replace(
        known,
        **{
            key: str(value) if isinstance(value, StrEnum) else value for key, value in told.items() if value is not None
        },
        medicines=(*known.medicines, *read),
        conditions=(*known.conditions, *conditions),
        allergies=(*known.allergies, *allergies),
    )
