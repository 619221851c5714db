"""What a block inherits: the persons that its label names, and the advice of the label or line that introduces it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from monograph.claims.precaution.states import states_of
from monograph.names.advice import Cue, cues
from monograph.names.conditions import Mention, names_state, persons
from monograph.names.phrases import Words, words_of
from monograph.names.scopes import is_manner
from monograph.text.model import Block, Monograph, Section


class Context(NamedTuple):
    """Whom a block speaks of before it names anyone, and the advice under which its bare lists stand."""

    subjects: Sequence[Mention]
    mood: Cue | None = None
    manner: bool = False
    """Whether the label speaks of how the medicine is used ("Long-term use")."""


_MOODS = frozenset({"contraindicated", "avoid", "caution", "monitor"})
_NOTHING = Context(())


def contexts(monograph: Monograph, section: Section) -> list[Context]:
    """The context of each block of a section."""
    found: list[Context] = []
    for block in section.blocks:
        above = _below(monograph, section.blocks[block.under], found[block.under]) if block.under >= 0 else _NOTHING
        found.append(_of(monograph, block, above))
    return found


def _of(monograph: Monograph, block: Block, above: Context) -> Context:
    if block.label is None:
        return above
    words = words_of(monograph.folded, *block.label)
    named = persons(words, bare_organs=True)
    mood = _mood(words)
    if not named and not mood and names_state(words):
        named = states_of(monograph.folded, *block.label)
    return Context(named or above.subjects, mood or above.mood, is_manner(words))


def _below(monograph: Monograph, block: Block, context: Context) -> Context:
    """What the blocks under this one inherit: its own context, and the advice of its line that ends in a colon."""
    if not block.sentences:
        return context
    last = block.sentences[-1]
    if monograph.folded[last.end - 1] != ":":
        return context
    words = words_of(monograph.folded, *last)
    if context.mood and context.mood.advice == "contraindicated":
        return context
    return Context(persons(words) or context.subjects, _mood(words) or context.mood)


def _mood(words: Words) -> Cue | None:
    said = [cue for cue in cues(words) if cue.force != "hints" and cue.advice in _MOODS]
    return said[0] if said else None
