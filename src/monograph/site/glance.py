"""What most people come for: the cells of the glance, each from one statement of the monograph and tied to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from monograph.answers.amounts import MEASURED
from monograph.claims.records import (
    ADVICE_BY_STRENGTH,
    Answer,
    Dose,
    Kind,
    Precaution,
)  # fmt: skip
from monograph.claims.words import how_much
from monograph.library.model import Entry
from monograph.names.identity import Identity, identify
from monograph.names.units import unit
from monograph.site.doses import GAP, for_whom
from monograph.site.held import Held, held_of
from monograph.site.kinds import Kinds, kinds_of
from monograph.site.paths import site_path, verdicts_path
from monograph.tables import read_table
from monograph.text.model import Monograph, SectionKind, Span
from monograph.verify.verdict import Record

_ADVICE = {row["advice"]: (row["shape"], row["words"]) for row in read_table("monograph.site", "advice")}
_STRENGTH = {advice: strength for strength, advice in enumerate(ADVICE_BY_STRENGTH)}
_COMPARED = ("usual", "most", "pregnancy", "breastfeeding")
_MENTIONED_IN: tuple[SectionKind, ...] = (
    "precautions", "dosage", "faqs", "contraindications", "interactions", "preamble", "other",
)  # fmt: skip
_CITED = re.compile(r"\s*\[s\d+\]")
_DEGREE = re.compile(r"(?:mild|moderate|severe(?:ly)?|significant|acute|chronic|advanced|decompensated|end-stage)\b")
"""Scopes that say how bad a state is; others say of whom or when ("under 2 years", "third trimester")."""
_GRADED = frozenset({"kidneys", "liver"})
"""The cells of states that have degrees."""
_MOST_IN = {
    "dose": "Most in one dose",
    "week": "Most in a week",
    "month": "Most in a month",
    "course": "Most in a course",
}
"""The heading of a limit that is not one of a day."""
_QUOTE = 64
"""Characters of a sentence that a cell quotes at most."""


class Cell(msgspec.Struct, gc=False):
    """One cell: a label, what the monograph says, and where.

    ``shape`` is "stop", "care" or "fine" for an advice, "none" where nothing is stated, else "". ``value`` is in plain
    words, or the monograph's own words in ``quoted`` cells; ``own`` are its words beside a value in plain ones.
    ``start``/``end`` is the statement's span, empty for none. ``scope`` is of whom and by which route an amount is
    stated, to tell what can be compared.
    """

    key: str
    label: str
    shape: str
    value: str
    note: str = ""
    quoted: bool = False
    own: str = ""
    scope: str = ""
    start: int = 0
    end: int = 0


class Card(msgspec.Struct, gc=False):
    """What other pages show of a monograph: small, so that a worker can hand it back for each file.

    ``counts`` are the numbers of claims by kind; ``cells`` those that monographs of one substance are compared by;
    ``route`` is the qualifier in its title; ``held`` is how it stands against labels, None where none were given.
    """

    doc: str
    title: str
    key: str
    counts: dict[Kind, int]
    cells: list[Cell]
    route: str = ""
    held: Held | None = None


def card_of(entry: Entry, records: Sequence[Record] = ()) -> Card:
    """The card of an entry and of what labels say of it."""
    monograph, kinds = entry.monograph, kinds_of(entry.claims)
    cells = Glance(entry, kinds).cells(_COMPARED)
    identity = entry.identity
    return Card(monograph.doc, monograph.title, identity.key, kinds.counts(), cells, identity.route, held_of(records))


def components_of(card: Card) -> list[str]:
    """The keys of the components of a combination; none of a single substance."""
    names = card.key.split(" + ")
    return names if len(names) > 1 else []


def pages_of(card: Card) -> list[str]:
    """The paths of a monograph's pages: its text and, where it has a label, the two side by side."""
    return [site_path(card.doc), *([verdicts_path(card.doc)] if card.held and card.held.has_label else [])]


class _Row(msgspec.Struct, gc=False):
    key: str
    label: str
    about: frozenset[str]
    topics: tuple[str, ...]
    populations: frozenset[str]
    words: tuple[str, ...]
    asked: tuple[str, ...]


def _split(cell: str) -> Iterable[str]:
    return (word for word in cell.split("|") if word)


_ROWS = tuple(
    _Row(
        row["key"],
        row["label"],
        frozenset(_split(row["about"])),
        tuple(_split(row["topics"])),
        frozenset(_split(row["populations"])),
        tuple(_split(row["words"])),
        tuple(_split(row["asked"])),
    )
    for row in read_table("monograph.site", "glance")
)


class Glance:
    """Fills the cells from the claims; a cell that no claim fills quotes the first sentence with its words."""

    def __init__(self, entry: Entry, kinds: Kinds) -> None:
        self.monograph = entry.monograph
        self.doses = [dose for dose in kinds.doses if _of_it(dose, entry.identity)]
        self.is_combined = len(entry.identity.components) > 1
        self.precautions: dict[str, list[Precaution]] = {}
        for claim in kinds.precautions:
            self.precautions.setdefault(claim.about, []).append(claim)
        self.answers: dict[str, Answer] = {}
        for answer in kinds.answers:
            if answer.topic and answer.answer:
                self.answers.setdefault(answer.topic, answer)
        self.alcohol = next((claim for claim in kinds.interactions if "alcohol" in claim.with_), None)

    def cells(self, keys: Iterable[str] | None = None) -> list[Cell]:
        """The cells in the order of ``glance.tsv``, or only those of ``keys``."""
        wanted = None if keys is None else set(keys)
        return [self._cell(row) for row in _ROWS if wanted is None or row.key in wanted]

    def _cell(self, row: _Row) -> Cell:
        if row.key == "usual":
            return self._usual(row)
        if row.key == "most":
            return self._most(row)
        return (
            self._advised(row)
            or self._dosed(row)
            or self._answered(row)
            or self._interacts(row)
            or self._mentioned(row)
            or _silent(row)
        )

    def _usual(self, row: _Row) -> Cell:
        adult = [dose for dose in self.doses if dose.population in (None, "adult")]
        roles = ("usual", "starting", "maintenance", "loading")
        for role in roles:
            regimens = [dose for dose in adult if dose.role == role]
            if regimens:
                first = min(regimens, key=lambda dose: (bool(dose.bands), dose.basis == "unclear"))
                others = len({(d.amount_min, d.amount_max, d.unit, d.basis, d.route) for d in adult if d.role in roles})
                return self._stated(row, first, others, "" if role == "usual" else role)
        return _silent(row, "No amount stated")

    def _most(self, row: _Row) -> Cell:
        limits = [dose for dose in self.doses if dose.role == "maximum" and dose.population in (None, "adult")]
        if limits:
            first = min(limits, key=lambda dose: (bool(dose.bands), dose.basis != "day"))
            others = len({(d.amount_max, d.unit, d.per, d.basis) for d in limits})
            return self._stated(row, first, others)
        unsafe = next((dose for dose in self.doses if dose.role == "unsafe-above"), None)
        if unsafe is not None:
            cell = self._stated(row, unsafe, 1)
            cell.shape, cell.note = "stop", "and more is called unsafe"
            return cell
        return _silent(row, "No limit stated")

    def _advised(self, row: _Row) -> Cell | None:
        found = [claim for about in row.about for claim in self.precautions.get(about, ())]
        if not found:
            return None
        strongest = min(found, key=lambda claim: (_STRENGTH[claim.advice], claim.scope is not None))
        shape, words = _ADVICE[strongest.advice]
        others = sorted({_ADVICE[claim.advice][1].lower() for claim in found} - {words.lower()})
        words += _scope_words(row, strongest.scope or "")
        also = f"also: {', '.join(others)}" if others else ""
        own = _advising(self.monograph.plain, strongest)
        return Cell(row.key, row.label, shape, words, also, own=own, start=strongest.start, end=strongest.end)

    def _dosed(self, row: _Row) -> Cell | None:
        found = [dose for dose in self.doses if dose.population in row.populations]
        if not found:
            return None
        first = next((dose for dose in found if dose.role != "maximum"), found[0])
        return self._stated(
            row, first, len({(dose.amount_min, dose.amount_max, dose.unit, dose.per) for dose in found})
        )

    def _answered(self, row: _Row) -> Cell | None:
        for topic in row.topics:
            answer = self.answers.get(topic)
            if answer is not None and self._speaks_of(answer, row.asked):
                start = self.monograph.source.find(answer.answer[:_QUOTE], answer.start, answer.end)
                return self._quoted(row, max(start, answer.start), answer.end)
        return None

    def _speaks_of(self, answer: Answer, words: tuple[str, ...]) -> bool:
        """Whether a question or its answer has one of these words; any has, where there are none."""
        folded = self.monograph.folded
        return not words or any(_word_in(folded, word, answer.start, answer.end) >= 0 for word in words)

    def _interacts(self, row: _Row) -> Cell | None:
        if row.key != "alcohol" or self.alcohol is None:
            return None
        claim = self.alcohol
        own = clipped(self.monograph.plain[claim.start : claim.end])
        return Cell(row.key, row.label, "care", "Named as interacting", own=own, start=claim.start, end=claim.end)

    def _mentioned(self, row: _Row) -> Cell | None:
        folded = self.monograph.folded
        for word in row.words:
            at = _word_in(folded, word, 0, len(folded))
            if at >= 0:
                for sentence, said in _sentences_from(self.monograph, at):
                    if _word_in(folded, word, *sentence) >= 0:
                        return self._quoted(row, *said)
        return None

    def _stated(self, row: _Row, dose: Dose, regimens: int, role: str = "") -> Cell:
        """A cell that states an amount; ``regimens`` is how many different ones the monograph gives."""
        value, label = how_much(dose, gap=GAP), row.label
        if row.key == "most":
            label = label if dose.times_per_day_max else _MOST_IN.get(dose.basis, label)
            value = value.removeprefix("up to ").removeprefix("more than ")
            value = value.partition(" a day")[0] if dose.basis == "day" else value
        if dose.medicine:
            value = f"{dose.medicine} {value}"
        whom = scope = for_whom(dose, "child" if row.key == "children" else dose.population)
        if role:
            whom = f"{role} dose" + (f", {whom}" if whom else "")
        known = unit(dose.unit)
        unsaid = self.is_combined and not dose.medicine and known is not None and known.dimension in MEASURED
        of_one = "of which substance is not said" if unsaid else ""
        note = "; ".join(part for part in (of_one, whom, f"one of {regimens} stated" if regimens > 1 else "") if part)
        return Cell(row.key, label, "", value, note, scope=scope, start=dose.start, end=dose.end)

    def _quoted(self, row: _Row, start: int, end: int) -> Cell:
        quote = clipped(self.monograph.plain[start:end])
        return Cell(row.key, row.label, "", quote, quoted=True, start=start, end=end)


def _advising(plain: str, claim: Precaution) -> str:
    """The words of an advice: from its clause on where what stands before would push them out of the quote."""
    told = claim.grounds.get("advice")
    if told is None or told.end - claim.start <= _QUOTE:
        return clipped(plain[claim.start : claim.end])
    clause = plain.rfind(", ", told.end - _QUOTE, told.start)
    word = plain.rfind(" ", claim.start, min(told.start, told.end - _QUOTE // 2))
    return "…" + clipped(plain[max(clause if clause >= 0 else word, claim.start) + 1 : claim.end])


def _scope_words(row: _Row, scope: str) -> str:
    """What narrows an advice, as it goes on from its words: " if severe", ": under 2 years"."""
    scope = " ".join(scope.split())
    if _DEGREE.match(scope.lower()):
        return f" if {scope.lower().removesuffix('ly')}" if row.key in _GRADED else ""
    return f": {scope}" if scope else ""


def _word_in(folded: str, word: str, start: int, end: int) -> int:
    """Where a word first stands by itself in folded text, or -1; with an asterisk it is the beginning of one.

    >>> _word_in("of childbearing age", "child", 0, 19), _word_in("pregnancy", "pregnan*", 0, 9)
    (-1, 0)
    """
    bare = word.removesuffix("*")
    at = folded.find(bare, start, end)
    while at >= 0:
        after = at + len(bare)
        if not folded[at - 1 : at].isalnum() and (bare != word or not folded[after : after + 1].isalnum()):
            return at
        at = folded.find(bare, after, end)
    return -1


def _sentences_from(monograph: Monograph, offset: int) -> Iterable[tuple[Span, Span]]:
    """Sentences from an offset on, each with what it says: itself, or for a question its answer."""
    for section in monograph.sections:
        if section.end <= offset or section.kind not in _MENTIONED_IN:
            continue
        for question in section.questions:
            if question.answer.end > max(question.answer.start, offset):
                yield question.question, question.answer
                yield from ((sentence, sentence) for sentence in question.sentences)
        if not section.questions:
            for block in section.blocks:
                if block.end > offset:
                    sentences = block.sentences or (Span(block.start, block.end),)
                    yield from ((sentence, sentence) for sentence in sentences)
                    if block.label and section.kind != "dosage":  # where only it tells whom the sentences are about
                        yield Span(block.start, sentences[0].end), sentences[0]


def _of_it(dose: Dose, identity: Identity) -> bool:
    """Whether a dose is of the monograph's own substance, or of a component: not of what is taken beside it."""
    return dose.medicine is None or set(identify(dose.medicine).components) <= set(identity.components)


def _silent(row: _Row, words: str = "Not stated") -> Cell:
    return Cell(row.key, row.label, "none", words)


def clipped(text: str) -> str:
    """The beginning of a text, cut at a word with an ellipsis where it is long; runs of blanks are one.

    >>> clipped("Take it  with food.")
    'Take it with food.'
    """
    text = text[: 4 * _QUOTE]
    if "[s" in text:
        text = _CITED.sub("", text)
    text = " ".join(text.split())
    if len(text) <= _QUOTE:
        return text
    return text[:_QUOTE].rsplit(" ", 1)[0].rstrip(",;:") + "…"
