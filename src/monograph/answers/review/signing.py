"""Write a review into the front matter of a file: those lines, and not a byte beside them."""

from __future__ import annotations

import json
import re

import msgspec
import yaml

from monograph.answers.review.model import KEY, Review, read_review
from monograph.claims.records import KINDS
from monograph.text.front_matter import read_front_matter
from monograph.text.model import Unreadable

_FENCE = re.compile(r"\A(\ufeff?---[ \t]*(\r?\n))(.*?)(^---[ \t]*(?:\r?\n|\Z))", re.DOTALL | re.MULTILINE)

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What YAML reads as the end of a line, or not at all."""


class ReviewError(ValueError):
    """A file whose front matter cannot take a review: the message says why."""


def signed(source: str, review: Review) -> str:
    """The text of a file with the review in its front matter, in the place of an older one or at its end.

    A file without front matter gets one. Raises ``ReviewError`` where the result would not say what it should.
    """
    fence = _FENCE.match(source)
    newline = fence[2] if fence else "\r\n" if "\r\n" in source else "\n"
    block = _block(review, newline)
    if fence is None:
        mark = "\ufeff" if source.startswith("\ufeff") else ""
        result = f"{mark}---{newline}{block}---{newline}{newline}{source.removeprefix(mark)}"
    else:
        start, end = _place(fence[3])
        at = fence.start(3)
        result = source[: at + start] + block + source[at + end :]
    read = read_front_matter(result, "")
    if isinstance(read, Unreadable) or read_review(read[0]) != review:
        raise ReviewError("its front matter cannot be read once the review is in it: mend the front matter first")
    return result


def _block(review: Review, newline: str) -> str:
    """The lines of a review. Text is quoted as JSON, which YAML reads."""
    lines = [f"{KEY}:"]
    for name, value in msgspec.to_builtins(review).items():
        if name == "kinds" and tuple(value) == KINDS:
            continue
        written = value if name in ("date", "next") else _UNSAFE.sub(_escaped, json.dumps(value, ensure_ascii=False))
        lines.append(f"  {name}: {written}")
    return "".join(line + newline for line in lines)


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _place(written: str) -> tuple[int, int]:
    """Where the lines of the review stand in the front matter, or its end, where the new ones belong."""
    try:
        node = yaml.compose(written, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise ReviewError(f"its front matter cannot be read: {error}") from error
    if node is None:
        return len(written), len(written)
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise ReviewError("its front matter is not a list of 'key: value' lines")
    for key, value in node.value:
        if key.value == KEY:
            start, last = key.start_mark.index, value.end_mark.index
            if last > start and written[last - 1] != "\n":
                line_end = written.find("\n", last)
                return start, len(written) if line_end < 0 else line_end + 1
            # The mark of a block is that of whatever comes next: comments between belong to what follows.
            block = written[start:last]
            kept = re.search(r"(?:^[ \t]*(?:#[^\n]*)?\n)+\Z", block, re.MULTILINE)
            return start, start + (kept.start() if kept else len(block))
    return len(written), len(written)
