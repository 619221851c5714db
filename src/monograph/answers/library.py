"""The library as Python code uses it: opened once, then asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from monograph.library.store import StoredLibrary, open_as

if TYPE_CHECKING:
    from monograph.answers.ask.model import Reply
    from monograph.answers.plan import Plan, Request
    from monograph.answers.profile.model import Profile
    from monograph.answers.screen import Screening


class Library(StoredLibrary):
    """A built library that answers questions; see ``StoredLibrary`` for what can be read from it.

    >>> from monograph import Library  # doctest: +SKIP
    >>> Library.open("build").ask("Can I drink alcohol with metronidazole?").status  # doctest: +SKIP
    'answered'
    """

    @classmethod
    def open(cls, path: str | Path) -> Library:
        """The library that ``monograph build`` made in a folder (or its ``library.db``).

        Raises ``FileNotFoundError`` where there is none and ``ValueError`` where the file is no library.
        """
        return open_as(cls, Path(path))

    def ask(self, question: str) -> Reply:
        """The reply to a question in a person's words: see ``monograph.answers.ask``."""
        from monograph.answers.ask import ask

        return ask(self, question)

    def screen(self, profile: Profile) -> Screening:
        """What the monographs say of a person's medicines: see ``monograph.answers.screen``."""
        from monograph.answers.screen import screen

        return screen(self, profile)

    def plan(self, request: Request) -> Plan:
        """A plan of doses, or a refusal that says why: see ``monograph.answers.plan``."""
        from monograph.answers.plan import plan

        return plan(self, request)
