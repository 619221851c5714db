"""The reply to a question: which medicines, what it asks, the passages that answer, and whether monographs disagree."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

import msgspec

from monograph.answers.ask.candidates import Candidate
from monograph.answers.ask.disagree import opposed
from monograph.answers.ask.model import Official, Passage, Reply, Status
from monograph.answers.ask.names import Mention, Names
from monograph.answers.ask.question import Question, kin, pairs, read_question
from monograph.answers.ask.rank import Scored, ranked, topic_of_person
from monograph.answers.ask.topics import topics
from monograph.answers.labelled import left_out, warns_of
from monograph.answers.review.standing import standing
from monograph.checks.twins import GENERAL_ROUTES
from monograph.claims.interaction import vague_statements
from monograph.claims.records import Precaution
from monograph.library.model import Entry
from monograph.library.store import Listing, StoredLibrary
from monograph.names.components import SET
from monograph.text.model import SectionKind
from monograph.verify.stored import stored_records
from monograph.verify.verdict import LeftOut, NoLabel, Record, Verdict

MOST = 3
"""Passages of a reply."""
NEAR = 0.7
"""The share of the best score that a further passage has."""
MOST_MONOGRAPHS = 6
"""Monographs of one medicine that are looked into."""


def ask(
    library: StoredLibrary, question: str, *, without: Collection[SectionKind] = (), today: date | None = None
) -> Reply:
    """The reply to a question in a person's words, from a library's monographs and only in their sentences.

    ``without`` leaves sections of these kinds out (measurements hide the FAQs by it); ``today`` tells which reviews are
    due. Never raises for any question.
    """
    today = today or date.today()
    names = _names(library)
    asked = read_question(question, names)
    if not asked.asked:
        return _no_name(question, asked, names)
    unknown = [mention for mention in asked.asked if mention.key not in names.listings]
    if len(unknown) == len(asked.asked):
        return _reply(asked, "no-such-medicine", suggestions=names.suggestions(question, unknown))
    if asked.topic == "interaction" and len(asked.asked) > 2:
        return _together(asked, names, [_looked_up(library, names, pair, without, today) for pair in pairs(asked)])
    return _looked_up(library, names, asked, without, today)


def _looked_up(
    library: StoredLibrary, names: Names, asked: Question, without: Collection[SectionKind], today: date
) -> Reply:
    """The reply to a question of one medicine or of what two do together."""
    listings = [listing for mention in asked.asked for listing in _of(names, mention, asked.text)]
    titles = _titles(asked, names)
    if asked.topic is None:
        return _reply(asked, "not-understood", titles, suggestions=list(asked.guessed))
    entries = {listing.doc: library.entry(listing.doc) for listing in listings}
    found = _found(asked, entries, without)
    if not found and asked.topic == "dose" and (person := topic_of_person(asked)):
        asked = msgspec.structs.replace(asked, topic=person)
        found = [one for one in _found(asked, entries, without) if one.claim]
    best = _best(found)
    problems = [problem for doc in entries for problem in library.problems(doc)] if len(entries) > 1 else []
    against = opposed(asked, found, entries, problems)
    status: Status = "disagree" if against else "answered" if best else "says-nothing"
    answers = [_passage(one, entries[one.doc], library, today) for one in (against or best)]
    words = {passage.advice for passage in answers} - {None}
    advice = answers[0].advice if len(words) == 1 and asked.yes_no else None
    reply = _reply(asked, status, titles, answers=answers, advice=advice, suggestions=list(asked.guessed))
    reply = msgspec.structs.replace(reply, unknown=_unknown(asked, names))
    if topics()[asked.topic or ""].by != "interaction":
        return reply
    if status == "says-nothing" and asked.topic in ("interaction", "other-medicines"):
        unnamed = [one for entry in entries.values() for one in _unnamed(entry, without)]
        answers = [_passage(one, entries[one.doc], library, today) for one in unnamed[:MOST]]
    warned = [one for entry in entries.values() for one in _left_out(asked, entry, library)]
    once = {(one.label.set_id, one.what): one for one in warned}
    silent = [(titles[0], titles[1])] if status == "says-nothing" and len(titles) == 2 else []
    return msgspec.structs.replace(reply, answers=answers, left_out=list(once.values())[:MOST], silent=silent)


def _together(asked: Question, names: Names, replies: Sequence[Reply]) -> Reply:
    """The replies of each two of several medicines as one: the first passage of each, and of which nothing is said."""
    said = [reply for reply in replies if reply.status != "says-nothing"]
    told = {reply.status for reply in said}
    status: Status = "disagree" if "disagree" in told else "answered" if told else "says-nothing"
    answers = [passage for reply in said or replies for passage in reply.answers[:1]]
    warned = [one for reply in replies for one in reply.left_out]
    return msgspec.structs.replace(
        _reply(asked, status, _titles(asked, names), suggestions=asked.guessed),
        about="",
        answers=list({(one.doc, one.start): one for one in answers}.values()),
        unknown=_unknown(asked, names),
        left_out=list({(one.label.set_id, one.what): one for one in warned}.values()),
        silent=[pair for reply in replies for pair in reply.silent],
    )


def _titles(asked: Question, names: Names) -> list[str]:
    return list(dict.fromkeys(names.title(mention) for mention in asked.asked))


def _unknown(asked: Question, names: Names) -> list[str]:
    """The medicines of a question that have no monograph."""
    return [names.title(mention) for mention in asked.asked if mention.key not in names.listings]


def _unnamed(entry: Entry, without: Collection[SectionKind]) -> Iterator[Scored]:
    """The first statement of a monograph that there are interactions, which names none."""
    for start, end in vague_statements(entry.monograph):
        section = next(one for one in entry.monograph.sections if one.start <= start < one.end)
        if section.kind not in without:
            yield Scored(0, entry.monograph.doc, start, end, Candidate(section.kind, start, end), None)
            return


def _left_out(question: Question, entry: Entry, library: StoredLibrary) -> Iterator[LeftOut]:
    """What the label of a monograph warns of taking with what is asked about, and the monograph leaves out."""
    keys = [mention.key for mention in question.asked]
    about = question.about.split(", ") if question.about else sorted(topics()[question.topic or ""].about)
    names = keys[:1] if len(keys) > 1 and entry.identity.key == keys[1] else about
    parts = [part for name in names for part in name.split(SET)]
    for warning in left_out(stored_records(library, entry.monograph.doc)):
        if any(warns_of(warning, key) for part in parts for key in (part, f"class: {part}")):
            yield warning


def _found(asked: Question, entries: Mapping[str, Entry], without: Collection[SectionKind]) -> list[Scored]:
    found = [one for entry in entries.values() for one in ranked(asked, entry, _things(asked, entry), without)]
    return _of_one_route(found, entries, asked.text)


@lru_cache(maxsize=4)
def _names(library: StoredLibrary) -> Names:
    return Names(library.listings())


def _of(names: Names, mention: Mention, question: str) -> Sequence[Listing]:
    """The monographs of a medicine; those of a route that the question names first."""
    listings = names.listings.get(mention.key, [])
    folded = question.lower()
    return sorted(
        listings, key=lambda one: (not (one.route and one.route in folded), one.title.lower() != mention.written)
    )[:MOST_MONOGRAPHS]


def _of_one_route(found: list[Scored], entries: Mapping[str, Entry], question: str) -> list[Scored]:
    """Only what holds for the route that a question names or, where it names none, for the medicine as such."""
    routes = {entry.identity.route for entry in entries.values()}
    wanted = {route for route in routes if route and route in question.lower()} or GENERAL_ROUTES
    fit = [one for one in found if entries[one.doc].identity.route in wanted]
    return fit or found


def _things(question: Question, entry: Entry) -> frozenset[str]:
    """What is asked about, seen from a monograph: for the second medicine of an interaction it is the first."""
    keys = [mention.key for mention in question.asked]
    if question.topic == "interaction" and len(keys) > 1 and entry.identity.key == keys[1]:
        return kin(keys[0])
    return question.things


def _best(found: list[Scored]) -> list[Scored]:
    """The best passages, none within another, the gravest first, then those that answer best; none grave is far.

    Where a dose is asked for the last of them makes room for the most that is stated.
    """
    chosen: list[Scored] = []
    for one in sorted(found, key=lambda scored: -scored.score):
        if len(chosen) == MOST:
            break
        is_near = not chosen or one.grave or one.score >= NEAR * chosen[0].score
        if is_near and not any(
            one.doc == other.doc and one.start < other.end and other.start < one.end for other in chosen
        ):
            chosen.append(one)
    most = max((one for one in found if one.limits), key=lambda one: one.score, default=None)
    if most and not any(one.limits for one in chosen):
        chosen[MOST - 1 :] = [most]
    return sorted(chosen, key=lambda one: -one.grave)


def _passage(scored: Scored, entry: Entry, library: StoredLibrary, today: date) -> Passage:
    monograph, claim = entry.monograph, scored.claim
    kind = claim.kind if claim else "answer" if scored.candidate.asked else "sentence"
    return Passage(
        doc=monograph.doc,
        title=monograph.title,
        section=scored.candidate.section,
        quote=monograph.source[scored.start : scored.end],
        start=scored.start,
        end=scored.end,
        kind=kind,
        under=[monograph.plain[a:b].strip() for a, b in scored.candidate.under if b <= scored.start],
        advice=claim.advice if isinstance(claim, Precaution) else None,
        line=monograph.line_of(scored.start),
        review=standing(monograph, lambda: entry.claims, today).state,
        sources=_count(monograph.front_matter.get("sources")),
        official=_official(scored, stored_records(library, monograph.doc)),
    )


def _official(scored: Scored, records: Sequence[Record]) -> Official | None:
    """What the label says of a passage: a contradiction of anything in it, else of what answers.

    That is the claim or, where a list answers, all claims of its kind in it.
    """
    for record in records:
        if isinstance(record, NoLabel):
            return Official(record.verdict, record.why)
    within = [one for one in records if isinstance(one, Verdict) and one.start < scored.end and scored.start < one.end]
    wrong = next((one for one in within if one.verdict == "contradicted"), None)
    claim = scored.claim
    asked = [one for one in within if claim and one.kind == claim.kind and one.verdict != "not-comparable"]
    if claim and not scored.candidate.listed:
        asked = [one for one in asked if (one.start, one.end) == (claim.start, claim.end)]
    if wrong or len(asked) == 1:
        decided = wrong or asked[0]
        return Official(decided.verdict, decided.why, decided.label)
    if not asked:
        return None
    supported = sum(one.verdict == "supported" for one in asked)
    why = f"The label says {supported or 'none'} of these {len(asked)} statements{' too' * (supported > 0)}."
    return Official("supported" if supported == len(asked) else "not-found", why, asked[0].label)


def _count(stated: object) -> int:
    return len(stated) if isinstance(stated, list) else int(bool(stated))


def _no_name(question: str, asked: Question, names: Names) -> Reply:
    """The reply where no medicine is named: a word that could be a name is one that the library does not have."""
    suggestions = names.suggestions(question, ())
    return _reply(asked, "no-such-medicine" if names.may_name(question) else "not-understood", suggestions=suggestions)


def _reply(
    asked: Question,
    status: Status,
    medicines: Sequence[str] = (),
    *,
    answers: Sequence[Passage] = (),
    advice: str | None = None,
    suggestions: Sequence[str] = (),
) -> Reply:
    return Reply(
        question=asked.text,
        status=status,
        medicines=list(medicines),
        topic=asked.topic,
        about=asked.about,
        advice=advice,
        answers=list(answers),
        suggestions=list(suggestions),
    )
