"""What a monograph is about, under whatever name: spelling, salt, synonym and order of components aside."""

from __future__ import annotations

import msgspec

from monograph.names.components import SET, component


class Identity(msgspec.Struct, frozen=True):
    """The identity of a title.

    ``components`` are the canonical names of the substances in alphabetical order ("glutamine"), each once;
    ``key`` joins them (" + "), so that two monographs of one substance have one key. ``route`` is the qualifier
    that the title carries ("systemic", "ophthalmic") or "". ``known`` holds the components that the vocabulary
    has. ``misspelt`` pairs names as written with the names that a table of misspellings says are meant;
    ``repeated`` holds components that the title names more than once.
    """

    key: str
    components: tuple[str, ...]
    route: str = ""
    known: tuple[str, ...] = ()
    misspelt: tuple[tuple[str, str], ...] = ()
    repeated: tuple[str, ...] = ()


def identify(title: str) -> Identity:
    """The identity of a title.

    >>> identify("L- glutamine").key == identify("Glutamine").key
    True
    >>> identify("Levodopa + Carbidopa Monohydrate").key
    'carbidopa + levodopa'
    """
    parts = [component(part) for part in _parts(title) if part.strip()] or [component(title)]
    names = [name for part in parts for name in part.substances]
    components = tuple(sorted(set(names)))
    return Identity(
        key=SET.join(components),
        components=components,
        route=next((part.route for part in parts if part.route), ""),
        known=tuple(sorted({name for part in parts if part.known for name in part.substances})),
        misspelt=tuple((part.misspelt, SET.join(part.substances)) for part in parts if part.misspelt),
        repeated=tuple(name for name in components if names.count(name) > 1),
    )


def _parts(title: str) -> list[str]:
    """The title between its plus signs, those in brackets aside; where brackets stay open, all count."""
    if "(" not in title and "[" not in title:
        return title.split("+")
    parts, start, depth = [], 0, 0
    for place, sign in enumerate(title):
        if sign == "+" and depth == 0:
            parts.append(title[start:place])
            start = place + 1
        depth = max(0, depth + (sign in "([") - (sign in ")]"))
    return title.split("+") if depth else [*parts, title[start:]]
