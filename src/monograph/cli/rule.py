"""``monograph rule``: what a rule finds and why that matters, with its examples."""

from __future__ import annotations

from typing import Annotated

import typer


def rule(
    code: Annotated[str, typer.Argument(metavar="[CODE]", help="A code (D704) or a name (prompt-leak).")] = "",
) -> None:
    """Explain a rule of `monograph check`, or list all of them.

    \b
    Examples:
      monograph rule
      monograph rule D704
      monograph rule vague-interaction
    """
    from monograph.checks.registry import UnknownRuleError, rule_of
    from monograph.checks.report.rules import explain, listing
    from monograph.pipeline.errors import UnusableError

    if not code:
        print("\n".join(listing()))
        return
    try:
        print(explain(rule_of(code)))
    except UnknownRuleError as error:
        raise UnusableError(str(error)) from error
