"""Precision of the rules, from findings that people judged by reading (tests/judged/CODE.tsv).

    python tools/precision.py ../shared/corpus            a table: how often each rule fires, how it was judged
    python tools/precision.py ../shared/corpus --sample D704   twenty findings to be judged, as rows to be filled in
    python tools/precision.py ../shared/corpus --labels labels.db   with the rules that hold pages against labels

A row is path, line, verdict (true or false) and reason; never text of the corpus.
"""

from __future__ import annotations

import argparse
import csv
import random
import time
from collections import Counter
from pathlib import Path

from monograph.checks.registry import RULES, select, without_labels
from monograph.checks.rule import AgainstLabels
from monograph.checks.run import check
from monograph.library.model import Library, Problem
from monograph.pipeline.check import check_path
from monograph.pipeline.read import read_library

JUDGED = Path(__file__).parent.parent / "tests" / "judged"
SAMPLE = 20
LEAST = 0.9


def judged(code: str) -> dict[tuple[str, int], bool]:
    """Whether a finding is true, by path and line; contradictions of labels are judged in one table of all kinds."""
    check = RULES[code].check
    if isinstance(check, AgainstLabels) and check.verdict == "contradicted":
        rows = [row for row in _rows(JUDGED / "verify.tsv") if row["kind"] in check.of]
    else:
        rows = _rows(JUDGED / f"{code}.tsv")
    return {(row["path"], int(row["line"])): row["verdict"] == "true" for row in rows}


def _rows(path: Path) -> list[dict[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return list(
        csv.DictReader((line for line in lines if line and line[0] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE)
    )


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


def sample(library: Library, problems: list[Problem], code: str) -> list[str]:
    sources = {entry.monograph.doc: entry.monograph.source for entry in library.entries}
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
    parser.add_argument("--labels", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    start = time.process_time()
    library = read_library(arguments.corpus)
    read = time.process_time() - start
    if arguments.sample:
        problems = found(library, arguments, [arguments.sample])
        print("\n".join(sample(library, problems, arguments.sample)))
        return
    start = time.process_time()
    check(library)
    checked = time.process_time() - start
    print("\n".join(table(found(library, arguments, ["ALL"]), (read, checked))))


def found(library: Library, arguments: argparse.Namespace, codes: list[str]) -> list[Problem]:
    """The problems of these rules; of those that ask labels only where labels are given."""
    rules = select(codes)
    alone = without_labels(rules)
    problems = check(library, alone)
    if arguments.labels and len(alone) < len(rules):
        asking = [rule.code for rule in rules if rule not in alone]
        problems += check_path(arguments.corpus, asking, 1, labels=[arguments.labels]).problems
    return problems


if __name__ == "__main__":
    main()
