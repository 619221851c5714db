"""A person's medicines and states held against the monographs: findings with their quotes, and what is not said."""

from monograph.answers.screen.model import GRAVITIES, Finding, Gravity, Screening, Silence
from monograph.answers.screen.run import Screener, screen

__all__ = ["GRAVITIES", "Finding", "Gravity", "Screener", "Screening", "Silence", "screen"]
