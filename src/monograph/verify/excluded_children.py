"""A page that excludes children to whom all uses of a label extend."""

from __future__ import annotations

import re

from monograph.claims.records import Advice, Precaution
from monograph.text.model import Span
from monograph.verify.explicit import explicit
from monograph.verify.read_label import ReadLabel
from monograph.verify.terms import terms_in
from monograph.verify.verdict import Opinion

_EXCLUDES: frozenset[Advice] = frozenset({"contraindicated", "avoid", "insufficient-data"})
_BELOW = re.compile(
    r"(?:under|below|younger than|less than) (?:the age of )?(\d+)(?= years?\b|\.?$|,| \(| is| are| as)"
)
_FROM_AGE = re.compile(r"(\d+) years? (?:of age )?(?:and|or) (?:older|above|over)|aged (\d+) years")
_ADULT = 18


def excluded_children(claim: Precaution, label: ReadLabel) -> Opinion | None:
    """Contradicted where the page excludes children, or those below an age, and every use is for younger ones too."""
    said, words = claim.quote.lower(), explicit()
    if claim.about != "children" or claim.advice not in _EXCLUDES or words["narrows"].search(said):
        return None
    limit = _limit(said)
    if limit is None or words["some"].search(said) or terms_in(said, [Span(0, len(said))]):
        return None
    theirs = [advice for advice in label.precautions.get("children", []) if advice.advice in _EXCLUDES]
    if any((_limit(advice.quote.lower()) or 0) >= limit for advice in theirs):
        return None
    given = [found for span in label.spans("usage") for found in _FROM_AGE.finditer(label.text.folded, *span)]
    ages = [int(found[1] or found[2]) for found in given]
    if not ages or max(ages) >= limit:
        return None
    why = f"The page excludes children below {limit} years; the label gives it from {max(ages)} years."
    return Opinion("contradicted", why, label.quote(Span(*given[0].span())))


def _limit(said: str) -> int | None:
    """Below which age a statement excludes children: its number, or all of them where it names children without one."""
    if below := _BELOW.search(said):
        return int(below[1])
    return _ADULT if explicit()["children"].search(said) and not re.search(r"\d", said) else None
