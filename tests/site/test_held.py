"""How pages show what official labels say: at the top, in the glance, in the lists, and side by side."""

from __future__ import annotations

import re
from html import unescape

import pytest
from tests.site.test_page import shown

from monograph.library.model import Entry
from monograph.site import Card, Site, card_of, pages_of
from monograph.site.held import Held
from monograph.verify.verdict import LeftOut, NoLabel, Record

NONE: list[Record] = [NoLabel(doc="e/exemplin.md", why="No official label is at hand.")]


def test_the_page_says_how_it_stands(site: Site, entry: Entry, records: list[Record]) -> None:
    html = site.render_monograph(entry, [], [], records)
    assert "Official label: 1 contradicted, boxed warning left out" in shown(html)
    assert "1 of 3 statements found in it" in shown(html).lower()
    assert "Not on this page. The label's boxed warning: sepsis" in shown(html)
    assert 'href="../../labels/e/exemplin.html"' in html


def test_a_page_that_leaves_out_what_the_label_warns_of_is_not_called_free_of_problems(
    site: Site, entry: Entry, records: list[Record]
) -> None:
    assert "No other problem found" in shown(site.render_monograph(entry, [], [], records))
    assert "No problem found" in shown(site.render_monograph(entry, [], [], NONE))


def test_cells_of_the_glance_say_what_the_label_says_of_them(site: Site, entry: Entry, records: list[Record]) -> None:
    html = site.render_monograph(entry, [], [], records)
    cells = dict(re.findall(r'<div class="(\w+)"><dt>(.*?)</dt>', html))
    assert "label differs" in cells["usual"]
    assert "in the label" in cells["most"]
    assert "label" not in cells["pregnancy"]


def test_the_list_of_interactions_leads_to_those_that_only_the_label_warns_of(
    site: Site, entry: Entry, records: list[Record]
) -> None:
    label = next(record.label for record in records if isinstance(record, LeftOut))
    warned = [LeftOut(doc=entry.monograph.doc, what="It warns.", gravity="interaction", label=label)] * 2
    html = site.render_monograph(entry, [], [], [*records, *warned])
    assert "The official label has 2 more warnings of interactions" in shown(html)
    assert "of interactions" not in shown(site.render_monograph(entry, [], [], NONE))


def test_no_official_source_is_said_and_no_page_promised(site: Site, entry: Entry) -> None:
    html = site.render_monograph(entry, [], [], NONE)
    assert "No official source found" in html
    assert "labels/" not in html
    assert pages_of(card_of(entry, NONE)) == ["medicines/e/exemplin.html"]


def test_without_labels_nothing_is_said_of_them(site: Site, entry: Entry, twin: Card) -> None:
    html = site.render_monograph(entry, [], [])
    assert "fficial" not in html
    assert "labels.html" not in {page.path for page in site.library_pages([card_of(entry), twin], [])}


def test_both_sides_stand_side_by_side(site: Site, entry: Entry, records: list[Record]) -> None:
    html = site.render_verdicts(entry, records)
    assert unescape(html).count("200 mg twice daily & no more") == 1
    assert "Exemplar &lt;forte&gt;, version 7, 2025-01-31" in html
    assert "setid=00000000-1111-2222-3333-444444444444" in html
    page = site.render_monograph(entry, [], [], records)
    for anchor in re.findall(r'exemplin\.html#(c\d+)"', html):
        assert f'id="{anchor}"' in page
    open_, closed = (re.findall(rf"<details class=\"pairs\"{state}>.*?</summary>", html) for state in (" open", ""))
    assert [len(open_), len(closed)] == [3, 2]


def test_lists_and_the_overview_show_the_gravest(site: Site, entry: Entry, twin: Card, records: list[Record]) -> None:
    twin.held = Held()
    pages = {page.path: page.html for page in site.library_pages([card_of(entry, records), twin], [])}
    letter = shown(pages["a-z/e.html"])
    assert "Exemplin 1 contradicted" in letter
    assert f"{twin.title} no official source found" in letter
    overview = shown(pages["labels.html"])
    assert "Of 2 monographs 1 have an official label" in overview
    assert "labels.html" in pages["index.html"]


def test_every_page_leads_to_the_overview_where_labels_were_given(
    site: Site, entry: Entry, twin: Card, records: list[Record]
) -> None:
    card = card_of(entry, records)
    with_labels = [page.html for page in site.library_pages([card, twin], [])]
    with_labels += [site.render_monograph(entry, [], [], records), site.render_verdicts(entry, records)]
    assert all('labels.html">Labels</a>' in html for html in with_labels)
    assert not any("labels.html" in page.html for page in site.library_pages([card_of(entry), twin], []))


def test_the_overview_leads_to_every_page_with_a_label(site: Site, entry: Entry, twin: Card) -> None:
    twin.held = Held(supported=2, has_label=True)
    card = card_of(entry)
    card.held = Held(supported=9, contraindications=8, has_label=True)
    overview = next(page.html for page in site.library_pages([twin, card], []) if page.path == "labels.html")
    places = [
        overview.index(f'href="{path}"') for path in ("labels/e/exemplin.html", "labels/e/exemplin%20%28oral%29.html")
    ]
    assert places == sorted(places)
    assert "<td>8 contraindications left out</td>" in overview
    assert re.findall(r"<details class=\"told\"( open)?><summary><span class=\"mark (\w+)\"", overview) == [
        (" open", "care"),
        ("", "fine"),
    ]


@pytest.mark.parametrize(
    ("held", "shape"),
    [
        (Held(), "none"),
        (Held(supported=1, has_label=True), "fine"),
        (Held(supported=9, contraindications=8, has_label=True), "care"),
        (Held(boxed=1, has_label=True), "stop"),
        (Held(contradicted=1, has_label=True), "stop"),
    ],
)
def test_the_gravest_gives_the_sign(held: Held, shape: str) -> None:
    assert held.shape == shape
