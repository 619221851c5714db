"""Where a monograph stands with its review on a given day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from monograph.answers.review.model import KEY, Review, Standing, read_review
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
        named = names_one(monograph.front_matter)
        why = "its front matter names a review, but no signed claims" if named else "nobody signed it"
        return Standing(doc=monograph.doc, title=monograph.title, state="never", why=why)
    by = f"{review.by}, {review.day}"
    if not _holds(review, monograph.source, claims):
        why = f"a claim has changed since {by} signed it"
        return Standing(doc=monograph.doc, title=monograph.title, state="stale", why=why, review=review)
    if review.next <= today:
        why = f"signed by {by}; the next review was due on {review.next}"
        return Standing(doc=monograph.doc, title=monograph.title, state="due", why=why, review=review)
    why = f"signed by {by}; next on {review.next}"
    return Standing(doc=monograph.doc, title=monograph.title, state="reviewed", why=why, review=review)


def stands(front_matter: Mapping[str, object], source: str, claims: Callable[[], Sequence[AnyClaim]]) -> bool:
    """Whether a person stands behind a monograph as it is: a review that is not stale, or a bare name."""
    review = read_review(front_matter)
    return _holds(review, source, claims) if review else names_one(front_matter)


def _holds(review: Review, source: str, claims: Callable[[], Sequence[AnyClaim]]) -> bool:
    return text_hash(source) == review.text or claims_hash(claims(), review.kinds) == review.claims


def names_one(front_matter: Mapping[str, object]) -> bool:
    """Whether a front matter says that there was a review, in whatever words."""
    stated = front_matter.get(KEY)
    return stated not in (None, False) and str(stated).lower() not in ("", "no", "none", "false")
