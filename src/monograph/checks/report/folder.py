"""What a report needs of each folder that was checked: where it lies, its problems, and the texts they stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from monograph.library.model import Problem
from monograph.text.model import Monograph


class Folder(NamedTuple):
    """``root`` is put before every ``doc`` and makes a path that can be opened; ``monographs`` are by ``doc``."""

    root: str
    problems: Sequence[Problem]
    monographs: Mapping[str, Monograph]
