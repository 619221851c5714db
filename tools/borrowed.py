"""Show what a library has borrowed: eight or more words of one sentence that also stand in texts that are not ours.

    python tools/borrowed.py library ../shared/corpus ../shared/labels

Words are compared without case, punctuation and citation markers. Numbers are left out, because "500 mg twice a
day for 7 days" can be said in no other words; so are questions, which stand in the words that people use. Exit 1
when anything is found.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick

RUN = 8
_READ = {".md", ".txt", ".xml", ".json", ".jsonl", ".gz", ".html"}
_CITATION = re.compile(r"\[s\d+\]")
_TAG = re.compile(r"<[^<>]*>")
_NO_WORD = re.compile(r"[^a-z]+")
_SENTENCE_END = re.compile(r"(?<=[.?!:;])[*\s]+|\n+")


class Borrowed(NamedTuple):
    """A run of words of ``doc``, and the first text beside it that has them."""

    doc: str
    words: str
    source: str


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case, without tags, numbers, punctuation and citation markers.

    >>> words_of("Take **5 mg** once a day [s1].")
    ['take', 'mg', 'once', 'a', 'day']
    """
    text = html.unescape(_TAG.sub(" ", _CITATION.sub(" ", text)))
    return _NO_WORD.sub(" ", text.lower()).split()


def sentences_of(page: str) -> list[list[str]]:
    """The words of each sentence of a monograph, but for its front matter (sources are quoted) and its questions."""
    body = page.split("\n---\n", 1)[-1] if page.startswith("---\n") else page
    return [words_of(sentence) for sentence in _SENTENCE_END.split(body) if not sentence.endswith("?")]


def borrowed_runs(pages: dict[str, str], sources: Iterable[tuple[str, str]]) -> list[Borrowed]:
    """The longest runs of ``RUN`` or more words that a sentence of ``pages`` shares with ``sources``.

    Both hold texts by name. A sentence that several of our own pages have is told once, at the first of them.
    """
    sentences = [(doc, words) for doc, page in sorted(pages.items()) for words in sentences_of(page)]
    places: dict[str, tuple[int, int]] = {}
    for index, (_, words) in enumerate(sentences):
        for start in range(len(words) - RUN + 1):
            places.setdefault(f" {' '.join(words[start : start + RUN])} ", (index, start))
    runs = list(places)
    automaton = AhoCorasick(runs)
    found: dict[tuple[int, int], str] = {}
    for name, text in sources:
        for run, _, _ in automaton.find_matches_as_indexes(f" {' '.join(words_of(text))} ", overlapping=True):
            found.setdefault(places[runs[run]], name)
    return list(_joined(sentences, found))


def _joined(sentences: list[tuple[str, list[str]]], found: dict[tuple[int, int], str]) -> Iterator[Borrowed]:
    """Runs that follow one another as one."""
    for index, start in sorted(found):
        if (index, start - 1) in found:
            continue
        end = start
        while (index, end + 1) in found:
            end += 1
        doc, words = sentences[index]
        yield Borrowed(doc, " ".join(words[start : end + RUN]), found[index, start])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def read_texts(folders: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Name and text of every file below the folders; of JSON, each record's strings."""
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.suffix in _READ):
            raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            text = raw.decode("utf-8", errors="replace")
            name = path.relative_to(folder).as_posix()
            if ".json" not in path.name:
                yield name, text
                continue
            for number, line in enumerate([text] if path.suffix == ".json" else text.splitlines(), 1):
                yield f"{name}:{number}", "\n".join(_strings(json.loads(line)))


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("library", type=Path)
    ask.add_argument("sources", type=Path, nargs="+")
    opts = ask.parse_args()
    pages = {path.relative_to(opts.library).as_posix(): path.read_text() for path in opts.library.rglob("*.md")}
    found = borrowed_runs(pages, read_texts(opts.sources))
    for run in found:
        print(f"{run.doc}: “{run.words}” ({run.source})")
    print(f"{len(pages)} pages, {len(found)} borrowed runs", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
