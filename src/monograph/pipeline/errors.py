"""What stops a build or a command: said in one sentence, with what to do next."""

from __future__ import annotations


class UnusableError(Exception):
    """The call or its input is unusable (exit code 2). The text says what is wrong, where, and what to do."""
