"""The command line: one small module a command."""

from monograph.cli.main import main

__all__ = ["main"]
