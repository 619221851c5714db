"""Interactions: what a medicine is said to interact with, and statements that name nobody."""

from monograph.claims.interaction.reader import read_interactions, vague_statements

__all__ = ["read_interactions", "vague_statements"]
