"""Labels that people annotated, read into the shape of a ``Monograph`` with what the annotators found in them.

Two sets are known: the adverse reactions of TAC 2017 (Demner-Fushman et al., Sci Data 2018; CC0) and the drug
interactions of the National Library of Medicine (Ayvaz et al., J Biomed Inform 2015). Their text is running text, with
tables drawn in spaces; the adapters give it back its paragraphs, items and rows.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from monograph.labels.model import LabelError
from monograph.labels.narrative import parse_xml
from monograph.text.compose import Composer
from monograph.text.model import Monograph

_CELLS = re.compile(r"\s{3,}")
_ITEM = re.compile(r"\s*\*\s+")
_NUMBERED = re.compile(r"\s*\d+(?:\.\d+)*\s+(?=[A-Z])")
_TABLE = re.compile(r"\s*table \d+", re.IGNORECASE)
_TAG = re.compile(r"</?(?:item|main)>")
"""Left in the sentences of the interactions."""
_NAMES = frozenset({"Biomedical_Entity", "Drug", "Drug_Class", "Substance"})


class Annotated(NamedTuple):
    """A label's text and the names that the annotators gave: lower case, each once."""

    text: Monograph
    names: frozenset[str]


def reactions_of(data: bytes, doc: str) -> Annotated:
    """A TAC 2017 label: all its sections as side effects, and its unique positive reaction strings.

    Raises ``LabelError`` where ``data`` is no such file.
    """
    root = _parsed(data, doc, "Label")
    composer = Composer(doc, str(root.get("drug", "")))
    for section in root.iter("Section"):
        composer.section("side-effects", str(section.get("name", "")))
        for chunk in re.split(r"\n\s*\n", section.text or ""):
            _add_chunk(composer, chunk)
    names = frozenset(str(reaction.get("str")).lower() for reaction in root.iter("Reaction"))
    return Annotated(composer.finish(), names)


def interactions_of(data: bytes, doc: str) -> Annotated:
    """An annotated label of the NLM: its sentences as one section, and what is said to interact with its medicine.

    Raises ``LabelError`` where ``data`` is no such file.
    """
    root = _parsed(data, doc, "document")
    own = {str(tag.get("name", "")).lower() for tag in root if tag.tag in ("labelDrug", "generic")}
    words = {word for name in own for word in re.findall(r"[a-z]{4,}", name)}
    composer = Composer(doc, " / ".join(sorted(own)))
    composer.section("interactions", "Drug Interactions")
    names: set[str] = set()
    for sentence in root.iter("sentence"):
        composer.paragraph([(_TAG.sub(" ", str(sentence.get("text", ""))), False)])
        entities = {tag.get("id"): tag for tag in sentence.findall("entity") if tag.get("text")}
        told = {tag.get("id") for tag in sentence.findall("drugInteraction//relation/entity")}
        for key in told & entities.keys():
            text = str(entities[key].get("text")).lower()
            if entities[key].get("type") in _NAMES and not words & set(re.findall(r"[a-z]{4,}", text)):
                names.add(text)
    return Annotated(composer.finish(), frozenset(names))


def _parsed(data: bytes, doc: str, tag: str) -> Any:
    root = parse_xml(data, doc)
    if root.tag != tag:
        raise LabelError(doc, f"the root is <{root.tag}>, not <{tag}>: no annotated label of this set")
    return root


def _add_chunk(composer: Composer, chunk: str) -> None:
    """Lines without an empty one between them: items, the rows of a table, or a paragraph."""
    lines: list[str] = []
    for line in chunk.splitlines():
        cells = [cell for cell in _CELLS.split(line.strip()) if cell]
        if _ITEM.match(line) or len(cells) > 1 or _TABLE.match(line) or _is_heading(line):
            _add_paragraph(composer, lines)
            lines = []
        if item := _ITEM.match(line):
            composer.item([(line[item.end() :], False)])
        elif len(cells) > 1:
            composer.row(cells)
        elif _TABLE.match(line) or _is_heading(line):
            composer.subheading(line.strip())
        else:
            lines.append(line)
    _add_paragraph(composer, lines)


def _add_paragraph(composer: Composer, lines: list[str]) -> None:
    if text := " ".join(lines).strip():
        composer.paragraph([(text, False)])


def _is_heading(line: str) -> bool:
    return bool(_NUMBERED.match(line)) and len(line.strip()) < 100 and not line.rstrip().endswith(".")
