"""What a question is answered with: the shapes that ``ask --format json`` prints."""

from __future__ import annotations

from typing import Literal

import msgspec

from monograph.answers.review.model import State
from monograph.verify.verdict import Judgement, LabelQuote, LeftOut

Status = Literal["answered", "says-nothing", "disagree", "not-understood", "no-such-medicine"]


class Official(msgspec.Struct, frozen=True):
    """What the official label of the medicine says of a passage: a verdict of ``verify``, why, and the label's words.

    "no-label" where no label of the medicine is at hand; ``label`` is then None.
    """

    verdict: Judgement | Literal["no-label"]
    why: str
    label: LabelQuote | None = None


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One to a few sentences of a monograph, verbatim: ``source[start:end] == quote``.

    ``under`` are the lines above that tell of whom or what the quote is, the outermost first: labels, the line that
    opens its list, the question that it answers.
    ``kind`` is that of the claim which answers ("sentence" where none does, "answer" for one of the FAQs), ``section``
    the kind of section. ``advice`` is the word that the claim advises or None: nothing is advised that no claim says.
    ``review`` (whether a person stands behind the monograph as it is now) and ``sources`` are from its front matter.
    ``official`` is None where the library was built without labels, or they were not asked about this passage.
    """

    doc: str
    title: str
    section: str
    quote: str
    start: int
    end: int
    kind: str
    under: list[str] = []
    advice: str | None = None
    line: int = 1
    review: State = "never"
    sources: int = 0
    official: Official | None = None


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """The reply to a question.

    ``medicines`` are those that the question names, as the library calls them; ``topic`` what it asks about (a row of
    answers/data/topics.tsv) or None; ``about`` the thing within the topic that it asks about ("warfarin"), or "".
    ``advice`` is the word of the first answer's claim where the question wants yes or no. ``suggestions`` are titles
    to choose from where the library has no such medicine, and the name that a misspelt one was taken for.
    Where the status is "says-nothing", ``answers`` are statements that there are interactions which name none.
    ``left_out`` is what official labels say of an interaction that is asked for and the monographs leave out.
    ``unknown`` are medicines of ``medicines`` that have no monograph, ``silent`` each two of the medicines asked about
    of which no monograph names an interaction: that is no word that they go together.
    """

    question: str
    status: Status
    medicines: list[str] = []
    topic: str | None = None
    about: str = ""
    advice: str | None = None
    answers: list[Passage] = []
    suggestions: list[str] = []
    left_out: list[LeftOut] = []
    unknown: list[str] = []
    silent: list[tuple[str, str]] = []
