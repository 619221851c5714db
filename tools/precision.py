"""Precision of the rules, from findings that people judged by reading (tests/judged/CODE.tsv).

    python tools/precision.py ../shared/corpus            a table: how often each rule fires, how it was judged
    python tools/precision.py ../shared/corpus --sample D704   twenty findings to be judged, as rows to be filled in

A row is path, line, verdict (true or false) and reason; never text of the corpus.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from pathlib import Path

from monograph.checks.registry import RULES, select
from monograph.checks.run import check
from monograph.library.model import Library, Problem
from monograph.pipeline.read import read_library

JUDGED = Path(__file__).parent.parent / "tests" / "judged"
SAMPLE = 20
LEAST = 0.9


def judged(code: str) -> dict[tuple[str, int], bool]:
    path = JUDGED / f"{code}.tsv"
    if not path.exists():
        return {}
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:] if line]
    return {(row[0], int(row[1])): row[2] == "true" for row in rows}


def table(problems: list[Problem], seconds: tuple[float, float]) -> list[str]:
    """A row a rule: code, name, problems, files, judged, precision; a star for rules that are on by default."""
    counts = Counter(problem.code for problem in problems)
    files = Counter(code for code, _ in {(problem.code, problem.doc) for problem in problems})
    places = {(problem.code, problem.doc, problem.line) for problem in problems}
    lines = [f"{'rule':<34} {'problems':>8} {'files':>6} {'judged':>6} {'precision':>9}"]
    for code, rule in RULES.items():
        verdicts = [true for place, true in judged(code).items() if (code, *place) in places]
        precision = f"{sum(verdicts) / len(verdicts):.2f}" if verdicts else "-"
        low = "  below 0.9" if verdicts and rule.default_on and sum(verdicts) < LEAST * len(verdicts) else ""
        name = f"{code}{'*' if rule.default_on else ' '} {rule.name}"
        lines.append(f"{name:<34} {counts[code]:>8,} {files[code]:>6,} {len(verdicts):>6} {precision:>9}{low}")
    read, checked = seconds
    lines.append(f"* on by default. Read in {read:.1f} s, checked in {checked:.1f} s ({checked / read:.0%}).")
    return lines


def sample(library: Library, code: str) -> list[str]:
    sources = {entry.monograph.doc: entry.monograph.source for entry in library.entries}
    problems = check(library, select([code]))
    chosen = random.Random(code).sample(problems, min(SAMPLE, len(problems)))
    lines = ["path\tline\tverdict\treason"]
    for problem in sorted(chosen, key=lambda problem: (problem.doc, problem.start)):
        around = sources.get(problem.doc, "")[max(0, problem.start - 90) : problem.end + 90].replace("\n", " / ")
        lines.append(f"{problem.doc}\t{problem.line}\t\t\t{problem.message} | {around}")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sample", metavar="CODE")
    arguments = parser.parse_args()
    start = time.process_time()
    library = read_library(arguments.corpus)
    read = time.process_time() - start
    if arguments.sample:
        print("\n".join(sample(library, arguments.sample)))
        return
    start = time.process_time()
    check(library)
    checked = time.process_time() - start
    print("\n".join(table(check(library, select(["ALL"])), (read, checked))))


if __name__ == "__main__":
    main()
