"""``monograph rule``: what a rule finds and why that matters, with its examples."""

from __future__ import annotations

from typing import Annotated

import typer

from monograph.cli.options import Format


def rule(
    code: Annotated[str, typer.Argument(metavar="[CODE]", help="A code (D704) or a name (prompt-leak).")] = "",
    form: Annotated[Format, typer.Option("--format", "-f", help="json is a list of rules.")] = Format.text,
) -> None:
    """Explain a rule of `monograph check`, or list all of them.

    \b
    Examples:
      monograph rule
      monograph rule D704
      monograph rule vague-interaction
      monograph rule --format json
    """
    from monograph.checks.registry import RULES, UnknownRuleError, rule_of
    from monograph.checks.report.rules import explain, listing, records
    from monograph.cli.output import print_json
    from monograph.pipeline.errors import UnusableError

    try:
        rules = [rule_of(code)] if code else list(RULES.values())
    except UnknownRuleError as error:
        raise UnusableError(str(error)) from error
    if form is Format.json:
        print_json(records(rules))
    else:
        print(explain(rules[0]) if code else "\n".join(listing()))
