"""What official labels warn of taking together and monographs leave out, in a library that was built with labels."""

from __future__ import annotations

from collections.abc import Iterable

from monograph.verify.interactants import interactants_of, named_by
from monograph.verify.verdict import LeftOut, Record

_COMPANIONS = ("interaction", "mention")
"""Gravities of warnings whose words are all of what is taken beside."""


def left_out(records: Iterable[Record]) -> tuple[LeftOut, ...]:
    """What the records of a monograph say that it leaves out."""
    return tuple(record for record in records if isinstance(record, LeftOut))


def warns_of(warning: LeftOut, name: str) -> bool:
    """Whether a label's warning names a thing: itself, or in what is left out a class that it belongs to."""
    if not named_by(name).isdisjoint(interactants_of(warning.what)):
        return True
    return warning.gravity in _COMPANIONS and name in interactants_of(warning.label.quote)
