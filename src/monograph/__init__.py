"""Monograph: reads, checks and publishes folders of medicine monographs, claim by claim.

``Library.open(path).ask(question)`` answers from a built library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from monograph.answers.library import Library as Library

__version__ = "0.1.0"
__all__ = ["Library", "__version__"]


def __getattr__(name: str) -> Any:
    """``Library``, imported when it is first asked for: ``import monograph`` stays light."""
    if name == "Library":
        return import_module("monograph.answers.library").Library
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
