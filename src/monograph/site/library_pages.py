"""The pages about the library as a whole: home, A-Z, problems, rules, what could not be read, how to read a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from minijinja import safe

from monograph.checks.rule import Rule
from monograph.claims.records import KINDS
from monograph.library.model import Problem
from monograph.site.glance import Card
from monograph.site.held import Held
from monograph.site.paths import LETTERS, letter_of, letter_path, rule_path, site_path, url_of, verdicts_path
from monograph.site.standing import SHAPES
from monograph.text.counted import counted
from monograph.text.model import Unreadable

if TYPE_CHECKING:
    from monograph.site.render import Page


FEW = 300
"""Monographs of a library whose titles all stand on one page."""


class MakePage(Protocol):
    """Fills a template in: ``Site.page``."""

    def __call__(self, template: str, path: str, **values: object) -> Page:
        """The page at a path."""
        ...


class LibraryPages:
    """Each method makes one kind of page; ``all`` makes them all."""

    def __init__(
        self,
        page: MakePage,
        rules: Sequence[Rule],
        cards: Sequence[Card],
        problems: Sequence[Problem],
        unreadable: Sequence[Unreadable],
    ) -> None:
        self.rules = rules
        self.cards = sorted(cards, key=lambda card: (card.title.lower(), card.doc))
        self.problems = problems
        self.unreadable = sorted(unreadable, key=lambda file: file.doc)
        self.held = {card.doc: card.held for card in self.cards if card.held}
        """How each monograph stands against labels; empty where none were given."""
        self.page: MakePage = partial(page, labelled=bool(self.held))
        self.titles = {card.doc: card.title for card in cards}
        self.letters: dict[str, list[Card]] = {letter: [] for letter in LETTERS}
        for card in self.cards:
            self.letters[letter_of(card.title)].append(card)
        self.by_rule: dict[str, list[Problem]] = {}
        for problem in problems:
            self.by_rule.setdefault(problem.code, []).append(problem)

    def all(self) -> Iterator[Page]:
        """Every page of the library, in a fixed order."""
        yield self.home()
        yield self.letters_page()
        for letter, cards in self.letters.items():
            if cards:
                yield self.letter(letter, cards)
        yield self.problem_overview()
        if self.held:
            yield self.labels()
        for rule in self.rules:
            yield self.rule(rule)
        yield self.unread()
        yield self.page("about.html", "about.html", title="How to read a page")

    def home(self) -> Page:
        """The home page: search, A-Z and the numbers of the library."""
        counts: Counter[str] = Counter()
        for card in self.cards:
            counts.update(card.counts)
        levels = Counter(problem.severity for problem in self.problems)
        return self.page(
            "home.html",
            "index.html",
            title="Home",
            letters=self._letters(),
            monographs=f"{len(self.cards):,}",
            substances=f"{len({card.key for card in self.cards}):,}",
            statements=f"{counts.total():,}",
            kinds=[(kind, f"{counts[kind]:,}") for kind in KINDS],
            levels=[(shape, level, f"{levels[level]:,}") for level, shape in SHAPES.items()],
            problems=f"{len(self.problems):,}",
            unreadable=f"{len(self.unreadable):,}",
            with_label=f"{sum(held.has_label for held in self.held.values()):,}" if self.held else "",
        )

    def _letters(self) -> list[tuple[str, str, str]]:
        return [(letter, _shown(letter), f"{len(cards):,}") for letter, cards in self.letters.items()]

    def letters_page(self) -> Page:
        """The way into the letters: all titles of a small library, else how the titles of each letter begin."""
        few = len(self.cards) <= FEW
        taken = {letter: cards for letter, cards in self.letters.items() if cards}
        return self.page(
            "letters.html",
            "a-z.html",
            title="A–Z",
            letters=self._letters(),
            groups=[(_shown(letter), _rows(cards)) for letter, cards in taken.items()] if few else [],
            held=bool(self.held),
            starts=[] if few else [(letter, _shown(letter), list(_grouped(cards))) for letter, cards in taken.items()],
        )

    def letter(self, letter: str, cards: list[Card]) -> Page:
        """The monographs of one letter, under the first two letters of their titles."""
        return self.page(
            "letter.html",
            letter_path(letter),
            title=f"Medicines: {_shown(letter)}",
            letter=letter,
            letters=self._letters(),
            groups=[(start, _rows(group)) for start, group in _grouped(cards).items()],
            total=counted(len(cards), "monograph"),
            held=bool(self.held),
        )

    def labels(self) -> Page:
        """How the library stands against official labels: the numbers, and all that have one, the gravest first."""
        found = [(self.titles[doc], doc, held) for doc, held in self.held.items() if held.has_label]
        found.sort(key=lambda one: (one[0].lower(), one[1]))
        found.sort(key=lambda one: one[2].gravity, reverse=True)
        return self.page(
            "labels.html",
            "labels.html",
            title="Held against official labels",
            monographs=f"{len(self.held):,}",
            with_label=f"{sum(not held.components for _, _, held in found):,}",
            by_components=sum(bool(held.components) for _, _, held in found),
            without=f"{len(self.held) - len(found):,}",
            supported=f"{sum(held.supported for _, _, held in found):,}",
            judged=f"{sum(held.judged for _, _, held in found):,}",
            contradicted=f"{sum(held.contradicted for _, _, held in found):,}",
            boxed=f"{sum(held.boxed > 0 for _, _, held in found):,}",
            contraindications=f"{sum(held.contraindications > 0 for _, _, held in found):,}",
            groups=[
                (
                    shape,
                    said,
                    [
                        (_url(verdicts_path(doc)), title, ", ".join(held.faults()), held.found())
                        for title, doc, held in found
                        if (held.shape if held.faults() else "fine") == shape
                    ],
                )
                for shape, said in GROUPS
            ],
        )

    def problem_overview(self) -> Page:
        """All rules that found something, most frequent first within a severity."""
        rows = []
        levels = list(SHAPES)
        for code, found in self.by_rule.items():
            docs = len({problem.doc for problem in found})
            first = found[0]
            rows.append((levels.index(first.severity), -len(found), code, first, docs))
        return self.page(
            "problems.html",
            "problems.html",
            title="Problems",
            total=counted(len(self.problems), "problem"),
            monographs=counted(len({problem.doc for problem in self.problems}), "monograph"),
            rows=[
                (
                    SHAPES[first.severity],
                    first.severity,
                    code,
                    _url(rule_path(code)),
                    first.name,
                    f"{-count:,}",
                    f"{docs:,}",
                )
                for _, count, code, first, docs in sorted(rows, key=lambda row: row[:3])
            ],
            unreadable=counted(len(self.unreadable), "file") if self.unreadable else "",
        )

    def rule(self, rule: Rule) -> Page:
        """What a rule finds and why, with its examples, and every place where it found something."""
        found = self.by_rule.get(rule.code, [])
        return self.page(
            "rule.html",
            rule_path(rule.code),
            title=f"{rule.code} {rule.name}",
            rule=_explained(rule),
            total=f"{len(found):,}",
            places=[
                (
                    _url(site_path(problem.doc) if problem.doc in self.titles else "unread.html"),
                    self.titles.get(problem.doc, problem.doc),
                    problem.line,
                    problem.message,
                )
                for problem in found
            ],
        )

    def unread(self) -> Page:
        """Every file that could not be read, with its reason: nothing vanishes."""
        return self.page(
            "unread.html",
            "unread.html",
            title="What could not be read",
            files=[(file.doc, file.line, file.reason, file.message) for file in self.unreadable],
            reasons=[
                (reason, count) for reason, count in Counter(file.reason for file in self.unreadable).most_common()
            ],
            total=counted(len(self.unreadable), "file of the folder has", "files of the folder have"),
        )


def _url(path: str) -> str:
    """A path as a URL that templates take as it is: what could break out of an attribute is quoted."""
    return safe(url_of(path))


def _grouped(cards: Sequence[Card]) -> dict[str, list[Card]]:
    """Monographs by the first two letters of their titles."""
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(card.title[:2].capitalize(), []).append(card)
    return groups


GROUPS = (
    ("stop", "Contradicted, or a boxed warning left out"),
    ("care", "Contraindications left out"),
    ("fine", "Nothing contradicted, no grave warning left out"),
)
"""How the monographs that have a label are told apart, the gravest first."""


def _rows(cards: Sequence[Card]) -> list[tuple[str, str, str, str]]:
    """Of each monograph the way to its page from anywhere, its title, and the sign of how it stands against labels."""
    return [(_url(site_path(card.doc)), card.title, *_sign(card.held)) for card in cards]


def _sign(held: Held | None) -> tuple[str, str]:
    """Shape and words of the sign beside a title in a list: of several faults the gravest."""
    if held is None:
        return "", ""
    if not held.has_label:
        return held.shape, ""
    return held.shape, next(iter(held.faults()), f"{held.supported} of {held.judged}")


def _shown(letter: str) -> str:
    return "0–9" if letter == "0" else letter.upper()


def _explained(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "shape": SHAPES[rule.severity],
        "severity": rule.severity,
        "confidence": rule.confidence,
        "finds": rule.finds,
        "why": rule.why,
        "source": rule.source,
        "bad": rule.shown(rule.bad),
        "good": rule.shown(rule.good),
    }
