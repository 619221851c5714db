"""Reads interactions: lists at the places of a sentence where the things that a medicine interacts with stand."""

from __future__ import annotations

from collections.abc import Iterator

from monograph.claims.interaction.members import Member, members
from monograph.claims.records import Interaction
from monograph.names.mentions import find_medicines
from monograph.names.phrases import PhraseBook, Words, words_of
from monograph.tables import read_table
from monograph.text.model import Block, Monograph, Section, Span

_ROWS = read_table("monograph.names", "interaction_cues")
_CUES = PhraseBook({row["phrase"]: row["kind"] for row in _ROWS if row["kind"] != "close"}, {"be", "also"})
_CLOSERS = frozenset(
    word for row in _ROWS if row["kind"] == "close" for word in row["phrase"].replace("?", "").split("|")
)
_STRONG = ("interact", "concomitant", "concurrent", "co-admin", "coadmin")
_FORBIDDING = ("avoid", "contraindicat", "grapefruit")
_TOLD = frozenset(
    {"taking", "inform", "discuss", "tell", "consult", "disclose", "combined", "combining", "on", "use", "used"}
)
_MEDICINES = frozenset({"medications", "drugs", "medicines", "medication", "substances", "products", "supplements"})
_NOT_IN_NAMES = frozenset({"of", "in", "on", "the", "a", "an", "for", "to", "with", "it", "its", "this", "these", "that", "you", "your", "not",
                           "side", "effects", "risk", "function", "levels", "receptors", "individual", "patients", "conditions", "blood", "there", "it's", "provider", "possible"})  # fmt: skip
_CLAUSE_EDGES = frozenset({";", ":", "but", "however", "that", "while", "with", "between"})
_FORMS = frozenset(
    {
        "supplements",
        "products",
        "medications",
        "tablets",
        "preparations",
        "and",
        "oral",
        "topical",
        "acetate",
        "sodium",
        "hydrochloride",
        "caproate",
        "capsules",
        "cream",
        "injection",
        "systemic",
        "intravenous",
        "iv",
        "therapy",
        "treatment",
    }
)
_SILENT = frozenset({"generic-name", "disclaimer", "preamble", "storage"})
_SPOKEN = (*_STRONG, *_FORBIDDING)
_APART = frozenset({"usage", "how-it-works", "dosage", "side-effects"})
"""Sections in which medicines are named for other reasons: only a sentence that says "interact" is read."""


def read_interactions(monograph: Monograph) -> list[Interaction]:
    """The things that the whole monograph says its medicine interacts with, each once, in order."""
    own = _Own(monograph.title.lower())
    claims: dict[str, Interaction] = {}
    for section in monograph.sections:
        if section.kind in _SILENT:
            continue
        for sentence, member in _named(monograph, section):
            if member.name not in claims and not own.names(member.name):
                claims[member.name] = _claim(monograph, sentence, member)
    return sorted(claims.values(), key=lambda claim: (claim.start, claim.end, claim.with_))


def vague_statements(monograph: Monograph) -> list[Span]:
    """Statements that there are interactions which name nobody ("may interact with certain medications")."""
    found = []
    for section in monograph.sections:
        if section.kind in ("precautions", "interactions", "faqs"):
            for sentence in _sentences(monograph.folded, section):
                words = words_of(monograph.folded, *sentence)
                cues = _CUES.find(words)
                stated = any(cue.value == "named" for cue in cues) and not any(cue.value == "deny" for cue in cues)
                if stated and not any(_in_sentence(monograph.folded, words, apart=False)):
                    found.append(sentence)
    return found


class _Own:
    """The medicine that the monograph is about, which is no interaction of its own."""

    def __init__(self, title: str) -> None:
        self._words = {word.text for word in words_of(title, 0, len(title))}
        self._medicines = {match.value for match in find_medicines(title)}

    def names(self, member: str) -> bool:
        """Whether a member is this medicine, in another salt, spelling or form ("oral dantrolene")."""
        rest = member
        for match in reversed(find_medicines(member)):
            if match.value in self._medicines:
                rest = rest[: match.start] + rest[match.end :]
        words = {word.text for word in words_of(rest, 0, len(rest))} - self._words
        return (rest != member or len(words) < len(member.split())) and words <= _FORMS


def _claim(monograph: Monograph, sentence: Span, member: Member) -> Interaction:
    return Interaction(
        start=sentence.start,
        end=sentence.end,
        quote=monograph.source[sentence.start : sentence.end],
        with_=member.name,
        grounds={"with": Span(member.start, member.end)},
    )


def _sentences(folded: str, section: Section) -> Iterator[Span]:
    if section.questions:
        for question in section.questions:
            if not any(_denied(folded, sentence) for sentence in question.sentences):
                yield question.question
            yield from question.sentences
    else:
        for block in section.blocks:
            yield from block.sentences


def _denied(folded: str, sentence: Span) -> bool:
    return any(cue.value == "deny" for cue in _CUES.find(words_of(folded, *sentence)))


def _named(monograph: Monograph, section: Section) -> Iterator[tuple[Span, Member]]:
    folded = monograph.folded
    apart = section.kind in _APART
    if apart and not _speaks(folded, section.start, section.end):
        return
    if section.questions:
        for sentence in _sentences(monograph.folded, section):
            for member in _in_sentence(folded, words_of(folded, *sentence), apart=apart):
                yield sentence, member
        return
    about: list[bool] = []
    for block in section.blocks:
        above = block.under >= 0 and about[block.under]
        about.append(not apart and (above or section.kind == "interactions" or _about_interactions(folded, block)))
        if above and (head := _head(folded, block)):
            yield from (
                (Span(block.start, block.end), member)
                for member in members(folded, *head)
                if member.known or not block.label
            )
        for sentence in block.sentences:
            if apart and not _speaks(folded, *sentence):
                continue
            words = words_of(folded, *sentence)
            for member in _in_sentence(folded, words, apart=apart and not about[-1], strong=about[-1]):
                yield sentence, member


def _speaks(folded: str, start: int, end: int) -> bool:
    """Whether a part of a section that is about something else can speak of interactions at all."""
    return any(folded.find(stem, start, end) >= 0 for stem in _SPOKEN)


def _about_interactions(folded: str, block: Block) -> bool:
    if block.label and "interaction" in folded[slice(*block.label)]:
        return True
    return bool(block.sentences) and folded[block.end - 1] == ":" and "interact" in folded[slice(*block.sentences[-1])]


def _head(folded: str, block: Block) -> Span | None:
    """Where an item under a line on interactions names things: its label, what stands before a colon, or all of a bare list."""
    if block.label:
        return block.label
    words = words_of(folded, block.start, block.end)
    for word in words:
        if word.text == ":":
            return Span(block.start, word.start)
        if word.text in _CLOSERS:
            return None
    return Span(block.start, block.end) if words else None


def _in_sentence(folded: str, words: Words, *, apart: bool, strong: bool = False) -> Iterator[Member]:
    cues = _CUES.find(words)
    if not cues or any(cue.value == "deny" for cue in cues):
        return
    said = set(words.texts)
    strong = strong or any(word.startswith(_STRONG) for word in said)
    if apart and not strong and not any(word.startswith(_FORBIDDING) for word in said):
        return
    allergy = any(word.startswith(("allerg", "hypersens", "anaphyl")) for word in said)
    examples = not allergy and (strong or (_MEDICINES & said and _TOLD & said))
    subject_read = allergy
    for cue in cues:
        first = words[cue.first].text
        if not subject_read and (cue.value == "effect" or first.startswith("interact")):
            subject_read = True
            yield from (member for member in _subject(folded, words, cue.first) if member.known)
        if cue.value in ("effect", "none") or (allergy and cue.value == "known"):
            continue
        if cue.value in ("members", "example") and not examples:
            continue
        unknown = strong and not apart and (cue.value == "members" or first.startswith("interact"))
        for member in _members(folded, words, cue.last, _list_end(words, cue.last)):
            unknown = unknown and (member.known or _is_name(member.name))
            if member.known or unknown:
                yield member


def _subject(folded: str, words: Words, last: int) -> Iterator[Member]:
    """The things at the head of the clause that ends before ``last``; a clause that gives a reason has none."""
    if words[last - 1].text in ("that", "which"):
        return iter(())
    for place in range(last - 1, -1, -1):
        if words[place].text in ("as", "because", "since"):
            return iter(())
        if words[place].text in _CLAUSE_EDGES:
            return _members(folded, words, place + 1, last)
    return _members(folded, words, 0, last)


def _is_name(text: str) -> bool:
    """Whether an unknown member reads as a name and not as a clause."""
    words = text.split()
    return len(words) <= 3 and not any(
        word in _CLOSERS or word in _NOT_IN_NAMES or word.endswith(("ly", "ing")) for word in words
    )


def _members(folded: str, words: Words, first: int, last: int) -> Iterator[Member]:
    if first < last:
        yield from members(folded, words[first].start, words[last - 1].end)


def _list_end(words: Words, first: int) -> int:
    depth = 0
    for place in range(first, len(words)):
        text = words[place].text
        depth += (text == "(") - (text == ")")
        related = place > first and words[place - 1].text in ("that", "which", "and", "or", "to")
        if depth < 0 or (depth == 0 and text in _CLOSERS and not related):
            return place
    return len(words)
