"""A person's medicines and states held against the monographs: findings with their quotes, and what is not said."""

from monograph.answers.gravity import GRAVITIES, Gravity
from monograph.answers.screen.model import Finding, Screening, Silence
from monograph.answers.screen.run import Screener, screen

__all__ = ["GRAVITIES", "Finding", "Gravity", "Screener", "Screening", "Silence", "screen"]
