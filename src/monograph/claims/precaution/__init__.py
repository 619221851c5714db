"""Precautions: what is advised for a kind of person or state."""

from monograph.claims.precaution.reader import read_precautions

__all__ = ["read_precautions"]
