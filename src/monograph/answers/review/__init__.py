"""Who signed which claims of a monograph: kept in its front matter, stale once one of the claims is another."""

from monograph.answers.review.model import Review, Standing, State, read_review
from monograph.answers.review.signature import claims_hash, text_hash
from monograph.answers.review.signing import ReviewError, signed
from monograph.answers.review.standing import standing

__all__ = [
    "Review",
    "ReviewError",
    "Standing",
    "State",
    "claims_hash",
    "read_review",
    "signed",
    "standing",
    "text_hash",
]
