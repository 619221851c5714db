"""A file that is no monograph is said to be unreadable, with line and reason; nothing raises."""

import pytest

from monograph.text.model import Monograph, Unreadable
from monograph.text.read import read_monograph
from monograph.text.source import MAX_BYTES

BODY = b"# T\n### Usage\nFor cough.\n"
BOMB = b"---\na: &a [x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n" % (98 + i, 98 + i, *[97 + i] * 8) for i in range(9)
)


@pytest.mark.parametrize(
    ("data", "line", "reason", "words"),
    [
        (b"", 1, "empty", "no text"),
        (b"---\ntitle: T\n---\n\n", 4, "empty", "no text"),
        (b"---\ntitle: [T\n---\n" + BODY, 3, "front-matter", "broken YAML"),
        (b"---\ntitle: T\nx: a: b\n---\n" + BODY, 3, "front-matter", "broken YAML"),
        (b"---\n- T\n---\n" + BODY, 2, "front-matter", "key: value"),
        (b"---\ntitle: T\n" + BODY, 1, "front-matter", "never closed"),
        (BOMB + b"---\n" + BODY, 2, "front-matter", "stands for more"),
        (b"---\na: " + b"[" * 50_000 + b"\n---\n" + BODY, 1, "front-matter", "too deep"),
        (BODY + b"Caf\xe9.\n", 4, "encoding", "0xe9"),
        (BODY + b"a\x00b\n", 4, "binary", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff", 3, "binary", "binary"),
        (BODY + b"x" * MAX_BYTES, 1, "too-large", "split it"),
        (b"---\ntitle: T\n---\n\n# T\n\nI cannot provide a monograph for this.\n", 7, "refusal", "I cannot"),
        (b"# T\n\nA product of many herbs that is used by many people.\n", 3, "no-sections", "headings"),
        (b"### Other\n\nText without a title.\n", 1, "no-content", "title"),
    ],
)
def test_reasons(data: bytes, line: int, reason: str, words: str) -> None:
    result = read_monograph(data, "t/t.md")
    assert isinstance(result, Unreadable), result
    assert (result.doc, result.line, result.reason) == ("t/t.md", line, reason)
    assert words in result.message


@pytest.mark.parametrize("data", [BODY, b"\xef\xbb\xbf---\ntitle: T\n---\n" + BODY, BODY.replace(b"\n", b"\r\n")])
def test_readable_all_the_same(data: bytes) -> None:
    result = read_monograph(data, "t.md")
    assert isinstance(result, Monograph)
    assert result.title == "T"


def test_a_refusal_above_real_sections_is_still_a_monograph() -> None:
    assert isinstance(read_monograph(b"# T\nI cannot give advice.\n### Usage\nFor cough.\n", "t.md"), Monograph)
