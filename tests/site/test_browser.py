"""The pages in a real browser, opened from a disk as a reader would."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from monograph.library.model import Entry, Problem
from monograph.names.identity import identify
from monograph.site import Card, Site, assets, card_of, site_path, verdicts_path
from monograph.text.model import Unreadable
from monograph.verify.verdict import Record

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
TITLES = [
    "Exemplin", "Amoxicillin", "Amoxicillin + Clavulanic acid", "Ampicillin", "Metformin", "Metoprolol", "Morphine",
    "Paracetamol", "Paracetamol + Caffeine", "Prednisolone", "Prednisone", "Ibuprofen", "L- glutamine", "Écorce",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    with sync_api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def folder(
    tmp_path: Path, site: Site, entry: Entry, twin: Card, problems: list[Problem], records: list[Record]
) -> Path:
    """A site on the disk: one real page, the same beside its label, and names without pages."""
    cards = [card_of(entry, records), twin]
    for title in TITLES[1:]:
        name = title.lower().replace(" + ", "-").replace(" ", "-")
        cards.append(Card(doc=f"{name[0]}/{name}.md", title=title, key=identify(title).key, counts={}, cells=[]))
    files: dict[str, bytes] = assets(cards)
    unreadable = [Unreadable("b/broken.md", 2, "front-matter", "no mapping")]
    for page in site.library_pages(cards, problems, unreadable):
        files[page.path] = page.html.encode()
    files[site_path("e/exemplin.md")] = site.render_monograph(entry, problems, [twin], records).encode()
    files[verdicts_path("e/exemplin.md")] = site.render_verdicts(entry, records).encode()
    for path, data in files.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return tmp_path


def opened(browser: sync_api.Browser, file: Path, **how: object) -> sync_api.Page:
    """A page opened from the disk; anything that the console says fails the test at its end."""
    page = browser.new_page(**how)
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("request", lambda request: request.url.startswith("file:") or page.complaints.append(request.url))
    page.goto(file.as_uri())
    return page


def found(page: sync_api.Page, typed: str) -> list[str]:
    page.locator("form.find input").first.fill(typed)
    page.wait_for_function("window.monographSearch && window.monographSearch('exemplin').length > 0")
    return page.evaluate("(typed) => window.monographSearch(typed).map((hit) => hit.title)", typed)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("metformin", "Metformin"),
        ("metfromin", "Metformin"),
        ("metphormin", "Metformin"),
        ("paracetmol", "Paracetamol"),
        ("amoxicilin clavulanic", "Amoxicillin + Clavulanic acid"),
        ("clavulanic", "Amoxicillin + Clavulanic acid"),
        ("prednisone", "Prednisone"),
        ("Ecorce", "Écorce"),
        ("glutamine", "L- glutamine"),
        ("ibup", "Ibuprofen"),
    ],
)
def test_a_name_is_found_with_its_typos(browser: sync_api.Browser, folder: Path, typed: str, first: str) -> None:
    page = opened(browser, folder / "index.html")
    assert found(page, typed)[:1] == [first]
    assert page.complaints == []
    page.close()


def test_exact_names_come_before_near_ones(browser: sync_api.Browser, folder: Path) -> None:
    page = opened(browser, folder / "index.html")
    assert found(page, "prednisolone")[:2] == ["Prednisolone", "Prednisone"]
    assert found(page, "zzzzzzzz") == []
    page.close()


def test_the_search_works_by_keyboard_from_a_page_of_any_depth(browser: sync_api.Browser, folder: Path) -> None:
    page = opened(browser, folder / "medicines/e/exemplin.html")
    page.keyboard.press("/")
    page.keyboard.type("exmplin")
    option = page.locator("[role=option]").first
    option.wait_for()
    page.keyboard.press("ArrowDown")
    assert option.get_attribute("aria-selected") == "true"
    assert page.locator("[role=combobox]").get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url("**/exemplin.html")
    assert page.complaints == []
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_window(browser: sync_api.Browser, folder: Path, width: int) -> None:
    files = ("index.html", "medicines/e/exemplin.html", "labels/e/exemplin.html", "labels.html", "a-z/e.html")
    for file in (*files, "problems.html", "unread.html", "rules/s908.html"):
        page = opened(browser, folder / file, viewport={"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, file
        assert page.complaints == [], file
        page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_cells_of_the_glance_share_its_rows_evenly(browser: sync_api.Browser, folder: Path, width: int) -> None:
    page = opened(browser, folder / "medicines/e/exemplin.html", viewport={"width": width, "height": 800})
    widths = page.evaluate("[...document.querySelectorAll('.glance div')].map((cell) => cell.offsetWidth)")
    assert len(widths) > 6
    assert max(widths) - min(widths) <= 1
    page.close()


def test_a_page_is_whole_without_scripts_and_a_search_leads_to_the_a_to_z(
    browser: sync_api.Browser, folder: Path
) -> None:
    page = opened(browser, folder / "medicines/e/exemplin.html", java_script_enabled=False)
    page.locator("dl.glance .missed a").click()
    assert page.locator("article details[open]").count() == 1
    page.locator("form.find input").fill("exemplin")
    page.keyboard.press("Enter")
    page.wait_for_url("**/a-z.html**")
    page.close()


def test_print_shows_every_answer_and_no_navigation(browser: sync_api.Browser, folder: Path) -> None:
    page = opened(browser, folder / "medicines/e/exemplin.html")
    page.emulate_media(media="print")
    assert not page.locator(".bar").is_visible()
    assert page.get_by_text("Take it when you remember.").last.is_visible()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: sync_api.Browser, folder: Path, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    for file in (
        "index.html",
        "medicines/e/exemplin.html",
        "labels/e/exemplin.html",
        "labels.html",
        "a-z/e.html",
        "problems.html",
        "rules/s908.html",
        "about.html",
    ):
        page = opened(browser, folder / file, color_scheme=scheme)
        if "exemplin" in file:
            page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        results = axe.run(page, options={"runOnly": {"type": "tag", "values": tags}})
        wrong = [(item["id"], [node["target"] for node in item["nodes"]]) for item in results.response["violations"]]
        assert wrong == [], file
        page.close()


@pytest.mark.parametrize(
    ("typed", "title"), [("glucophage", "glucophage: Metformin"), ("acetaminophen", "acetaminophen: Paracetamol")]
)
def test_brands_and_synonyms_are_found(browser: sync_api.Browser, folder: Path, typed: str, title: str) -> None:
    page = opened(browser, folder / "index.html")
    assert found(page, typed)[0] == title
    assert page.complaints == []


def test_finding_nothing_is_said(browser: sync_api.Browser, folder: Path) -> None:
    page = opened(browser, folder / "index.html")
    assert found(page, "qqqqqqqq") == []
    page.locator("form.find li.nothing").first.wait_for(state="visible")
    assert "Nothing found" in page.locator("form.find li.nothing").first.inner_text()
    assert page.complaints == []
