"""Problems and claims as an editor shows them: diagnostics, hovers, locations, quick fixes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from lsprotocol import types

from monograph.checks.registry import RULES
from monograph.claims.records import AnyClaim, Dose, claim_record
from monograph.claims.words import measured, population
from monograph.library.model import Edit, Level, Problem
from monograph.lsp.positions import Encoding, position_of, range_of
from monograph.text.model import Monograph

SEVERITIES: dict[Level, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
HIDDEN = ("doc", "kind", "quote", "start", "end", "unread")


class Sight(NamedTuple):
    """How a document is shown: where it lies, where others lie, and how columns count."""

    monograph: Monograph
    uri: str
    encoding: Encoding
    uri_of: Callable[[str], str]
    other: Callable[[str], Monograph | None]

    def range(self, start: int, end: int) -> types.Range:
        """The range of a span of this document."""
        return range_of(self.monograph, start, end, self.encoding)


def diagnostic(problem: Problem, sight: Sight) -> types.Diagnostic:
    """A problem; its other places are related information, the words of labels stand in the message."""
    words = [f"“{related.quote}” ({related.label})" for related in problem.related if related.label]
    message = "\n".join(filter(None, (problem.message, *words, problem.fix)))
    related = [
        types.DiagnosticRelatedInformation(place, f"“{quote}”" if quote else place.uri)
        for place, quote in related_places(problem, sight)
    ]
    return types.Diagnostic(
        range=sight.range(problem.start, problem.end),
        message=message,
        severity=SEVERITIES[problem.severity],
        code=problem.code,
        source="monograph",
        related_information=related or None,
        data={"why": RULES[problem.code].why},
    )


def related_places(problem: Problem, sight: Sight) -> list[tuple[types.Location, str]]:
    """The other places of a problem, each with its words; labels are no files that an editor could open."""
    places = []
    for related in (one for one in problem.related if one.label is None):
        own = related.doc == problem.doc
        other = sight.monograph if own else sight.other(related.doc)
        if other is None:
            line = types.Position(related.line - 1, 0)
            where = types.Range(line, line)
        elif other.source[related.start : related.end] == related.quote:
            where = range_of(other, related.start, related.end, sight.encoding)
        else:  # the text has moved since the last check
            start = max(0, other.source.find(related.quote))
            where = range_of(other, start, start + len(related.quote), sight.encoding)
        places.append((types.Location(sight.uri if own else sight.uri_of(related.doc), where), related.quote))
    return places


def hover(claims: Iterable[AnyClaim], sight: Sight) -> types.Hover | None:
    """The claims at one place: what each states, field by field."""
    claims = list(claims)
    if not claims:
        return None
    parts = []
    for claim in claims:
        record = claim_record("", claim)
        if isinstance(claim, Dose) and claim.bands:
            record["bands"] = ", ".join(filter(None, (population(claim), measured(claim))))
        fields = [f"- {name.replace('_', ' ')}: {_value(record[name])}" for name in record if _is_stated(record, name)]
        parts.append("\n".join([f"**{claim.kind}**", "", *fields]))
    return types.Hover(
        contents=types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(parts)),
        range=sight.range(claims[0].start, claims[0].end),
    )


def _is_stated(record: dict[str, object], name: str) -> bool:
    return name not in HIDDEN and record[name] is not None


def _value(value: object) -> str:
    """A value as Markdown shows it verbatim."""
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]()#+-.!|<>~" else sign for sign in text)


def text_edits(edits: Iterable[Edit], sight: Sight) -> list[types.TextEdit]:
    """Edits of a text, as the protocol has them."""
    return [types.TextEdit(sight.range(edit.start, edit.end), edit.text) for edit in edits]


def quick_fix(problem: Problem, edits: list[Edit], sight: Sight) -> types.CodeAction:
    """The action that does what a program can about a problem."""
    asks = "" if all(edit.safe for edit in edits) else " (look at it)"
    return types.CodeAction(
        title=f"{problem.code}: {problem.fix or problem.message}{asks}",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(problem, sight)],
        edit=types.WorkspaceEdit(changes={sight.uri: text_edits(edits, sight)}),
        is_preferred=not asks,
    )


def whole_text(source: str, sight: Sight) -> types.WorkspaceEdit:
    """The change that puts another text in the place of all."""
    end = position_of(sight.monograph, len(sight.monograph.source), sight.encoding)
    edit = types.TextEdit(types.Range(types.Position(0, 0), end), source)
    return types.WorkspaceEdit(changes={sight.uri: [edit]})
