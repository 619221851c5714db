"""The bundled library against the labels it names: they exist, in that version, and no sentence comes from them."""

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from monograph.text.model import Monograph
from monograph.text.read import read_monograph

pytestmark = pytest.mark.corpus
PROJECT = Path(__file__).parents[2]
LIBRARY = PROJECT / "library"


@pytest.fixture(scope="module")
def labels(corpus: Path) -> Path:
    return corpus.parent / "labels"


@pytest.fixture(scope="module")
def versions(labels: Path) -> dict[str, str]:
    """The version of every US label by its set id."""
    found = {}
    with gzip.open(labels / "openfda/labels.jsonl.gz", "rt", encoding="utf-8") as records:
        for record in map(json.loads, records):
            found[record["set_id"]] = record["version"]
    for path in (labels / "spl").glob("*.xml"):
        text = path.read_text(encoding="utf-8", errors="replace")
        set_id, version = (re.search(rf"<{tag}\s[^>]*", text) for tag in ("setId", "versionNumber"))
        if set_id and version:
            found.setdefault(_attribute(set_id[0], "root"), _attribute(version[0], "value"))
    return found


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf'{name}="([^"]*)"', tag)
    return match[1] if match else ""


@pytest.mark.parametrize("path", sorted(LIBRARY.rglob("*.md")), ids=lambda path: path.stem)
def test_labels_exist_in_the_version_named(path: Path, versions: dict[str, str], labels: Path) -> None:
    monograph = read_monograph(path.read_bytes(), path.name)
    assert isinstance(monograph, Monograph)
    sources = monograph.front_matter["sources"]
    assert isinstance(sources, list)
    for source in sources:
        if source["kind"] == "guideline":
            continue
        if source["set_id"] in versions:
            assert versions[source["set_id"]] == str(source["version"])
        else:
            others = [*(labels / "epi").glob("*.json"), labels / "endari-excerpts.md"]
            assert any(source["set_id"] in other.read_text(encoding="utf-8") for other in others), source["set_id"]


def test_no_sentence_is_borrowed(corpus: Path, labels: Path) -> None:
    asked = [sys.executable, PROJECT / "tools/borrowed.py", LIBRARY, corpus, labels]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert answer.stdout == ""
    assert answer.returncode == 0, answer.stderr
