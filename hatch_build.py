"""A wheel whose readers are machine code: ``make compiled``. Without the switch nothing here runs.

What turns a file into claims (text, names, claims) is compiled by mypyc; modules that define Structs stay Python, as
msgspec makes those classes itself. Nothing is written beside the sources: the work is done on a copy, in which
constants are declared ``Final`` and each ``Record`` is written out as a class, so that machine code need not look them
or their fields up by name.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FLOORS = ("text", "names", "claims")
STRUCTS = "msgspec.Struct"
RECORD = "Record"
CONSTANT = re.compile("_?[A-Z][A-Z0-9_]*")
CLOSED = "-fvisibility=hidden -fno-semantic-interposition -fno-plt"
"""Nobody replaces a function of the library from outside, so that calls within it are direct."""
FUTURE = "from __future__ import annotations"
SETUP = """
import sys
from mypyc.build import mypycify
from setuptools import setup

options = ["--config-file=", "--ignore-missing-imports", "--follow-imports=silent"]
setup(name="compiled", ext_modules=mypycify([*options, *sys.argv[3:]], opt_level="3", group_name="monograph"),
      script_args=sys.argv[1:3])
"""


class CompiledBuildHook(BuildHookInterface[Any]):
    """Adds the compiled modules to a wheel."""

    def dependencies(self) -> list[str]:
        """What the build needs beside hatchling; a C compiler is the system's."""
        return ["mypy>=1.13", "setuptools>=75", "msgspec>=0.19"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and name the results for the wheel."""
        if version == "editable":
            raise RuntimeError(
                "compiled modules stand in a wheel only: an edited source would be hidden by its old self"
            )
        self._place = Path(tempfile.mkdtemp(prefix="monograph-"))
        shutil.copytree(Path(self.root, "src", "monograph"), self._place / "monograph")
        (self._place / "setup.py").write_text(SETUP)
        compiled = modules(self._place)
        for module in compiled:
            source = self._place / module
            source.write_text(with_classes(with_finals(source.read_text("utf-8"))), "utf-8")
        command = [sys.executable, "setup.py", "build_ext", "--inplace", *compiled]
        flags = f"{os.environ.get('CFLAGS', '')} {CLOSED}"
        subprocess.run(command, cwd=self._place, env=os.environ | {"MYPYPATH": "", "CFLAGS": flags}, check=True)
        build_data["force_include"] |= {
            str(file): file.relative_to(self._place).as_posix()
            for file in sorted([*self._place.glob("*__mypyc*.*"), *self._place.glob("monograph/**/*.so")])
        }
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clean up."""
        shutil.rmtree(self._place)


def modules(root: Path) -> list[str]:
    """The modules to compile, by their paths from ``root``."""
    files = [file for floor in FLOORS for file in sorted((root / "monograph" / floor).rglob("*.py"))]
    return [
        file.relative_to(root).as_posix()
        for file in files
        if file.name != "__init__.py" and STRUCTS not in file.read_text("utf-8")
    ]


def with_finals(source: str) -> str:
    """A module whose constants (``_WORDS = ...``) are declared ``Final``; one that is set twice is left as it is."""
    tree = ast.parse(source)
    stored = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    lines = source.split("\n")
    for node in tree.body:
        row = node.lineno - 1
        match node:
            case ast.Assign(targets=[ast.Name(name)]) if _is_constant(name, stored) and "TypeVar(" not in lines[row]:
                lines[row] = lines[row].replace(name, f"{name}: Final", 1)
            case ast.AnnAssign(ast.Name(name), kind, ast.expr()) if _is_constant(name, stored):
                written = ast.get_source_segment(source, kind) or ""
                lines[row] = lines[row].replace(f"{name}: {written}", f"{name}: Final[{written}]", 1)
    return "\n".join(lines).replace(FUTURE, f"{FUTURE}; from typing import Final", 1)


def with_classes(source: str) -> str:
    """A module whose records (``class Match(Record)``) are classes that make and compare themselves."""
    lines = source.split("\n")
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef) and RECORD in (bases := [ast.unparse(base) for base in node.bases]):
            fields = [field for field in node.body if isinstance(field, ast.AnnAssign)]
            lines[node.lineno - 1] = f"class {node.name}({', '.join(base for base in bases if base != RECORD)}):"
            for field in fields:
                lines[field.lineno - 1] = f"    {ast.unparse(field.target)}: {ast.unparse(field.annotation)}"
            assert node.end_lineno
            lines[node.end_lineno - 1] += _methods(node.name, fields)
    return "\n".join(lines)


def _methods(record: str, fields: list[ast.AnnAssign]) -> str:
    given, kept, alike = ["self"], [], [f"isinstance(other, {record})"]
    for field in fields:
        name, kind = ast.unparse(field.target), ast.unparse(field.annotation)
        given.append(f"{name}: {kind}" + (f" = {ast.unparse(field.value)}" if field.value else ""))
        kept.append(f"self.{name} = {name}")
        alike.append(f"self.{name} == other.{name}")
    return f"""

    def __init__({", ".join(given)}) -> None:
        {"; ".join(kept)}

    def __eq__(self, other: object) -> bool:
        return {" and ".join(alike)}
"""


def _is_constant(name: str, stored: list[str]) -> bool:
    return CONSTANT.fullmatch(name) is not None and stored.count(name) == 1
