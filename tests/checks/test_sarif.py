"""SARIF: valid, with columns in code points, the other half of each problem, fixes and stable fingerprints."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

import msgspec
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif
from tests.checks.shown import FACTS, against_label, entry_of, folder

from monograph.checks.registry import RULES
from monograph.checks.report.folder import Folder
from monograph.checks.report.sarif import render
from monograph.library.model import Edit


def run_of(shown: Folder) -> dict[str, Any]:
    text = render([shown], "1.2.3")
    Sarif.model_validate_json(text)
    (run,) = json.loads(text)["runs"]
    return dict(run)


def words(shown: Folder, place: dict[str, Any]) -> str:
    """The words of a physical location, by its lines and columns, counted in code points."""
    path, region = unquote(place["artifactLocation"]["uri"]), place["region"]
    lines = shown.monographs[path.removeprefix(shown.root)].source.splitlines(keepends=True)
    assert region["startLine"] == region["endLine"]
    return lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]


def test_regions_hold_the_words_of_the_problem() -> None:
    shown = folder()
    run = run_of(shown)
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == len(shown.problems) > 4
    for result, problem in zip(run["results"], shown.problems, strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == problem.code
        if problem.doc in shown.monographs:
            source = shown.monographs[problem.doc].source
            assert words(shown, place) == source[problem.start : problem.end]


def test_the_other_half_is_a_related_location() -> None:
    shown = folder()
    for result, problem in zip(run_of(shown)["results"], shown.problems, strict=True):
        others = [words(shown, other["physicalLocation"]) for other in result.get("relatedLocations", [])]
        assert others == [related.quote for related in problem.related]
        if problem.code == "C851":
            assert len(others) == 1


def test_edits_are_fixes() -> None:
    shown = folder("A502")
    problem = shown.problems[0]
    edited = msgspec.structs.replace(problem, edits=[Edit(problem.start, problem.end, "gout")])
    (result,) = run_of(Folder(shown.root, [edited], shown.monographs))["results"]
    ((change,),) = [fix["artifactChanges"] for fix in result["fixes"]]
    (replacement,) = change["replacements"]
    place = {"artifactLocation": change["artifactLocation"], "region": replacement["deletedRegion"]}
    assert words(shown, place) == "[specific condition]"
    assert replacement["insertedContent"]["text"] == "gout"


def test_fingerprints_are_unique_and_do_not_move_with_the_text() -> None:
    shown = folder()
    prints = [result["partialFingerprints"]["content/v1"] for result in run_of(shown)["results"]]
    assert len(set(prints)) == len(prints)
    moved = {
        doc: msgspec.structs.replace(
            monograph, source="\n\n" + monograph.source, lines=[0, 1, *[n + 2 for n in monograph.lines]]
        )
        for doc, monograph in shown.monographs.items()
    }
    problems = [
        msgspec.structs.replace(
            p, start=p.start + 2, end=p.end + 2, line=p.line + 2, end_line=p.end_line + 2, related=[]
        )
        if p.doc in moved
        else p
        for p in shown.problems
    ]
    again = run_of(Folder(shown.root, problems, moved))["results"]
    assert [result["partialFingerprints"]["content/v1"] for result in again] == prints


def test_nothing_found_is_a_valid_run() -> None:
    assert run_of(Folder("", [], {}))["results"] == []


def test_words_of_a_label_are_in_the_message_and_no_place_is_made_up() -> None:
    entry = entry_of(RULES["V001"].bad[0])
    problems = against_label(entry, RULES["V001"], [RULES["V001"]])
    run = run_of(Folder("", problems, {entry.monograph.doc: entry.monograph}))
    (result,) = run["results"]
    assert "The maximum daily dose is 4 g." in result["message"]["text"]
    assert "relatedLocations" not in result
    (label,) = result["properties"]["labels"]
    assert label["label"]["set_id"] == FACTS["set_id"]
