"""F: the file itself: its name, its front matter, its whitespace."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from monograph.checks.example import CLEAN, Page
from monograph.checks.rule import Finding, Rule
from monograph.checks.structure import title_span
from monograph.library.model import Entry
from monograph.text.model import Span

KNOWN_KEYS = frozenset(
    {"layout", "title", "sources", "reviewed", "aliases", "route", "language", "review_due", "license"}
)
"""Keys of the front matter that the project gives a meaning."""
UNREADABLE = (
    "binary", "encoding", "too-large", "front-matter", "empty", "no-content", "no-sections", "file-name",
    "no-permission", "no-file", "outside-folder", "failed",
)  # fmt: skip
"""Reasons of unreadable files that F100 speaks for; A501 speaks for refusals."""
TRAILING = re.compile(r"[ \t]+(?=\r?\n|\Z)")
HARD_BREAK = "  "
PARTED = re.compile(r"\b([DL]{1,2})- +(?=\w)")


def odd_front_matter(entry: Entry) -> Iterator[Finding]:
    """Keys without a meaning, titles with odd spaces or quotes, and titles that differ from the heading."""
    monograph = entry.monograph
    odd = sorted(set(monograph.front_matter) - KNOWN_KEYS)
    if odd:
        start = max(0, monograph.source.find(f"\n{odd[0]}:") + 1)
        message = f"The front matter has a key that means nothing here: {', '.join(odd)}"
        yield Finding(entry, Span(start, start + len(odd[0])), message, fix="Remove it")
    written = str(monograph.front_matter.get("title", ""))
    heading = monograph.source[slice(*title_span(monograph))].strip()
    if written and "title:" not in heading and heading != written:
        message = f"The heading says “{heading}”, the front matter “{written}”"
        yield Finding(entry, title_span(monograph), message, fix="Give both the same title")
    elif single_spaced(written) != written:
        message = f"The title “{written}” has a space or a full stop too many"
        yield Finding(entry, title_span(monograph), message, fix=f"Write “{single_spaced(written)}”")


def single_spaced(title: str) -> str:
    """A title without spaces that do not belong there, nor a full stop apart from it.

    >>> single_spaced("L- Lysine  + Zinc ")
    'L-Lysine + Zinc'
    >>> single_spaced("Clonazepam .")
    'Clonazepam'
    """
    return PARTED.sub(r"\1-", re.sub(r"[ \t]+", " ", title).strip()).removesuffix(" .")


def slug(title: str) -> str:
    """The file name that belongs to a title.

    >>> slug("Lidocaine/Lignocaine (Topical) + Vitamin B12")
    'lidocaine-lignocaine-topical-vitamin-b12'
    >>> slug("Crotalidae Immune F(ab')2")
    'crotalidae-immune-fab2'
    """
    joined = re.sub(r"(?<=\w)\((\w+)['’]?\)", r"\1", title)
    letters = unicodedata.normalize("NFKD", joined).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", letters.lower().replace("'", "")))


def misnamed_files(entry: Entry) -> Iterator[Finding]:
    """Files whose name is not that of their title, stray hyphens aside."""
    stem = PurePosixPath(entry.monograph.doc).stem
    wanted = slug(entry.monograph.title)
    if wanted and not stem.endswith("_trunc") and slug(stem) != wanted:
        message = f"The file is named “{stem}”, its title would be “{wanted}”"
        yield Finding(entry, title_span(entry.monograph), message, fix=f"Rename it to {wanted}.md and leave a redirect")


def stray_hyphens(entry: Entry) -> Iterator[Finding]:
    """File names with a hyphen at their end, two in a row, or cut off."""
    stem = PurePosixPath(entry.monograph.doc).stem
    faults = (
        (stem.endswith("-"), "ends in a hyphen"),
        (stem.endswith("_trunc"), "was cut off"),
        ("--" in stem, "has two hyphens in a row"),
    )
    what = next((words for there, words in faults if there), "")
    if what:
        message = f"The file name “{stem}” {what}"
        yield Finding(entry, title_span(entry.monograph), message, fix="Rename it and leave a redirect")


def stray_whitespace(entry: Entry) -> Iterator[Finding]:
    """Blanks at line ends, tabs, and a last line without an end: one finding a monograph."""
    source = entry.monograph.source
    blanks = [span for span, _ in stray_blanks(source)]
    if blanks:
        message = f"{len(blanks)} line{'' if len(blanks) == 1 else 's'} with blanks at the end"
        yield Finding(entry, blanks[0], message, fix="Remove them")
    tab = source.find("\t")
    if tab >= 0:
        yield Finding(entry, Span(tab, tab + 1), "A tab: its width is anybody's guess", fix="Write spaces")
    if source and not source.endswith("\n"):
        yield Finding(
            entry, Span(len(source) - 1, len(source)), "The last line has no end", fix="End it with a line break"
        )


def stray_blanks(source: str) -> Iterator[tuple[Span, str]]:
    """Blanks at line ends that mean nothing, each with what should be there: two that break a line inside a paragraph.

    >>> list(stray_blanks("Heat.   \\nCold. \\n"))
    [(Span(start=5, end=8), '  '), (Span(start=14, end=15), '')]
    """
    for blanks in TRAILING.finditer(source):
        kept = HARD_BREAK if blanks[0].startswith(HARD_BREAK) and _breaks(source, *blanks.span()) else ""
        if blanks[0] != kept:
            yield Span(*blanks.span()), kept


def _breaks(source: str, start: int, end: int) -> bool:
    """Whether the blanks end a line with text on which the paragraph goes on in the next."""
    line = source[source.rfind("\n", 0, start) + 1 : start]
    after = source[end : end + 3].removeprefix("\r").removeprefix("\n")[:1]
    return bool(line.strip()) and after not in ("", "\n", "\r", "#", "*")


RULES: tuple[Rule, ...] = (
    Rule(
        code="F100",
        name="unreadable-file",
        finds="The file cannot be read as a monograph.",
        why="What is not read is not checked, not searched and not published.",
        bad=(
            Page(text="---\nlayout: minimal-medicine\ntitle: Paracetamol\n---\n\n# Paracetamol\n\nIt is for pain.\n"),
        ),
        good=(Page(),),
        severity="error",
        default_on=True,
        check=lambda entry: (),
        reasons=UNREADABLE,
    ),
    Rule(
        code="F101",
        name="odd-front-matter",
        finds="A front matter key without a meaning, or a title that is not that of the heading.",
        why="Sites and programs take the title from either place; readers then see two names.",
        bad=(
            Page(text=Page().source().replace("# Paracetamol", "# Acetaminophen")),
            Page(text=Page().source().replace("title: Paracetamol", "title: Paracetamol\nnav_exclude: true")),
            Page(title="L- Glutamine"),
        ),
        good=(Page(),),
        fixable=True,
        check=odd_front_matter,
    ),
    Rule(
        code="F103",
        name="file-name-not-title",
        finds="The file is not named after its title.",
        why="Addresses are typed, linked and guessed from the name of the medicine.",
        bad=(Page(doc="p/panadol.md"),),
        good=(Page(), Page(doc="p/paracetamol-.md")),
        severity="info",
        check=misnamed_files,
        default_on=True,
    ),
    Rule(
        code="F104",
        name="stray-hyphen",
        finds="A file name ends in a hyphen, has two in a row, or was cut off.",
        why="Such names hide doubles of a page (“clonazepam” and “clonazepam-”).",
        bad=(Page(doc="p/paracetamol-.md"), Page(doc="p/paraceta_trunc.md")),
        good=(Page(),),
        severity="info",
        check=stray_hyphens,
    ),
    Rule(
        code="F105",
        name="stray-whitespace",
        finds="Blanks at line ends, tabs, or no line break at the end of the file.",
        why="They make differences between versions that mean nothing.",
        bad=(
            Page(text=Page().source().replace(CLEAN["Usage"], CLEAN["Usage"] + "   ")),
            Page(text=Page().source().rstrip()),
        ),
        good=(Page(),),
        severity="info",
        fixable=True,
        once=True,
        check=stray_whitespace,
    ),
)
