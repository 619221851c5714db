"""The pages of a site: one for each monograph, and those of the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from types import MappingProxyType

import msgspec
from minijinja import Environment, safe

from monograph.checks.rule import Rule
from monograph.library.model import Entry, Problem
from monograph.site.annotations import marks_of, note_html, noted
from monograph.site.assets import fixed_assets
from monograph.site.body import Body
from monograph.site.compare import compare_html
from monograph.site.glance import Card, Cell, Glance
from monograph.site.held import held_of, others_html, signs_of, warning_html
from monograph.site.kinds import kinds_of
from monograph.site.library_pages import LibraryPages
from monograph.site.marked import escaped
from monograph.site.paths import root_of, site_path, url_of, verdicts_path
from monograph.site.pictures import doses_html, pictures_html, uses_html
from monograph.site.standing import standing_html
from monograph.site.verdicts import groups_html, labels_html
from monograph.site.written import Written
from monograph.text.model import Unreadable
from monograph.verify.verdict import Record


class Page(msgspec.Struct, frozen=True):
    """A page: its path in the site's folder and its HTML."""

    path: str
    html: str


class Site:
    """Makes the pages of a library. ``name`` stands on each of them; ``rules`` are explained on a page each."""

    def __init__(self, name: str, rules: Sequence[Rule] = ()) -> None:
        self.name = name
        self.rules = rules
        self._templates = Environment(loader=_template, trim_blocks=True, lstrip_blocks=True, finalizer=_escaped)
        for constant, file in (("style", "site.css"), ("script", "search.js"), ("icon", "icon.svg")):
            self._templates.add_global(constant, safe(fixed_assets()[file][0]))
        self._templates.add_global("site", name)

    def page(self, template: str, path: str, **values: object) -> Page:
        """A template filled in; every page knows the way up to the site's folder as ``root``."""
        return Page(path, self._templates.render_template(template, root=safe(root_of(path)), **values))

    def render_monograph(
        self,
        entry: Entry,
        problems: Sequence[Problem],
        cards: Sequence[Card] = (),
        records: Sequence[Record] = (),
        parts: Mapping[str, str] = MappingProxyType({}),
    ) -> str:
        """The page of a monograph.

        ``problems`` and ``records`` (what labels say of it) are its own, ``cards`` those of its substance's others;
        ``parts`` gives, for components of a combination, the ``doc`` of a monograph about it alone.
        """
        monograph = entry.monograph
        path = site_path(monograph.doc)
        root = root_of(path)
        kinds, written = kinds_of(entry.claims), Written(monograph)
        cells = Glance(entry, kinds).cells()
        anchors = noted(monograph, problems)
        notes = [(problems[index].start, note_html(problems[index], anchor, root)) for index, anchor in anchors.items()]
        notes.sort()
        beside = root + url_of(verdicts_path(monograph.doc))
        body = Body(monograph, marks_of(entry, cells, problems, anchors), notes, doses_html(kinds.doses))
        return self.page(
            "monograph.html",
            path,
            title=monograph.title,
            labelled=bool(records),
            also=_also(entry, parts, root),
            uses=uses_html(kinds.uses, written),
            standing=standing_html(entry, problems, anchors, root, held_of(records)),
            warning=warning_html(records, beside),
            glance=_glance_html(cells, signs_of(records)),
            pictures=pictures_html(kinds, written, others_html(records, beside)),
            compare=compare_html(cells, entry.identity.route, cards, root),
            article=body.html(),
            contents=_contents_html(body.contents),
        ).html

    def render_verdicts(self, entry: Entry, records: Sequence[Record]) -> str:
        """The page on which a monograph is held against its labels, for ``verdicts_path`` of its ``doc``."""
        monograph, path = entry.monograph, verdicts_path(entry.monograph.doc)
        url = root_of(path) + url_of(site_path(monograph.doc))
        held = held_of(records)
        assert held is not None
        return self.page(
            "verdicts.html",
            path,
            title=f"{monograph.title} and its label",
            labelled=True,
            medicine=monograph.title,
            url=safe(url),
            whose="the labels of its components" if held.components else "its official label",
            held=(held.shape, held.words(), held.share() if held.faults() else ""),
            labels=labels_html(records),
            groups=groups_html(records, url),
        ).html

    def library_pages(
        self, cards: Sequence[Card], problems: Sequence[Problem], unreadable: Sequence[Unreadable] = ()
    ) -> Iterator[Page]:
        """Home, A-Z, the problems by rule, the rules, what could not be read, and how to read a page."""
        yield from LibraryPages(self.page, self.rules, cards, problems, unreadable).all()


def _escaped(value: object) -> object:
    """Text as all pages escape it: minijinja alone would write every slash of a title as five signs."""
    return safe(escaped(value)) if type(value) is str else NotImplemented


@cache
def _template(name: str) -> str:
    return resources.files("monograph.site").joinpath("templates", name).read_text(encoding="utf-8")


def _also(entry: Entry, parts: Mapping[str, str], root: str) -> str:
    """The substances, each a link to its own monograph where there is one, and the route that the title names.

    A single substance is named only where the title does not say it by itself.
    """
    identity = entry.identity
    said = []
    if identity.key and (parts or identity.key != entry.monograph.title.lower()):
        noun = "Substances" if len(identity.components) > 1 else "Substance"
        said.append(f"{noun}: {', '.join(_substance(name, parts.get(name), root) for name in identity.components)}")
    if identity.route:
        said.append(escaped(identity.route))
    return " · ".join(said)


def _substance(name: str, doc: str | None, root: str) -> str:
    return f'<a href="{root}{url_of(site_path(doc))}">{escaped(name)}</a>' if doc else escaped(name)


def _glance_html(cells: list[Cell], signs: dict[tuple[int, int], str]) -> str:
    parts = []
    for cell in cells:
        shape = f"mark {cell.shape}" if cell.shape else "quote" if cell.quoted else "said"
        value = escaped(cell.value)
        if cell.end:
            value = f'<a href="#c{cell.start}">{value}</a>'
        sign = signs.get((cell.start, cell.end), "") if cell.end and not cell.quoted else ""
        note = f"<small>{escaped(cell.note)}</small>" if cell.note else ""
        if cell.own:
            note = f"<small><q>{escaped(cell.own)}</q></small>{note}"
        said = f'<span class="{shape}">{value}</span>{note}'
        parts.append(f'<div class="{cell.key}"><dt>{cell.label}{sign}</dt><dd>{said}</dd></div>')
    return f'<dl class="glance" id="glance">{"".join(parts)}</dl>\n'


def _contents_html(contents: list[tuple[str, str, bool]]) -> str:
    return "".join(
        f'<li{" class=part" if is_part else ""}><a href="#{identifier}">{title}</a></li>'
        for identifier, title, is_part in contents
    )
