"""What a monograph is about, under whatever name: spelling, salt, synonym and order of components aside."""

from __future__ import annotations

import msgspec


class Identity(msgspec.Struct, frozen=True):
    """The identity of a title.

    ``components`` are the canonical names of the substances in alphabetical order ("glutamine"); ``key`` joins
    them (" + "), so that two monographs of one substance have one key. ``route`` is the qualifier that the
    title carries ("systemic", "ophthalmic") or "". ``known`` holds the components that the vocabulary has.
    """

    key: str
    components: tuple[str, ...]
    route: str = ""
    known: tuple[str, ...] = ()


def identify(title: str) -> Identity:
    """The identity of a title.

    >>> identify("L- glutamine").key == identify("Glutamine").key
    True
    """
    parts = tuple(sorted(part.strip().lower() for part in title.split(" + ")))
    return Identity(key=" + ".join(parts), components=parts)
