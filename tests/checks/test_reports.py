"""Problems as text and as JSON."""

from __future__ import annotations

import json

import pytest

from monograph.checks.example import Page
from monograph.checks.registry import select
from monograph.checks.report import json as json_report
from monograph.checks.report import text
from monograph.checks.run import check, check_entry, check_library, settled
from monograph.library.model import Entry, Library, Problem
from monograph.pipeline.read import read_entry
from monograph.text.model import Unreadable

DOSAGE = "**Adults:** 40 mg by mouth four times daily. The maximum daily dose is 80 mg."


def entry_of(page: Page) -> Entry:
    entry = read_entry(page.source().encode(), page.path)
    assert isinstance(entry, Entry)
    return entry


@pytest.fixture
def entry() -> Entry:
    return entry_of(Page(dosage=DOSAGE))


def test_text_marks_the_words_and_shows_the_other_place(entry: Entry) -> None:
    problems = check_entry(entry, select(["D704"]))
    lines = "\n".join(text.render(problems, lambda doc: entry.monograph, "library/")).splitlines()
    number = entry.monograph.source[: entry.monograph.source.index("40 mg")].count("\n") + 1
    assert lines[0].startswith(
        f"library/p/paracetamol.md:{number}:13 error D704 “40 mg by mouth four times daily” makes up to"
    )
    assert lines[2].endswith(DOSAGE)
    marked = lines[3].index("^")
    assert lines[2][marked : marked + lines[3].count("^")] == "40 mg by mouth four times daily"
    assert f"= library/p/paracetamol.md:{number}: The maximum daily dose is 80 mg" in lines[4]


def test_what_two_claims_of_one_statement_show_is_told_once(entry: Entry) -> None:
    library = Library(entries=[entry])
    problems = check(library)
    assert problems
    assert settled([*problems, *problems], library, select()) == problems


def test_long_lines_are_cut_around_the_words() -> None:
    entry = entry_of(Page(dosage="Some words before. " * 30 + DOSAGE + " Some words after." * 30))
    lines = "\n".join(text.render(check_entry(entry, select(["D704"])), lambda doc: entry.monograph)).splitlines()
    source, marks = lines[2], lines[3]
    assert len(source) < text.WIDTH + 20
    assert source[marks.index("^") : marks.rindex("^") + 1] == "40 mg by mouth four times daily"


def test_control_characters_do_not_reach_the_terminal() -> None:
    entry = entry_of(Page(usage="I cannot provide \u202ethis\tanswer."))
    lines = "\n".join(text.render(check_entry(entry, select(["A501"])), lambda doc: entry.monograph))
    assert "\u202e" not in lines
    assert "\t" not in lines


def test_windows_line_ends_are_not_shown() -> None:
    page = Page(dosage=DOSAGE)
    entry = read_entry(page.source().replace("\n", "\r\n").encode(), page.path)
    assert isinstance(entry, Entry)
    assert list(text.render(check_entry(entry, select(["D704"])), lambda doc: entry.monograph))[2].endswith(DOSAGE)


def test_json_has_the_promised_shape(entry: Entry) -> None:
    problems = check_entry(entry, select(["D704"]))
    (record,) = json.loads(json_report.render(problems))
    assert set(record) == {
        "code", "name", "message", "doc", "line", "column", "end_line", "end_column",
        "severity", "confidence", "related", "fix",
    }  # fmt: skip
    assert set(record["related"][0]) == {"doc", "line", "quote"}
    lines = entry.monograph.source.splitlines()
    words = lines[record["line"] - 1][record["column"] - 1 : record["end_column"] - 1]
    assert words == "40 mg by mouth four times daily"


def test_nothing_found_is_an_empty_list() -> None:
    assert json.loads(json_report.render([])) == []
    assert json.loads(json_report.render_statistics([])) == []


def test_statistics_count_problems_and_files(entry: Entry) -> None:
    problems = check_entry(entry, select(["D704", "H208"]))
    rows = json.loads(json_report.render_statistics(problems))
    assert {row["code"]: (row["count"], row["files"]) for row in rows} == {"D704": (1, 1), "H208": (1, 1)}
    assert len(list(text.statistics(problems))) == 2


def test_unreadable_files_are_problems() -> None:
    refusal = read_entry(b"---\ntitle: X\n---\n\n# X\n\nI cannot provide information on X.\n", "x/x.md")
    assert isinstance(refusal, Unreadable)
    (problem,) = check_library(Library(entries=[], unreadable=[refusal]), select())
    assert (problem.code, problem.doc, problem.line) == ("A501", "x/x.md", refusal.line)
    (line,) = text.concise([problem])
    assert line.startswith("x/x.md:7:1: error A501 ")


def test_problems_come_in_the_order_of_their_places() -> None:
    entries = [entry_of(Page(title=title, dosage=DOSAGE, usage="I cannot provide it.")) for title in ("B", "A")]
    problems: list[Problem] = check(Library(entries=entries), select(["A501", "D704"]))
    assert [(p.doc, p.code) for p in problems] == [
        ("a/a.md", "A501"), ("a/a.md", "D704"), ("b/b.md", "A501"), ("b/b.md", "D704"),
    ]  # fmt: skip


def test_alternatives_are_said_in_words() -> None:
    entry = entry_of(Page(dosage="**Adults:** 5 mg SC once daily. The maximum daily dose is 5 mg."))
    (problem,) = check_entry(entry, select(["U752"]))
    assert problem.fix == "Write “subcutaneous” or “subcutaneously”"


def test_twins_are_told_once() -> None:
    entries = [entry_of(Page(doc=doc)) for doc in ("p/b.md", "p/a.md", "p/c.md")]
    (problem,) = check_library(Library(entries=entries), select(["I601"]))
    assert (problem.doc, [related.doc for related in problem.related]) == ("p/a.md", ["p/b.md", "p/c.md"])
