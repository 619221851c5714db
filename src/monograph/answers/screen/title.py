"""The place of a monograph's title in its text: what is quoted where only the name matters."""

from __future__ import annotations

import re

from monograph.answers.screen.monographs import Page

_HEADING = re.compile(r"^# +(.+?)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"^title: *(.+?)[ \t]*$", re.MULTILINE)


def title_place(page: Page) -> tuple[int, int]:
    """Start and end of the title: of the first heading, else of the front matter's key."""
    match = _HEADING.search(page.source) or _KEY.search(page.source)
    return match.span(1) if match else (0, min(len(page.source), 80))
