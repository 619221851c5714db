"""How far to trust a monograph: who reviewed it, what it rests on, what was read from it and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from monograph.answers.review.model import KEY
from monograph.answers.review.standing import names_one, stands
from monograph.library.model import Entry, Level, Problem
from monograph.site.held import Held
from monograph.site.marked import escaped
from monograph.site.paths import rule_path, url_of, verdicts_path
from monograph.text.counted import counted

SHAPES: dict[Level, str] = {"error": "stop", "warning": "care", "info": "none"}
"""The shape of a problem by its severity."""
SHOWN_OF_A_REVIEW = ("by", "date", "on", "name", "role")
"""Keys of a review that people read; `monograph review` writes hashes beside them."""


def sources_of(entry: Entry) -> list[dict[str, str]]:
    """The front matter's ``sources``, each with what it states as text; a plain line is a source's title."""
    stated = entry.monograph.front_matter.get("sources")
    sources = []
    for item in stated if isinstance(stated, list) else [stated] if stated else []:
        pairs = item.items() if isinstance(item, dict) else [("title", item)]
        source = {str(key): str(value) for key, value in pairs if value is not None}
        if source:
            sources.append(source)
    return sources


def _reviewed(entry: Entry) -> str:
    """Who reviewed the monograph and when, and whether its claims have changed since."""
    front_matter = entry.monograph.front_matter
    stated = front_matter.get(KEY)
    if isinstance(stated, dict):
        stated = ", ".join(str(value) for key, value in stated.items() if value and key in SHOWN_OF_A_REVIEW)
    if not stated or not names_one(front_matter):
        return _fact("none", "Not reviewed")
    holds = stands(front_matter, entry.monograph.source, lambda: entry.claims)
    said = "Reviewed" if holds else "Changed since it was reviewed"
    return _fact("fine" if holds else "care", said + ("" if stated is True else f": {escaped(str(stated))}"))


def standing_html(
    entry: Entry, problems: Sequence[Problem], noted: dict[int, str], root: str, held: Held | None = None
) -> str:
    """The quiet line, and behind it the sources, the labels and the problems.

    ``noted`` are the anchors of problems shown in place.
    """
    sources = sources_of(entry)
    worst = min((list(SHAPES).index(problem.severity) for problem in problems), default=-1)
    shape = list(SHAPES.values())[worst] if problems else "fine"
    faulty = bool(held and held.faults())
    facts = [
        _reviewed(entry),
        _fact("fine" if sources else "none", counted(len(sources), "source") if sources else "Names no source"),
        *([_fact(held.shape, held.words())] if held else []),
        _fact(shape, counted(len(problems), "problem") + " found")
        if problems
        else _fact("none" if faulty else "fine", f"No {'other ' if faulty else ''}problem found"),
        f"<span>{counted(len(entry.claims), 'statement')} read</span>",
    ]
    return (
        f'<details class="standing"><summary><b>How far to trust this page</b>{"".join(facts)}</summary>'
        f"{_sources(sources)}{_held(held, entry.monograph.doc, root)}{_problems(problems, noted, root)}{_read(entry)}"
        "</details>\n"
    )


def _fact(shape: str, text: str) -> str:
    return f'<span class="mark {shape}">{text}</span>'


def _sources(sources: list[dict[str, str]]) -> str:
    if not sources:
        return "<h2>Sources</h2><p>The monograph names none: no number on this page can be traced to a document.</p>"
    items = []
    for number, source in enumerate(sources, 1):
        title = escaped(source.get("title") or source.get("name") or source.get("url") or source.get("id", ""))
        url = source.get("url", "")
        if url.startswith(("https://", "http://")):
            title = f'<a href="{escaped(url)}" rel="noopener">{title}</a>'
        more = [
            f"{label} {escaped(source[key])}"
            for key, label in (("version", "version"), ("date", ""), ("set_id", "set id"))
            if source.get(key) and source[key] != "not stated"
        ]
        identifier = escaped(source.get("id") or str(number))
        items.append(f'<li id="source-{identifier}">{", ".join([title, *(part.strip() for part in more)])}</li>')
    return f"<h2>Sources</h2><ol>{''.join(items)}</ol>"


def _held(held: Held | None, doc: str, root: str) -> str:
    if held is None:
        return ""
    if not held.has_label:
        said = "None was found of this substance: nothing on this page could be held against one."
    else:
        url = f"{root}{url_of(verdicts_path(doc))}"
        faults = f" {', '.join(held.faults()).capitalize()}." if held.faults() else ""
        alone = f"None of this combination is at hand: held against those of {escaped(', '.join(held.components))}. "
        said = f"{alone if held.components else ''}{held.share().capitalize()}.{faults} "
        said += f'<a href="{url}">Page and label side by side</a>'
    return f"<h2>Official label</h2><p>{said}</p>"


def _problems(problems: Sequence[Problem], noted: dict[int, str], root: str) -> str:
    if not problems:
        return ""
    items = []
    for index, problem in enumerate(problems):
        place = f"line {problem.line}"
        if index in noted:
            place = f'<a href="#{noted[index]}">{place}</a>'
        items.append(
            f'<li class="mark {SHAPES[problem.severity]}">{rule_link(problem.code, root)} '
            f"{escaped(problem.message)} <small>{place}</small></li>"
        )
    return f'<h2>Problems</h2><ul class="plain">{"".join(items)}</ul>'


def _read(entry: Entry) -> str:
    digest = f", SHA-256 {entry.sha256[:12]}…" if entry.sha256 else ""
    return f"<h2>Read from</h2><p>{escaped(entry.monograph.doc)}{digest}. A program read its statements.</p>"


def rule_link(code: str, root: str) -> str:
    """A rule's code as a link to its page."""
    return f'<a class="code" href="{root}{url_of(rule_path(code))}">{code}</a>'
