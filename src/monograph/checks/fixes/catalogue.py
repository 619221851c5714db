"""Which rule has which edits."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from monograph.checks.fixes import headings, lists, questions, titles, units, whitespace, words
from monograph.library.model import Edit, Entry

FIXES: dict[str, Callable[[Entry], Iterable[Edit]]] = {
    "F101": titles.plain_titles,
    "F105": whitespace.tidy,
    "H202": headings.label_headings,
    "H203": headings.light_headings,
    "H208": headings.close_gaps,
    "I607": titles.single_components,
    "L953": words.single_words,
    "Q302": questions.house_style,
    "Q304": questions.disclaimer_heading,
    "U751": units.part_units,
    "U752": units.spell_out,
    "U753": units.plain_words,
    "U754": units.plain_numbers,
    "X804": lists.drop_repeated,
}
"""The edits of a rule, for all that it has to say of a monograph: a rule may report only the first of several."""
