"""What is signed: claims apart from their wording, so that a sentence may be put better and a dose may not change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import msgspec

from monograph.answers.gravity import gravity
from monograph.claims.records import KINDS, Answer, AnyClaim, Interaction, Kind
from monograph.text.front_matter import read_front_matter
from monograph.text.model import Unreadable

WORDING = frozenset({"start", "end", "quote", "grounds", "unread", "result", "management", "question", "answer"})
"""Fields that hold words as written."""
HASH_LETTERS = 32


def claims_hash(claims: Iterable[AnyClaim], kinds: Sequence[Kind] = KINDS) -> str:
    """A hash of what the claims of some kinds say: their order, their places and their wording do not count.

    >>> from monograph.claims.records import Use
    >>> one = Use(start=0, end=4, quote="Gout", indication="gout")
    >>> claims_hash([one]) == claims_hash([msgspec.structs.replace(one, start=9, quote="For gout.")])
    True
    """
    said = sorted({msgspec.json.encode(_meaning(claim), order="sorted") for claim in claims if claim.kind in kinds})
    return _hash(b"\n".join(said))


def _meaning(claim: AnyClaim) -> dict[str, object]:
    meaning = {key: value for key, value in msgspec.to_builtins(claim).items() if key not in WORDING and value != {}}
    if isinstance(claim, Interaction):
        meaning["advice"] = gravity(claim)
    if isinstance(claim, Answer):
        return {"kind": claim.kind, "topic": claim.topic}
    return meaning


def text_hash(source: str) -> str:
    """A hash of the text under the front matter, trailing blanks and the kind of line ends aside."""
    read = read_front_matter(source, "")
    body = source if isinstance(read, Unreadable) else source[read[1] :]
    return _hash("\n".join(line.rstrip() for line in body.strip().splitlines()).encode())


def _hash(content: bytes) -> str:
    return "sha256:" + hashlib.sha256(content).hexdigest()[:HASH_LETTERS]
