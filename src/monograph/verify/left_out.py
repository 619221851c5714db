"""What labels warn of and a monograph leaves out: boxed warnings, contraindications, grave interactions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monograph.library.model import Entry
from monograph.text.model import Span
from monograph.verify.boxed import asked_for, told, topics
from monograph.verify.contraindicated import contraindicated
from monograph.verify.listed_states import LONGEST, listed_states
from monograph.verify.mentioned import Mentioned
from monograph.verify.page_states import PageStates
from monograph.verify.quoted import quoted
from monograph.verify.read_label import ReadLabel
from monograph.verify.terms import alike, broader_of, content_words, terms_in, terms_of
from monograph.verify.verdict import LeftOut
from monograph.verify.warned_with import warned_with

_GLOSS = re.compile(r"(?:\((?!see |listed |e\.g)|(?:including|such as|e\.g\.,?|for example) )([^);.]{4,60})")
"""Another name of a state, or examples of it."""
_MOST_HARMS = 3
"""Of a sentence of a box that are told: it goes on with how they end."""
_FAILING = {"insufficiency", "impairment", "failure", "dysfunction", "function"}


def left_out(entry: Entry, labels: list[ReadLabel]) -> list[LeftOut]:
    """What labels of a monograph's substance warn of gravely and it never mentions, each once, the gravest first."""
    page, doc = Mentioned(entry), entry.monograph.doc
    own = entry.identity.components
    return [
        *_boxed(doc, page, labels),
        *_contraindications(doc, PageStates(entry), labels),
        *warned_with(doc, page, labels, own),
    ]


def _boxed(doc: str, page: Mentioned, labels: list[ReadLabel]) -> Iterator[LeftOut]:
    """The topics of boxed warnings of which the page says nothing, and what they ask for in vain."""
    said: set[str] = set()
    for label in labels:
        for span in label.boxed:
            about = topics(label, span)
            missing = [
                topic for topic in about if said.isdisjoint({topic, *terms_of(topic)}) and not page.speaks_of(topic)
            ]
            asked = {
                measure.name: place
                for measure, place in asked_for(label, span)
                if measure.name not in said and not measure.spoken_of.search(page.folded)
            }
            known = said.union(*(terms_in(topic, [Span(0, len(topic))]) for topic in about))
            for harms in told(label, span):
                if known.isdisjoint(set(harms).union(*map(broader_of, harms))) and not any(map(page.speaks_of, harms)):
                    missing += harms[:_MOST_HARMS]
                    known.update(harms)
            if missing or asked:
                said.update(missing, asked, *map(terms_of, missing))
                around = None if missing else next(iter(asked.values()))
                quote = quoted(label.text.source, span, around)
                what = f"The label's boxed warning: {', '.join([*missing, *asked])}"
                yield LeftOut(doc=doc, what=what, gravity="boxed-warning", label=label.named(quote))


def _contraindications(doc: str, page: PageStates, labels: list[ReadLabel]) -> Iterator[LeftOut]:
    """States in which labels forbid the medicine and that the page does not name, those of a sentence together."""
    said: set[str] = set()
    for label in labels:
        missing: dict[tuple[str, str], list[str]] = {}
        outright = contraindicated(label)
        for state, place in listed_states(label):
            if not said.isdisjoint({state, *terms_of(state)}) or _is_told(state, said):
                continue
            if not any(map(page.name, _names(state, label.text.folded[slice(*place)]))):
                said.update({state}, terms_of(state))
                is_listed = any(start <= place.start < end for start, end in outright)
                verb = "contraindicates it" if is_listed else "warns against it"
                missing.setdefault((label.quote(place), verb), []).append(state)
        for (quote, verb), states in missing.items():
            what = f"The label {verb} in {', '.join(states)}"
            yield LeftOut(doc=doc, what=what, gravity="contraindication", label=label.named(quote))


def _is_told(state: str, said: set[str]) -> bool:
    """Whether the words of a state are among those of one that is told, or the other way round."""
    words = _meaning(state)
    return any(words <= other or other <= words for other in map(_meaning, said) if other)


def _meaning(state: str) -> set[str]:
    """The words of a state under one name each: "liver" of "severe hepatic insufficiency"."""
    return {min(alike(word)) for word in content_words(state)} - _FAILING


def _names(state: str, sentence: str) -> list[str]:
    """The names of a state, each of which tells it: its alternatives, and terms in brackets or examples behind it."""
    glosses = _GLOSS.findall(sentence)
    short = (gloss for gloss in glosses if len(gloss.split()) < LONGEST)
    return [
        *state.split(" or "),
        *short,
        *(term for gloss in glosses for term in terms_in(gloss, [Span(0, len(gloss))])),
    ]
