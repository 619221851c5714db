"""Coordinated phrases: how "nausea, vomiting (being sick), and liver or kidney problems" comes apart.

A phrase is cut at commas, semicolons and conjunctions outside parentheses. Parts that share a word stay one
conjunct: a head ("liver or kidney problems"), an opener ("changes in mood and sleep"), a place of the body
("swelling of the lips or tongue"), or a fixed expression ("hot and cold flashes"). A conjunct knows the phrases
that it stands for. The words that decide are in ``names/data/coordination.tsv``.
"""

from __future__ import annotations

import re
from itertools import pairwise

from monograph.claims.found import Conjunct, Sharing
from monograph.names.patterns import any_of
from monograph.tables import read_table
from monograph.text.source import make_span

_WORDS: dict[str, frozenset[str]] = {}
for _row in read_table("monograph.names", "coordination"):
    _WORDS[_row["kind"]] = _WORDS.get(_row["kind"], frozenset()) | {_row["words"]}


_MARK = re.compile(
    r"\(|\)|\[|\]|;|,(?=\s|$)|/(?=[a-z]{3})"
    r"|a(?<=\sa)(?:nd/or|nd|s well as|long with)(?=\s)|or(?<=\sor)(?=\s)|plus(?<=\splus)(?=\s)|nor(?<=\snor)(?=\s)"
    r"|&(?<=\s&)(?=\s)"
)
"""Each way to part begins with its first letter, by which the search skips all others."""
_EDGE = re.compile(r"\s+|[,;.:]+(?=\s|$)|(?:and/or|and|or|as well as|both|either)\s")
_OPENING = "aobe"
"""The letters that those conjunctions begin with: most words need no further look."""
_DANGLING = ("al", "ic", "ular", "ous", "ive", "ary", "ory", "oid", "-acquired", "-associated", "-induced", "-related",
             "-resistant", "-sensitive", "-dependent", "-")  # fmt: skip
_SENSATION = re.compile(r"(?:\w+ )?\w+ing (?:sensation|feeling)")
_DETERMINER = re.compile(r"(?:the|your|their|his|her|its|a|an|both|other|serum|plasma|urine|total|direct)\s+")
_ARTICLES = frozenset({"the", "a", "an", "your"})
"""Words after which a part of the body needs no noun: "cirrhosis of the [liver]"."""
_LEVELS = (" level", " levels", " count", " counts")
_OPENER = re.compile(rf"\b(?<!-)(?:{any_of(_WORDS['opener'])}) (?:(?:the|levels of|serum|plasma) )*")
_SPREADING = re.compile(rf"\b(?<!-)(?:{any_of(_WORDS['spreading'])}) (?:the )?")
_WHOLE = re.compile(rf"\b(?<!-)(?:{any_of(_WORDS['whole'])})(?![\w-])")
_INNER = frozenset(part.split()[-1] for whole in _WORDS["whole"] for part in _MARK.split(whole)[:-1] if part.strip())
"""The words of fixed expressions before which they would come apart: "[hot] and cold"."""
_PLACED = re.compile(r"(?:^| )(?:of|in|on|around|to|from) ")
_BETWEEN = re.compile(r"\b(?<!-)between [^,;]*$")

_LONGEST = 200
"""Characters of a piece above which it is no phrase and shares nothing."""
_REACH = 30
"""Characters on each side of a separator in which a fixed expression may lie."""


class _Piece:
    """A part between two separators; ``text`` is without parentheses, in single spaces."""

    __slots__ = ("end", "start", "text")

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start, self.end, self.text = start, end, text


def coordinated(folded: str, start: int, end: int) -> list[Conjunct]:
    """The conjuncts of ``folded[start:end]`` with the phrases that each stands for.

    >>> text = "severe renal or hepatic impairment and changes in mood, sleep and appetite"
    >>> for conjunct in coordinated(text, 0, len(text)):
    ...     print(conjunct.phrases)
    ('severe renal impairment', 'hepatic impairment')
    ('changes in mood', 'changes in sleep', 'changes in appetite')
    """
    pieces = _pieces(folded, start, end)
    if len(pieces) == 1:
        return [_conjunct(folded, pieces, "")]
    found: list[Conjunct] = []
    group: list[_Piece] = []
    sharing: Sharing = ""
    for number, piece in enumerate(pieces):
        group.append(piece)
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        last = number + 2 == len(pieces)
        shared = _shared(folded, group, following, last=last) if following else ""
        if shared:
            sharing = sharing or shared
        else:
            found.append(_conjunct(folded, group, sharing))
            group, sharing = [], ""
    return found


def _pieces(folded: str, start: int, end: int) -> list[_Piece]:
    """What stands between the separators that are outside parentheses."""
    pieces: list[_Piece] = []
    asides: list[tuple[int, int]] = []
    depth, left, opened, at = 0, start, start, start
    while match := _MARK.search(folded, at, end):
        mark, at = match.group(), match.end()
        if mark in "([":
            opened = match.start() if depth == 0 else opened
            depth += 1
        elif mark in ")]":
            if depth == 1:
                asides.append((opened, at))
            depth = max(0, depth - 1)
        elif depth == 0:
            _add_piece(pieces, folded, left, match.start(), asides)
            left, asides = at, []
    if depth:
        asides.append((opened, end))
    _add_piece(pieces, folded, left, end, asides)
    return pieces


def _add_piece(pieces: list[_Piece], folded: str, start: int, end: int, asides: list[tuple[int, int]]) -> None:
    start, end = _trimmed(folded, start, end)
    if start < end:
        kept, at = [], start
        for opened, closed in asides:
            kept.append(folded[at:opened])
            at = closed
        pieces.append(_Piece(start, end, " ".join(" ".join([*kept, folded[at:end]]).split())))


def _trimmed(folded: str, start: int, end: int) -> tuple[int, int]:
    """The span without space, punctuation and conjunctions at its edges."""
    while start < end and (folded[start] in _OPENING or not folded[start].isalnum()):
        edge = _EDGE.match(folded, start, end)
        if edge is None:
            break
        start = edge.end()
    while end > start and (folded[end - 1].isspace() or folded[end - 1] in ",;.:"):
        end -= 1
    return start, end


def _shared(folded: str, group: list[_Piece], following: _Piece, *, last: bool) -> Sharing:
    """What the pieces so far share with the one that follows, if anything."""
    piece = group[-1]
    if len(piece.text) > _LONGEST or len(group[0].text) > _LONGEST or len(following.text) > _LONGEST:
        return ""
    if _is_whole(folded, piece, following):
        return "whole"
    if is_part(following.text) and _ends_in_part(group[0].text):
        return "part"
    if dangles(piece.text) or (piece.text.endswith("ing") and _SENSATION.match(following.text)):
        return "head"
    if _is_quantity(following.text) and _OPENER.search(group[0].text):
        return "opener"
    if last and len(group) == 1 and _SPREADING.search(piece.text):
        return "opener"
    return "whole" if "between " in piece.text and _BETWEEN.search(piece.text) else ""


def _is_whole(folded: str, piece: _Piece, following: _Piece) -> bool:
    """Whether a fixed expression holds the end of a piece and the start of the one that follows."""
    word = folded[max(folded.rfind(" ", piece.start, piece.end) + 1, piece.start) : piece.end]
    if word.lstrip("\"'") not in _INNER:
        return False
    near = max(piece.start, piece.end - _REACH), min(following.end, following.start + _REACH)
    return any(m.start() < piece.end and m.end() > following.start for m in _WHOLE.finditer(folded, *near))


def _ends_in_part(text: str) -> bool:
    """Whether a piece is in or of a part of the body: "swelling of the face"."""
    words = text.split()
    ends = any(" ".join(words[-length:]) in _WORDS["part"] for length in (1, 2, 4))
    return ends and bool(_PLACED.search(text))


def dangles(text: str) -> bool:
    """Whether a phrase ends in a word that needs a noun after it: "severe renal"."""
    *before, word = text.split() or [""]
    if word in _WORDS["noun"] or (before and f"{before[-1]} {word}" in _WORDS["noun"]):
        return False
    if word in _WORDS["part"] and before and before[-1] in _ARTICLES:
        return False
    if word.endswith(_DANGLING) or word in _WORDS["modifier"]:
        return True
    return bool(before) and f"{before[-1]} {word}" in _WORDS["modifier"]


def is_part(text: str) -> bool:
    """Whether a phrase only names a part of the body: "the lower legs".

    >>> is_part("the lower legs"), is_part("pain in the legs")
    (True, False)
    """
    return _bare(text) in _WORDS["part"]


def _bare(text: str) -> str:
    while match := _DETERMINER.match(text):
        text = text[match.end() :]
    return text


def _is_quantity(text: str) -> bool:
    bare = _bare(text)
    return bare in _WORDS["quantity"] or (bare.endswith(_LEVELS) and bare.rpartition(" ")[0] in _WORDS["quantity"])


def _conjunct(folded: str, group: list[_Piece], sharing: Sharing) -> Conjunct:
    span = make_span(group[0].start, group[-1].end)
    texts = [piece.text for piece in group]
    if not sharing:
        return Conjunct(span, (texts[0],), "", texts[0])
    whole = texts[0]
    for left, right in pairwise(group):
        between = " ".join(folded[left.end : right.start].split())
        whole += between + " " + right.text if between[:1] in ",;/" else f" {between} {right.text}"
    if sharing == "head":
        return Conjunct(span, tuple(_with_head(texts)), sharing, whole)
    if sharing == "opener":
        return Conjunct(span, tuple(_with_opener(texts)), sharing, whole)
    return Conjunct(span, (whole,), sharing, whole)


def _with_head(texts: list[str]) -> list[str]:
    """ "bone", "joint", "muscle pain" -> "bone pain", "joint pain", "muscle pain"."""
    words = texts[-1].split()
    contrasted = 2 if " ".join(words[:2]) in _WORDS["modifier"] and len(words) > 2 else 1
    head = " ".join(words[contrasted:] or words)
    *_, rest = texts[-1].partition("-")
    return [
        text if text == texts[-1] else text + rest if text.endswith("-") and rest else f"{text} {head}"
        for text in texts
    ]


def _with_opener(texts: list[str]) -> list[str]:
    """ "changes in mood", "sleep" -> "changes in mood", "changes in sleep"."""
    opener = _OPENER.search(texts[0])
    prefix = texts[0][: opener.end()] if opener else ""
    return [texts[0], *(prefix + _bare(text) if _is_quantity(text) else prefix + text for text in texts[1:])]
