"""The page of problems: whole, with both quotes, and nothing in it that a monograph could make into markup."""

from __future__ import annotations

from lxml import html
from tests.checks.shown import entry_of, folder

from monograph.checks.example import Page
from monograph.checks.registry import select
from monograph.checks.report.folder import Folder
from monograph.checks.report.html import render
from monograph.checks.run import check_entry


def test_every_problem_shows_its_words_and_the_other_place() -> None:
    shown = folder()
    page = html.document_fromstring(render([shown], "5 problems in 3 monographs."))
    articles = page.findall(".//article")
    assert len(articles) == len(shown.problems)
    for article, problem in zip(articles, shown.problems, strict=True):
        text = article.text_content()
        assert f"{problem.code} {problem.message}" in text
        assert article.get("class") == problem.severity
        assert all(related.quote in text for related in problem.related)
        if problem.doc in shown.monographs:
            source = shown.monographs[problem.doc].source
            assert article.find(".//mark").text_content() == source[problem.start : problem.end]


def test_markup_of_a_monograph_is_text() -> None:
    page = html.document_fromstring(render([folder()], "x"))
    assert page.findall(".//b") == []
    assert page.findall(".//script") == []


def test_a_long_line_is_cut_at_words_around_the_problem() -> None:
    around = " ".join(f"word{number}" for number in range(200))
    entry = entry_of(Page(dosage=f"{around} 40mg once a day {around}"))
    problems = check_entry(entry, select(["U751"]))
    page = html.document_fromstring(render([Folder("", problems, {problems[0].doc: entry.monograph})], "x"))
    (shown,) = page.findall(".//blockquote")
    words = shown.text_content().removeprefix(shown.find("cite").text_content()).split()
    assert (words[0], words[-1]) == ("…", "…")
    assert set(words[1:-1]) < set(entry.monograph.source.split())


def test_files_and_rules_are_listed() -> None:
    shown = folder()
    page = html.document_fromstring(render([shown], "x"))
    assert [h.text_content() for h in page.findall(".//h2")] == list(
        dict.fromkeys(shown.root + problem.doc for problem in shown.problems)
    )
    assert len(page.findall(".//tbody/tr")) == len({problem.code for problem in shown.problems})
