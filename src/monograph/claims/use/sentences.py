"""The parts of a sentence that say what a medicine is for: "used to treat gout", "helps relieve pain and fever"."""

from __future__ import annotations

import re

from monograph.claims.effect.terms import names_effect
from monograph.claims.marks import Marks, outside
from monograph.claims.use.denial import denial_end, denies_all, negation
from monograph.claims.use.evidence import Hedges, Sureness
from monograph.claims.use.naming import MAKES, WHOM
from monograph.claims.use.phrases import NEAR, OF_OTHERS, Indication, indications
from monograph.claims.use.turns import TURNING, turned
from monograph.names.found import Match
from monograph.text.model import Span
from monograph.text.record import Record

_OFTEN = "also|may|can|might|could|typically|often|commonly|generally|usually|mainly"
_MAY = rf"(?:{_OFTEN})"
_OF_USE = (
    r"(?:uses?|indications?|conditions?|infections?|areas?|situations?|diseases?|disorders?|examples?|applications?)"
)
_USES = re.compile(
    rf"^(?:(?:this|these|they|it|which|examples?)(?: {_MAY})* ?)?$"
    rf"|^(?:common|specific|typical|these|such|its|their|the) (?:\w+ ){{0,2}}{_OF_USE}(?: \w+)? $"
    r"|\b(?:uses|indications|applications)(?: \w+){0,4},? $"
    r"|\b(?:conditions|infections|disorders|diseases|situations|issues|problems|ailments|cancers) "
    rf"(?:(?:it|this|medication|combination|treats?|treated|targeted|addressed|managed|be|{_OFTEN}) )*$"
)
"""What stands before "include" where the members of what it names are indications."""
_IS = r"(?:uses?|purposes?|functions?|goals?|roles?|aims?|applications?) (?:is|are|was|were)"
_FRAME = re.compile(
    rf"\b(?:\w+ed|{_IS}|aiming|helps?|helping|thereby|thus|,|can|may|might|could|supplements?|in|for|of|also|not"
    r"|combinations?|therapy|medications?|medicine)"
    r"(?: [\w-]+ly)?(?: to)?(?: \w+ly)?(?: help)? +$"
    r"|\b(?:used|given|administered|employed) (?:[\w-]+ ){1,5}to (?:help )?$"
)
_USE_ITSELF = re.compile(r"\s*((?:long-term|prolonged|extended|continuous|human(?: or animal)?) use)\b")
"""A use by how long it goes on or in whom, which counts where a medicine is not for it."""
_NOT_A_KIND = re.compile(r"not (?=viral|fungal|bacterial)")
"""What a medicine is not for, set against what it is for: "not viral infections"."""
_CLAUSE = re.compile(r"; |, (?:it|this|they|the|however|although|though|while)\b|,? but\b| and (?:it )?is\b")
_RELIEVES = re.compile(r"reduc|lower|sooth|calm|decreas")
"""Beginnings of what a component of a combination does for a symptom."""
_EASES = re.compile(
    r"reliev|alleviat|eas(?:e|ing)\b|sooth|prevent|reduc\w+ (?:fever|pain|itching|cough|nausea|stuffiness|congestion)\b"
)
"""Beginnings of what it does also where it is explained how it works: "it shrinks vessels, relieving stuffiness"."""
_SAID_OF = re.compile(
    r"\b(?:used |uses? |indicated |(?:for the|needs?|requires?) (?:treatment|management|prevention|relief) )"
)
_BOUNDARY = 12
"""Characters of the longest words between two clauses."""
_CONCEDES = re.compile(r"\s*(?:while|although|though) ")
"""A sentence whose first clause concedes something: what it denies or hedges goes no further than its comma."""
_LEAD = 60
"""Characters before "such as" in which a word such as "conditions" makes members of what follows."""
_THOSE = re.compile(
    r" (?:those|that) (?:(?:associated|linked) with|(?:related|linked|due) to|involving|caused by|causing"
    r"|characteri[sz]ed by)(?: both)? "
)
_WHO = re.compile(r" (?:those|people|patients|individuals) (?:with|who|at|undergoing|receiving)\b")
_OTHERS = re.compile(r" (?:in|from|when|with|during|those|if|at|among|where|by|after|as) ")
_RESTATES = re.compile(r"\s*while (?:it's |it is )?(?:primarily|mainly|its|the) (?:primary|main|used)?[^,]*,")
_CONSEQUENCE = re.compile(r"\s*(?:lowering|reducing|controlling) [^,.]{1,60}? (?:helps?|reduces|can|is|prevents) ")
_ACTS = re.compile(r"evaluat|assess|counteract|stimulat|induc|thin|loosen|suppress|boost|strengthen")
"""Cues that are verbs and part of their phrase, which say a use only where a purpose is said."""
_LISTED = re.compile(r"\((?:e\.g\.?,? |such as |including |like )?([^()]*)\)")
_AFTERTHOUGHT = re.compile(r", (?:and |thus |\w+ly )*$")
_NOMINAL = ("ing", "ing in", "tion of", "tion in")
"""Ends of cues after which a participle goes on with a list: "reducing pain, improving sleep"."""
_HELPS = (" helps ", " helps to ")
_OF_CAUSE = re.compile(r"\b(?:from|by|due to|with|after|to) (?:[\w-]+ ){0,2}[\w-]+,? $|symptom|\bsigns?\b")
_FOR = re.compile(r" (?:for|in treating|to treat|(?<=therapy )in|(?<=treatment )in|(?<=adjunct )in) ")
_CONDITIONS = re.compile(r"\b(?:conditions|infections|disorders|diseases|cancers|cases|situations) $")
_GROUP = re.compile(
    r"\b(?:conditions|infections|disorders|diseases|cancers) (?:that|which|where|in which)?[^,;:]*,? *$"
)
"""A phrase that ends in a group of indications, of which more is said: "conditions where it fails, such as"."""
_REACH = 160
"""Characters before the end of a phrase in which such a group is looked for."""
_ROLE = 3
"""Words of a part that a medicine plays, at most: "a sedative", "local anesthetic"."""


class Setting(Record):
    """What holds where a sentence stands.

    Where uses are ``known`` already, "while its primary use is in gout," says one of them again. What a
    ``component`` of a combination does for the body is its use. After a label that is an indication
    (``labelled``), "such as" names members of it.
    """

    known: bool = False
    component: bool = False
    labelled: bool = False


class Part(Record):
    """Indications that one part of a sentence names, how sure it is, and the words that open it."""

    indications: list[Indication]
    sureness: Sureness
    opener: Span


def parts(
    folded: str,
    cues: Marks,
    hedges: Hedges,
    sentence: Span,
    setting: Setting,
) -> list[Part]:
    """What a sentence says that the medicine is, or is not, for."""
    start, end = sentence
    if setting.known and (restated := _RESTATES.match(folded, start, end)):
        start = restated.end()
    if _CONSEQUENCE.match(folded, start, end):
        return []
    reading = _Reading(folded, hedges, start, end, setting)
    for mark in outside(folded, cues.of(start, end), start):
        if folded[mark.start - 1 : mark.start] == "-":
            continue
        if mark.value == "silent" or (setting.known and mark.value == "restates"):
            reading.close(mark.start)
            return reading.found
        passed = mark.value == "restates" or (setting.component and mark.value == "result")
        if passed:
            continue
        if mark.start >= reading.resumed or _SAID_OF.search(folded, max(start, mark.start - 8), mark.end):
            reading.take(mark)
        elif reading.explains:
            reading.take_explained(mark)
    reading.close(end)
    return reading.found


class _Reading:
    """A sentence read cue by cue: ``_opener`` is the cue whose phrase is open, from ``_at`` on."""

    def __init__(self, folded: str, hedges: Hedges, start: int, end: int, setting: Setting) -> None:
        self._setting = setting
        self._folded, self._hedges, self._start, self._end = folded, hedges, start, end
        self._opener: Match[str] | None = None
        self._denied: Span | None = None
        self._clause = self._next_clause = self._hedged_to = start
        comma = folded.find(",", start, end) if _CONCEDES.match(folded, start, end) else -1
        self._concession = max(comma, start)
        self._at, self._sure, self._cause = start, False, ""
        self.resumed = start
        self.explains = self._symptom = self._group = False
        self.found: list[Part] = []

    def take(self, mark: Match[str], *, symptom: bool = False) -> None:
        """Close the phrase that is open, and open the one that this cue opens; of a ``symptom`` only, if so asked."""
        before = self._opener
        if mark.value == "agent":
            self._relieved(mark)
            return
        if mark.value in TURNING:
            kind = turned(self._folded, mark, self._start, self._at if before else None)
            if not kind:
                return
            mark = Match(mark.start, mark.end, kind)
        closed = self.close(mark.start)
        self._symptom = symptom
        if mark.value in ("examples", "focus"):
            self._members(mark, before, closed=closed)
        elif mark.value == "aside":
            self._pass_to_comma(mark.end)
        elif mark.value in ("mechanism", "result"):
            self.resumed = self._end
            self.explains = self._setting.component
        elif not self._is_limited(mark):
            self._purpose(mark, before, closed=closed)

    def take_explained(self, mark: Match[str]) -> None:
        """Where it is explained how a component works: what it relieves there, and members of that, are its uses."""
        if _EASES.match(self._folded, mark.start) or (self._opener and mark.value == "examples"):
            self.take(mark, symptom=True)
        else:
            self.close(mark.start)

    def _relieved(self, mark: Match[str]) -> None:
        """What a component is named for: "a pain reliever"."""
        if self._setting.component:
            state = self._folded[mark.start : mark.end].split()[0]
            item = Indication(state, Span(mark.start, mark.start + len(state)))
            self.found.append(Part([item], self._hedge(mark, mark.end), Span(mark.start, mark.end)))

    def _purpose(self, mark: Match[str], before: Match[str] | None, *, closed: bool) -> None:
        """Open the phrase after a cue that says what the medicine is for."""
        match mark.value:
            case "denies":
                self._denied = Span(mark.start, mark.end)
                kind = _NOT_A_KIND.match(self._folded, mark.start)
                self._open(mark, kind.end() if kind else mark.end, sure=True)
            case "helps" | "treats" if self._is_consequence(mark, before):
                return
            case "helps":
                near = max(self._start, mark.start - 30)
                relieves = self._setting.component and _RELIEVES.match(self._folded, mark.start)
                if (before is not None and not closed) or relieves or _FRAME.search(self._folded, near, mark.start):
                    self._open(mark, self._after(mark), sure=self._sure and before is not None)
            case "in":
                self._open(mark, mark.end, sure=self._sure and before is not None)
            case "causes":
                self._open(mark, mark.end, sure=False)
            case "keeps" if before is None and self._is_aimless(mark):
                return
            case _:
                self._open(mark, self._after(mark), sure=True)

    def _after(self, mark: Match[str]) -> int:
        """Where the phrase begins: after its cue, or at one that is part of it."""
        keeps = mark.value == "keeps" or MAKES.match(self._folded, mark.start)
        return mark.start if keeps else mark.end

    def _is_aimless(self, mark: Match[str]) -> bool:
        """Whether no purpose is said of what is done: "a doctor should assess it", "which stimulates the heart"."""
        near = max(self._start, mark.start - NEAR)
        if not _ACTS.match(self._folded, mark.start):
            return False
        if self._folded.endswith("'s ", 0, mark.start):
            return True
        return not _FRAME.search(self._folded, near, mark.start)

    def _is_consequence(self, mark: Match[str], before: Match[str] | None) -> bool:
        """Whether it is said what comes of a treatment: ", reducing the need for surgery", "it helps improve sleep"."""
        if self._setting.component or (before is None and mark.value == "treats" and not self._setting.known):
            return False
        if mark.value == "helps" and self._setting.known and self._folded.endswith(_HELPS, 0, mark.start):
            return True
        if before and (before.value != "helps" or self._folded[before.start : before.end].endswith(_NOMINAL)):
            return False
        participle = self._folded[mark.start : mark.end].endswith("ing")
        return participle and bool(_AFTERTHOUGHT.search(self._folded, max(self._start, mark.start - NEAR), mark.start))

    def _members(self, mark: Match[str], before: Match[str] | None, *, closed: bool) -> None:
        """Open the members after "such as", and what a list comes to after "particularly"."""
        examples = mark.value == "examples"
        if examples and self._is_of_others(mark, before):
            return
        of_group = examples and self._group and self._folded.endswith(", ", 0, mark.start)
        if before is None:
            if of_group:
                self._open(mark, mark.end, sure=False)
            elif examples:
                self._first_members(mark)
        elif those := _THOSE.match(self._folded, mark.end):
            if not (examples and "caus" in those.group()):
                self._open(mark, those.end(), sure=False)
        elif examples:
            near = max(self._start, mark.start - NEAR)
            if before.value != "as" and (not closed or _CONDITIONS.search(self._folded, near, mark.start)):
                self._forget_frame()
                self._open(mark, mark.end, sure=self._sure)
            elif of_group:
                self._open(mark, mark.end, sure=False)
        elif not closed and not _OTHERS.match(self._folded, mark.end):
            self._open(mark, mark.end, sure=self._sure)
        elif self._folded.startswith(" those ", mark.end):
            self._asides(mark)

    def _is_of_others(self, mark: Match[str], before: Match[str] | None) -> bool:
        """Whether members are not of indications: of medicines, of causes, of what the patients have."""
        near = max(self._start, mark.start - NEAR)
        if OF_OTHERS.search(self._folded, near, mark.start) or _WHO.match(self._folded, mark.end):
            return True
        if before is None:
            return False
        return WHOM.search(self._folded, self._at, mark.start) is not None

    def _first_members(self, mark: Match[str]) -> None:
        """Open members of what no cue opened: "common uses include", and those of a label."""
        lead = self._folded[max(self._start, mark.start - _LEAD) : mark.start].lstrip()
        if _USES.search(lead):
            self._open(mark, mark.end, sure=True)
        elif self._setting.labelled and not _OF_CAUSE.search(lead):
            self._open(mark, mark.end, sure=False)

    def _forget_frame(self) -> None:
        """Of "cold symptoms such as cough" and "pain from factors such as gout" only the members are indications."""
        named = self.found[-1].indications if self.found else []
        if named and (self._cause or named[-1].name.endswith(" symptoms")):
            named.pop()

    def _asides(self, mark: Match[str]) -> None:
        """What stands in parentheses: "those of the lungs (such as pneumonia) and the ears (such as otitis)"."""
        for aside in _LISTED.finditer(self._folded, mark.end, self._end):
            named = indications(self._folded, *aside.span(1), sure=False).indications
            self.found.append(Part(named, self._hedge(mark, aside.end()), Span(mark.start, mark.end)))

    def _is_limited(self, mark: Match[str]) -> bool:
        """Note a "not" before the cue; whether it only limits the use ("not a first-line treatment of")."""
        if self._denied:
            conceded = self._denied.start < self._concession <= mark.start
            if conceded or self._clause_after(self._denied.end) <= mark.start:
                self._denied = None
        negated = negation(self._folded, self._start, mark.start)
        if negated and negated.limits:
            self._denied = None if self._denied == negated.span else self._denied
            self._pass_to_comma(mark.end)
            return True
        self._denied = negated.span if negated else self._denied
        return False

    def _pass_to_comma(self, at: int) -> None:
        """What stands up to the next comma names no use."""
        comma = self._folded.find(",", at, self._end)
        self.resumed = comma if comma > 0 else self._end
        self.explains = False

    def _clause_after(self, at: int) -> int:
        """Where the next clause begins, looked for once for each clause."""
        if at >= self._next_clause:
            found = _CLAUSE.search(self._folded, at, self._end)
            self._next_clause = found.start() if found else self._end + 1
        return self._next_clause

    def close(self, end: int) -> bool:
        """Read the open phrase up to ``end``; whether a clause in it ended its list."""
        if self._opener is None:
            return False
        opener, self._opener = self._opener, None
        grouped = _GROUP.search(self._folded, max(self._at, end - _REACH), end)
        self._group = grouped is not None and opener.value != "as" and not self._denied
        denied = self._denied
        if denied and denies_all(self._folded, self._at):
            self._denied = None
            self.resumed = self._clause_after(self._at)
            return True
        if denied and (over := denial_end(self._folded, self._at, end)) < end:
            self._denied, end = None, over
        read = indications(self._folded, self._at, end, sure=self._sure, cause=self._cause)
        named, closed, self._cause = read.indications, read.closed, read.cause
        if opener.value == "as":
            purpose = self._folded[self._at : end].endswith(" to ")
            named = [] if purpose else [item for item in named if item.name.count(" ") < _ROLE]
            if after := _FOR.search(self._folded, self._at, end):
                named = indications(self._folded, after.end(), end).indications
        if denied and (long := _USE_ITSELF.match(self._folded, self._at, end)):
            named = [Indication(self._folded[slice(*long.span(1))], Span(*long.span(1))), *named]
        if not denied:
            named = [item for item in named if not item.name.startswith("underlying ")]
        if self._symptom:
            named = [item for item in named if names_effect(item.name)]
        if named:
            sureness = Sureness("not-for", denied) if denied else self._hedge(opener, named[-1].span.end)
            self.found.append(Part(named, sureness, Span(opener.start, opener.end)))
        return closed

    def _hedge(self, opener: Match[str], end: int) -> Sureness:
        """How sure the clause is that says so, up to what it names."""
        for boundary in _CLAUSE.finditer(self._folded, self._hedged_to, opener.start):
            self._clause = boundary.start()
        self._hedged_to = max(self._hedged_to, opener.start - _BOUNDARY)
        return self._hedges.of(self._clause, end, end if end <= self._concession else self._end)

    def _open(self, mark: Match[str], at: int, *, sure: bool) -> None:
        self._opener, self._at, self._sure = mark, at, sure
        self._cause = self._cause if mark.value == "examples" else ""
