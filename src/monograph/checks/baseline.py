"""Problems that a project knows of already: they stay quiet, and only new ones fail.

A problem is known by its rule, its document and its words (``checks.fingerprint``), not by its line. The file has one
problem a line, so that versions of it can be compared and merged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from monograph.checks.fingerprint import fingerprint
from monograph.library.model import Problem

VERSION = 2


class BaselineError(ValueError):
    """A file is no baseline; the text says where and why."""


class Known(msgspec.Struct, frozen=True, order=True, forbid_unknown_fields=True):
    """Problems that are known: ``words`` stands for rule and words; ``count`` is how often they are there."""

    doc: str
    code: str
    words: str
    count: int = 1


class _File(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    problems: list[Known]


class Baseline:
    """Known problems, each of which is met once: a second one with the same words is new."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self.known = list(known)
        self._left = Counter({(one.doc, one.words): one.count for one in self.known})

    def is_new(self, problem: Problem, source: str, path: str) -> bool:
        """Whether a problem is not among the known ones. ``path`` is where its document lies.

        A document is known by the end of its path, so that one file, its folder and the whole library can be checked
        against one baseline.
        """
        words = fingerprint(problem, source, doc="")
        for doc in _ends(path):
            if self._left[doc, words] > 0:
                self._left[doc, words] -= 1
                return False
        return True


def collect(problems: Iterable[tuple[Problem, str]]) -> list[Known]:
    """What makes all these problems known; each comes with the source of its document."""
    counts = Counter((p.doc, p.code, fingerprint(p, source, doc="")) for p, source in problems)
    return sorted(Known(doc, code, words, count) for (doc, code, words), count in counts.items())


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file; raises ``BaselineError``."""
    try:
        file = msgspec.json.decode(path.read_bytes(), type=_File)
    except OSError as error:
        raise BaselineError(
            f"{path} cannot be read ({error.strerror}): the same call with --write-baseline makes it"
        ) from error
    except msgspec.MsgspecError as error:
        raise BaselineError(f"{path} is no baseline ({error}): make it anew with --write-baseline") from error
    if file.version != VERSION:
        raise BaselineError(f"{path} has version {file.version}, not {VERSION}: make it anew with --write-baseline")
    return Baseline(file.problems)


def render_baseline(known: Iterable[Known]) -> str:
    """The text of a baseline's file."""
    lines = ",\n".join(msgspec.json.encode(one).decode() for one in known)
    return f'{{"version": {VERSION}, "problems": [\n{lines}\n]}}\n'


def _ends(path: str) -> Iterator[str]:
    """A path and its ends: "a/b/c.md", "b/c.md", "c.md"."""
    parts = path.strip("/").split("/")
    for start in range(len(parts)):
        yield "/".join(parts[start:])
