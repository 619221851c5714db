"""What a project has decided for its checks: ``monograph.toml``, or ``[tool.monograph]`` of ``pyproject.toml``.

::

    [check]
    select = ["D", "C", "A50"]        # else the rules that are on by default
    ignore = ["D702"]
    baseline = "known-problems.json"
    labels = "labels.db"              # official labels to hold monographs against: a store, a document or a folder

    [check.per-file-ignores]
    "vaccines/*" = ["D701"]
"""

from __future__ import annotations

import re
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import msgspec

FILES = ("monograph.toml", "pyproject.toml")
"""Names of the files, the first one first where a folder has both."""
_PATH = re.compile(r"`\$((?:\.[^`]*|\[[^`]*)?)`")
_UNKNOWN = re.compile(r"unknown field `([^`]*)`")
_TABLE = re.compile(r"\s*\[([^\[\]]+)\]")
_KEY = re.compile(r"\s*((?:\"[^\"]*\"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:\"[^\"]*\"|'[^']*'|[\w-]+))*)\s*=")
_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)")


class ConfigError(ValueError):
    """A file of configuration cannot be used; the text says where and why."""


class Checks(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The table ``check``. ``folder`` is where the file lies: globs and paths are relative to it."""

    select: list[str] = []
    ignore: list[str] = []
    per_file_ignores: dict[str, list[str]] = {}
    baseline: str | None = None
    labels: str | None = None


class Config(msgspec.Struct, frozen=True):
    """What was decided, and in which file; ``path`` is None where nothing was."""

    checks: Checks = Checks()
    path: Path | None = None

    @property
    def labels(self) -> Path | None:
        """Where the official labels lie, or None."""
        return self.path.parent / self.checks.labels if self.path and self.checks.labels else None

    def ignored_for(self, file: Path) -> list[str]:
        """The words (codes, beginnings of codes) that ``per-file-ignores`` has for a file.

        A glob holds for paths relative to the folder of the configuration, or for names; ``*`` also crosses folders.
        """
        if self.path is None or not self.checks.per_file_ignores:
            return []
        file = file.resolve()
        folder = self.path.parent
        relative = file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.as_posix()
        return [
            word
            for glob, words in self.checks.per_file_ignores.items()
            if fnmatchcase(relative, glob) or fnmatchcase(file.name, glob)
            for word in words
        ]


def find_config(path: Path) -> Config:
    """The configuration that holds for a folder or file: of the nearest folder upwards that has one.

    Raises ``ConfigError``.
    """
    start = path.resolve()
    for folder in (start, *start.parents):
        for name in FILES:
            file = folder / name
            if file.is_file():
                config = read_config(file)
                if config is not None:
                    return config
    return Config()


def read_config(file: Path) -> Config | None:
    """The configuration in a file; None where a ``pyproject.toml`` says nothing of this program."""
    try:
        text = file.read_text(encoding="utf-8")
        values = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}:1: it cannot be read ({error})") from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        raise ConfigError(f"{file}:{found[1] if found else _end(text)}: no TOML: {error}") from error
    above: list[str] = []
    if file.name == "pyproject.toml":
        above = ["tool", "monograph"]
        tools = values.get("tool", {})
        if not isinstance(tools, dict) or "monograph" not in tools:
            return None
        values = tools["monograph"]
    return Config(checks=_checks(values, file, text, above), path=file.resolve())


class _Tables(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    check: Checks = Checks()


def _checks(values: Any, file: Path, text: str, above: list[str]) -> Checks:
    try:
        return msgspec.convert(values, _Tables).check
    except msgspec.ValidationError as error:
        message = str(error)
        place = _PATH.search(message)
        keys = [*above, *re.findall(r"[\w-]+", place[1])] if place else above
        unknown = _UNKNOWN.search(message)
        if unknown:
            keys.append(unknown[1])
            table = ".".join(keys[:-1])
            known = ", ".join(_keys(Checks) if keys[-2:-1] == ["check"] else _keys(_Tables))
            message = f"“{unknown[1]}” is no key" + (f" of [{table}]" if table else "") + f" (there are: {known})"
        else:
            message = f"{'.'.join(keys)}: {message.partition(' - at')[0]}"
        raise ConfigError(f"{file}:{_line_of(text, keys)}: {message}") from error


def _keys(table: type[msgspec.Struct]) -> tuple[str, ...]:
    return table.__struct_encode_fields__


def _line_of(text: str, keys: list[str]) -> int:
    """The line that defines a key, or the deepest table above it that the text has."""
    best, line = 0, 1
    table: list[str] = []
    for number, written in enumerate(text.splitlines(), 1):
        if header := _TABLE.match(written):
            path = table = _parts(header[1])
        elif key := _KEY.match(written):
            path = [*table, *_parts(key[1])]
        else:
            continue
        depth = next((n for n, (one, two) in enumerate(zip(path, keys, strict=False)) if one != two), len(path))
        if depth == min(len(path), len(keys)) and depth > best:
            best, line = depth, number
    return line


def _parts(dotted: str) -> list[str]:
    return ["".join(part) for part in _PART.findall(dotted)]


def _end(text: str) -> int:
    return text.count("\n") + 1
