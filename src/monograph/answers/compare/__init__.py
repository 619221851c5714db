"""Two versions of a monograph, or two monographs of a substance, held against each other claim by claim."""

from monograph.answers.compare.changes import Change, Gravity, diff
from monograph.answers.compare.sides import Row, compare

__all__ = ["Change", "Gravity", "Row", "compare", "diff"]
