"""Rules explained: for `monograph rule CODE` and for docs/rules.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monograph.checks.example import Page
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
        *_example(rule, rule.bad),
        "",
        "Good:",
        "",
        *_example(rule, rule.good),
    ]
    return "\n".join(lines)


def _label(rule: Rule) -> Iterator[str]:
    """The official label that the examples are held against."""
    if rule.label:
        yield from ("The label:", "", "```text", *(f"{field}: {text}" for field, text in rule.label), "```", "")


def _example(rule: Rule, pages: Sequence[Page]) -> Iterator[str]:
    """The pages that are held against each other; of others the first, if it can be one that has something to show."""
    yield "```markdown"
    if isinstance(rule.check, Across):
        yield "\n\n".join(f"{page.path}:\n{text}" for page, text in zip(pages, rule.shown(pages), strict=True))
    else:
        yield rule.shown([page for page in pages if page != Page()] or pages)[0]
    yield "```"


def records(rules: Sequence[Rule]) -> list[dict[str, object]]:
    """Rules for programs: what they find and why, how sure they are, and what matters of their examples."""
    fields = ("code", "name", "finds", "why", "source", "severity", "confidence", "default_on", "fixable")
    return [
        {field: getattr(rule, field) for field in fields} | {"bad": rule.shown(rule.bad), "good": rule.shown(rule.good)}
        for rule in rules
    ]


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
