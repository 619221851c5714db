"""How a monograph stands against the official labels of its substance: a line, a sign in a list, signs in cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import msgspec

from monograph.site.marked import escaped
from monograph.verify.report.groups import told_once
from monograph.verify.verdict import LabelQuote, LeftOut, NoLabel, Record, Verdict


class Held(msgspec.Struct, gc=False):
    """Numbers of statements by verdict, and of boxed warnings and contraindications that are left out.

    All are 0 where no label is at hand. Interactions that are left out stand on the page beside the label only: not
    all of them would be missed. ``components`` are those of a combination whose labels stand for its own.
    """

    supported: int = 0
    contradicted: int = 0
    not_found: int = 0
    boxed: int = 0
    contraindications: int = 0
    has_label: bool = False
    components: tuple[str, ...] = ()

    @property
    def judged(self) -> int:
        """The claims that a label can judge."""
        return self.supported + self.contradicted + self.not_found

    @property
    def shape(self) -> str:
        """The sign for it: fine only where nothing is wrong and the label says most of it too.

        >>> Held(supported=30, not_found=1, has_label=True).shape, Held(supported=3, not_found=28, has_label=True).shape
        ('fine', 'none')
        """
        if self.contradicted or self.boxed:
            return "stop"
        if self.contraindications:
            return "care"
        return "fine" if 2 * self.supported >= self.judged > 0 else "none"

    @property
    def gravity(self) -> tuple[bool, int, int]:
        """What orders pages: a boxed warning left out is the gravest, then what the label contradicts."""
        return self.boxed > 0, self.contradicted, self.contraindications

    def faults(self) -> list[str]:
        """What is wrong, in words; nothing where nothing is."""
        said = []
        if self.contradicted:
            said.append(f"{self.contradicted} contradicted")
        if self.boxed:
            said.append("boxed warning left out")
        if self.contraindications:
            noun = "contraindication" if self.contraindications == 1 else "contraindications"
            said.append(f"{self.contraindications} {noun} left out")
        return said

    def words(self) -> str:
        """It in a line.

        >>> Held(supported=30, not_found=8, has_label=True).words()
        'Official label: 30 of 38 statements found in it'
        >>> Held(supported=30, contradicted=1, boxed=1, has_label=True).words()
        'Official label: 1 contradicted, boxed warning left out'
        >>> Held(supported=25, contraindications=8, has_label=True).words()
        'Official label: 8 contraindications left out'
        >>> Held(supported=2, not_found=1, has_label=True, components=("metformin",)).words()
        'Labels of components: 2 of 3 statements found in them'
        >>> Held().words()
        'No official source found'
        """
        if not self.has_label:
            return "No official source found"
        whose = "Labels of components" if self.components else "Official label"
        return f"{whose}: {', '.join(self.faults()) or self.share()}"

    def share(self) -> str:
        """How much of the monograph the label says too."""
        where = "them" if self.components else "it"
        return f"{self.found()} statements found in {where}" if self.judged else "nothing to compare"

    def found(self) -> str:
        """The same in numbers.

        >>> Held(supported=2, not_found=1, has_label=True).found()
        '2 of 3'
        """
        return f"{self.supported} of {self.judged}" if self.judged else "–"


def held_of(records: Iterable[Record]) -> Held | None:
    """The numbers of one monograph's records; None where it was held against nothing."""
    records = told_once(records)
    if not records:
        return None
    verdicts = Counter(record.verdict for record in records)
    left_out = Counter(record.gravity for record in records if isinstance(record, LeftOut))
    return Held(
        supported=verdicts["supported"],
        contradicted=verdicts["contradicted"],
        not_found=verdicts["not-found"],
        boxed=left_out["boxed-warning"],
        contraindications=left_out["contraindication"],
        has_label=has_label(records),
        components=tuple(sorted({name for record in records if (name := _component(record))})),
    )


def _component(record: Record) -> str:
    """The component whose label a record names; "" where the label is the monograph's own."""
    return "" if isinstance(record, NoLabel) else record.label.component


def has_label(records: Iterable[Record]) -> bool:
    """Whether there is a label of the monograph's substance."""
    return any(not isinstance(record, NoLabel) for record in records)


def clipped(quote: str) -> str:
    """The beginning of the words of a label, cut at a word."""
    return quote if len(quote) <= _SHOWN else quote[:_SHOWN].rsplit(" ", 1)[0] + " …"


_SHOWN = 180
"""Letters of a boxed warning that the top of a page shows; all of it stands on the page beside."""


def signs_of(records: Iterable[Record]) -> dict[tuple[int, int], str]:
    """The sign beside a statement, by its place: that the label says otherwise, or that it says so too."""
    signs: dict[tuple[int, int], str] = {}
    for record in records:
        if isinstance(record, Verdict):
            place = record.start, record.end
            if record.verdict == "contradicted":
                signs[place] = '<span class="mark stop">label differs</span>'
            elif record.verdict == "supported":
                signs.setdefault(place, '<span class="mark fine">in the label</span>')
    return signs


def warning_html(records: Iterable[Record], url: str) -> str:
    """The label's boxed warning that the page leaves out, in the label's words; "" where there is none."""
    boxed = [record for record in records if isinstance(record, LeftOut) and record.gravity == "boxed-warning"]
    if not boxed:
        return ""
    label = boxed[0].label
    return (
        f'<section class="boxed"><h2 class="mark stop">Not on this page. {escaped(boxed[0].what)}</h2>'
        f"<blockquote>{escaped(clipped(label.quote))}</blockquote>"
        f'<p><cite>{label_html(label)}</cite> · <a href="{url}">page and label side by side</a></p></section>\n'
    )


def others_html(records: Iterable[Record], url: str) -> str:
    """That the label warns of taking it with more than the page names, and the way there; "" where it does not."""
    count = sum(isinstance(one, LeftOut) and one.gravity in _COMPANIONS for one in records)
    if not count:
        return ""
    said = "another warning" if count == 1 else f"{count} more warnings"
    return f'<p class="mark care">The official label has <a href="{url}">{said} of interactions</a></p>'


_COMPANIONS = ("interaction", "mention")


def label_html(label: LabelQuote) -> str:
    """How a label is named: its product, version and date, and the way to it where its set id leads to one."""
    name = label.named or "Label"
    if _GUID.fullmatch(label.set_id):
        return f'<a href="{_DAILYMED}{label.set_id}" rel="noopener">{escaped(name)}</a>'
    return escaped(name)


_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_DAILYMED = "https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid="
