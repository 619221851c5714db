"""``monograph build``."""


def build() -> None:
    """Build."""
