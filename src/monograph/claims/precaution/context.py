"""What a block inherits: the persons that its label names, and the advice of the label or line that introduces it."""

from __future__ import annotations

from functools import lru_cache

from monograph.claims.precaution.records import Context
from monograph.claims.precaution.states import states_of, subjects_in
from monograph.names.advice import cues
from monograph.names.conditions import names_state, persons
from monograph.names.found import Cue, Mention
from monograph.names.phrases import Words, words_of
from monograph.names.scopes import Narrowing, is_manner, scopes
from monograph.tables import read_table
from monograph.text.model import Block, Monograph, Section, Span
from monograph.text.source import make_span

_MOODS = frozenset({"contraindicated", "avoid", "caution", "monitor"})
"""Advice that a label or line gives to what stands under it."""
_ASKED = frozenset({"if", "with", "have", "you", "are"})
"""Words before the colon of a line that may also give "consult": "Tell your doctor if you have:"."""
_FOR = frozenset({"usage", "dosage"})
"""Sections in which a label that is a state names what the medicine is for."""
_ALL = frozenset({"adult", "adults"})
"""Who make a label with children one of all people ("Adults and children")."""
_APART = frozenset(
    label
    for row in read_table("monograph.names", "dose_words")
    if row["kind"] == "reset"
    for label in row["words"].split("|")
)
"""Labels that do not stand under the one before: "Dosage adjustments" after "Children"."""
_LABEL_WORDS = 4
"""Words beside the advice in a label that gives it to a list ("Use with caution in patients with")."""


def contexts(monograph: Monograph, section: Section) -> list[Context]:
    """The context of each block of a section; its title is a label to all of them."""
    found: list[Context] = []
    headed = _labelled(monograph, section.heading, states=False)
    whole = Context(headed.subjects, headed.mood)
    for block in section.blocks:
        above = _below(monograph, section.blocks[block.under], found[block.under]) if block.under >= 0 else whole
        apart = block.depth == 0 and block.label is not None and monograph.folded[slice(*block.label)] in _APART
        found.append(_of(monograph, block, whole if apart else above, states=section.kind not in _FOR))
    return found


def _of(monograph: Monograph, block: Block, above: Context, *, states: bool) -> Context:
    if block.label is None:
        return above
    own = _labelled(monograph, block.label, states=states)
    narrowing = own.narrowing if own.subjects else above.narrowing
    return Context(own.subjects or above.subjects, own.mood or above.mood, own.manner, narrowing)


def _labelled(monograph: Monograph, label: Span, *, states: bool) -> Context:
    """What a label says, with offsets of the text."""
    at = label.start
    said = _label(monograph.folded[label.start : label.end], states)
    mood = said.mood and _moved(said.mood, at)
    subjects = [Mention(named.about, named.start + at, named.end + at) for named in said.subjects]
    return Context(subjects, mood, said.manner, [_shifted(one, at) for one in said.narrowing])


def _shifted(narrowing: Narrowing, by: int) -> Narrowing:
    start, end = narrowing.span
    return Narrowing(make_span(start + by, end + by), narrowing.kind, narrowing.bare)


def _moved(cue: Cue, by: int) -> Cue:
    return Cue(cue.advice, cue.force, cue.start + by, cue.end + by, cue.first, cue.last)


@lru_cache(maxsize=1 << 14)
def _label(label: str, states: bool) -> Context:
    """What a label says, with offsets from its start; the same few thousand labels stand in all monographs."""
    words = words_of(label, 0, len(label))
    named = persons(words, bare_organs=True)
    manner = is_manner(words)
    glossed = words.texts.index("(") if "(" in words.texts[1:] else len(words)
    mood = None if manner else _mood(words[:glossed], _LABEL_WORDS)
    if not _ALL.isdisjoint(words.texts) and all(mention.about == "children" for mention in named):
        named = []
    elif states and not named and not mood:
        named = states_of(label, 0, len(label)) if names_state(words) else subjects_in(label, words, ())
    return Context(named, mood, manner, scopes(words, label) if named else ())


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
    asks = words.texts[-2] in _ASKED if len(words) > 1 else False
    own = persons(words)
    narrowing = () if own else context.narrowing
    return Context(own or context.subjects, _mood(words, asks=asks) or context.mood, False, narrowing)


def _mood(words: Words, others: int | None = None, *, asks: bool = False) -> Cue | None:
    """The advice that a label or line gives to what stands under it; a label may have ``others`` words beside it."""
    for cue in cues(words):
        if cue.force != "hints" and (cue.advice in _MOODS or (asks and cue.advice == "consult")):
            return cue if others is None or len(words) - (cue.last - cue.first) <= others else None
    return None
