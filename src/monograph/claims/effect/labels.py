"""What a bold lead, or a word before a colon, is in Side Effects: a tier, a system of the body, an effect, a note."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from monograph.claims.effect.terms import names_effect
from monograph.tables import read_table

LabelKind = Literal["note", "tier", "system", "effect", "unknown"]

_KINDS: dict[str, frozenset[str]] = {}
for _row in read_table("monograph.names", "effect_label"):
    _KINDS[_row["kind"]] = _KINDS.get(_row["kind"], frozenset()) | {_row["words"]}
_SEVERITY = sorted(
    {row["phrase"] for row in read_table("monograph.names", "severity") if row["severity"] != "none"},
    key=len,
    reverse=True,
)
_TIER_WORDS = re.compile(
    rf"\b(?<!-)(?:{'|'.join(re.escape(phrase) for phrase in _SEVERITY)}"
    r"|but|and|or|more|potentially|less|also|very|important|possible|significant|still|most|other|though|mild|moderate)"
    r"(?![\w-])"
)
_SIDE_EFFECTS = re.compile(
    r"(?:side|adverse|undesirable|unwanted|untoward) (?:effect|event|reaction)s?|post-?marketing"
)
_ADVICE = re.compile(r"\b(?:if you|seek|consult|contact|stop|report|do not|always|should|doctor|immediately)\b")
_ASIDE = re.compile(r"[(\[][^()\[\]]*[)\]]?")
_NOT_LETTERS = re.compile(r"[^a-z0-9&/'-]+")


@lru_cache(4096)
def label_kind(label: str) -> LabelKind:
    """What a label in lower case is; "unknown" is a medicine, a route, or an effect in unusual words.

    >>> [label_kind(x) for x in ("less common but serious (<1%)", "skin reactions", "nausea", "note")]
    ['tier', 'system', 'effect', 'note']
    """
    text = " ".join(_NOT_LETTERS.sub(" ", _ASIDE.sub(" ", label)).split())
    if text in _KINDS["note"] or text.startswith(("note ", "important ", "if you ")):
        return "tier" if _SIDE_EFFECTS.search(text) and not _ADVICE.search(text) else "note"
    if _ADVICE.search(text):
        return "note"
    if _SIDE_EFFECTS.search(text) or text in _KINDS["tier"]:
        return "tier"
    rest = " ".join(_TIER_WORDS.sub(" ", text).replace("/", " ").split())
    if not rest or rest in _KINDS["tier"]:
        return "tier"
    if _is_system(text):
        return "system"
    return "effect" if names_effect(text) else "unknown"


def _is_system(text: str) -> bool:
    """Whether a label names a system of the body, alone or with a heading word: "nervous system effects"."""
    if text in _KINDS["system"]:
        return True
    head, _, last = text.rpartition(" ")
    return last in _KINDS["group"] and (head in _KINDS["system"] or _is_system_list(head))


def _is_system_list(text: str) -> bool:
    parts = re.split(r" and | & |/| or ", text)
    return len(parts) > 1 and all(part.strip() in _KINDS["system"] for part in parts)
