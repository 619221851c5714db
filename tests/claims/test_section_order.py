"""Whatever the order of its sections, a monograph claims the same."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monograph.claims.read import read_claims
from monograph.text.model import Monograph
from monograph.text.read import read_monograph

LIBRARY = Path(__file__).parents[2] / "library"
_PLACE = {"start", "end", "grounds"}
_STATEMENT = {"interaction": {"quote", "result", "management", "unread"}, "precaution": {"quote", "scope", "unread"}}
"""What tells the statement: of several about one interaction or one state the first counts, so it is the order's."""
PAGES = sorted(LIBRARY.rglob("*.md"))[::6]


def claimed(head: str, sections: list[str]) -> list[tuple[str, bytes]]:
    """What is claimed, without the places."""
    monograph = read_monograph("\n### ".join([head, *sections]).encode(), "page.md")
    assert isinstance(monograph, Monograph)
    said = []
    for claim in read_claims(monograph):
        record = msgspec.to_builtins(claim)
        left = record.keys() - _PLACE - _STATEMENT.get(claim.kind, set())
        values = {key: record[key] for key in left}
        said.append((claim.kind, msgspec.json.encode(values, order="deterministic")))
    return sorted(said)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
@given(data=st.data())
@settings(max_examples=8, deadline=None)
def test_the_order_of_sections_changes_no_claim(page: Path, data: st.DataObject) -> None:
    head, *sections = page.read_text("utf-8").rstrip("\n").split("\n### ")
    sections = [section.rstrip("\n") + "\n" for section in sections]
    written = claimed(head, sections)
    assert len({kind for kind, _ in written}) == 6
    assert claimed(head, data.draw(st.permutations(sections))) == written
