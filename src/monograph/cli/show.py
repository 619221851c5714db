"""``monograph show``."""


def show() -> None:
    """Show."""
