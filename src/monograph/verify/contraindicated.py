"""Where a label says in whom and with what the medicine must not be used."""

from __future__ import annotations

import re

from monograph.text.model import Span
from monograph.verify.read_label import ReadLabel

_ENDS = re.compile(
    r"(?:talk to|tell|contact|consult|ask) your doctor[^.]{0,40} (?:before|if)\b|warnings? and precautions"
)
"""With these words the list of a leaflet ends, where no section of warnings follows it: they stand in the same one."""
_WARNINGS = "warning"


def contraindicated(label: ReadLabel) -> list[Span]:
    """The spans of the contraindications; those of a leaflet end where it sends the reader to a doctor."""
    spans = label.spans("contraindications")
    if label.label.kind != "leaflet":
        return spans
    folded = label.text.folded
    ends = [None if folded.startswith(_WARNINGS, span.end) else _ENDS.search(folded, *span) for span in spans]
    return [Span(span.start, end.start() if end else span.end) for span, end in zip(spans, ends, strict=True)]
