"""What a question is answered with: the shapes that ``ask --format json`` prints."""

from __future__ import annotations

from typing import Literal

import msgspec

Status = Literal["answered", "says-nothing", "disagree", "not-understood", "no-such-medicine"]


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One to a few sentences of a monograph, verbatim: ``source[start:end] == quote``.

    ``kind`` is that of the claim which answers ("sentence" where none does, "answer" for one of the FAQs), ``section``
    the kind of section. ``advice`` is the word that the claim advises or None: nothing is advised that no claim says.
    ``reviewed`` and ``sources`` are what the monograph's front matter says of who stands behind it.
    """

    doc: str
    title: str
    section: str
    quote: str
    start: int
    end: int
    kind: str
    advice: str | None = None
    line: int = 1
    reviewed: bool = False
    sources: int = 0


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """The reply to a question.

    ``medicines`` are those that the question names, as the library calls them; ``topic`` what it asks about (a row of
    answers/data/topics.tsv) or None; ``about`` the thing within the topic that it asks about ("warfarin"), or "".
    ``advice`` is the word of the first answer's claim where the question wants yes or no. ``suggestions`` are titles
    to choose from where the library has no such medicine, and the name that a misspelt one was taken for.
    """

    question: str
    status: Status
    medicines: list[str] = []
    topic: str | None = None
    about: str = ""
    advice: str | None = None
    answers: list[Passage] = []
    suggestions: list[str] = []
