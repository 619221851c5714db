"""Where pages lie in the site's folder, and how they link to each other."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from urllib.parse import quote

LETTERS = "abcdefghijklmnopqrstuvwxyz0"
"""The pages of the A-Z; "0" holds the titles that begin with no Latin letter."""


def site_path(doc: str) -> str:
    """The page of a monograph: its path in the folder read, below ``medicines/``; two files never share one.

    >>> site_path("l/l-glutamine.md")
    'medicines/l/l-glutamine.html'
    """
    return f"medicines/{doc.removesuffix('.md')}.html"


def verdicts_path(doc: str) -> str:
    """The page on which a monograph is held against its labels.

    >>> verdicts_path("l/l-glutamine.md")
    'labels/l/l-glutamine.html'
    """
    return f"labels/{doc.removesuffix('.md')}.html"


def rule_path(code: str) -> str:
    """The page that explains a rule."""
    return f"rules/{code.lower()}.html"


def letter_path(letter: str) -> str:
    """A page of the A-Z."""
    return f"a-z/{letter}.html"


def letter_of(title: str) -> str:
    """The letter of the A-Z that a title stands under: accents aside, "0" for digits and other scripts.

    >>> letter_of("Écorce"), letter_of("5-Fluorouracil")
    ('e', '0')
    """
    for character in unicodedata.normalize("NFD", title.lower()):
        if character.isalnum():
            return character if character in LETTERS else "0"
    return "0"


@lru_cache(maxsize=1 << 14)
def root_of(path: str) -> str:
    """The way from a page up to the site's folder: "" or "../" for each folder that it lies in."""
    return "../" * path.count("/")


@lru_cache(maxsize=1 << 14)
def url_of(path: str) -> str:
    """A path as a relative URL, safe inside an attribute in double quotes."""
    return quote(path)
