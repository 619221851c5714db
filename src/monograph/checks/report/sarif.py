"""Problems as SARIF 2.1.0, which code hosts and editors read.

Columns count code points (``columnKind``), as everywhere in this program. The other half of a problem is a related
location; the words of an official label, which is no file that a reader of SARIF could open, stand in the message and
in the properties. What a program can do is a fix; a partial fingerprint names a problem by its content, so that moving
text does not make it a new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import msgspec

from monograph.checks.fingerprint import fingerprint
from monograph.checks.registry import RULES
from monograph.checks.report.folder import Folder
from monograph.checks.rule import Rule
from monograph.library.model import Edit, Level, Problem, Sureness
from monograph.text.model import Monograph

Json = dict[str, Any]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: dict[Level, str] = {"error": "error", "warning": "warning", "info": "note"}
PRECISION: dict[Sureness, str] = {"high": "very-high", "medium": "high", "low": "medium"}


def render(folders: Sequence[Folder], version: str) -> str:
    """One run with all problems; ``version`` is the program's."""
    codes = sorted({problem.code for folder in folders for problem in folder.problems})
    index = {code: number for number, code in enumerate(codes)}
    driver = {"name": "monograph", "semanticVersion": version, "rules": [_rule(RULES[code]) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [result for folder in folders for result in _results(folder, index)],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log)).decode() + "\n"


def _rule(rule: Rule) -> Json:
    why = f"{rule.why} ({rule.source})" if rule.source else rule.why
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.finds},
        "fullDescription": {"text": why},
        "help": {"text": f"{rule.finds} {why}"},
        "defaultConfiguration": {"level": LEVELS[rule.severity], "enabled": rule.default_on},
        "properties": {"precision": PRECISION[rule.confidence]},
    }


def _results(folder: Folder, index: dict[str, int]) -> Iterable[Json]:
    seen: Counter[str] = Counter()
    for problem in folder.problems:
        monograph = folder.monographs.get(problem.doc)
        print_ = fingerprint(problem, monograph.source if monograph else "")
        seen[print_] += 1
        result: Json = {
            "ruleId": problem.code,
            "ruleIndex": index[problem.code],
            "level": LEVELS[problem.severity],
            "message": {"text": _message(problem)},
            "locations": [{"physicalLocation": _place(folder.root + problem.doc, _region(problem))}],
            "partialFingerprints": {"content/v1": f"{print_}:{seen[print_]}"},
        }
        places = [related for related in problem.related if related.label is None]
        if len(places) < len(problem.related):
            words = [{"label": msgspec.to_builtins(r.label), "quote": r.quote} for r in problem.related if r.label]
            result["properties"] = {"labels": words}
        if places:
            result["relatedLocations"] = [
                {
                    "id": number,
                    "message": {"text": related.quote or related.doc},
                    "physicalLocation": _place(
                        folder.root + related.doc,
                        _span(folder.monographs.get(related.doc), related.start, related.end)
                        or {"startLine": related.line},
                    ),
                }
                for number, related in enumerate(places, 1)
            ]
        if problem.edits and monograph:
            result["fixes"] = [_fix(folder.root + problem.doc, problem, monograph)]
        yield result


def _message(problem: Problem) -> str:
    """What is wrong, the words of labels, and what to do."""
    words = [f"“{related.quote}” ({related.label})" for related in problem.related if related.label]
    more = [*words, *filter(None, [problem.fix])]
    return f"{'. '.join([problem.message, *more])}." if more else problem.message


def _region(problem: Problem) -> Json:
    return {
        "startLine": problem.line,
        "startColumn": problem.column,
        "endLine": problem.end_line,
        "endColumn": problem.end_column,
    }


def _place(path: str, region: Json) -> Json:
    return {"artifactLocation": {"uri": _uri(path)}, "region": region}


def _uri(path: str) -> str:
    return PurePath(path).as_uri() if PurePath(path).is_absolute() else quote(path)


def _span(monograph: Monograph | None, start: int, end: int) -> Json | None:
    if monograph is None:
        return None
    line, last = monograph.line_of(start), monograph.line_of(end)
    return {
        "startLine": line,
        "startColumn": monograph.column_of(start),
        "endLine": last,
        "endColumn": monograph.column_of(end),
    }


def _fix(path: str, problem: Problem, monograph: Monograph) -> Json:
    def replacement(edit: Edit) -> Json:
        return {
            "deletedRegion": _span(monograph, edit.start, edit.end),
            "insertedContent": {"text": edit.text},
        }

    return {
        "description": {"text": problem.fix or problem.message},
        "artifactChanges": [
            {"artifactLocation": {"uri": _uri(path)}, "replacements": [replacement(edit) for edit in problem.edits]}
        ],
    }
