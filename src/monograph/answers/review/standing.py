"""Where a monograph stands with its review on a given day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from monograph.answers.review.model import Standing, read_review
from monograph.answers.review.signature import claims_hash, text_hash
from monograph.claims.records import AnyClaim
from monograph.text.model import Monograph


def standing(monograph: Monograph, claims: Callable[[], Sequence[AnyClaim]], today: date) -> Standing:
    """Reviewed, due (the next review's day has come), stale (a claim has changed) or never.

    ``claims`` is asked only where the text is not the one that was signed: a program that reads more in the same words
    makes no review stale.
    """
    review = read_review(monograph.front_matter)
    if review is None:
        why = "its front matter names a review, but no signed claims" if _names_one(monograph) else "nobody signed it"
        return Standing(doc=monograph.doc, title=monograph.title, state="never", why=why)
    by = f"{review.by}, {review.day}"
    same_text = text_hash(monograph.source) == review.text
    if not same_text and claims_hash(claims(), review.kinds) != review.claims:
        why = f"a claim has changed since {by} signed it"
        return Standing(doc=monograph.doc, title=monograph.title, state="stale", why=why, review=review)
    if review.next <= today:
        why = f"signed by {by}; the next review was due on {review.next}"
        return Standing(doc=monograph.doc, title=monograph.title, state="due", why=why, review=review)
    why = f"signed by {by}; next on {review.next}"
    return Standing(doc=monograph.doc, title=monograph.title, state="reviewed", why=why, review=review)


def _names_one(monograph: Monograph) -> bool:
    stated = monograph.front_matter.get("reviewed")
    return stated not in (None, False) and str(stated).lower() not in ("", "no", "none", "false")
