"""I: what a monograph is about: twins, names that lost a part, names of other substances."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from functools import cache

from monograph.checks.components import components
from monograph.checks.example import CLEAN, Page
from monograph.checks.rule import Across, Finding, Place, Rule
from monograph.checks.structure import title_span
from monograph.checks.substitution import bracketed_names, unused_names, wrong_names
from monograph.checks.twins import another_name, pairs
from monograph.library.model import Entry, Library
from monograph.tables import read_table

WORD = re.compile(r"[^\W_]+")
ISMP = "ISMP, Guidelines for safe communication of medication information (2022)"


def _words(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))


def _letters(text: str) -> str:
    return "".join(WORD.findall(text.lower()))


def _ordered(entry: Entry) -> Hashable:
    return tuple(map(_words, components(entry.monograph.title)))


def _unordered(entry: Entry) -> Hashable:
    return tuple(sorted(map(_words, components(entry.monograph.title))))


def _spelt_together(entry: Entry) -> Hashable:
    return tuple(map(_letters, components(entry.monograph.title)))


def twins(
    same: Callable[[Entry], Hashable], other: Callable[[Entry], Hashable] | None, message: str, fix: str
) -> Across:
    """A check for monographs that agree in ``same`` and differ in ``other``: the first of them names the others."""

    def find(library: Library) -> Iterator[Finding]:
        groups: dict[Hashable, list[Entry]] = {}
        for entry in library.entries:
            if entry.monograph.title:
                groups.setdefault(same(entry), []).append(entry)
        for group in groups.values():
            entry = min(group, key=lambda each: each.monograph.doc)
            others = [e for e in group if e is not entry and (other is None or other(e) != other(entry))]
            if others:
                places = tuple(Place(e, title_span(e.monograph)) for e in others)
                names = " and ".join(sorted({f"“{e.monograph.title}” ({e.monograph.doc})" for e in others}))
                yield Finding(entry, title_span(entry.monograph), message.format(others=names), places, fix)

    return Across(find)


def lost_numbers(entry: Entry) -> Iterator[Finding]:
    """Components such as “Vitamin B” and “Omega-” whose number is gone."""
    monograph = entry.monograph
    for name in components(monograph.title):
        row = _lost().get(name.lower().rstrip("-"))
        cut = name.endswith("-") and not name.endswith(" -")
        if not cut and (row is None or not _is_proved(row["proof"], monograph.folded)):
            continue
        candidates = row["candidates"] if row else ""
        message = f"The name “{name}” has lost its number" + (f" ({candidates}?)" if candidates else "")
        yield Finding(entry, title_span(monograph), message, fix="Write the whole name")
        return


@cache
def _lost() -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in read_table("monograph.checks", "lost-numbers")}


def _is_proved(proof: str, folded: str) -> bool:
    return not proof or any(word in folded for word in proof.split("|"))


def repeated_components(entry: Entry) -> Iterator[Finding]:
    """A component that the title names twice, under one name or two."""
    if entry.identity.repeated:
        names = " and ".join(f"“{name}”" for name in entry.identity.repeated)
        message = f"The title names {names} more than once"
        fix = "Name each component once, with its number if it lost one"
        yield Finding(entry, title_span(entry.monograph), message, fix=fix)


def class_titles(entry: Entry) -> Iterator[Finding]:
    """Titles that name a class, a salt or a kind of product, not a medicine."""
    monograph = entry.monograph
    for name in components(monograph.title):
        if _words(name) in _no_medicine():
            message = f"“{name}” is not the name of a medicine"
            yield Finding(entry, title_span(monograph), message, fix="Name the substance")
            return


@cache
def _no_medicine() -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("monograph.checks", "no-medicines"))


def garbled_names(entry: Entry) -> Iterator[Finding]:
    """Names in a title that are misspelt, or two names written as one word: “Pesudoephedrine”, “acidDHA”."""
    span = title_span(entry.monograph)
    glued = [word for word in entry.monograph.title.split() if GLUED.search(word)]
    glued = [word for word in glued if not any(name in word.lower() for name in _inner_capitals())]
    for word in dict.fromkeys(glued):
        yield Finding(entry, span, f"“{word}” looks like two names written together", fix="Part them")
    for written, meant in entry.identity.misspelt:
        if not any(word.lower() in written for word in glued):
            yield Finding(entry, span, f"“{written}” is misspelt, if “{meant}” is meant", fix="Find out what is meant")


GLUED = re.compile(r"[a-z]{3,}(?:[A-Z][a-z]{3,}|[A-Z]{2,}\b)")


@cache
def _inner_capitals() -> frozenset[str]:
    """Names that are written with a capital inside (AbobotulinumtoxinA, nCoV)."""
    return frozenset(row["name"].lower() for row in read_table("monograph.checks", "inner-capitals"))


def lone_components(library: Library) -> Iterator[Finding]:
    """Components of combinations that no monograph is about."""
    singles = {e.identity.key for e in library.entries if len(e.identity.components) == 1}
    for entry in library.entries:
        lone = [name for name in entry.identity.components if name not in singles]
        if lone and len(entry.identity.components) > 1:
            names = " and ".join(f"“{name}”" for name in lone)
            yield Finding(entry, title_span(entry.monograph), f"There is no monograph about {names}")


_BODY = CLEAN["Precautions"].replace("paracetamol", "it").replace("warfarin", "digoxin")

RULES: tuple[Rule, ...] = (
    Rule(
        code="I601",
        name="same-title",
        finds="Two monographs have one title.",
        why="Readers find one of them and never learn that the other says something else; editors mend the wrong one.",
        bad=(Page(doc="p/paracetamol.md"), Page(doc="p/paracetamol-.md")),
        good=(Page(), Page(title="Ibuprofen")),
        severity="error",
        default_on=True,
        check=twins(_ordered, None, "This title is also that of {others}", "Merge them, and redirect one to the other"),
    ),
    Rule(
        code="I602",
        name="title-variant",
        finds="Two monographs have titles that differ in spaces and hyphens only.",
        why="They are one medicine, and what is known of it is spread over two pages.",
        bad=(Page(title="Co-trimoxazole"), Page(title="Cotrimoxazole")),
        good=(Page(title="Prednisone"), Page(title="Prednisolone")),
        confidence="medium",
        default_on=True,
        check=twins(_spelt_together, _ordered, "Only spaces or hyphens part this title from {others}", "Merge them"),
    ),
    Rule(
        code="I603",
        name="same-components",
        finds="Two monographs name the same components in another order.",
        why="A combination has no order; its two pages give two answers.",
        bad=(Page(title="Ibuprofen + Paracetamol"), Page(title="Paracetamol + Ibuprofen")),
        good=(Page(title="Ibuprofen + Paracetamol"), Page(title="Ibuprofen + Caffeine")),
        severity="error",
        default_on=True,
        check=twins(_unordered, _ordered, "The same components, in another order, are in {others}", "Merge them"),
    ),
    Rule(
        code="I604",
        name="wrong-substance",
        finds="The Generic Name is that of another substance than the title.",
        why="The page describes another medicine, with its doses, under a name that is trusted.",
        source=ISMP,
        bad=(
            Page(title="Sulfiram", generic_name="Disulfiram"),
            Page(title="Losartan + Amlodipine", generic_name="Losartan + Hydrochlorothiazide"),
        ),
        good=(
            Page(generic_name="Acetaminophen"),
            Page(title="Losartan + Amlodipine", generic_name="Losartan/Amlodipine"),
        ),
        severity="error",
        default_on=True,
        check=wrong_names,
    ),
    Rule(
        code="I605",
        name="own-name-unused",
        finds="The text never uses the name of its title, and names another medicine again and again.",
        why="It was written about that other medicine.",
        bad=(
            Page(
                title="Iodamide",
                generic_name="X-ray contrast agent",
                usage="Warfarin thins the blood. " * 8,
                precautions=_BODY,
            ),
            Page(title="Warfarin", precautions=_BODY),
        ),
        good=(
            Page(title="Iodamide", usage="Iodamide is not warfarin. " * 8),
            Page(title="Warfarin", precautions=_BODY),
        ),
        severity="error",
        default_on=True,
        check=Across(unused_names),
    ),
    Rule(
        code="I606",
        name="lost-number",
        finds="A name in the title has lost its number: “Vitamin B”, “Omega-”, “Coenzyme Q”.",
        why="B1, B6 and B12 are different substances with different doses; the page cannot be about all of them.",
        source=ISMP,
        bad=(
            Page(title="Vitamin B"),
            Page(title="Omega-"),
            Page(title="Vitamin D", usage="Vitamin D3 is used for weak bones."),
        ),
        good=(Page(title="Vitamin B12"), Page(title="Vitamin D", usage="It is used for weak bones.")),
        severity="error",
        default_on=True,
        check=lost_numbers,
    ),
    Rule(
        code="I607",
        name="repeated-component",
        finds="The title names a component twice.",
        why="Either one is too many, or both lost what told them apart.",
        bad=(Page(title="Ibuprofen + Ibuprofen"),),
        good=(Page(title="Ibuprofen + Paracetamol"),),
        default_on=True,
        fixable=True,
        check=repeated_components,
    ),
    Rule(
        code="I608",
        name="garbled-name",
        finds="A name in the title is misspelt, or two are written as one word.",
        why="Neither readers nor programs find a medicine under a name that it does not have.",
        source=ISMP,
        bad=(Page(title="Docosahexaenoic acidDHA"), Page(title="Pesudoephedrine")),
        good=(Page(title="AbobotulinumtoxinA"), Page(title="Docosahexaenoic acid (DHA)")),
        check=garbled_names,
    ),
    Rule(
        code="I609",
        name="other-name-of-substance",
        finds="Two monographs are about one substance under two names, and neither names the other.",
        why="Whoever looks under one name never sees the other page; the two drift apart.",
        bad=(Page(), Page(title="Acetaminophen", precautions=_BODY)),
        good=(Page(), Page(title="Ibuprofen")),
        confidence="medium",
        check=pairs(another_name),
    ),
    Rule(
        code="I610",
        name="component-without-monograph",
        finds="A component of a combination has no monograph of its own.",
        why="What is known of the combination rests on what is known of its parts.",
        bad=(Page(title="Ibuprofen + Paracetamol"), Page()),
        good=(Page(title="Ibuprofen + Paracetamol"), Page(), Page(title="Ibuprofen")),
        severity="info",
        confidence="medium",
        check=Across(lone_components),
    ),
    Rule(
        code="I611",
        name="no-medicine",
        finds="The title names a class, a salt or a kind of product.",
        why="A page about a class cannot give a dose; readers who land on it expect a medicine.",
        bad=(Page(title="Hydrochloride"), Page(title="Gynaecological Products")),
        good=(Page(title="Paracetamol"),),
        check=class_titles,
    ),
    Rule(
        code="I612",
        name="other-substance-in-brackets",
        finds="Another substance stands in brackets behind the Generic Name, as if it were a synonym.",
        why="So begins a page about the wrong medicine: “Buphenine (Buprenorphine)”.",
        bad=(Page(title="Buphenine", generic_name="Buphenine (Buprenorphine)"),),
        good=(Page(generic_name="Paracetamol (Acetaminophen)"),),
        severity="error",
        confidence="medium",
        check=bracketed_names,
    ),
)
