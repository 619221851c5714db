"""Monographs that describe another substance than their title names (I604, I605).

Whoever wrote the page put a familiar name for an unfamiliar one: sulfiram became disulfiram. Names are compared by
whole words and by what the vocabulary knows, never by their likeness: that is what misled the writer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

from monograph.checks.rule import Finding
from monograph.checks.structure import title_span
from monograph.library.model import Entry, Library
from monograph.names.identity import identify
from monograph.names.match import Matcher
from monograph.text.model import Block, Span

LONGEST_NAME = 140
BRACKETED = re.compile(r"[(\[]([^()\[\]]{4,40})[)\]]")
JOINT = re.compile(r"\s*(?:/|, and |,? and |, )\s*")
WORD = re.compile(r"[a-z]{4,}")
SHARED_STEM = 0.6
"""Names of which so large a part is the same beginning are forms of one substance ("strychnos", "strychnine")."""
BINOMIAL = re.compile(r"[A-Z][a-z]+ [a-z]+\Z")
"""The Latin name of a plant or a microbe."""
OFTEN = 8
"""Another medicine that a page names so often, and its own never, is what the page is about."""
VAGUE = re.compile(r"vitamin|omega|-$|coenzyme|pyridox|interferon|poliomyelitis")
"""Components whose title is too vague for another name to be wrong (I606 speaks of them)."""


def wrong_names(entry: Entry) -> Iterator[Finding]:
    """A Generic Name that is that of another substance, or of a combination with another component."""
    for block, name in generic_names(entry):
        said = identify(JOINT.sub(" + ", name) if len(entry.identity.components) > 1 else name)
        own, other = set(entry.identity.components), set(said.components)
        missing, instead = own - other, other - own
        if len(own) != len(other) or len(missing) != 1 or not instead <= set(said.known):
            continue
        if len(own) == 1 and related({entry.monograph.title.lower()}, {name.lower()}):
            continue
        if related(missing, instead) or any(VAGUE.search(part) for part in missing):
            continue
        span = Span(block.start, block.start + len(entry.monograph.source[block.start : block.end].rstrip()))
        message = f"The title names {_quoted(missing)}, the Generic Name {_quoted(instead)}"
        yield Finding(entry, span, message, fix="Find out which of the two the page describes")
        return


def bracketed_names(entry: Entry) -> Iterator[Finding]:
    """Another substance in brackets behind the Generic Name, as if it were a synonym."""
    if len(entry.identity.components) != 1 or not entry.identity.known:
        return
    for section in entry.monograph.of_kind("generic-name"):
        for block in section.blocks[:1]:
            end = min(block.end, block.start + LONGEST_NAME)
            for found in BRACKETED.finditer(entry.monograph.plain, block.start, end):
                other = identify(found[1])
                instead = set(other.components)
                if len(instead) != 1 or not other.known or BINOMIAL.match(found[1]):
                    continue
                if not related(set(entry.identity.components), instead):
                    message = f"“{found[1]}” is not another name of “{entry.monograph.title}”"
                    yield Finding(entry, Span(*found.span(1)), message, fix="Find out which the page describes")


def unused_names(library: Library) -> Iterator[Finding]:
    """Pages that never use their own name and name another medicine again and again."""
    titles = {
        entry.monograph.title.lower(): entry.identity.key
        for entry in library.entries
        if len(entry.identity.components) == 1 and len(entry.monograph.title) > 5
    }
    matcher = Matcher(titles)
    for entry in library.entries:
        body = _unnamed_body(entry)
        if body is None:
            continue
        counts = Counter(match.value for match in matcher.find(body))
        for key, count in counts.most_common(1):
            if count >= OFTEN and not related(set(entry.identity.components), {key}):
                message = f"The text never says “{entry.monograph.title}”, and {count} times “{key}”"
                fix = "Find out which of the two the page describes"
                yield Finding(entry, title_span(entry.monograph), message, fix=fix)


def generic_names(entry: Entry) -> Iterator[tuple[Block, str]]:
    """The first line of the Generic Name, without what stands in brackets or follows it."""
    for section in entry.monograph.of_kind("generic-name"):
        for block in section.blocks[:1]:
            name = " ".join(entry.monograph.plain[block.start : block.end].split())
            name = re.split(r" [(\[]|:|\.\s", name)[0]
            if name and len(name) <= LONGEST_NAME:
                yield block, name


def _unnamed_body(entry: Entry) -> str | None:
    """The text after the Generic Name in lower case, if no word of the title stands in it; else None."""
    monograph = entry.monograph
    if len(entry.identity.components) != 1:
        return None
    named = monograph.of_kind("generic-name")
    body = monograph.source[named[0].end :].lower() if named else ""
    words = WORD.findall(monograph.title.lower())
    return body if body and words and not any(word in body for word in words) else None


def related(ours: set[str], theirs: set[str]) -> bool:
    """Whether two names share a word or their beginning, and may be forms of one substance. That one ends as the other
    does ("sulfiram", "disulfiram") makes them no such forms."""
    one, other = " ".join(ours), " ".join(theirs)
    if set(WORD.findall(one)) & set(WORD.findall(other)):
        return True
    beginning = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return beginning >= SHARED_STEM * min(len(one), len(other))


def _quoted(names: set[str]) -> str:
    return " and ".join(f"“{name}”" for name in sorted(names))
