"""Names of effects in running text such as an official label's: main words with what belongs to them.

Monographs list their effects; a label tells of them in long prose and tables. There a name is found by its main word
("neuropathy", or any word that ends in "-itis") and the words that may stand before, after, or in an "of" behind it.
The words are in ``names/data``: effect_head and effect_word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from monograph.claims.effect.terms import is_head
from monograph.claims.found import Term
from monograph.names.found import Match
from monograph.names.match import Matcher
from monograph.names.patterns import any_of
from monograph.tables import read_table
from monograph.text.model import Span

_WORDS: dict[str, frozenset[str]] = {}
for _row in read_table("monograph.names", "effect_word"):
    _WORDS[_row["kind"]] = _WORDS.get(_row["kind"], frozenset()) | {_row["words"]}

_MARKS = Matcher({word: kind for kind in ("beside", "state", "told", "advice") for word in _WORDS[kind]})
"""What stands around names that are told of for another reason than that they happened."""
_TOKEN = re.compile(r"[a-z][a-z0-9]*(?:['-][a-z0-9]+)*")
_SHORT_FORM = re.compile(r" ?\(([a-z]{2,6})\)")
_MORE = re.compile(r"(?:,| and| or|, and|, or|/)\s?([a-z]+)")
_SHARED = re.compile(r",? |, ")
_CHANGEABLE = _WORDS["measured"] | _WORDS["place"]
_ANIMALS = re.compile(rf"\b(?:{any_of(_WORDS['animal'])})\b")
_DENIED = re.compile(r"\b(?:no|not|without|absence of|never)\s+(?:\w+\s+){0,4}$")
_ADJECTIVE = re.compile(r"\w(?:al|ic|ous|ary|ular|oid|eal)$")
_NEAR, _BESIDE = 40, 20
"""Characters before a name in which words say that it was denied, or is the patient's state."""


def narrated(folded: str, start: int, end: int) -> list[Term]:
    """The names of effects in the sentence ``folded[start:end]``; those of animals, or denied, are none, nor what an
    advice speaks of.

    >>> text = "patients had peripheral sensory neuropathy, loss of appetite, and rash."
    >>> [term.name for term in narrated(text, 0, len(text))]
    ['peripheral sensory neuropathy', 'loss of appetite', 'rash']
    """
    marks = _MARKS.find(folded, start, end)
    if _ANIMALS.search(folded, start, end) or any(mark.value == "advice" for mark in marks):
        return []
    words = [(match.group(), *match.span()) for match in _TOKEN.finditer(folded, start, end)]
    found: list[Term] = []
    number = 0
    while number < len(words):
        if _is_main(words[number][0]) or _is_changed(folded, words, number):
            first, last = _bounds(folded, words, number)
            left, right = words[first][1], words[last][2]
            system = folded.startswith(" and infestations", right)
            if is_name(folded[left:right]) and not system and not _is_state(folded, left, start, marks):
                found.append(Term(folded[left:right], Span(left, right)))
                found += _short_form(folded, left, right) or _further(folded, left, right)
                found += _sharing(folded, words, first, last)
            number = last
        number += 1
    return found


def _short_form(folded: str, left: int, right: int) -> list[Term]:
    """The short form in parentheses behind a name, whose first letter it has: "(PML)"."""
    short = _SHORT_FORM.match(folded, right)
    if short is None or short.group(1)[0] != folded[left] or " " not in folded[left:right]:
        return []
    return [Term(short.group(1), Span(*short.span(1)))]


def _further(folded: str, left: int, right: int) -> list[Term]:
    """The names that share all but the last word: "increased ALT and AST" is "increased ast" as well."""
    head, _, last = folded[left:right].rpartition(" ")
    found: list[Term] = []
    while head and last in _CHANGEABLE and (more := _MORE.match(folded, right)) and more.group(1) in _CHANGEABLE:
        right = more.end()
        found.append(Term(f"{head} {more.group(1)}", Span(left, right)))
    return found


def _sharing(folded: str, words: list[tuple[str, int, int]], first: int, last: int) -> list[Term]:
    """The names whose main word stands only with the last of them: "bacterial, viral and fungal infections"."""
    found: list[Term] = []
    if last == first or not _qualifies(words[first][0]):
        return found
    rest = folded[words[first][2] : words[last][2]]
    before, end = first - 1, words[first][1]
    if before >= 0 and words[before][0] in ("and", "or"):
        before, end = before - 1, words[before][1]
        while before >= 0 and _SHARED.fullmatch(folded, words[before][2], end) and _qualifies(words[before][0]):
            found.append(Term(words[before][0] + rest, Span(words[before][1], words[last][2])))
            before, end = before - 1, words[before][1]
    return found


def is_name(name: str) -> bool:
    """Whether what was found is more than a group, a general word or a word that ends as names of effects do."""
    words = name.split(" ")
    if name in _WORDS["heading"]:
        return False
    if words[-1] in _WORDS["measured"] and words[0] not in _WORDS["does"]:
        return " of " in name or " in " in name
    return " " in name or not (_is_generic(name) or name in _WORDS["bare"])


def _is_changed(folded: str, words: list[tuple[str, int, int]], number: int) -> bool:
    """Whether a measured thing stands here with what is done to it: "weight decreased", "dry mouth"."""
    if words[number][0] not in _WORDS["measured"]:
        return False
    after = number + 1
    while after < len(words) and words[after][0] in _WORDS["measured"] and _touch(folded, words, after - 1):
        after += 1
    if after < len(words) and words[after][0] in _WORDS["done"] and _touch(folded, words, after - 1):
        return True
    before = number - 1
    while before >= 0 and words[before][0] in _WORDS["modifier"] and _touch(folded, words, before):
        if words[before][0] in _WORDS["does"]:
            return True
        before -= 1
    return before >= 0 and words[before][0] in _WORDS["does"] and _touch(folded, words, before)


def _bounds(folded: str, words: list[tuple[str, int, int]], number: int) -> tuple[int, int]:
    """The first and the last word of the name whose main word has this number."""
    first = last = number
    while (
        first
        and words[first - 1][0] not in _WORDS["closing"]
        and _may_precede(words[first - 1][0])
        and _touch(folded, words, first - 1)
    ):
        first -= 1
    while last + 1 < len(words) and _touch(folded, words, last):
        word = words[last + 1][0]
        if words[last][0] in _WORDS["closing"]:
            break  # "skin disorders" before "rash"
        if word in _WORDS["after"] or word in _WORDS["measured"] or word in _WORDS["done"] or _is_main(word):
            last += 1
        elif (
            word in _WORDS["joining"]
            and words[last][0] not in _WORDS["group"]
            and (place := _place(folded, words, last + 2))
        ):
            last = place
        else:
            break
    return first, last


def _may_precede(word: str) -> bool:
    if word in _WORDS["modifier"] or word in _WORDS["does"] or word in _WORDS["measured"]:
        return True
    return bool(_ADJECTIVE.search(word)) and word not in _WORDS["plain"]


def _qualifies(word: str) -> bool:
    """Whether a word only says which: neither what is done, nor a thing that is measured, nor a name by itself."""
    return _may_precede(word) and not (word in _WORDS["does"] or word in _WORDS["measured"] or _is_main(word))


def _place(folded: str, words: list[tuple[str, int, int]], number: int) -> int:
    """The number of the place ("appetite", "the extremities") that stands from there on, or 0."""
    for at in range(number, min(number + 3, len(words))):
        if not _touch(folded, words, at - 1):
            return 0
        if words[at][0] in _WORDS["place"] or _is_main(words[at][0]):
            return at
        if words[at][0] not in _WORDS["small"] and words[at][0] not in _WORDS["modifier"]:
            return 0
    return 0


def _touch(folded: str, words: list[tuple[str, int, int]], number: int) -> bool:
    """Whether only a space parts a word from the next."""
    return words[number + 1][1] - words[number][2] == 1 and folded[words[number][2]] == " "


def _is_main(word: str) -> bool:
    return is_head(word) or word in _WORDS["head"] or word.removesuffix("s") in _WORDS["head"]


def _is_generic(word: str) -> bool:
    singular = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
    return word in _WORDS["generic"] or singular in _WORDS["generic"]


def _is_state(folded: str, at: int, start: int, marks: Sequence[Match[str]]) -> bool:
    """Whether the words before a name say that it is the patient's state, or that there was none."""
    before = [mark for mark in marks if mark.end <= at and _says_state(mark, at)]
    return bool(before) or bool(_DENIED.search(folded, max(start, at - _NEAR), at))


def _says_state(mark: Match[str], at: int) -> bool:
    return mark.value == "state" or (mark.value == "beside" and at - mark.end < _BESIDE)
