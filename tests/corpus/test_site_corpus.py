"""Pages of the real monographs: no word lost, no link without its place, small."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from monograph.checks.registry import select
from monograph.checks.run import check_entry
from monograph.claims.read import read_claims
from monograph.library.model import Entry
from monograph.names.identity import identify
from monograph.site import Site, card_of
from monograph.text.model import Monograph
from monograph.text.read import read_monograph

pytestmark = pytest.mark.corpus

EVERY = 7
"""Of the files, so that the test takes seconds."""
BESIDE = re.compile(
    r'<div class="(?:note|pictures).*?</div>|<details class="doses">.*?</details>|<p class="end">.*', re.DOTALL
)
"""What a page puts beside the text."""
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    return WORD.findall(text)


def test_pages_lose_no_word_and_lead_nowhere_in_vain(corpus: Path) -> None:
    site = Site("Corpus")
    rules = select()
    sizes = []
    for path in sorted(corpus.rglob("*.md"))[::EVERY]:
        read = read_monograph(path.read_bytes(), path.relative_to(corpus).as_posix())
        if not isinstance(read, Monograph):
            continue
        entry = Entry(read, read_claims(read), identify(read.title))
        html = site.render_monograph(entry, check_entry(entry, rules), [card_of(entry)])
        sizes.append(len(html.encode()))

        identifiers = re.findall(r'<[^<>]* id="([^"]*)"', html)
        assert len(set(identifiers)) == len(identifiers), read.doc
        missing = set(re.findall(r'href="#([^"]*)"', html)) - set(identifiers)
        assert not missing, (read.doc, missing)

        article = BESIDE.sub("", html.partition("<article")[2])
        text = re.sub(r"<[^>]+>", " ", re.sub(r"</?(?:span|strong|em|a)\b[^>]*>", "", article))
        have: dict[str, int] = {}
        for word in words(unescape(text)):
            have[word] = have.get(word, 0) + 1
        written = [word for section in read.sections for word in words(section.title)]
        for section in read.sections:
            for block in section.blocks:
                written += words(read.plain[block.start : block.end])
        for word in written:
            have[word] = have.get(word, 0) - 1
        lost = {word for word, left in have.items() if left < 0} - {"Q", "A", "Question", "Answer"}
        assert not lost, (read.doc, lost)
    assert sum(sizes) / len(sizes) < 20_000
    assert max(sizes) < 60_000
