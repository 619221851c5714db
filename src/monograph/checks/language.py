"""L: language that readers stumble over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from monograph.checks.example import Page
from monograph.checks.rule import Finding, Rule
from monograph.library.model import Entry
from monograph.tables import read_table
from monograph.text.model import Monograph, Section, Span

DOUBLED = re.compile(r"\b([a-z]{2,}) \1\b(?![-'])")
RIGHTLY_DOUBLED = frozenset({"that", "had", "ylang", "beta", "di", "tri", "very", "so"})
TARGET_GRADE = 12.0
VOWELS = re.compile(r"[aeiouy]+")
WORD = re.compile(r"[a-z]+")


def hard_sections(entry: Entry) -> Iterator[Finding]:
    """The hardest section of a monograph whose text needs more than twelve years of school."""
    monograph = entry.monograph
    graded = [(grade(monograph, s), s) for s in monograph.of_kind("usage", "how-it-works", "precautions")]
    graded = [(level, section) for level, section in graded if level > TARGET_GRADE]
    if graded:
        level, section = max(graded, key=lambda pair: pair[0])
        message = f"This section needs {level:.0f} years of school (Flesch-Kincaid grade)"
        yield Finding(entry, section.heading, message, fix="Shorter sentences; the plain word beside the technical one")


def grade(monograph: Monograph, section: Section) -> float:
    """The Flesch-Kincaid grade of a section, from 0; short sections have none (0)."""
    sentences = sum(len(block.sentences) for block in section.blocks)
    words = WORD.findall(monograph.folded, section.start, section.end)
    if sentences == 0 or len(words) < 30:
        return 0.0
    syllables = sum(max(1, len(VOWELS.findall(word)) - word.endswith("e")) for word in words)
    level = 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
    return max(0.0, float(level))


def mixed_spelling(entry: Entry) -> Iterator[Finding]:
    """British and American spelling in one monograph: one finding, at the rarer."""
    folded, title = entry.monograph.folded, entry.monograph.title.lower()
    british, american = _spellings()
    uk = [found for found in british.finditer(folded) if found[0] not in title]
    us = [found for found in american.finditer(folded) if found[0] not in title] if uk else []
    if uk and us:
        rarer, other = (uk, us) if len(uk) <= len(us) else (us, uk)
        start, end = rarer[0].span()
        message = f"“{entry.monograph.source[start:end]}” beside “{other[0][0]}”: two spellings in one monograph"
        yield Finding(entry, Span(start, end), message, fix="Keep to one")


@cache
def _spellings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = read_table("monograph.checks", "spellings")
    patterns = [re.compile(rf"\b(?:{'|'.join(row[column] for row in rows)})") for column in ("british", "american")]
    return patterns[0], patterns[1]


def doubled_words(entry: Entry) -> Iterator[Finding]:
    """A word written twice in a row."""
    for found in DOUBLED.finditer(entry.monograph.folded):
        if found[1] not in RIGHTLY_DOUBLED:
            words = entry.monograph.source[slice(*found.span())]
            yield Finding(entry, Span(*found.span()), f"“{words}”: a word twice", fix="Drop one")


RULES: tuple[Rule, ...] = (
    Rule(
        code="L951",
        name="hard-to-read",
        finds="A section needs more than twelve years of school.",
        why="Most adults read at a level of about nine years; patient leaflets should too.",
        source="NHS digital service manual: aim for a reading age of 9 to 11 years",
        bad=(
            Page(
                usage="Pharmacotherapeutic administration demonstrates considerable antihyperalgesic efficacy in "
                "heterogeneous musculoskeletal inflammatory pathologies, notwithstanding contemporaneous "
                "gastrointestinal intolerability and individual pharmacogenomic variability of hepatic "
                "biotransformation, particularly in multimorbid populations receiving concomitant medication."
            ),
        ),
        good=(Page(),),
        severity="info",
        once=True,
        check=hard_sections,
    ),
    Rule(
        code="L952",
        name="mixed-spelling",
        finds="British and American spelling in one monograph.",
        why="Search finds one of the two; a page that mixes them was put together from parts.",
        bad=(Page(usage="It is used for diarrhoea. It does not help in chronic diarrhea."),),
        good=(Page(usage="It is used for diarrhoea."),),
        severity="info",
        confidence="medium",
        fixable=False,
        once=True,
        check=mixed_spelling,
    ),
    Rule(
        code="L953",
        name="doubled-word",
        finds="A word is written twice in a row.",
        why="A slip that readers stumble over.",
        bad=(Page(usage="It is used for for pain."),),
        good=(Page(usage="It is said that that is right."),),
        severity="info",
        fixable=True,
        check=doubled_words,
    ),
)
