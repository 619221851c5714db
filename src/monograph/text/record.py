"""What readers make by the hundred on their way to a claim, and nobody stores."""

from __future__ import annotations

import msgspec


class Record(msgspec.Struct, gc=False):
    """A small record: a Struct, which Python makes fast; ``hatch_build.py`` makes a class for machine code of it."""
