"""What a dose is for, where its sentence says it: "For gout, the usual dose is ...", "the dose for gout is ...".

Only words that the vocabulary of indications knows as a condition count; "for oral use" is none.
"""

from __future__ import annotations

import re

from monograph.claims.use.phrases import indications
from monograph.text.model import Span

_PURPOSE = re.compile(r"(?:^|\b(?:doses?|dosages?|dosing|regimens?)(?: \w+){0,2} )for (?!up to|at least|\d)")
_STATES = re.compile(
    r",? (?:the|an?|its|it|typical|usual|standard|initial|starting|recommended|oral|intravenous|adults?|children|doses?"
    r"|dosages?|dosing|treatment|is|are|was|ranges?|may|might|can|could|should|take|give|start|begin|use|involves?"
    r"|varies|typically|usually|generally|often|about|up|\d)\b"
)
_LEADS = re.compile(r"(?:the )?(?:treatment|management|prevention|prophylaxis|relief|control)(?: or \w+)? of ")
_LONGEST = 120


def purpose(folded: str, start: int, end: int) -> Span | None:
    """The words for the condition that a sentence at ``start``/``end`` of folded text says its dose is for.

    >>> text = "for gout or fever, the usual dose is 5 mg."
    >>> span = purpose(text, 0, len(text))
    >>> text[span.start : span.end]
    'gout or fever'
    """
    sentence = folded[start:end]
    cue = _PURPOSE.search(sentence) if "for " in sentence else None
    if cue is None:
        return None
    first = cue.end()
    lead = _LEADS.match(sentence, first)
    first = lead.end() if lead is not None else first
    stated = _STATES.search(sentence, first, min(first + _LONGEST, len(sentence)))
    last = stated.start() if stated is not None else -1
    if last > first and "response" in folded[start + first : start + last]:
        return None  # "for patients with a suboptimal response"
    named = indications(folded, start + first, start + last, sure=False).indications if last > first else []
    return Span(named[0].span.start, max(one.span.end for one in named)) if named else None
