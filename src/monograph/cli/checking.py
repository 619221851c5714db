"""What ``monograph check`` does, step by step: choose the rules, check, leave out what is known, mend, print."""

from __future__ import annotations

import difflib
import sys
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, NoReturn

import msgspec
from rich.style import Style

from monograph import __version__
from monograph.checks import registry
from monograph.checks.baseline import Baseline, BaselineError, collect, read_baseline, render_baseline
from monograph.checks.config import Config, ConfigError, find_config
from monograph.checks.fixes.catalogue import FIXES
from monograph.checks.report import github, html, json, sarif, text
from monograph.checks.report.folder import Folder
from monograph.checks.rule import Rule
from monograph.cli import progress
from monograph.cli.output import console, require_there, say, say_unreadable
from monograph.library.model import Problem
from monograph.pipeline.check import Checked, check_path
from monograph.pipeline.errors import UnusableError
from monograph.pipeline.files import write_whole
from monograph.pipeline.fix import Fixed, fix_files, write_back
from monograph.pipeline.label_sources import require_sources
from monograph.pipeline.watch import watch
from monograph.pipeline.workers import available_workers


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The call: see the options of ``monograph check``."""

    paths: list[Path]
    form: str = "text"
    select: list[str] | None = None
    ignore: list[str] | None = None
    labels: list[Path] | None = None
    fix: bool = False
    unsafe: bool = False
    diff: bool = False
    baseline: Path | None = None
    write_baseline: bool = False
    statistics: bool = False
    workers: int = 0


class Decided(NamedTuple):
    """What the call and the configuration decide for a path: the rules, and the labels that some of them ask."""

    config: Config
    rules: tuple[Rule, ...]
    labels: list[Path]


class Part:
    """One path of the call: what was decided for it, and what was found."""

    def __init__(self, path: Path, decided: Decided, checked: Checked) -> None:
        self.path, self.config, self.rules, self.checked = path, decided.config, decided.rules, checked
        self.known = 0
        """Problems that the baseline keeps quiet."""
        self.folder = path if path.is_dir() else path.parent
        self.root = f"{self.folder.as_posix().rstrip('/')}/".removeprefix("./")
        self.monographs = {entry.monograph.doc: entry.monograph for entry in checked.entries}

    def shown(self) -> Folder:
        """The part as reports need it."""
        return Folder(self.root, self.checked.problems, self.monographs)

    def source(self, doc: str) -> str:
        """The text of a document; "" where it could not be read."""
        return self.monographs[doc].source if doc in self.monographs else ""


def check_once(asked: Asked) -> int:
    """Check, mend and print; the exit code."""
    require_there(asked.paths)
    parts = [_check(path, asked) for path in asked.paths]
    if asked.write_baseline:
        return _write_baseline(asked, parts)
    for part in parts:
        _leave_out_known(asked, part)
    if asked.diff:
        return _print_diff([(part, fixed) for part in parts for fixed in _mended(asked, part)])
    if asked.fix:
        parts = [_fix(asked, part) for part in parts]
    _print(asked, parts)
    return 1 if any(part.checked.problems for part in parts) else 0


def keep_checking(asked: Asked) -> NoReturn:
    """Check one folder, and again whenever something in it changes, until interrupted."""
    if len(asked.paths) != 1 or asked.fix or asked.diff or asked.write_baseline:
        raise UnusableError(
            "--watch looks at one folder or file, and changes nothing: leave out --fix, --diff, the others"
        )
    require_there(asked.paths)
    path = asked.paths[0]
    decided = _decided(path, asked)
    terminal = console()
    with progress.shown() as show:
        states = watch(path, _codes(decided.rules), _workers(asked), partial(show, "Checking"), labels=decided.labels)
        while True:
            part = Part(path, decided, next(states))
            _leave_out_quiet(part)
            _leave_out_known(asked, part)
            if terminal.is_terminal:
                terminal.clear()
            _print(asked, [part])
            sys.stdout.flush()
            say(f"Waiting for changes in {path} (Ctrl+C ends).")


def _check(path: Path, asked: Asked) -> Part:
    """The problems of one path, with progress."""
    decided = _decided(path, asked)
    with progress.shown() as show:
        checked = check_path(
            path,
            _codes(decided.rules),
            _workers(asked),
            partial(show, "Checking"),
            labels=decided.labels,
            edits=asked.form == "sarif",
        )
    part = Part(path, decided, checked)
    _leave_out_quiet(part)
    return part


def _decided(path: Path, asked: Asked) -> Decided:
    """The configuration that holds for a path, and the rules and labels that the call and it give."""
    try:
        config = find_config(path)
        select = config.checks.select if asked.select is None else asked.select
        ignore = config.checks.ignore if asked.ignore is None else asked.ignore
        for words in config.checks.per_file_ignores.values():
            registry.select(words)
        rules = registry.select(select, ignore)
    except (registry.UnknownRuleError, ConfigError) as error:
        raise UnusableError(str(error)) from error
    labels = asked.labels or ([config.labels] if config.labels else [])
    require_sources(labels)
    if labels:
        return Decided(config, rules, labels)
    able = registry.without_labels(rules)
    if rules and not able:
        raise UnusableError("these rules hold monographs against labels: give --labels, or labels in monograph.toml")
    return Decided(config, able, [])


def _codes(rules: Sequence[Rule]) -> list[str]:
    return [rule.code for rule in rules]


def _workers(asked: Asked) -> int:
    return asked.workers or available_workers()


def _leave_out_quiet(part: Part) -> None:
    """Without the problems that ``per-file-ignores`` of the configuration has."""
    if not part.config.checks.per_file_ignores:
        return
    ignored: dict[str, set[str]] = {}
    for doc in {problem.doc for problem in part.checked.problems}:
        words = part.config.ignored_for(part.folder / doc)
        ignored[doc] = {rule.code for rule in registry.select(words)} if words else set()
    part.checked.problems = [p for p in part.checked.problems if p.code not in ignored[p.doc]]


def _baseline_of(asked: Asked, part: Part) -> Path | None:
    if asked.baseline or part.config.path is None or part.config.checks.baseline is None:
        return asked.baseline
    return part.config.path.parent / part.config.checks.baseline


def _write_baseline(asked: Asked, parts: Sequence[Part]) -> int:
    found: dict[Path, list[tuple[Problem, str]]] = {}
    for part in parts:
        path = _baseline_of(asked, part)
        if path is None:
            raise UnusableError("--write-baseline needs a file: give --baseline FILE, or baseline in monograph.toml")
        found.setdefault(path, []).extend((problem, part.source(problem.doc)) for problem in part.checked.problems)
    for path, problems in found.items():
        write_whole(path, render_baseline(collect(problems)).encode())
        say(f"{path}: {len(problems):,} problem{'' if len(problems) == 1 else 's'} from now on known")
    return 0


def _leave_out_known(asked: Asked, part: Part) -> None:
    path = _baseline_of(asked, part)
    if path is None:
        return
    try:
        baseline: Baseline = read_baseline(path)
    except BaselineError as error:
        raise UnusableError(str(error)) from error
    folder = part.folder.resolve().as_posix()
    found = part.checked.problems
    part.checked.problems = [
        problem for problem in found if baseline.is_new(problem, part.source(problem.doc), f"{folder}/{problem.doc}")
    ]
    part.known = len(found) - len(part.checked.problems)


def _mended(asked: Asked, part: Part) -> list[Fixed]:
    codes: dict[str, list[str]] = {}
    for problem in part.checked.problems:
        if problem.code in FIXES and problem.code not in codes.setdefault(problem.doc, []):
            codes[problem.doc].append(problem.code)
    wanted = {doc: own for doc, own in codes.items() if own}
    return [fixed for fixed in fix_files(part.folder, wanted, unsafe=asked.unsafe) if fixed.before != fixed.after]


def _print_diff(mended: Sequence[tuple[Part, Fixed]]) -> int:
    for part, fixed in mended:
        name = part.root + fixed.doc
        before, after = (_lines(source) for source in (fixed.before, fixed.after))
        for line in difflib.unified_diff(before, after, name, name):
            sys.stdout.write(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    edits = sum(fixed.applied.total() for _, fixed in mended)
    say(f"{_many(edits, 'edit')} would be made in {_many(len(mended), 'file')}.")
    return 1 if mended else 0


def _lines(source: str) -> list[str]:
    """Lines by their line feeds alone, as patches count them."""
    lines = source.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _fix(asked: Asked, part: Part) -> Part:
    """The part after its files were mended and checked again."""
    applied: Counter[str] = Counter()
    for fixed in _mended(asked, part):
        refusal = write_back(part.folder, fixed)
        if refusal:
            say(f"{part.root}{fixed.doc}:1: {refusal}")
        else:
            applied += fixed.applied
    if not applied:
        say("Nothing could be fixed.")
        return part
    each = ", ".join(f"{code} {count:,}" for code, count in sorted(applied.items()))
    say(f"Fixed {_many(applied.total(), 'place')} ({each}).")
    part = _check(part.path, asked)
    _leave_out_known(asked, part)
    return part


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _print(asked: Asked, parts: Sequence[Part]) -> None:
    problems = [problem for part in parts for problem in part.checked.problems]
    files = sum(len(part.checked.entries) + len(part.checked.unreadable) for part in parts)
    summary = text.summary(problems, files, sum(part.known for part in parts))
    folders = [part.shown() for part in parts]
    match asked.form:
        case "json":
            sys.stdout.write(json.render_statistics(problems) if asked.statistics else json.render(problems))
        case "sarif":
            sys.stdout.write(sarif.render(folders, __version__))
        case "html":
            sys.stdout.write(html.render(folders, summary) + "\n")
        case "github":
            sys.stdout.writelines(line + "\n" for line in github.render(folders))
            say(summary)
        case _:
            _print_text(asked, parts)
            say(summary)


def _print_text(asked: Asked, parts: Sequence[Part]) -> None:
    terminal = console()
    paint = _colours if terminal.is_terminal and not terminal.no_color else text.plain
    for part in parts:
        spoken_for = {reason for rule in part.rules for reason in rule.reasons}
        say_unreadable([file for file in part.checked.unreadable if file.reason not in spoken_for], part.path)
        if asked.statistics:
            continue
        shown = part.shown()
        if asked.form == "concise":
            lines = text.concise(shown.problems, shown.root, paint)
        else:
            lines = text.render(shown.problems, shown.monographs.get, shown.root, paint)
        for line in lines:
            print(line)
    if asked.statistics:
        print("\n".join(text.statistics([problem for part in parts for problem in part.checked.problems])))


def _colours(words: str, style: str) -> str:
    return Style.parse(style).render(words)
