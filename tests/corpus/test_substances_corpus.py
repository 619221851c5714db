"""Identities of the real titles: the groups that people found by reading are found, and nothing else is merged."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from monograph.names.identity import identify

pytestmark = pytest.mark.corpus
CORPUS = Path("../shared/corpus")
TITLE = re.compile(r"^title:\s*(.*)$", re.MULTILINE)

READ = [
    ("l/l--glutamine", "l/l-glutamine", "g/glutamine"),
    ("c/centchroman", "o/ormeloxifene"),
    ("d/dicycloverine-dicyclomine", "d/dicyclomine"),
    ("i/ibuprofen-systemic", "i/ibuprofen-topical"),
    ("m/metformin-voglibose", "m/metformin-voglibose-"),
    ("c/cotrimoxazole", "c/co-trimoxazole"),
]


@pytest.fixture(scope="module")
def groups() -> dict[str, list[str]]:
    if not CORPUS.is_dir():
        pytest.skip("no corpus beside the project")
    found = defaultdict(list)
    for path in sorted(CORPUS.rglob("*.md")):
        title = TITLE.search(path.read_text(encoding="utf-8"))
        if title:
            found[identify(title[1].strip("\"' ")).key].append("/".join(path.with_suffix("").parts[-2:]))
    return found


@pytest.mark.parametrize("docs", READ, ids=lambda docs: docs[0])
def test_a_group_that_people_read_is_found(groups: dict[str, list[str]], docs: tuple[str, ...]) -> None:
    present = {doc for group in groups.values() for doc in group} & set(docs)
    if len(present) < 2:
        pytest.skip("the other half is in the part of the corpus that is kept aside")
    assert any(present <= set(group) for group in groups.values())


def test_groups_are_as_many_as_were_read(groups: dict[str, list[str]]) -> None:
    """All merged groups of the corpus were read one by one (docs/decisions/0003-substances.md)."""
    merged = [group for group in groups.values() if len(group) > 1]
    documents = sum(map(len, groups.values()))
    assert 0.04 < len(merged) / documents < 0.08
    assert max(map(len, merged)) <= 8
