"""The words in which a label says in whom its medicine is forbidden: among the contraindications item by item, in the
warnings where a sentence forbids outright."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from monograph.text.model import Block, Section, Span
from monograph.verify.contraindicated import contraindicated
from monograph.verify.explicit import patterns
from monograph.verify.read_label import ReadLabel


class Forbidden(NamedTuple):
    """Folded words of a label that name in whom it is forbidden, and where: ``is_item`` where nothing else stands."""

    said: str
    place: Span
    is_item: bool


_REFERENCE = r"\[[^\]]*\]|\((?: ?(?:see|refer to|listed in)\b(?:[^()]|\([^()]*\))*|(?:\s*\d+(?:\.\d+)*[\s,;]*)+)\)"
_CUT = re.compile(
    rf"\s*(?:{_REFERENCE})[\s\].,;]*|;\s*(?:and |or )?|:? - |(?<=\)) (?=(?:has|have|is|are|had) )"
    r"|,? (?:and/)?or (?=if you\b)|(?<=[a-z)]),? (?=if you(?:r child)? (?:have|are|had|suffer|ever)\b)"
)
"""Where one item of a list that is written as one sentence ends and the next begins."""
_NEXT = re.compile(
    r"(?:,? (?:and/or|and|or)|,) (?=(?:in|for|during|if|when|who|with)\b"
    r"(?! (?:combination|whom|which|other|any|or|the use))"
    r"|(?:in )?(?:patients|persons|individuals|those|women|people)\b)"
)
"""Where the words begin anew of whom they speak."""
_GLOSS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_EXPLAINED = re.compile(r"(?<=[a-z)]): (?!$)")
"""What stands behind it tells why: "cardiogenic shock: it may worsen"."""
_CONTINUES = re.compile(r"\A(?:because|due to|since|as\b|which|that|and reactions|unless|reactions)\b")


def forbidden(label: ReadLabel) -> Iterator[Forbidden]:
    """All that a label says of in whom it is forbidden, the contraindications first."""
    within = contraindicated(label)
    for section in label.text.of_kind("contraindications"):
        for block, sentence in _sentences(section):
            if any(start <= sentence.start < end for start, end in within):
                yield from _in_list(label, section, block, sentence)
    if label.label.kind == "prescription":
        for section in label.text.of_kind("precautions"):
            for _, sentence in _sentences(section):
                yield from _in_warning(label.text.folded, sentence)


def _sentences(section: Section) -> Iterator[tuple[Block, Span]]:
    """The sentences of a section, but the rows of tables."""
    for block in section.blocks:
        if block.kind != "row":
            yield from ((block, sentence) for sentence in block.sentences)


def _in_list(label: ReadLabel, section: Section, block: Block, sentence: Span) -> Iterator[Forbidden]:
    """What a sentence or an item of the contraindications forbids."""
    folded, forbids = label.text.folded, False
    addresses = label.label.kind != "prescription"
    above = section.blocks[block.under] if block.under >= 0 else None
    lead = folded[slice(above.start, above.end)] if above else ""
    is_listed = _words()["opens"].search(lead.rstrip()) is not None or not addresses
    for part in _parts(folded, sentence):
        said = folded[slice(*part)]
        if _words()["sends"].match(said):
            return
        if _CONTINUES.match(said):
            continue
        begins = _begins(said, is_listed=is_listed or forbids, addresses=addresses)
        if begins is None:
            continue
        forbids = not addresses
        for words in _anew(begins):
            yield Forbidden(_bare(words), part, is_item=True)


def _in_warning(folded: str, sentence: Span) -> Iterator[Forbidden]:
    """What a sentence of the warnings forbids outright to those who have something."""
    said = folded[slice(*sentence)]
    found = _words()["outright"].search(said)
    if found is None or _words()["limited"].search(said, 0, found.end() - len(found[found.lastindex or 0])):
        return
    for words in _anew(found[found.lastindex or 0]):
        if not _words()["limited"].search(words):
            yield Forbidden(_bare(words), sentence, is_item=False)


def _parts(folded: str, sentence: Span) -> Iterator[Span]:
    """The items of a list that is written as one sentence."""
    yield from (Span(*part) for part in _split(_CUT, folded, sentence))


def _anew(said: str) -> list[str]:
    """The parts of some words that each say anew of whom they speak."""
    return [said[start:end] for start, end in _split(_NEXT, said, Span(0, len(said)))]


def _split(cuts: re.Pattern[str], folded: str, whole: Span) -> Iterator[tuple[int, int]]:
    """The parts of a span between what separates them, outside parentheses."""
    found = (cut.span() for cut in cuts.finditer(folded, *whole))
    apart = [
        (start, end)
        for start, end in found
        if folded.count("(", whole.start, start) <= folded.count(")", whole.start, start)
    ]
    edges = [(whole.start, whole.start), *apart, (whole.end, whole.end)]
    yield from ((end, start) for (_, end), (start, _) in pairwise(edges) if end < start)


def _begins(said: str, *, is_listed: bool, addresses: bool) -> str | None:
    """The words behind those that forbid; None where nothing does. ``addresses``: it says so to those who have it."""
    words = _words()
    if found := words["forbids"].search(said):
        return said[found.end() :]
    if found := words["is forbidden"].search(said):
        return said[: found.start()]
    if words["address"].match(said) or (not addresses and words["having"].match(said)):
        return said
    if explained := _EXPLAINED.search(said):
        said = said[: explained.start()]
    if not is_listed or words["verb"].search(words["whose"].split(_GLOSS.sub(" ", said))[0]):
        return None
    return said


def _bare(said: str) -> str:
    """Words without those before the name of a state: of whom is spoken, since when, how sure it is."""
    said = said.strip(" \n\t:,.*•·-")
    before = None
    while before != said:
        before = said
        said = _words()["before"].sub("", said, count=1).lstrip(" :,")
    return said


def _words() -> dict[str, re.Pattern[str]]:
    """The words of lists of contraindications, by their kind."""
    return patterns("forbidden_words")
