"""Faults planted in the bundled library: each kind is found by the rules made for it, and nothing in clean pages."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from monograph.library.model import Entry
from monograph.pipeline.read import read_library

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from seed_errors import KINDS, Kind, tried  # noqa: E402


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return read_library(ROOT / "library").entries


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_planted_faults_are_found(kind: Kind, entries: list[Entry]) -> None:
    planted, missed, alarms = tried(kind, entries)
    assert planted >= 10
    assert planted - len(missed) >= 0.9 * planted, missed
    assert alarms == 0
