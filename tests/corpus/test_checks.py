"""The rules on real monographs: known faults are found by the rule made for them, quietly and fast."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest

from monograph.checks.registry import RULES, select
from monograph.checks.rule import Across
from monograph.checks.run import check, check_library
from monograph.library.model import Library, Problem
from monograph.pipeline.read import read_library
from monograph.pipeline.worker import outline

pytestmark = pytest.mark.corpus

JUDGED = Path(__file__).parents[1] / "judged"

KNOWN = [
    ("D704", "t/tiapride", ""),
    ("D704", "s/simethicone", ""),
    ("D704", "a/acrivastine", ""),
    ("D704", "b/brompheniramine", ""),
    ("D704", "f/flupirtine", ""),
    ("D704", "p/pindolol", ""),
    ("D704", "m/midecamycin", ""),
    ("D704", "d/dicycloverine-dicyclomine", ""),
    ("D705", "i/iodamide", ""),
    ("D707", "f/ferrous-glycine-sulfate", ""),
    ("D708", "e/eflornithine", ""),
    ("D708", "t/trimethobenzamide", ""),
    ("C855", "l/l-glutamine", "l/l--glutamine"),
    ("C855", "g/glutamine", "l/l--glutamine"),
    ("C852", "l/l--glutamine", "l/l-glutamine"),
    ("C856", "c/centchroman", "o/ormeloxifene"),
    ("C851", "o/olmesartan-medoxomil", "o/olmesartan"),
    ("C851", "d/dipyrone", "m/metamizole"),
    ("X802", "c/canaglifozin-metformin", ""),
    ("X805", "a/alfuzosin-dutasteride", "a/alfuzosin"),
    ("X805", "d/domperidone-ranitidine-simethicone", "d/domperidone"),
    ("I604", "s/sulfiram", ""),
    ("I604", "h/hydroxyquinolines", ""),
    ("I604", "l/levonadifloxacin", ""),
    ("I604", "r/rabeprazole-cinitapride", ""),
    ("I604", "l/losartan-amlodipine-chlorthalidone", ""),
    ("I612", "b/buphenine", ""),
    ("I612", "f/formocortal", ""),
    ("A503", "r/rabeprazole-cinitapride", ""),
]
"""A rule, the monograph in which it has a fault to find, and the monograph that is its other half."""


class Checked:
    def __init__(self, corpus: Path) -> None:
        start = time.process_time()
        self.library: Library = read_library(corpus)
        self.reading = time.process_time() - start
        start = time.process_time()
        check(self.library)
        self.checking = time.process_time() - start
        self.problems: list[Problem] = check(self.library, select(["ALL"]))


@pytest.fixture(scope="module")
def checked(corpus: Path) -> Checked:
    return Checked(corpus)


@pytest.mark.parametrize(("code", "place", "twin"), KNOWN)
def test_known_faults_are_found(code: str, place: str, twin: str, checked: Checked) -> None:
    docs = {entry.monograph.doc.removeprefix("composition/").removesuffix(".md") for entry in checked.library.entries}
    if not {place, twin} - {""} <= docs:
        pytest.skip("not in this corpus")
    found = [problem for problem in checked.problems if problem.code == code and problem.doc.endswith(f"/{place}.md")]
    assert found
    if twin:
        assert any(related.doc.endswith(f"/{twin}.md") for problem in found for related in problem.related)


def test_every_problem_points_at_its_words(checked: Checked) -> None:
    sources = {entry.monograph.doc: entry.monograph for entry in checked.library.entries}
    for problem in checked.problems:
        if problem.doc not in sources:
            continue
        monograph = sources[problem.doc]
        assert 0 <= problem.start <= problem.end <= len(monograph.source), problem
        assert (problem.line, problem.column) == (
            monograph.line_of(problem.start),
            monograph.column_of(problem.start),
        ), problem
        for related in problem.related:
            assert sources[related.doc].source[related.start : related.end] == related.quote, problem


def test_default_rules_are_quiet(checked: Checked) -> None:
    """Precision as judged by reading, of what still fires: 0.9 or better for each rule that is on by default."""
    places = {(problem.code, problem.doc, str(problem.line)) for problem in checked.problems}
    low = {}
    for rule in select():
        path = JUDGED / f"{rule.code}.tsv"
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]] if path.exists() else []
        verdicts = [row[2] == "true" for row in rows if (rule.code, row[0], row[1]) in places]
        if verdicts and sum(verdicts) < 0.9 * len(verdicts):
            low[rule.code] = f"{sum(verdicts)} of {len(verdicts)}"
    assert not low


def test_what_is_on_by_default_has_been_judged(checked: Checked) -> None:
    counts = Counter(code for code, *_ in {(p.code, p.doc, p.line) for p in checked.problems})
    for rule in select():
        path = JUDGED / f"{rule.code}.tsv"
        rows = len(path.read_text(encoding="utf-8").splitlines()) - 1 if path.exists() else 0
        assert rows >= min(12, counts[rule.code]), rule.code


def test_checking_takes_less_than_a_quarter_of_reading(checked: Checked) -> None:
    assert checked.checking < checked.reading / 4, f"{checked.checking:.1f} s, reading {checked.reading:.1f} s"


def test_library_rules_name_their_other_half(checked: Checked) -> None:
    across = {code for code, rule in RULES.items() if isinstance(rule.check, Across)} - {"I605", "I610"}
    assert all(problem.related for problem in checked.problems if problem.code in across)


def test_a_build_finds_what_check_finds(checked: Checked) -> None:
    """A build hands outlines to the rules that hold monographs against each other."""
    rules = select(["ALL"])
    outlines = Library(entries=[outline(entry) for entry in checked.library.entries])
    whole = Library(entries=checked.library.entries)
    assert check_library(outlines, rules) == check_library(whole, rules)
