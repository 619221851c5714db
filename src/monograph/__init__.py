"""Monograph: reads, checks and publishes folders of medicine monographs, claim by claim."""

__version__ = "0.1.0"
