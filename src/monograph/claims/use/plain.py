"""Relative clauses that only link, said plainly: "seizures that can occur during surgery" are seizures during surgery.

The text keeps its length, so that offsets in it hold in the source.
"""

from __future__ import annotations

import re

_MAY = r"(?:(?:can|may|might|often|commonly|sometimes|usually|typically|frequently) )*"
_OCCURS = re.compile(
    rf"that {_MAY}(?:occurs?|happens?|develops?|arises?)(?: soon)? "
    r"(?=(?:during|after|in|with|as a|following|from|due)\b)"
)
_FOLLOWS = re.compile(rf"that {_MAY}follows? ")
_ACCOMPANIES = re.compile(rf"that {_MAY}accompan(?:y|ies) ")
_HAVE = re.compile(
    r"who (?:have |has |had |are )?(?:already )?(?:experienced|suffered|experiencing|been diagnosed with) (?=\w)"
)
_IMMUNIZES = re.compile(r"immuni[sz]e (?!against)[^.;:]{1,80}? against ")
_AFFECTS = re.compile(r"(?<=infections )(?:that affect|affecting) (?!various|different|many|several|these|other|both)")
_CALLED = re.compile(r"a condition (?:known as|called) ")
_STEMS = re.compile(r"pain (?:stemming|arising|originating) from ")
_MEANING = re.compile(r"off-label uses, meaning [^.;]{0,160}?,? includ(?:e|ing) ")
_COLD_AND_FLU = re.compile(r"(?<!with )(?<!multiple )cold and flu symptoms")
_LINKS = (
    ("cold and flu symptoms", _COLD_AND_FLU, "cold, and flu"),  # the two illnesses, not one expression
    ("off-label", _MEANING, "off-label uses include "),
    ("immuni", _IMMUNIZES, "immunize against "),
    ("infections ", _AFFECTS, "of "),
    ("a condition ", _CALLED, ""),
    ("pain ", _STEMS, "pain from "),
    ("that ", _OCCURS, ""),
    ("that ", _FOLLOWS, "following "),
    ("that ", _ACCOMPANIES, "related to "),
    ("who ", _HAVE, "with "),
)
"""What a text with such a clause holds, the clause, and what is said plainly in its place."""


def plainly(folded: str, start: int, end: int) -> str:
    """The text with the relative clauses of ``folded[start:end]`` that only link as their link.

    >>> plainly("seizures that occur during surgery", 0, 34)
    'seizures            during surgery'
    """
    text = folded[start:end]
    for needed, clause, link in _LINKS:
        if needed not in text:
            continue
        kept, at = [], 0
        for match in clause.finditer(text):
            kept += [text[at : match.start()], link.ljust(len(match.group()))]
            at = match.end()
        if kept:
            text = "".join([*kept, text[at:]])
    return folded[:start] + text + folded[end:]
