"""Pages made from a library: pure functions from entries to HTML, no disk, no clock, no network.

The order of calls, for the pipeline::

    site = Site(name="Open Formulary", rules=RULES)      # once a process; compiles the templates
    card = card_of(entry, records)                        # once a monograph: small, can be pickled
    html = site.render_monograph(entry, problems, cards, records, parts)   # for site_path(entry.monograph.doc)
    html = site.render_verdicts(entry, records)           # for verdicts_path(doc), where there is a label
    for page in site.library_pages(cards, problems, unreadable):
        ...  # home, A-Z, problems, rules, what could not be read, how to read a page
    for path, data in assets(cards).items():
        ...  # style sheet, script, icon, the index of names

All paths are relative to the site's folder, with ``/`` between parts; every link in a page is relative, so the
site works from a disk. ``records`` are what ``verify`` says of the entry, none where no labels were given; ``problems``
of ``render_monograph`` are those whose ``doc`` is the entry's, ``cards`` the cards of the *other* monographs with the
same ``identity.key`` (none for most), ``parts`` the ``doc`` of a monograph for each component of a combination that has
one. A page depends on nothing else but the site's name and the rules, so it can be kept while its file, its problems,
its records, its siblings' cards and its parts stay the same.
"""

from monograph.site.assets import assets
from monograph.site.glance import Card, card_of, components_of, pages_of
from monograph.site.held import has_label
from monograph.site.paths import site_path, verdicts_path
from monograph.site.render import Page, Site

__all__ = [
    "Card",
    "Page",
    "Site",
    "assets",
    "card_of",
    "components_of",
    "has_label",
    "pages_of",
    "site_path",
    "verdicts_path",
]
