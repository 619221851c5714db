"""``monograph ask``: a question answered in the monographs' own words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monograph.cli.options import Format, LibraryFolder

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from monograph.answers.ask import Passage, Reply
    from monograph.answers.ask.model import Official
    from monograph.answers.review.model import State

NOT_MEDICAL = "From the monographs as written, not checked for you: ask a doctor or pharmacist."
NO_PERMISSION = "That does not mean that they go together."


_REVIEWS: dict[State, str] = {
    "reviewed": "reviewed",
    "due": "reviewed, the next review is due",
    "stale": "changed since it was reviewed",
    "never": "not reviewed",
}


def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="A question about a medicine, in any words.")],
    library: LibraryFolder = Path("build"),
    form: Annotated[Format, typer.Option("--format", "-f", help="json has every place.")] = Format.text,
) -> None:
    """Answer a question from the library, in its own sentences.

    \b
    The reply is one to three sentences, verbatim, each with its place and the labels above it; or that no sentence
    about it was found; or that the monograph, or two of the medicine, say both, with both; or that the question was
    not understood. Where the library was built with --labels, each sentence is held against the official label.
    Exit code 0 where there is an answer or none was found, 2 where the question names no medicine of the library or
    was not understood.

    \b
    Examples:
      monograph ask "Can I drink alcohol with metronidazole?"
      monograph ask "max dose of gabapentin for adults" --format json
    """
    from monograph.cli.output import opened, print_json

    with opened(library) as there:
        reply = there.ask(question)
    (print_json if form is Format.json else _print_text)(reply)
    if reply.status in ("not-understood", "no-such-medicine"):
        raise typer.Exit(2)


def _print_text(reply: Reply) -> None:
    from rich.console import Group
    from rich.text import Text

    from monograph.cli.output import show_on_terminal
    from monograph.verify.problems import label_version

    parts: list[RenderableType] = [Text(_headline(reply), "bold")]
    for warning in reply.left_out:
        said = f"The official label warns of it, and the monograph leaves it out: “{warning.label.quote}”"
        parts += [Text(), Text(f"{said} ({label_version(warning.label)})", "bold red")]
    if reply.unknown:
        parts.append(Text(f"The library has no monograph of {', '.join(reply.unknown)}.", "bold red"))
    if reply.silent and len(reply.medicines) > 2 and reply.status != "says-nothing":
        unsaid = "; ".join(" and ".join(pair) for pair in reply.silent)
        parts.append(Text(f"No interaction is named of {unsaid}. {NO_PERMISSION}", "bold"))
    if reply.answers and reply.status == "says-nothing":
        parts += [Text(), Text("It says that there are interactions, and names none:")]
    above: list[str] = []
    for passage in reply.answers:
        parts += [Text(), *(Text(line, "dim") for line in passage.under if passage.under != above)]
        parts += [Text(_plain(passage.quote)), Text(_place(passage), "dim")]
        above = passage.under
        if passage.official:
            parts.append(_official(passage.official))
    if reply.answers:
        parts += [Text(), Text(NOT_MEDICAL, "dim")]
    show_on_terminal(Group(*parts))


def _headline(reply: Reply) -> str:
    from monograph.claims.words import about_whom

    medicines = " and ".join(filter(None, (", ".join(reply.medicines[:-1]), *reply.medicines[-1:])))
    together = reply.topic == "interaction" and len(reply.medicines) > 1
    about = "" if together else (reply.about or about_whom(reply.topic or "").replace("-", " ")).strip()
    subject = f"{medicines}, {about}" if about else medicines
    hint = f" Did you mean {', '.join(reply.suggestions)}?" if reply.suggestions else ""
    match reply.status:
        case "says-nothing" if together:
            return f"{medicines}: the monographs name no interaction between them. {NO_PERMISSION}"
        case "says-nothing" if reply.topic in ("interaction", "other-medicines"):
            return f"{medicines}: the monograph names no interaction with {about}. {NO_PERMISSION}"
        case "says-nothing":
            return f"{medicines}: no sentence about {about} was found in the library."
        case "disagree":
            one = len({passage.doc for passage in reply.answers}) == 1
            return f"{subject}: {'the monograph says both' if one else 'two monographs disagree'}."
        case "not-understood":
            wanted = f"Ask what you want to know of {medicines or 'a medicine, and name it'}."
            return f"The question was not understood.{hint or ' ' + wanted}"
        case "no-such-medicine":
            return f"The library has no such medicine.{hint}"
    advice = f": {reply.advice.replace('-', ' ')}" if reply.advice else ""
    return f"{subject}{advice}"


def _official(official: Official) -> Text:
    """What the official label says of a passage, in a line; in its words where it says otherwise."""
    from rich.text import Text

    from monograph.verify.problems import label_version

    if official.label is None:
        return Text("No official source found.", "dim")
    label = label_version(official.label)
    match official.verdict:
        case "contradicted":
            quote = official.label.quote
            return Text(f"The official label says otherwise: “{quote}” ({label}). {official.why}", "bold red")
        case "supported":
            return Text(f"The official label says so too ({label}).", "green")
    return Text(f"{official.why} ({label})", "dim")


def _place(passage: Passage) -> str:
    standing = _REVIEWS[passage.review]
    sources = f"{passage.sources} source{'' if passage.sources == 1 else 's'}" if passage.sources else "no source"
    return f"{passage.title}, {passage.section.replace('-', ' ')} ({passage.doc}:{passage.line}; {standing}, {sources})"


def _plain(quote: str) -> str:
    """A quote as a terminal shows it: without asterisks, one line a member of a list."""
    lines = (line.strip().lstrip("*").strip() for line in quote.replace("**", "").splitlines())
    return "\n".join(line for line in lines if line)
