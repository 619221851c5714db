"""A: what a language model left behind: refusals, placeholders, leaks of its prompt, pointers that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from monograph.checks.example import Page
from monograph.checks.rule import Finding, Phrases, Rule
from monograph.library.model import Entry
from monograph.tables import read_table
from monograph.text.model import Monograph, Span

BRACKET = re.compile(r"\[([^\[\]\n]{1,80})\](?!\()")
POINTER = re.compile(r"\b(?:see|refer to|in|under) (?:the )?(\"?)([a-z][a-z -]{2,40})\1 section\b(?! of)")
LEADS = (" in the ", " in ", " under the ", " under ")
"""Words inside a pointer after which the name begins ("in more detail in the Precautions section")."""
OTHER_PLACES = frozenset(
    {"next", "previous", "following", "same", "other", "this", "caesarean", "cesarean", "c", "cross", "last", "each"}
)
"""Words before "section" that name no section of a monograph."""


def unfilled_placeholders(entry: Entry) -> Iterator[Finding]:
    """Square brackets that were meant to be filled in."""
    monograph = entry.monograph
    if "[" not in monograph.folded:
        return
    for bracket in BRACKET.finditer(monograph.folded):
        if _is_placeholder(bracket[1].strip()):
            message = f"The placeholder {monograph.source[bracket.start() : bracket.end()]} was never filled in"
            yield Finding(entry, Span(*bracket.span()), message, fix="Write what was meant, or leave it out")


def _is_placeholder(inside: str) -> bool:
    whole, begins = _placeholders()
    return inside in whole or any(inside == start or inside.startswith(start + " ") for start in begins)


@cache
def _placeholders() -> tuple[frozenset[str], tuple[str, ...]]:
    rows = read_table("monograph.checks", "placeholders")
    whole = frozenset(row["text"] for row in rows if row["how"] == "whole")
    return whole, tuple(row["text"] for row in rows if row["how"] == "begins")


def dangling_pointers(entry: Entry) -> Iterator[Finding]:
    """ "See the Interactions section" where no heading and no bold label has that name."""
    monograph = entry.monograph
    if " section" not in monograph.folded:
        return
    for pointer in POINTER.finditer(monograph.folded):
        start, end = pointer.span(2)
        leads = [pointer[2].rfind(lead) + len(lead) for lead in LEADS if lead in pointer[2]]
        start += max(leads, default=0)
        if not _exists(monograph, monograph.folded[start:end]):
            span = Span(start, end)
            title = monograph.source[span.start : span.end]
            yield Finding(entry, span, f"This points to a section “{title}”, and there is none of that name")


def _exists(monograph: Monograph, name: str) -> bool:
    words = _stems(name)
    if not words or words & OTHER_PLACES:
        return True
    return any(words <= _stems(title) for title in _titles(monograph))


def _titles(monograph: Monograph) -> Iterator[str]:
    for section in monograph.sections:
        yield section.title.lower()
        yield section.kind.replace("-", " ")
        for block in section.blocks:
            if block.label:
                yield monograph.folded[block.label.start : block.label.end]


def _stems(name: str) -> frozenset[str]:
    """The words of a name without their plural, so that "side effect" finds "Side Effects"."""
    return frozenset(word.removesuffix("s") for word in re.findall(r"[a-z]+", name) if word not in {"the", "and"})


RULES = (
    Rule(
        code="A501",
        name="refusal",
        finds="Words in which a language model declines to answer or speaks of itself.",
        why="A reader looks for a medicine and finds a machine's apology; nothing under such a page was ever checked.",
        bad=(
            Page(usage="I cannot provide information on this medicine."),
            Page(usage="Please provide me with the name of the medicine."),
        ),
        good=(Page(faqs="* **Q: What if I miss a dose?** A: I will not double it, should be your rule."),),
        severity="error",
        default_on=True,
        check=Phrases(
            table="refusals",
            message="“{phrase}”: a language model speaks here, not the monograph",
            fix="Write the section, or remove the page from the library",
        ),
        reasons=("refusal",),
    ),
    Rule(
        code="A502",
        name="placeholder",
        finds="A square bracket that was meant to be filled in, such as [specific condition].",
        why="The sentence says nothing until it is filled in, and shows that nobody has read it.",
        bad=(Page(faqs="* **Q: Does it cure my [specific condition]?** A: No."),),
        good=(Page(dosage="Give 1 g by mouth or into a vein [IV], up to 4 g in a day. Children: ask a doctor."),),
        severity="error",
        default_on=True,
        check=unfilled_placeholders,
    ),
    Rule(
        code="A503",
        name="prompt-leak",
        finds="Words about the prompt or the data that a language model was given.",
        why="Readers cannot see “the provided data”: the sentence hides its source instead of naming it.",
        bad=(
            Page(usage="While the prompt mentions fever, it is used for pain."),
            Page(usage="Its use is not stated in the provided data."),
        ),
        good=(Page(usage="It is used for pain. The provided information does not replace advice from a doctor."),),
        severity="error",
        default_on=True,
        check=Phrases(
            table="leaks",
            message="“{phrase}” speaks of a text that readers cannot see",
            fix="Name the source, or say what is not known",
        ),
    ),
    Rule(
        code="A504",
        name="hypothetical-product",
        finds="Words by which a page says that its medicine, or its doses, are made up.",
        why="A made-up product in a medicine reference will be taken for a real one.",
        bad=(Page(usage="This hypothetical combination would be used for pain."),),
        good=(Page(usage="It is used for pain, for example after an operation."),),
        severity="warning",
        confidence="medium",
        check=Phrases(table="hypothetical", message="“{phrase}”: the page says itself that this is not real"),
    ),
    Rule(
        code="A505",
        name="self-reference",
        finds="Words by which a text speaks of itself as an answer (“this response”, “as explained above”).",
        why="A monograph is read in parts: on a page, in a search result, in an answer. “Above” is nowhere there.",
        bad=(Page(usage="As mentioned above, it is used for pain."),),
        good=(Page(usage="It is used for pain. A weaker response is common in older people."),),
        severity="info",
        confidence="medium",
        check=Phrases(table="self-reference", message="“{phrase}” leads nowhere when this part is read alone"),
    ),
    Rule(
        code="A506",
        name="dangling-reference",
        finds="A pointer to a section that does not exist.",
        why="The reader who follows it finds nothing, and the facts promised are missing.",
        bad=(Page(usage="It is used for pain; see the Laboratory Tests section."),),
        good=(
            Page(usage="It is used for pain; refer to the Dosage section."),
            Page(usage="Used after a caesarean section."),
        ),
        severity="warning",
        default_on=True,
        check=dangling_pointers,
    ),
)
