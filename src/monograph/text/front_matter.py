"""The YAML between two lines of ``---`` at the top of a file."""

from __future__ import annotations

import re
from typing import Any

import yaml

from monograph.text.model import Unreadable

MAX_NODES = 10_000
"""YAML aliases let a few lines stand for billions of values; a real front matter has a few dozen."""
MAX_CHARACTERS = 64_000
MAX_OPENINGS = 1_000
"""Of lists and mappings. The fast parser of PyYAML recurses in C and takes the process down with it when they nest
too deep; with these two limits they cannot."""

_FENCE = re.compile(r"\A(?:\ufeff)?---[ \t]*\r?\n(.*?)(?:\r?\n)?^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_NO_TEXT = r"(?!(?:yes|no|on|off|true|false|null) *(?:$|:))"
_PLAIN = re.compile(
    rf"(?:{_NO_TEXT}[a-z_]+: {_NO_TEXT}[a-z][a-z0-9 (),./+'-]*(?:\n|\Z)){{1,20}}",
    re.ASCII | re.IGNORECASE | re.MULTILINE,
)
"""Lines of a word and a text that YAML takes as it stands: those of most files, for which its parser need not start."""
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_front_matter(text: str, doc: str) -> tuple[dict[str, object], int] | Unreadable:
    """The front matter and the offset at which the body starts; ``({}, 0)`` where there is none."""
    if not text.startswith(("---", "\ufeff---")):
        return {}, 0
    fence = _FENCE.match(text)
    if not fence:
        return Unreadable(doc, 1, "front-matter", "the front matter is opened by --- and never closed by a second ---")
    written = fence[1]
    if _PLAIN.fullmatch(written):
        return {
            key: value.rstrip() for key, _, value in (line.partition(": ") for line in written.splitlines())
        }, fence.end()
    if len(written) > MAX_CHARACTERS or sum(written.count(mark) for mark in ("[", "{", "- ", "? ")) > MAX_OPENINGS:
        return Unreadable(doc, 1, "front-matter", "the front matter is too large or too deep; keep it to a few lines")
    try:
        loaded = yaml.load(written, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it cannot be read"
        return Unreadable(doc, (mark.line if mark else 0) + 2, "front-matter", f"broken YAML: {problem}")
    except (ValueError, RecursionError) as error:
        return Unreadable(doc, 2, "front-matter", f"broken YAML: {error}")
    if loaded is None:
        loaded = {}
    if not isinstance(loaded, dict):
        return Unreadable(doc, 2, "front-matter", "the front matter is not a list of 'key: value' lines")
    if _nodes(loaded, MAX_NODES) <= 0:
        return Unreadable(doc, 2, "front-matter", f"the front matter stands for more than {MAX_NODES:,} values")
    return {str(key): value for key, value in loaded.items()}, fence.end()


def _nodes(value: object, left: int) -> int:
    """How many of ``left`` values remain after counting those in ``value``; stops at none."""
    waiting = [value]
    while waiting and left > 0:
        item = waiting.pop()
        left -= 1
        if isinstance(item, dict):
            waiting.extend(item.values())
        elif isinstance(item, list | tuple | set):
            waiting.extend(item)
    return left
