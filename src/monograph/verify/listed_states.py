"""The states in which a label forbids its medicine: one list, each in the label's words, with where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from monograph.claims.effect.terms import terms as phrases
from monograph.claims.use.naming import ADJECTIVE, names_condition
from monograph.tables import read_table
from monograph.text.model import Span
from monograph.verify.allergens import allergies_in
from monograph.verify.explicit import explicit
from monograph.verify.forbidden import Forbidden, forbidden
from monograph.verify.interactants import interactants_of
from monograph.verify.mentioned import telling_words, untelling
from monograph.verify.read_label import ReadLabel
from monograph.verify.terms import content_words, general_words, terms_in, terms_of

ALLERGY = re.compile(r"allerg|sensitiv|anaphyla")


def _of(*kinds: str) -> re.Pattern[str]:
    """The words of ``no_contraindication.tsv`` of some kinds."""
    rows = read_table("monograph.verify", "no_contraindication")
    return re.compile("|".join(row["pattern"] for row in rows if row["why"] in kinds))


_NO_STATE = _of("companion", "reported", "cut", "row")
_COMPANION = _of("companion")
_IN_OTHER_WORDS = _of("words")
LONGEST = 9
"""Words of the name of a state."""
_ENDS = re.compile(
    r"[(\[.;|)\]]| (?:that|which|because|unless|since|due to|as|see|caused|when|where|who|characterized|manifested"
    r"|not associated|related to|possibly|with potential|except)\b"
    r"|,? (?:including|such as|with,? (?:for example|e\.?g)|for example|e\.?g)\b"
)
_TELLS = re.compile(
    r"\b(?:is|are|was|were|may|can|should|must|will|has|have|do|does|been|includes?|resulted|occurred|carries|talk"
    r"|ask|tell|you|your|this|it|they)\b"
)
"""Words of a sentence; what has none is the name of something."""
_BOTH = re.compile(r"\band (?:you|previously|are|have|if)\b")
"""In an item that names what must come together."""
_NOT_NAMED = _of("unnamed")
_KNOWN_AS = re.compile(r"\A(?:also )?(?:known as|called|i\.?e\.?,?|or) ")
_EXAMPLES = re.compile(r"e\.?g|such as|for example|including|like|see ")
_SHOWN = re.compile(r"\bother (?:\w+ )?(?:allerg|hypersens)|\bafter (?:taking|use)|reactions? (?:such|like)")
"""How an allergy shows itself is told before its name."""
_LAST_WORD = re.compile(r"[a-z-]+(?= \Z)")
_GLOSS = re.compile(r"\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]")
_WIDE = re.compile(r"\b(?:[\w-]+ ){0,3}(?:conditions|disorders|diseases|factors),? (?:such as|including|like) ")
"""What is told by its examples only."""
_LACK = re.compile(r"deficien|intoxicat|poison|overload|intoleran|withdrawal|absorption|antibod|abuse|dependen|coma\b")
"""Of a substance: a state, and nothing that is taken."""
_PROCEDURE = re.compile(r"\b(?:surgery|punctures?|procedures?|an(?:a)?esthesia|transplant(?:ation)?|bypass|dialysis)\b")
_CANONICAL = {
    "pregnancy": re.compile(r"\bpregnan|child-?bearing|reproductive potential"),
    "breastfeeding": re.compile(r"breast-?fe|\bnursing|lactat"),
    "renal impairment": re.compile(r"\be?gfr\b|\bcrcl\b|creatinine clearance|glomerular filtration"),
    "children": re.compile(r"\b(?:children|pa?ediatric|infants?|neonates?|neonatal|newborns?|adolescents)\b"),
}
"""States that are told in many words."""
_SHORTEST = 3
_SHORT_GLOSS = 5
"""Words in brackets that name a state; more of them explain it."""


@lru_cache(maxsize=256)
def listed_states(label: ReadLabel) -> tuple[tuple[str, Span], ...]:
    """Each state that a label forbids its medicine in, with where it does so."""
    own = {word for name in (label.label.product, *label.identity.components) for word in name.lower().split()}
    return tuple(
        (state, item.place)
        for item in forbidden(label)
        for state in _states(item)
        if terms_of(state) or own.isdisjoint(state.split())
    )


def _states(item: Forbidden) -> Iterator[str]:
    """The states that an item names."""
    glosses = _GLOSS.findall(item.said)
    said = " ".join(_GLOSS.sub(" ", item.said).replace(" ,", ",").split())
    said = _WIDE.sub("", said)
    ends = _ENDS.search(said)
    said = said[: ends.start()] if ends else said
    if allergy := ALLERGY.search(said):
        if item.is_item:
            yield from ("allergy", *allergies_in(item.said))
        if not _SHOWN.search(said):
            yield from _named(said[: allergy.start()], is_item=False)
        return
    canonical = [state for state, words in _CANONICAL.items() if words.search(said)]
    if canonical:
        yield from canonical
    elif _NO_STATE.search(said) or _BOTH.search(said):
        yield from _whole_terms(glosses[0]) if glosses and not _COMPANION.search(item.said) else ()
    elif named := list(_named(said, is_item=item.is_item)):
        yield from named if len(named) > 1 or terms_of(named[0]) else _explained(glosses) or named
    elif not interactants_of(said):
        yield from _terms(said, glosses[0] if glosses else "")


def _explained(glosses: list[str]) -> list[str]:
    """What the words in brackets call a state by its name: "a tumour of the adrenal gland (phaeochromocytoma)"."""
    name = _KNOWN_AS.sub("", glosses[0].strip("()[]"), count=1) if glosses else ""
    return [] if _EXAMPLES.match(name) else [name] if terms_of(name) else _whole_terms(name.split(";")[0])


def _named(said: str, *, is_item: bool) -> Iterator[str]:
    """The states that a coordinated phrase names."""
    for phrase in phrases(said, 0, len(said)):
        name = phrase.name
        place = said.find(name)
        if (place < 0 and not terms_of(name)) or said.endswith(("other ", "most "), 0, max(place, 0)):
            continue  # a noun that another one shares may be none of its own; what others there are is no state
        if _is_name(name, is_item=is_item):
            yield name


def _is_name(name: str, *, is_item: bool) -> bool:
    """Whether a phrase is the name of a state that can be looked for."""
    if len(name) < _SHORTEST or len(name.split()) > LONGEST or _NOT_NAMED.search(name) or _TELLS.search(name):
        return False
    if terms_of(name):
        return True
    if not untelling("state").isdisjoint(name.split()) or (interactants_of(name) and not _LACK.search(name)):
        return False
    if content_words(name) and (names_condition(name) or _PROCEDURE.search(name)):
        return True
    return is_item and bool(telling_words(name)) and not ADJECTIVE.search(name.rsplit(" ", 1)[-1])


def _terms(said: str, gloss: str) -> list[str]:
    """The clinical terms of an item that tells its states in more words, else those in brackets behind it.

    "Too little water in your body (dehydration)" is one of them. "Cancer" of "bladder cancer" is none.
    """
    if _IN_OTHER_WORDS.search(said + gloss):
        return []
    return (_whole_terms(gloss) if gloss.count(" ") < _SHORT_GLOSS else []) or _whole_terms(said)


def _whole_terms(words: str) -> list[str]:
    """The clinical terms of some words, but those that the word before makes another one."""
    places = terms_in(words, [Span(0, len(words))])
    before = {term: _LAST_WORD.search(words, 0, place.start) for term, place in places.items()}
    degree = explicit()["degree"]
    is_whole = (not word or word[0] in general_words() or degree.search(word[0]) for word in before.values())
    return sorted(term for term, whole in zip(before, is_whole, strict=True) if whole)
