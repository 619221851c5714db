"""What the reader of precautions finds on its way to a claim."""

from __future__ import annotations

from collections.abc import Sequence

from monograph.names.found import Cue, Mention
from monograph.names.phrases import Words
from monograph.names.scopes import Narrowing
from monograph.text.model import Span
from monograph.text.record import Record


class Clause(Record):
    """The words of a clause and what advises in them."""

    words: Words
    cues: Sequence[Cue]


class Context(Record):
    """Whom a block speaks of before it names anyone, and the advice under which its bare lists stand."""

    subjects: Sequence[Mention]
    mood: Cue | None = None
    manner: bool = False
    """Whether the label speaks of how the medicine is used ("Long-term use")."""
    narrowing: Sequence[Narrowing] = ()
    """What narrows the subjects in the label that names them ("Children under 4 years")."""


class Statement(Record):
    """Advice for one person or state: the words that name it, that advise and that narrow it, and the quote."""

    about: Mention
    cue: Cue
    scope: Span | None
    quote: Span
