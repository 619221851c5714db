"""Marks in text: whatever the ranges, the HTML nests and its text is the text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monograph.site.marked import mark, marked, nested
from monograph.text.model import Monograph
from monograph.text.read import read_monograph


class Parsed(HTMLParser):
    """The text of HTML, for each class the text under it; fails where tags do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.under: dict[str, str] = {}
        self.identifiers: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "br":
            return
        values = dict(attrs)
        self.open.append((tag, values.get("class") or ""))
        if values.get("id"):
            self.identifiers.append(str(values["id"]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        opened, _ = self.open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"

    def handle_data(self, data: str) -> None:
        self.text += data
        for name in {name for _, name in self.open if name}:
            self.under[name] = self.under.get(name, "") + data


def monograph_of(text: str) -> tuple[Monograph, int, int]:
    """A monograph whose Usage holds this one paragraph, and the paragraph's span."""
    read = read_monograph(f"# Aspirin\n\n### Usage\n{text}\n".encode(), "a/aspirin.md")
    assert isinstance(read, Monograph)
    block = read.sections[0].blocks[0]
    return read, block.start, block.end


def plain(text: str) -> Monograph:
    """A monograph that is this text, without markup."""
    return Monograph("a.md", text, text, text.lower(), "A", {}, [], [0])


@given(st.data())
def test_overlapping_marks_keep_the_text_and_each_range(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="ab <&>\"'é☃", min_size=1, max_size=40))
    ends = st.integers(0, len(text))
    ranges = data.draw(st.lists(st.tuples(ends, ends).filter(lambda pair: pair[0] < pair[1]), max_size=8))
    marks = sorted(mark(a, b, f' class="m{i}"', f"i{i}") for i, (a, b) in enumerate(ranges))
    parsed = Parsed(marked(plain(text), 0, len(text), marks))
    assert parsed.text == text
    assert sorted(parsed.identifiers) == sorted(f"i{i}" for i in range(len(ranges)))
    for i, (start, end) in enumerate(ranges):
        assert parsed.under[f"m{i}"] == text[start:end]


MARKUP = ("**", "*", "_", "`", "word", " ", "x", "<b>", "&amp;", "[", "](", ")", "\\*", "~~", "!")


@given(st.lists(st.sampled_from(MARKUP)))
def test_whatever_the_markup_the_html_nests_and_holds_no_tag_of_the_source(parts: list[str]) -> None:
    text = "word " + "".join(parts) + " end"
    read, start, end = monograph_of(text)
    whole = sorted([mark(start, end, ' class="all"'), mark(start + 2, min(start + 9, end), ' class="some"')])
    parsed = Parsed(marked(read, start, end, whole))
    assert set(parsed.tags) <= {"span", "strong", "em", "a"}
    shown = parsed.text.replace("\\", "")
    assert "word" in shown
    if "](" not in text:  # the target of a link is markup
        assert text.count("<b>") == shown.count("<b>")


def test_emphasis_is_kept_and_its_asterisks_are_not() -> None:
    read, start, end = monograph_of("**Adults:** take *one* tablet, **never *two***.")
    html = marked(read, start, end, [])
    assert html == "<strong>Adults:</strong> take <em>one</em> tablet, <strong>never <em>two</em></strong>."


def test_a_part_of_a_block_keeps_the_emphasis_of_the_whole() -> None:
    read, start, end = monograph_of("**Q: Is it safe? Yes, it is.** Ask first.")
    half = read.source.index("Yes")
    assert marked(read, half, end, [], (start, end)) == "<strong>Yes, it is.</strong> Ask first."


def test_a_mark_that_crosses_emphasis_is_cut_and_named_once() -> None:
    read, start, end = monograph_of("Take **one tablet** twice a day.")
    first, last = read.source.index("tablet"), read.source.index(" a day")
    html = marked(read, start, end, [mark(first, last, ' class="d"', "c1")])
    assert html == (
        'Take <strong>one <span id="c1" class="d">tablet</span></strong><span class="d"> twice</span> a day.'
    )


@pytest.mark.parametrize(
    "written",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert)",
        "[x](data:text/html,hi)",
        "[x](vbscript:x)",
        "<javascript:alert>",
    ],
)
def test_a_link_that_would_run_is_no_link(written: str) -> None:
    read, start, end = monograph_of(f"See {written} for more.")
    assert "href" not in marked(read, start, end, [])


def test_a_plain_link_is_one() -> None:
    read, start, end = monograph_of('See [the "label"](https://example.org/a?b=1&c=2).')
    html = marked(read, start, end, [])
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener">the &quot;label&quot;</a>' in html


def test_raw_html_is_shown_and_never_run() -> None:
    read, start, end = monograph_of('Take <script>alert(1)</script> and <img src=x onerror="alert(1)"> now.')
    parsed = Parsed(marked(read, start, end, []))
    assert parsed.tags == []
    assert '<img src=x onerror="alert(1)">' in parsed.text


def test_an_empty_list_of_marks_stays_empty() -> None:
    assert nested([]) == []


def test_deep_nesting_is_bounded() -> None:
    text = "x" * 400
    marks = sorted(mark(i, 400 - i, ' class="m"') for i in range(150))
    html = marked(plain(text), 0, 400, marks)
    assert Parsed(html).text == text
    assert html.count("<span") < 20
