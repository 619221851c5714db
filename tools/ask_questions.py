"""A set of questions for ``monograph ask``, made without reading answers, and how well they are answered.

    python tools/ask_questions.py build                 counts, latency, and the score of those that were judged
    python tools/ask_questions.py build --sample 100    replies to be judged, as rows to be filled in

A question is one of the FAQs of another monograph of the same kind (one that shares an indication with the asked one),
put of the asked medicine; the topics come in turn. The FAQs of the asked monograph are hidden: the answer has to be
found elsewhere in it, or the reply must be that it says nothing. The same library gives the same questions.

tests/judged/ask.tsv holds what a reader said, by ids and never by text: the asked monograph, the monograph and offset
that the question is from, the verdict and, where the monograph does answer, the offset of a sentence that does.
A verdict is "answered" (with the offset) or "silent" (the monograph, its FAQs aside, says nothing about it).
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from monograph.answers.ask import Reply, ask
from monograph.answers.library import Library
from monograph.claims.records import Answer, Use

JUDGED = Path(__file__).parent.parent / "tests" / "judged" / "ask.tsv"
COUNT = 400
TRIES = 40
_THIS = re.compile(
    r"\b(?:this|the) (?:combination medication|medication|medicine|drug|combination|product|treatment|supplement)\b"
    r"|\bit\b",
    re.IGNORECASE,
)


class Asked(NamedTuple):
    """A question put of a monograph, and the monograph and offset that it was taken from."""

    doc: str
    origin: str
    start: int
    question: str


def questions(library: Library, count: int = COUNT) -> list[Asked]:
    """The set: each question of another monograph, each monograph asked once."""
    chance = random.Random("ask")
    listings = {one.doc: one for one in library.listings()}
    uses: dict[str, list[str]] = {}
    for doc in listings:
        for claim in library.claims(doc):
            if isinstance(claim, Use):
                uses.setdefault(claim.indication, []).append(doc)
    asked: list[Asked] = []
    counts = Counter[str | None]()
    docs = sorted(listings)
    chance.shuffle(docs)
    for doc in docs:
        found = _question(library, doc, uses, chance, counts)
        if found:
            asked.append(found)
        if len(asked) == count:
            break
    return asked


def _question(
    library: Library, doc: str, uses: dict[str, list[str]], chance: random.Random, counts: Counter[str | None]
) -> Asked | None:
    entry = library.entry(doc)
    if not entry.monograph.of_kind("faqs"):
        return None
    indications = [claim.indication for claim in entry.claims if isinstance(claim, Use)]
    kin = sorted({other for indication in indications for other in uses[indication] if other != doc})
    for _ in range(TRIES if kin else 0):
        origin = library.entry(chance.choice(kin))
        answers = [claim for claim in origin.claims if isinstance(claim, Answer)]
        if not answers or origin.identity.key == entry.identity.key:
            continue
        chosen = min(answers, key=lambda claim: (counts[claim.topic], claim.start))  # the topic that is rarest so far
        put = _put(chosen.question, origin.monograph.title, entry.monograph.title)
        if put:
            counts[chosen.topic] += 1
            return Asked(doc, origin.monograph.doc, chosen.start, put)
    return None


def _put(question: str, title: str, asked: str) -> str | None:
    """A question put of another medicine, or None where it names no medicine that can be replaced."""
    bare = title.split(" (")[0]
    of_title = re.sub(re.escape(bare), asked, question, flags=re.IGNORECASE)
    if of_title != question:
        return of_title
    put, count = _THIS.subn(lambda _: asked, question, count=1)
    return put if count else f"{question.rstrip('?')} of {asked}?" if "a dose" in question else None


def _judged() -> dict[tuple[str, str, int], tuple[str, int]]:
    if not JUDGED.exists():
        return {}
    rows = [line.split("\t") for line in JUDGED.read_text("utf-8").splitlines()[1:] if line]
    return {(row[0], row[1], int(row[2])): (row[3], int(row[4] or -1)) for row in rows}


def _judged_questions(library: Library) -> Iterator[tuple[Asked, tuple[str, int]]]:
    """The questions that were judged, whether the set of today holds them or not."""
    titles = {one.doc: one.title for one in library.listings()}
    for (doc, origin, start), gold in _judged().items():
        for claim in library.claims(origin) if doc in titles and origin in titles else ():
            put = _put(claim.question, titles[origin], titles[doc]) if isinstance(claim, Answer) else None
            if put and claim.start == start:
                yield Asked(doc, origin, start, put), gold


def score(library: Library, asked: list[Asked]) -> Iterator[str]:
    """What became of the questions, and of the judged ones how many were answered right."""
    counts, verdicts, times = Counter[str](), Counter[str](), []
    for one in asked:
        began = time.process_time()
        reply = ask(library, one.question, without=("faqs",))
        times.append(time.process_time() - began)
        counts[reply.status] += 1
    for one, gold in _judged_questions(library):
        verdicts[_verdict(ask(library, one.question, without=("faqs",)), *gold)] += 1
    yield f"{len(asked)} questions: " + ", ".join(f"{name} {number}" for name, number in counts.most_common())
    times.sort()
    yield f"processor time: p50 {times[len(times) // 2] * 1e3:.1f} ms, p99 {times[int(len(times) * 0.99)] * 1e3:.1f} ms"
    answerable = sum(number for name, number in verdicts.items() if name in ("first", "third", "other", "missed"))
    silent = verdicts["silent"] + verdicts["false"]
    if answerable and silent:
        yield f"judged {answerable + silent}, of which the monograph answers {answerable}:"
        yield f"  the right sentence first {verdicts['first'] / answerable:.0%}"
        yield f"  in the first three {(verdicts['first'] + verdicts['third']) / answerable:.0%}"
        yield f"  another sentence {verdicts['other'] / answerable:.0%}, nothing {verdicts['missed'] / answerable:.0%}"
        yield f"false answers where it says nothing: {verdicts['false']} of {silent}"


def _verdict(reply: Reply, verdict: str, right: int) -> str:
    """Where the right sentence stands: first, third (among three), other, missed; silent, false."""
    if verdict == "silent":
        return "false" if reply.answers else "silent"
    places = [passage.start - 2 <= right < passage.end for passage in reply.answers]
    return "missed" if not places else "first" if places[0] else "third" if any(places) else "other"


def sample(library: Library, asked: list[Asked], count: int) -> Iterator[str]:
    """Replies to be judged."""
    for one in asked[:count]:
        reply = ask(library, one.question, without=("faqs",))
        said = f"{one.question} -> {reply.status} [{reply.topic} {reply.about}]"
        yield f"{one.doc}\t{one.origin}\t{one.start}\t\t\t{said}"
        for passage in reply.answers:
            quote = passage.quote[:200].replace("\n", " / ")
            yield f"    {passage.doc}:{passage.start} {passage.section}: {quote}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path, help="what `monograph build` made")
    parser.add_argument("--sample", type=int, default=0, help="print so many replies to be judged")
    arguments = parser.parse_args()
    with Library.open(arguments.library) as library:
        asked = questions(library)
        lines = sample(library, asked, arguments.sample) if arguments.sample else score(library, asked)
        for line in lines:
            print(line)


if __name__ == "__main__":
    main()
