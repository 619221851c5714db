"""The pages of a library: nothing vanishes, and every relative link leads to a page."""

from __future__ import annotations

import re
from html import unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monograph.library.model import Entry, Problem
from monograph.site import Card, Site, assets, card_of, site_path
from monograph.site.assets import slug
from monograph.text.model import Unreadable

UNREADABLE = [
    Unreadable("b/broken.md", 2, "front-matter", "the front matter is <no> mapping"),
    Unreadable("z/blob.md", 1, "binary", "the file is not text"),
]


@pytest.fixture
def pages(site: Site, entry: Entry, twin: Card, problems: list[Problem]) -> dict[str, str]:
    cards = [card_of(entry), twin]
    made = {page.path: page.html for page in site.library_pages(cards, problems, UNREADABLE)}
    made[site_path("e/exemplin.md")] = site.render_monograph(entry, problems, [twin])
    return made


def test_every_relative_link_leads_to_a_page_or_a_file(pages: dict[str, str], entry: Entry, twin: Card) -> None:
    there = {*pages, *assets([card_of(entry), twin]), site_path(twin.doc)}
    for path, html in pages.items():
        for url in re.findall(r'(?:href|src|action)="([^"#]+)', html):
            if "://" not in url:
                target = normpath(join(dirname(path), unquote(url)))
                assert target in there, f"{path} links to {target}"


def test_every_monograph_stands_in_the_a_to_z(pages: dict[str, str], twin: Card) -> None:
    letter = pages["a-z/e.html"]
    assert ">Exemplin</a>" in letter
    assert f">{twin.title}</a>" in letter
    assert 'href="../a-z/e.html" aria-current="page"' in letter


def test_the_a_to_z_shows_all_titles_of_a_small_library(pages: dict[str, str], twin: Card) -> None:
    assert '<a href="medicines/e/exemplin.html">Exemplin</a>' in pages["a-z.html"]
    assert twin.title in pages["a-z.html"]


def test_the_a_to_z_of_a_large_library_leads_to_the_place_where_titles_begin_so(site: Site, twin: Card) -> None:
    titles = [f"{first}{second}xin" for first in "AB" for second in "abcdefghijklmnop" for _ in range(10)]
    cards = [msgspec.structs.replace(twin, doc=f"{number}.md", title=title) for number, title in enumerate(titles)]
    pages = {page.path: page.html for page in site.library_pages(cards, [], [])}
    url, place = re.findall(r'<a href="(a-z/b.html)#(g\d+)">Bc</a>', pages["a-z.html"])[0]
    assert f'id="{place}"><h2>Bc</h2>' in pages[url]
    assert "Abxin" not in pages["a-z.html"]


def test_an_example_that_is_a_clean_page_is_said_to_be_one(pages: dict[str, str]) -> None:
    assert not [path for path, html in pages.items() if '<pre tabindex="0"></pre>' in html]


def test_what_could_not_be_read_is_listed_with_its_reason(pages: dict[str, str]) -> None:
    html = unescape(pages["unread.html"])
    assert "b/broken.md" in html
    assert "the front matter is <no> mapping" in html
    assert "binary: 1" in html
    assert "unread.html" in pages["index.html"]
    assert ">2</dd>" in pages["index.html"]


def test_the_home_page_tells_the_numbers(pages: dict[str, str]) -> None:
    assert "13</dd>" in re.sub(r"\s", "", pages["index.html"])
    assert "5 doses" in pages["index.html"]


def test_every_rule_has_a_page_with_its_reason_examples_and_places(
    site: Site, pages: dict[str, str], problems: list[Problem]
) -> None:
    for rule in site.rules:
        assert rule.name in pages[f"rules/{rule.code.lower()}.html"]
    html = pages["rules/s908.html"]
    assert "names &lt;none&gt;" in html
    assert 'href="../medicines/e/exemplin.html"' in html
    overview = pages["problems.html"]
    assert "rules/s908.html" in overview
    assert "rules/s907.html" in overview


def test_a_library_without_anything_has_pages_that_say_so(site: Site) -> None:
    pages = {page.path: page.html for page in site.library_pages([], [], [])}
    assert "Every file of the folder could be read." in pages["unread.html"]
    assert "a-z/a.html" not in pages
    assert 'href="a-z/a.html"' not in pages["index.html"]


def test_assets_are_named_by_their_content_but_the_names_are_not(twin: Card) -> None:
    made = assets([twin])
    assert "assets/names.js" in made
    assert all(re.fullmatch(r"assets/\w+\.[0-9a-f]{8}\.\w+", path) for path in made if path != "assets/names.js")
    assert assets([])["assets/names.js"] == b"monographNames([],[],[],[])\n"


@given(st.lists(st.from_regex(r"[a-zA-Z0-9 ._()-]{1,12}\.md", fullmatch=True), unique=True))
def test_two_files_never_share_a_page(docs: list[str]) -> None:
    assert len({site_path(doc) for doc in docs}) == len(docs)


def test_a_slug_is_what_files_are_usually_called() -> None:
    assert slug("5-HT (Vitamin B₁) + Écorce") == "5-ht-vitamin-b-corce"
