"""I: a title held against what the page goes on to describe: another number of components, or none of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from monograph.checks.example import CLEAN, Page
from monograph.checks.rule import Finding, Rule
from monograph.checks.structure import title_span
from monograph.checks.substitution import JOINT, VAGUE, generic_names, related
from monograph.library.model import Entry
from monograph.names.identity import identify
from monograph.names.mentions import find_medicines
from monograph.text.model import Span

ISMP = "ISMP, Guidelines for safe communication of medication information (2022)"
CHOOSE = "Find out which of the two the page describes"
OFTEN = 3
"""A medicine that a page names so often, and those of its title never, is what the page is about;"""
RARELY = 8
"""so is one that it names so many times as often."""
WORD = re.compile(r"[a-z]{5,}")


def other_components(entry: Entry) -> Iterator[Finding]:
    """A Generic Name with more components than the title, with fewer, or with none of them."""
    own = set(entry.identity.components)
    for block, name in generic_names(entry):
        said = identify(JOINT.sub(" + ", name))
        other = set(said.components)
        apart = own ^ other
        if len(own) == len(other) or not apart <= {*said.known, *entry.identity.known}:
            continue
        if not (own < other or other < own or not own & other) or any(VAGUE.search(part) for part in apart):
            continue
        if not own & other and related(own, other):
            continue
        if other < own and apart <= _mentioned(entry):
            continue
        span = Span(block.start, block.start + len(entry.monograph.source[block.start : block.end].rstrip()))
        names = " and ".join(f"“{part}”" for part in sorted(apart))
        message = f"Only one of title and Generic Name has {names}"
        yield Finding(entry, span, message, fix=CHOOSE)
        return


def _mentioned(entry: Entry) -> set[str]:
    """The medicines that the Generic Name section names anywhere: it may list the components below."""
    section = entry.monograph.of_kind("generic-name")[0]
    found = find_medicines(entry.monograph.folded, section.heading.end, section.end)
    return {part for match in found for part in match.value.split(" + ")}


def undescribed_title(entry: Entry) -> Iterator[Finding]:
    """A text that names no component of its title, and another medicine again and again."""
    monograph, own = entry.monograph, set(entry.identity.components)
    named = monograph.of_kind("generic-name")
    if not named:
        return
    start = named[0].end
    counts = Counter(match.value for match in find_medicines(monograph.folded, start))
    ours = sum(counts.pop(name) for name in list(counts) if own & set(name.split(" + ")))
    ours = ours or any(word in monograph.folded[start:] for word in WORD.findall(monograph.title.lower()))
    for name, count in counts.most_common(1):
        if count >= max(OFTEN, RARELY * ours) and not related(own, {name}):
            times = f"{ours} times" if ours else "never"
            message = f"The text names “{monograph.title}” {times}, and {count} times “{name}”"
            yield Finding(entry, title_span(monograph), message, fix=CHOOSE)


RULES: tuple[Rule, ...] = (
    Rule(
        code="I613",
        name="component-mismatch",
        finds="The Generic Name has more components than the title, fewer, or none of them.",
        why="A combination is taken for what its title names; a component that it does not name is taken unknowingly.",
        source=ISMP,
        bad=(
            Page(title="Paracetamol", generic_name="Paracetamol + Codeine"),
            Page(title="Paracetamol + Codeine", generic_name="Paracetamol"),
        ),
        good=(Page(title="Paracetamol + Codeine"), Page(generic_name="Acetaminophen")),
        severity="error",
        confidence="medium",
        check=other_components,
    ),
    Rule(
        code="I614",
        name="title-not-described",
        finds="The text names no component of its title, or hardly ever, and another medicine again and again.",
        why="It was written about that other medicine.",
        source=ISMP,
        bad=(
            Page(
                title="Iodixanol",
                usage="Warfarin thins the blood. " * 6,
                precautions=CLEAN["Precautions"].replace("paracetamol", "it"),
            ),
        ),
        good=(Page(usage="Paracetamol is not warfarin. " * 6),),
        severity="error",
        confidence="medium",
        check=undescribed_title,
    ),
)
