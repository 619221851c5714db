"""The components of a combination: as its title names them, and which of them a dose is for."""

from __future__ import annotations

import re

from monograph.claims.records import Dose
from monograph.library.model import Entry
from monograph.names.identity import identify

BOLD = re.compile(r"[ *-]*\*\*([^*\n]{1,80})\*\*")


def components(title: str) -> list[str]:
    """The components of a title as written.

    >>> components("Vitamin B + Omega-")
    ['Vitamin B', 'Omega-']
    """
    return [part.strip() for part in title.split(" + ") if part.strip()]


def component_of(entry: Entry, dose: Dose) -> str:
    """The identity of the one component that the dose's words, the label of its line or its heading name, or ""."""
    monograph = entry.monograph
    headings = [s.component for s in monograph.sections if s.start <= dose.start < s.end]
    label = BOLD.match(monograph.source, monograph.lines[monograph.line_of(dose.start) - 1])
    words = " ".join([dose.quote, label[1] if label else "", dose.indication or "", *headings]).lower()
    named = [part for part in components(monograph.title) if part.lower() in words]
    return identify(named[0]).key if len(named) == 1 else ""
