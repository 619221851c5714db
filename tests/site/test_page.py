"""The page of a monograph: what it says first, that it loses nothing, and that every link leads somewhere."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from tests.site.exemplin import PAGE, dose, entry_of, precaution

from monograph.answers.review import Review, claims_hash, signed, text_hash
from monograph.claims.records import AnyClaim, Use
from monograph.library.model import Entry, Problem
from monograph.site import Card, Site, site_path
from monograph.site.glance import Cell, Glance
from monograph.site.kinds import kinds_of

GOLDEN = Path(__file__).parent / "golden" / "exemplin.html"


def shown(html: str) -> str:
    """The text of HTML, with blanks as one."""
    text = re.sub(r"</?(?:span|strong|em|a)\b[^>]*>", "", html)
    text = re.sub(r"<[^>]+>", " ", text)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, character)
    return " ".join(text.split())


def cells_of(entry: Entry) -> list[Cell]:
    return Glance(entry, kinds_of(entry.claims)).cells()


def cell(entry: Entry, key: str) -> Cell:
    return next(cell for cell in cells_of(entry) if cell.key == key)


def test_the_page_is_as_it_was(site: Site, entry: Entry, problems: list[Problem], twin: Card) -> None:
    html = site.render_monograph(entry, problems, [twin])
    html = re.sub(r"assets/(\w+)\.[0-9a-f]{8}\.", r"assets/\1.HASH.", html)
    if os.environ.get("GOLDEN"):
        GOLDEN.write_text(html, encoding="utf-8")
    assert html == GOLDEN.read_text(encoding="utf-8"), "if the change is meant: GOLDEN=1 make test"


def test_every_word_of_the_monograph_is_on_its_page(site: Site, entry: Entry) -> None:
    article = site.render_monograph(entry, []).partition("<article")[2]
    text = shown(article)
    at = 0
    for section in entry.monograph.sections:
        for block in section.blocks:
            if section.questions:
                continue
            words = entry.monograph.source[block.start : block.end].replace("*", "")
            for word in (part.strip("|") for part in words.split()):
                found = text.find(word, at)
                assert found >= 0, f"{word!r} is not on the page after {text[max(0, at - 60) : at]!r}"
                at = found
    for question in entry.monograph.sections[-1].questions:
        assert entry.monograph.plain[slice(*question.question)] in text


def test_every_link_within_the_page_has_its_place_and_no_identifier_twice(
    site: Site, entry: Entry, problems: list[Problem], twin: Card
) -> None:
    html = site.render_monograph(entry, problems, [twin])
    identifiers = re.findall(r' id="([^"]*)"', html)
    assert len(set(identifiers)) == len(identifiers)
    assert set(re.findall(r'href="#([^"]*)"', html)) <= set(identifiers)


def test_nothing_is_loaded_from_elsewhere(site: Site, entry: Entry) -> None:
    html = site.render_monograph(entry, [])
    loaded = re.findall(r'(?:<link[^>]*href|src|action)="([^"]*)"', html)
    assert loaded
    assert all(url.startswith("../../") and "//" not in url for url in loaded)
    assert "<script>" not in html
    assert "style=" not in html
    assert len(html.encode()) < 14_000


def test_raw_html_of_the_monograph_is_text(site: Site, entry: Entry) -> None:
    html = site.render_monograph(entry, [])
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;" in html
    assert "fever &lt;b&gt;now&lt;/b&gt;" in shown(html).replace("<", "&lt;").replace(">", "&gt;")


def test_the_title_cannot_break_out(site: Site) -> None:
    entry = entry_of('---\ntitle: "</title><script>alert(1)</script>"\n---\n### Usage\nFor pain.\n', "x.md")
    assert "<script>alert" not in site.render_monograph(entry, [])


def test_lists_tables_and_questions_keep_their_form(site: Site, entry: Entry) -> None:
    html = site.render_monograph(entry, [])
    flat = re.sub(r"\s+", "", re.sub(r"</?span[^>]*>", "", html))
    assert "<ol><li>Shakethebottle.</li><li>Pour.</li></ol>" in flat
    assert "<ul><li><strong>Common:</strong>nausea<ul><li>dizziness</li></ul></li>" in flat
    assert '<thead><tr><thscope="col">Organ</th><thscope="col">Effect</th></tr></thead>' in flat
    assert "<td>liver</td><td>hepatitis</td>" in flat
    assert flat.count("<summary>Whatif") == 1
    assert "Noanswerisgiven." in flat
    assert "<p>Thispageisforinformationonly.</p>" in flat


class TestGlance:
    def test_doses_are_in_plain_words_and_lead_to_their_place(self, entry: Entry) -> None:
        usual = cell(entry, "usual")
        assert (usual.value, usual.note) == ("500\u00a0mg three times a day", "by mouth")
        assert entry.monograph.source[usual.start : usual.end] == "500 mg three times a day"
        assert cell(entry, "most").value == "3\u00a0g"
        assert cell(entry, "children").value == "10\u00a0mg/kg"

    def test_an_advice_has_a_shape_and_the_own_words(self, entry: Entry) -> None:
        pregnancy = cell(entry, "pregnancy")
        assert (pregnancy.shape, pregnancy.value, pregnancy.own) == ("stop", "Avoid", "Do not use it.")

    def test_the_strongest_of_two_advices_leads_and_the_other_is_named(self) -> None:
        text = "# A\n### Precautions\nSafe in pregnancy. Never in pregnancy.\n"
        claims = [
            (precaution("pregnancy", "acceptable"), "Safe in pregnancy."),
            (precaution("pregnancy", "contraindicated"), "Never in pregnancy."),
        ]
        found = cell(entry_of(text, "a.md", claims), "pregnancy")  # type: ignore[arg-type]
        assert (found.shape, found.own) == ("stop", "Never in pregnancy.")
        assert found.note == "also: said to be acceptable"

    def test_what_no_claim_says_is_quoted_where_the_text_has_the_word(self, entry: Entry) -> None:
        kidneys = cell(entry, "kidneys")
        assert kidneys.quoted
        assert kidneys.shape == ""
        assert kidneys.value == "Ask your doctor about kidney stones."

    def test_an_answer_is_quoted(self, entry: Entry) -> None:
        missed = cell(entry, "missed")
        assert missed.quoted
        assert entry.monograph.source[missed.start :].startswith("Take it when")

    def test_what_is_not_stated_is_said_with_a_ring(self, site: Site, entry: Entry) -> None:
        assert (cell(entry, "driving").shape, cell(entry, "driving").value) == ("none", "Not stated")
        html = site.render_monograph(entry, [])
        assert '<dt>Driving</dt><dd><span class="mark none">Not stated</span></dd>' in html

    def test_an_entry_without_claims_has_every_cell(self) -> None:
        cells = cells_of(entry_of("# A\n### Usage\nFor pain.\n", "a.md"))
        assert len(cells) == 12
        assert {each.shape for each in cells} == {"none"}


def test_problems_stand_at_their_place_and_lead_to_their_rule(
    site: Site, entry: Entry, problems: list[Problem]
) -> None:
    html = site.render_monograph(entry, problems)
    assert '<span class="bad care">Certain medications</span><a class="badge care" href="#n1"' in html
    note = html[html.index('id="n1"') :].partition("</div>")[0]
    assert "../../rules/s908.html" in note
    assert "names &lt;none&gt;" in note
    assert "<q>at most 2 g</q>" in note
    assert "Name them." in note
    listed = html[html.index("<h2>Problems</h2>") :].partition("</details>")[0]
    assert "../../rules/s907.html" in listed
    assert "the page is short" in listed
    assert "2 problems found" in html


def test_the_page_says_how_far_to_trust_it(site: Site, entry: Entry) -> None:
    html = site.render_monograph(entry, [])
    assert "Reviewed: 2026-01-15" in html
    assert (
        '<li id="source-s1"><a href="https://example.org/label?a=1&amp;b=2" rel="noopener">Exemplin label</a>' in html
    )
    assert '<a class="cite" href="#source-s1">[s1]</a>' in html
    bare = site.render_monograph(entry_of("# A\n### Usage\nFor pain.\n", "a.md"), [])
    assert "Not reviewed" in bare
    assert "Names no source" in bare


@pytest.mark.parametrize("stated", ["no", "", "false", "null"])
def test_a_review_that_is_denied_is_none(site: Site, stated: str) -> None:
    entry = entry_of(f"---\ntitle: A\nreviewed: {stated}\n---\n### Usage\nFor pain.\n", "a.md")
    assert "Not reviewed" in site.render_monograph(entry, [])


def test_a_review_whose_claims_have_changed_since_is_called_so(site: Site) -> None:
    def page_of(milligrams: float, written: str) -> Entry:
        return entry_of(written, "a.md", [(dose(milligrams, "mg"), f"{milligrams:.0f} mg")])

    page = "---\ntitle: A\n---\n# A\n### Dosage\nTake 5 mg once daily.\n"
    claims = claims_hash(page_of(5, page).claims)
    review = Review(by="A. B.", day=date(2026, 1, 15), next=date(2027, 1, 15), claims=claims, text=text_hash(page))
    written = signed(page, review)
    assert "Reviewed: A. B., 2026-01-15" in site.render_monograph(page_of(5, written), [])
    changed = site.render_monograph(page_of(50, written.replace("5 mg", "50 mg")), [])
    assert '<span class="mark care">Changed since it was reviewed: A. B., 2026-01-15</span>' in changed


def test_others_of_the_substance_stand_side_by_side_where_they_differ(site: Site, entry: Entry, twin: Card) -> None:
    html = site.render_monograph(entry, [], [twin])
    part = html[html.index('class="others"') :].partition("</section>")[0]
    assert "Another monograph of this substance differs" in part
    assert "2\u00a0g" in part
    assert "Said to be acceptable" in part
    assert "Breastfeeding" not in part
    link = re.search(r'href="([^"#]+)#c\d+"', part)
    assert link
    assert unquote(link[1]) == "../../" + site_path("e/exemplin (oral).md")


def test_others_that_do_not_differ_are_only_linked(site: Site) -> None:
    same = entry_of("# A\n### Usage\nFor pain.\n", "a.md")
    card = Card(doc="b.md", title="B & C", key="a", counts={}, cells=cells_of(same)[:2])
    html = site.render_monograph(same, [], [card])
    assert 'Also on this substance: <a href="../medicines/b.html">B &amp; C</a>.' in html


def test_an_eye_drop_is_not_held_against_a_tablet(site: Site, entry: Entry, twin: Card) -> None:
    twin.route = "ophthalmic"
    html = site.render_monograph(entry, [], [twin])
    assert "differs" not in html
    assert "Also on this substance" in html


def test_amounts_for_other_routes_are_no_difference(site: Site, entry: Entry, twin: Card) -> None:
    usual = next(cell for cell in twin.cells if cell.key == "usual")
    usual.scope, twin.cells = "by mouth", [usual]
    assert "differs" in site.render_monograph(entry, [], [twin])
    usual.scope = "into a vein"
    assert "differs" not in site.render_monograph(entry, [], [twin])


def test_a_combination_leads_to_its_components(site: Site) -> None:
    page = PAGE.replace("title: Exemplin", "title: Paracetamol + Caffeine").replace(
        "# Exemplin", "# Paracetamol + Caffeine"
    )
    entry = entry_of(page, "p/paracetamol-caffeine.md", [])
    html = site.render_monograph(entry, [], [], [], {"acetaminophen": "p/para cetamol.md"})
    assert '<a href="../../medicines/p/para%20cetamol.html">acetaminophen</a>' in html
    assert ">caffeine</a>" not in html


def test_names_have_the_capitals_that_the_monograph_gives_them(site: Site) -> None:
    page = PAGE.replace("fever", "HIV infection and Crohn's disease, and in mild pain")
    place = {"start": 0, "end": 0, "quote": ""}
    uses: list[tuple[AnyClaim, str]] = [
        (Use(**place, indication=name), "used for *mild* pain")
        for name in ("hiv infection", "crohn's disease", "mild pain")
    ]
    html = site.render_monograph(entry_of(page, "e/exemplin.md", uses), [], [])
    lead = shown(html).partition("How far")[0]
    assert "HIV infection, Crohn's disease, mild pain." in lead


def test_a_slash_in_a_title_is_a_slash(site: Site) -> None:
    entry = entry_of(PAGE.replace("Exemplin", "Exemplin/Forte <x>"), "e/exemplin.md", [])
    html = site.render_monograph(entry, [], [])
    assert "<h1>Exemplin/Forte &lt;x&gt;</h1>" in html


def test_the_sections_of_a_component_stand_below_it_in_the_contents(site: Site) -> None:
    parts = "".join(f"## {name}\n### Usage\nFor pain.\n### Dosage\nNone.\n" for name in ("Paracetamol", "Caffeine"))
    html = site.render_monograph(entry_of(f"# Paracetamol + Caffeine\n{parts}", "p/p.md"), [])
    contents = html[html.index('class="toc"') :].partition("</nav>")[0]
    assert re.findall(r"class=part><a[^>]*>(\w+)", contents) == ["Usage", "Dosage"] * 2
