"""M: markup that does not become what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monograph.checks.example import Page
from monograph.checks.rule import Finding, Rule
from monograph.library.model import Entry
from monograph.text.model import Span

TAG = re.compile(
    r"</?(?:sub|sup|i|em|b|strong|br|p|u|span|div|font|small|a|img|table|tr|td|ul|ol|li|h[1-6]|script|style|iframe|center)\b[^<>\n]{0,200}>"
)
JSON_KEY = re.compile(r'[{,]\s{0,20}"\w{1,40}"\s{0,5}:\s{0,5}["\[{\d]')


def stray_markup(entry: Entry) -> Iterator[Finding]:
    """Signs of bold that were never closed, and pasted JSON."""
    monograph = entry.monograph
    for section in monograph.sections:
        for block in section.blocks:
            at = monograph.plain.find("**", block.start, block.end)
            if at >= 0:
                yield Finding(
                    entry, Span(at, at + 2), "“**” opens bold text that is never closed", fix="Close it, or drop it"
                )
    pasted = JSON_KEY.search(monograph.plain)
    if pasted and "{" in pasted[0]:
        yield Finding(entry, Span(*pasted.span()), "Pasted JSON instead of text", fix="Write the section in words")


def inline_html(entry: Entry) -> Iterator[Finding]:
    """HTML tags in the text: one finding a monograph."""
    monograph = entry.monograph
    if "<" not in monograph.source:
        return
    tags = list(TAG.finditer(monograph.source))
    if tags:
        more = f", and {len(tags) - 1} more" if len(tags) > 1 else ""
        message = f"HTML in the text: {tags[0][0]}{more}"
        yield Finding(entry, Span(*tags[0].span()), message, fix="Use Markdown, or the character itself (m², 10⁹)")


RULES: tuple[Rule, ...] = (
    Rule(
        code="M401",
        name="stray-markup",
        finds="Bold text that is never closed, or pasted JSON.",
        why="Readers see the signs instead of what they were meant to do.",
        bad=(Page(usage="It is used for **pain and fever."), Page(usage='{"usage": "pain"}')),
        good=(Page(usage="It is used for **pain** and fever."),),
        check=stray_markup,
    ),
    Rule(
        code="M402",
        name="inline-html",
        finds="HTML tags in the text.",
        why="Readers see the tags as they stand, and no claim is read from a table that is written in HTML.",
        bad=(Page(usage="It is used for pain<sup>1</sup>."), Page(usage="It is used for pain.<br>It acts quickly.")),
        good=(Page(usage="It is used for pain in doses < 4 g and fever > 38 °C."),),
        default_on=True,
        once=True,
        check=inline_html,
    ),
)
