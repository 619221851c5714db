"""The name of an indication: from a phrase ("the severity of asthma in children") to its noun phrase, or to nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from monograph.claims.coordination import is_part
from monograph.claims.effect.terms import names_effect
from monograph.names.patterns import any_of
from monograph.tables import read_table

_CACHED = 20_000
"""Phrases kept with what they name: the same come again in every monograph."""
_LONGEST_PHRASE = 300
_LONGEST = 18
"""Words of an indication at most; longer ones are clauses."""


def words_of(kind: str) -> frozenset[str]:
    """The words of one kind in ``indication_not``."""
    return frozenset(row["words"] for row in read_table("monograph.names", "indication_not") if row["kind"] == kind)


def cues_of(kind: str) -> frozenset[str]:
    """The phrases of one kind in ``indication_cue``."""
    return frozenset(row["phrase"] for row in read_table("monograph.names", "indication_cue") if row["kind"] == kind)


PEOPLE = rf"(?:{any_of(words_of('people'))})"
DEGREES = words_of("degree")
_BEFORE = r"(?:(?!and |or |of |in |with |on-demand |perioperative |adjuvant |adjunctive )[\w-]+ )"
"""A word before the word of a frame: "painful symptoms of"; not the one that sets a treatment apart."""
_KIND_BEFORE = any_of((words_of("degree") | words_of("generic")) - {"other"})
"""A word before "types of"; "other types of epilepsy" are others than those that were named."""
_FRAMES = any_of(words_of("frame"))
_START = re.compile(
    r"(?:(?:actively )?immuni[sz]e (?:[\w-]+ ){0,12}?against "
    rf"|(?:{any_of(words_of('start'))})(?![\w-])[\s,:]*"
    rf"|{_BEFORE}{{0,2}}(?:{_FRAMES})(?: (?:and|or) (?:{_FRAMES}))?"
    r" (?:of|from|(?:commonly |often )?(?:associated with|related to|linked to|caused by)) (?:the |a |an )?"
    rf"|(?:(?:{_KIND_BEFORE}) )?(?:{any_of(words_of('kind'))}) (?:of|for) "
    rf"|{_BEFORE}{{0,2}}(?:{any_of(words_of('care'))}) (?:of|for|from) "
    rf"|{_BEFORE}{{0,3}}{PEOPLE} (?:with|suffering from|experiencing|at (?:high |increased )?risk (?:of|for)"
    r"|who (?:have|had|are experiencing|suffer from|experience)(?: experienced| had| developed)?) )+"
)
_ENDINGS = tuple(f" {words}" for words in sorted(words_of("end"), key=len, reverse=True))
LIST_END = re.compile(
    r":(?=\s)|\[|\s-\s|;(?= (?:it|this|however|they|the)\b)"
    r"|\b(?<!-)(?!(?<=deficiencies )in (?:these|specific))(?!(?<=conditions )that involve\b)"
    rf"(?:{any_of(cues_of('ends'))}|(?<!ized )(?<!ised )(?<!used )(?<!ated )by \w+ing)(?![\w-])"
)
"""Where a list of indications is over; a colon may also introduce one."""
_CUTS = re.compile(
    r"\b(?<!-)(?!(?<=deficiencies )in (?:these|specific))(?!(?<=conditions |infections )affecting\b)"
    rf"(?:{any_of(cues_of('cuts'))}"
    rf"|in (?:the|your) (?!setting|context)(?:[\w-]+ ?){{1,3}}$|(?:in|for) (?:[\w-]+ ){{0,3}}{PEOPLE})(?![\w-])"
)
_NOT_WORDS = re.compile(r"[\"“”*_:;.]+|\s['’]|['’]\s")

_NOT = words_of("term")
_NOT_HEADS = words_of("head")
_LONGEST_HEAD = max(words.count(" ") + 1 for words in _NOT_HEADS)
_NOT_WITHIN = re.compile(rf"(?<![a-z])(?:{any_of(words_of('within'))})")
OPENS = re.compile(rf"(?:{any_of(words_of('opens'))})(?![\w-])")
"""A beginning that makes a phrase none."""
_UNNAMED = re.compile(
    rf"(?:(?:{any_of(words_of('generic'))})[ ,]+(?:and )?)*"
    r"(?:conditions?|diseases?|disorders?|illness(?:es)?|problems?|issues?|cases?|situations?|ailments?|purposes?"
    r"|complaints?|management|(?:symptom )?relief|treatment|use|occurrences)$"
)
"""A condition that is not named: "serious medical conditions"."""
MAKES = re.compile(
    r"(?:reduc|lower|decreas|suppress|inhibit|increas|stimulat)\w* (?:the )?"
    r"(?:production|formation|synthesis|secretion|release) of\b"
)
"""What a medicine does to what the body makes, which names nothing without its verb: "decrease the production of"."""
_HINDERED = re.compile(r" from (?:being )?\w+ing\b")
"""What is kept from happening is how a medicine works, unless it is a condition: "stomach acid from rising"."""
PLACE = re.compile(
    r" (?:of|in|at|to|from|with|on|by|during|after|following|for|due|associated|caused|related|involving|affecting) "
)
ROLES = words_of("role")
ADJECTIVE = re.compile(r"(?:[^s]al|[^t]ic|[a-z]{3}ar|ive|ous|ary|ly|able|-\w+ing|-\w+ed)$")
STATE = re.compile(r"\b(?:control|rate|levels?|sugar|glucose|outcomes?|pressure)$")
"""What is managed in a disease, where the disease is the indication: "glucose control in adults with diabetes"."""
WHOM = re.compile(
    rf"\bin (?:[\w-]+ ){{0,2}}(?!those|infants){PEOPLE} "
    r"(?:with|diagnosed with|who have(?: experienced)?|experiencing|suffering from) (?!a history)"
)
WITH = re.compile(r"(?!pain |discomfort )(.+?),? (?:associated with|related to|due to) ")
"""What goes along with an indication in a list; of pain and discomfort it is a part."""

_HEADS = frozenset(row["word"] for row in read_table("monograph.names", "indication_head"))
FORM = re.compile(
    r"(?:graphy|scopy|metry|omas?|itis|path(?:y|ies)|algia|a?emia|penia|rrh(?:o?ea|agia)|uria|plasia|plegia|iasis|spasms?|thorax|bezoars?|(?<!metabol)(?<!mechan)(?<!organ)ism"
    r"|(?<!diagn)(?<!progn)(?<!apopt)osis|(?<!d)oses)$"
)
"""Endings of examinations and of diagnoses."""
UNDIVIDED = re.compile(
    r"(?!(?:other |certain |various )*conditions )"
    r"(?:(?:(?!and |or )[\w-]+ ){1,4}conditions (?:that )?"
    r"(?:characteri[sz]ed by|accompanied by|complicated by|marked by|involv(?:e|ing)|featuring) "
    r"|(?:[\w-]+ )*infections (?:caused by|due to|involving) (?:[\w-]+ ){0,4}"
    r"(?:bacteria|fungi|protozoa|parasites|viruses)(?:,| and| or) )"
)
"""Phrases whose lists describe one indication: "skin conditions with inflammation and itching"."""


@lru_cache(_CACHED)
def indication(phrase: str, *, whole: bool = False) -> str:
    """The indication in a phrase without parentheses, or "" where it names none.

    A label is read ``whole``: whom it speaks of is part of its name.

    >>> indication("the severity of chronic asthma in children"), indication("several serious conditions")
    ('chronic asthma', '')
    """
    if len(phrase) > _LONGEST_PHRASE:
        return ""
    name = " ".join(_NOT_WORDS.sub(" ", phrase).split()).strip("-–, '")
    if name in _NOT:
        return ""
    if not MAKES.match(name) and (start := _START.match(name)):
        name = name[start.end() :]
    if " in " in name and (whom := WHOM.search(name)):
        state, condition = name[: whom.start()].rstrip(), indication(name[whom.end() :])
        if STATE.search(state):
            return condition
        if condition and condition.count(" ") < 6 and state.count(" ") < 6 and not WITH.match(state + " "):
            return f"{indication(state)} in {condition}".removeprefix(" in ")
    name = _without_tail(name, whole=whole)
    if name.endswith(" relief") and names_condition(name[:-7]):
        name = name[:-7]
    if UNDIVIDED.match(name):
        return name
    if (hindered := _HINDERED.search(name)) and names_condition(name[: hindered.start()]):
        name = name[: hindered.start()]
    return "" if _is_none(name) else name


def _without_tail(name: str, *, whole: bool) -> str:
    """A phrase up to where a clause or what is said of the treatment begins."""
    if not whole and (cut := _CUTS.search(name)):
        name = name[: cut.start()].rstrip(" ,")
    while name.endswith(_ENDINGS):
        ending = next(ending for ending in _ENDINGS if name.endswith(ending))
        name = name.removesuffix(ending).rstrip(" ,")
    return name


def _is_none(name: str) -> bool:
    """Whether a phrase is no indication, by its length or its words."""
    if len(name) < 3 or name in _NOT or name.count(" ") >= _LONGEST:
        return True
    if _UNNAMED.match(name) or OPENS.match(name) or _HINDERED.search(name) or _NOT_WITHIN.search(name):
        return True
    bare = name.removeprefix("other ")
    if is_part(name) or (_ends_in_none(name) and not _is_placed(name)):
        return True
    last = bare.rsplit(" ", 1)[-1]
    return last not in ROLES and not names_condition(bare) and (last == bare or bool(ADJECTIVE.search(last)))


def _ends_in_none(name: str) -> bool:
    """Whether the last words of a phrase are such as no indication has."""
    at = len(name)
    for _ in range(_LONGEST_HEAD):
        at = name.rfind(" ", 0, at)
        if name[at + 1 :] in _NOT_HEADS:
            return True
        if at < 0:
            return False
    return False


def _is_placed(name: str) -> bool:
    """Whether a phrase says where a condition is: "infections of the soft tissues"."""
    place = PLACE.search(name)
    return place is not None and _is_head(name[: place.start()].rsplit(" ", 1)[-1])


@lru_cache(_CACHED)
def names_condition(name: str) -> bool:
    """Whether a phrase has the form of a condition's name or of a state of the body."""
    place = PLACE.search(name)
    heads = [name.rsplit(" ", 1)[-1]]
    if place:
        heads.append(name[: place.start()].rsplit(" ", 1)[-1])
    if FORM.search(heads[0]):
        return True
    return any(_is_head(head) for head in heads) or names_effect(name)


def _is_head(word: str) -> bool:
    """Whether a word, in the singular or plural, can be the main word of a condition's name."""
    return word in _HEADS or word.rstrip("s") in _HEADS
