"""The pages of a site: one for each monograph, and those of the library."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

import msgspec
from minijinja import Environment

from monograph.checks.rule import Rule
from monograph.claims.records import Answer
from monograph.library.model import Entry, Problem
from monograph.site.assets import fixed_assets
from monograph.site.body import Body
from monograph.site.compare import compare_html
from monograph.site.glance import Card, Cell, Glance
from monograph.site.library_pages import LibraryPages
from monograph.site.marked import Mark, escaped, mark
from monograph.site.paths import root_of, site_path, url_of
from monograph.site.pictures import doses_html, pictures_html, uses_html
from monograph.site.standing import SHAPES, rule_link, sources_of, standing_html
from monograph.text.model import Monograph, Unreadable

_LETTER = {"dose": "d", "effect": "e", "interaction": "i", "precaution": "p", "use": "u"}
"""Classes of the marks, a letter each: a page has forty of them."""


class Page(msgspec.Struct, frozen=True):
    """A page: its path in the site's folder and its HTML."""

    path: str
    html: str


class Site:
    """Makes the pages of a library. ``name`` stands on each of them; ``rules`` are explained on a page each."""

    def __init__(self, name: str, rules: Sequence[Rule] = ()) -> None:
        self.name = name
        self.rules = rules
        self._templates = Environment(loader=_template, trim_blocks=True, lstrip_blocks=True)
        for constant, file in (("style", "site.css"), ("script", "search.js"), ("icon", "icon.svg")):
            self._templates.add_global(constant, fixed_assets()[file][0])
        self._templates.add_global("site", name)

    def page(self, template: str, path: str, **values: object) -> Page:
        """A template filled in; every page knows the way up to the site's folder as ``root``."""
        return Page(path, self._templates.render_template(template, root=root_of(path), **values))

    def render_monograph(self, entry: Entry, problems: Sequence[Problem], cards: Sequence[Card] = ()) -> str:
        """The page of a monograph. ``problems`` are its own; ``cards`` those of the other monographs of its substance."""
        monograph = entry.monograph
        path = site_path(monograph.doc)
        root = root_of(path)
        cells = Glance(entry).cells()
        noted = _noted(monograph, problems)
        notes = [(problems[index].start, _note(problems[index], anchor, root)) for index, anchor in noted.items()]
        notes.sort()
        body = Body(monograph, _marks(entry, cells, problems, noted), notes)
        return self.page(
            "monograph.html",
            path,
            title=monograph.title,
            also=_also(entry),
            uses=uses_html(entry),
            standing=standing_html(entry, problems, noted, root),
            glance=_glance_html(cells),
            pictures=pictures_html(entry),
            compare=compare_html(cells, cards, root),
            doses=doses_html(entry),
            article=body.html(),
            contents=_contents_html(body.contents),
        ).html

    def library_pages(
        self, cards: Sequence[Card], problems: Sequence[Problem], unreadable: Sequence[Unreadable] = ()
    ) -> Iterator[Page]:
        """Home, A-Z, the problems by rule, the rules, what could not be read, and how to read a page."""
        yield from LibraryPages(self.page, self.rules, cards, problems, unreadable).all()


@cache
def _template(name: str) -> str:
    return resources.files("monograph.site").joinpath("templates", name).read_text(encoding="utf-8")


def _marks(entry: Entry, cells: list[Cell], problems: Sequence[Problem], noted: dict[int, str]) -> list[Mark]:
    """Claims, sentences that the glance quotes, problems and citations as marks; an identifier is given out once."""
    places: dict[tuple[int, int], str] = {}
    for claim in entry.claims:
        if not isinstance(claim, Answer):
            letter = _LETTER[claim.kind]
            place = (claim.start, claim.end)
            known = places.get(place)
            if known is None:
                places[place] = letter
            elif letter not in known:
                places[place] = f"{known} {letter}"
    for cell in cells:
        if cell.end:
            places.setdefault((cell.start, cell.end), "")
    marks = []
    named = set()
    for (start, end), letters in sorted(places.items(), key=lambda item: (item[0][0], -item[0][1])):
        identifier = "" if start in named else f"c{start}"
        named.add(start)
        marks.append(mark(start, end, f' class="{letters}"' if letters else "", identifier))
    for index, anchor in noted.items():
        problem = problems[index]
        shape = SHAPES[problem.severity]
        badge = f'<a class="badge {shape}" href="#{anchor}" aria-label="Problem {problem.code}" data-code="{problem.code}"></a>'
        marks.append(mark(problem.start, problem.end, f' class="bad {shape}"', "", badge, order=2))
    marks += _citations(entry)
    marks.sort()
    return marks


def _citations(entry: Entry) -> list[Mark]:
    """Where the text cites a source of the front matter ("[s1]"), a link to it."""
    source = entry.monograph.source
    marks = []
    for stated in sources_of(entry):
        identifier = stated.get("id", "")
        cited = f"[{identifier}]"
        at = source.find(cited) if identifier else -1
        while at >= 0:
            opening = f'<a class="cite" href="#source-{escaped(identifier)}">'
            marks.append(Mark(at, -at - len(cited), 3, opening, opening, "</a>", "</a>"))
            at = source.find(cited, at + len(cited))
    return marks


def _noted(monograph: Monograph, problems: Sequence[Problem]) -> dict[int, str]:
    """The problems that have a place within one block, by their index, with the anchor of their note."""
    if not problems:
        return {}
    blocks = [(block.start, block.end) for section in monograph.sections for block in section.blocks]
    ends = [end for _, end in blocks]
    noted = {}
    for index, problem in enumerate(problems):
        at = bisect_left(ends, problem.end)
        if problem.start < problem.end and at < len(blocks) and blocks[at][0] <= problem.start:
            noted[index] = f"n{index + 1}"
    return noted


def _note(problem: Problem, anchor: str, root: str) -> str:
    related = "".join(
        f"<q>{escaped(' '.join(other.quote.split()))}</q> <cite>{_where(other.doc, other.line, problem.doc, root)}</cite>"
        for other in problem.related[:3]
    )
    fix = f" <span>{escaped(problem.fix)}</span>" if problem.fix else ""
    return (
        f'<div class="note {SHAPES[problem.severity]}" role="note" id="{anchor}">{rule_link(problem.code, root)} '
        f"{escaped(problem.message)}{related}{fix}</div>"
    )


def _where(doc: str, line: int, own: str, root: str) -> str:
    if doc == own:
        return f"line {line}"
    return f'<a href="{root}{url_of(site_path(doc))}">{escaped(doc)}</a>, line {line}'


def _also(entry: Entry) -> str:
    """The substance where the title does not say it by itself, and the route that the title names."""
    identity = entry.identity
    parts = []
    if identity.key and identity.key != entry.monograph.title.lower():
        noun = "Substances" if len(identity.components) > 1 else "Substance"
        parts.append(f"{noun}: {escaped(', '.join(identity.components))}")
    if identity.route:
        parts.append(escaped(identity.route))
    return " · ".join(parts)


def _glance_html(cells: list[Cell]) -> str:
    parts = []
    for cell in cells:
        shape = f"mark {cell.shape}" if cell.shape else "quote" if cell.quoted else "said"
        value = escaped(cell.value)
        if cell.end:
            value = f'<a href="#c{cell.start}">{value}</a>'
        note = f"<small>{escaped(cell.note)}</small>" if cell.note else ""
        if cell.own:
            note = f"<small><q>{escaped(cell.own)}</q></small>{note}"
        parts.append(
            f'<div class="{cell.key}"><dt>{cell.label}</dt><dd><span class="{shape}">{value}</span>{note}</dd></div>'
        )
    return f'<dl class="glance" id="glance">{"".join(parts)}</dl>\n'


def _contents_html(contents: list[tuple[str, str]]) -> str:
    return "".join(f'<li><a href="#{identifier}">{title}</a></li>' for identifier, title in contents)
