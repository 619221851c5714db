"""Rules explained: for `monograph rule CODE` and for docs/rules.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monograph.checks.example import ALL_SAID, Page
from monograph.checks.registry import FAMILIES
from monograph.checks.rule import Across, AgainstLabels, Rule


def explain(rule: Rule) -> str:
    """One rule in Markdown: what it finds, why that matters, how sure it is, and its examples."""
    scope = "one monograph"
    if isinstance(rule.check, Across):
        scope = "the library (monographs held against each other)"
    elif isinstance(rule.check, AgainstLabels):
        scope = "one monograph and the labels of its substance (`--labels`)"
    lines = [
        f"### {rule.code} {rule.name}",
        "",
        rule.finds,
        "",
        f"*Why:* {rule.why}" + (f" ({rule.source})" if rule.source else ""),
        "",
        f"On by default: {'yes' if rule.default_on else 'no'}. Severity: {rule.severity}. "
        f"Confidence: {rule.confidence}. A program can fix it: {'yes' if rule.fixable else 'no'}. Looks at {scope}.",
        "",
        *_label(rule),
        "Bad:",
        "",
        *_example(rule.bad if isinstance(rule.check, Across) else rule.bad[:1]),
        "",
        "Good:",
        "",
        *_example(rule.good if isinstance(rule.check, Across) else _telling(rule.good)),
    ]
    return "\n".join(lines)


def _label(rule: Rule) -> Iterator[str]:
    """The official label that the examples are held against."""
    if rule.label:
        yield from ("The label:", "", "```text", *(f"{field}: {text}" for field, text in rule.label), "```", "")


def _telling(pages: Sequence[Page]) -> Sequence[Page]:
    """The first page that shows something of its own, else the first."""
    return [page for page in pages if page.shown()][:1] or pages[:1]


def _example(pages: Sequence[Page]) -> Iterator[str]:
    yield "```markdown"
    for number, page in enumerate(pages):
        if len(pages) > 1:
            yield f"{'' if not number else chr(10)}{page.path}:"
        yield page.shown() or ALL_SAID
    yield "```"


def listing() -> Iterator[str]:
    """Every rule on a line, by family; a star marks those that are on by default."""
    for letter, (title, rules) in FAMILIES.items():
        yield f"{letter}  {title}"
        for rule in rules:
            yield f"  {rule.code}{'*' if rule.default_on else ' '} {rule.name:<28} {rule.finds}"
        yield ""
    yield "* on by default. `monograph rule CODE` explains one."


def handbook() -> str:
    """The whole of docs/rules.md."""
    parts = [
        "# Rules",
        "",
        "What `monograph check` looks for. This page is made from the rules themselves (`python tools/rules_page.py`);",
        "the examples are their tests. Rules that are on by default have been judged on a real library by reading what",
        "they found (`tests/judged/`); others are chosen with `--select CODE`, or a whole family with `--select D`.",
        "Family V is asked only where official labels are given (`--labels`), and is right less often: read both.",
        "",
        "| code | name | finds | default | fixable |",
        "|---|---|---|---|---|",
    ]
    for _, rules in FAMILIES.values():
        for rule in rules:
            link = f"[{rule.code}](#{rule.code.lower()}-{rule.name})"
            on, fix = ("on" if rule.default_on else ""), ("yes" if rule.fixable else "")
            parts.append(f"| {link} | {rule.name} | {rule.finds} | {on} | {fix} |")
    for letter, (title, rules) in FAMILIES.items():
        parts += ["", f"## {letter}: {title}"]
        for rule in rules:
            parts += ["", explain(rule)]
    return "\n".join(parts) + "\n"
