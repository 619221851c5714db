"""Faults planted in clean monographs, and how many of each kind the rule made for it finds: part of ``make bench``.

Each fault is one slip in one place of one page of the bundled library. The library that is then checked holds the
faulty page and, for a fault that no text shows by itself, its untouched twin. A fault is found when a rule made for its
kind names the faulty page; what those rules say of the untouched pages is a false alarm. ``--show N`` prints what
was missed.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from monograph.checks.registry import RULES
from monograph.checks.run import check
from monograph.claims.records import Dose, Precaution
from monograph.library.model import Entry, Library, Problem
from monograph.pipeline.read import read_entry, read_library

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
RANGE = re.compile(r"(\d[\d,.]*) ?(?:to|-|–) ?(\d[\d,.]*)")
TAKEN = frozenset({"usual", "starting", "maintenance", "loading"})
FORBIDS = frozenset({"contraindicated", "avoid"})
LARGER_UNIT = {"mcg": "mg", "mg": "g"}
OTHER_ROUTE = {
    "by mouth": "into a vein", "By mouth": "Into a vein", "into a vein": "by mouth", "Into a vein": "By mouth",
    "under the skin": "into a vein", "Under the skin": "Into a vein", "Into the muscle": "Into a vein",
    "Inhaled": "By mouth", "On the skin": "By mouth",
}  # fmt: skip
DOUBLED = {
    "once a day": "twice a day", "twice a day": "four times a day", "three times a day": "six times a day",
    "every 12 hours": "every 6 hours", "every 8 hours": "every 4 hours", "every 6 hours": "every 3 hours",
    "every 4 hours": "every 2 hours", "once a week": "twice a week", "twice a week": "four times a week",
}  # fmt: skip
GLOSS = re.compile(r"(?: of the upper arm)? \((?:subcutaneous|intravenous|intramuscular|oral)\)")
SAFE = {
    "pregnancy": (
        "It is safe in pregnancy.",
        "It can be used during pregnancy.",
        "It is considered safe in pregnancy.",
    ),
    "breastfeeding": ("It is safe while breastfeeding.", "It can be used by breastfeeding mothers."),
}
UNSAFE = {
    "pregnancy": ("Avoid it during pregnancy.", "It must not be used in pregnancy."),
    "breastfeeding": ("Avoid it while breastfeeding.", "It must not be used while breastfeeding."),
}
PLACEHOLDER = "[specific condition]"


class Kind(NamedTuple):
    """A kind of fault: its rules, whether the untouched twin is in the library, and how it is planted."""

    name: str
    rules: str
    twin: bool
    plant: Callable[[Entry, list[Entry]], Iterator[str]]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--library", type=Path, default=Path("library"))
    ask.add_argument("--show", type=int, default=0, help="faults of each kind, not found, that are printed")
    opts = ask.parse_args()
    entries = read_library(opts.library).entries
    start = time.process_time()
    print(f"{'fault':30}{'planted':>9}{'found':>7}{'share':>7}{'false alarms':>14}  rules")
    for kind in KINDS:
        planted, missed, alarms = tried(kind, entries)
        found = planted - len(missed)
        share = f"{found / planted:7.2f}" if planted else f"{'-':>7}"
        print(f"{kind.name:30}{planted:9}{found:7}{share}{alarms:14}  {kind.rules}")
        for doc, line in missed[: opts.show]:
            print(f"    {doc}: {line}")
    print(f"{len(entries)} monographs, {time.process_time() - start:.0f} s of CPU")


def tried(kind: Kind, entries: list[Entry]) -> tuple[int, list[tuple[str, str]], int]:
    """How many faults were planted, the place and changed line of each that was missed, and the false alarms."""
    planted, missed, alarms = 0, [], 0
    for entry in entries:
        doc, clean = entry.monograph.doc, entry.monograph.source
        twins = [twin_of(entry)] if kind.twin else []
        alarms += len(problems([entry, *twins], kind))
        for source in kind.plant(entry, entries):
            faulty = read_entry(source.encode(), doc)
            if not isinstance(faulty, Entry):
                raise SystemExit(f"{doc}: a planted fault made it unreadable: {faulty.message}")
            planted += 1
            if not any(names(problem, doc) for problem in problems([faulty, *twins], kind)):
                missed.append((doc, changed_line(clean, source)))
    return planted, missed, alarms


def problems(entries: list[Entry], kind: Kind) -> list[Problem]:
    return check(Library(entries=entries), [RULES[code] for code in kind.rules.split()])


def names(problem: Problem, doc: str) -> bool:
    return problem.doc == doc or any(related.doc == doc for related in problem.related)


def twin_of(entry: Entry) -> Entry:
    twin = read_entry(entry.monograph.source.encode(), f"twins/{entry.monograph.doc}")
    assert isinstance(twin, Entry)
    return twin


def changed_line(clean: str, faulty: str) -> str:
    lines = set(clean.splitlines())
    return next((line for line in faulty.splitlines() if line not in lines), "")


def doses_of(entry: Entry) -> Iterator[Dose]:
    """The doses, one for each place: routes and populations make several of one amount."""
    seen = set()
    for claim in entry.claims:
        if isinstance(claim, Dose) and claim.grounds["amount"] not in seen:
            seen.add(claim.grounds["amount"])
            yield claim


def put(entry: Entry, span: tuple[int, int], words: str) -> str:
    source = entry.monograph.source
    return source[: span[0]] + words + source[span[1] :]


def words_of(entry: Entry, span: tuple[int, int]) -> str:
    return entry.monograph.source[span[0] : span[1]]


def times(words: str, factor: float) -> str:
    """An amount with every number in it so many times as large."""
    return NUMBER.sub(lambda found: f"{float(found[0].replace(',', '')) * factor:.6f}".rstrip("0").rstrip("."), words)


def ten_times(entry: Entry, entries: list[Entry]) -> Iterator[str]:
    for dose in doses_of(entry):
        span = dose.grounds["amount"]
        if dose.role in TAKEN and NUMBER.search(words_of(entry, span)):
            yield put(entry, span, times(words_of(entry, span), 10))


def larger_unit(entry: Entry, entries: list[Entry]) -> Iterator[str]:
    for dose in doses_of(entry):
        span = dose.grounds["amount"]
        written = words_of(entry, span)
        if dose.unit in LARGER_UNIT and written.endswith(f" {dose.unit}"):
            yield put(entry, span, written.removesuffix(dose.unit) + LARGER_UNIT[dose.unit])


def other_route(entry: Entry, entries: list[Entry]) -> Iterator[str]:
    yield from replaced(entry, "route", OTHER_ROUTE)


def doubled(entry: Entry, entries: list[Entry]) -> Iterator[str]:
    yield from replaced(entry, "frequency", DOUBLED)


def replaced(entry: Entry, ground: str, words: dict[str, str]) -> Iterator[str]:
    """The page with other words at each place that gave a dose its route or its frequency."""
    seen = set()
    for dose in doses_of(entry):
        span = dose.grounds.get(ground)
        if span and span not in seen and words_of(entry, span) in words:
            seen.add(span)
            gloss = GLOSS.match(entry.monograph.source, span[1])
            end = gloss.end() if gloss and ground == "route" else span[1]
            yield put(entry, (span[0], end), words[words_of(entry, span)])


def turned_range(entry: Entry, entries: list[Entry]) -> Iterator[str]:
    for dose in doses_of(entry):
        span = dose.grounds["amount"]
        found = RANGE.search(words_of(entry, span))
        if found and found[1] != found[2]:
            yield put(entry, (span[0] + found.start(1), span[0] + found.end(1)), found[2]).replace(
                found[2] + words_of(entry, span)[found.end(1) : found.start(2)] + found[2],
                found[2] + words_of(entry, span)[found.end(1) : found.start(2)] + found[1],
            )


def low_maximum(entry: Entry, entries: list[Entry]) -> Iterator[str]:
    """Each maximum below the least amount of its unit that the page gives."""
    for limit in doses_of(entry):
        if limit.role != "maximum":
            continue
        taken = [d.amount_min or d.amount_max for d in doses_of(entry) if d.role in TAKEN and comparable(d, limit)]
        span = limit.grounds["amount"]
        if taken and limit.amount_max and NUMBER.search(words_of(entry, span)):
            low = min(amount for amount in (*taken, limit.amount_max) if amount) / 2
            yield put(entry, span, NUMBER.sub(f"{low:g}", words_of(entry, span)))


def comparable(dose: Dose, limit: Dose) -> bool:
    """Whether a maximum is for what the dose is for, as far as both say."""
    same = (dose.unit, dose.per, dose.population or "adult") == (limit.unit, limit.per, limit.population or "adult")
    same = same and (dose.route is None or dose.route == limit.route)
    return same and (not limit.indication or dose.indication in (None, limit.indication))


def turned_advice(entry: Entry, entries: list[Entry]) -> Iterator[str]:
    """The whole advice of an item turned round, in several wordings."""
    blocks = [block for section in entry.monograph.of_kind("precautions") for block in section.blocks]
    for claim in entry.claims:
        if isinstance(claim, Precaution) and claim.about in SAFE and claim.scope is None:
            wordings = UNSAFE if claim.advice == "acceptable" else SAFE if claim.advice in FORBIDS else {}
            for block in blocks:
                if block.start <= claim.start < block.end:
                    yield from (put(entry, (block.body, block.end), words) for words in wordings.get(claim.about, ()))


def dropped_component(entry: Entry, entries: list[Entry]) -> Iterator[str]:
    """Combinations whose title has lost one of its components, the text as it was."""
    title = entry.monograph.title
    parts = title.split(" + ")
    for part in parts if len(parts) > 1 else ():
        left = " + ".join(other for other in parts if other != part)
        yield retitled(entry, left)


def swapped_title(entry: Entry, entries: list[Entry]) -> Iterator[str]:
    """The title of another page, with and without its Generic Name."""
    number = next(index for index, other in enumerate(entries) if other.monograph.doc == entry.monograph.doc)
    other = entries[(number + 1) % len(entries)]
    swapped = retitled(entry, other.monograph.title)
    yield swapped
    name, theirs = (e.monograph.of_kind("generic-name")[0].blocks[0] for e in (entry, other))
    written = words_of(entry, (name.start, name.end))
    yield swapped.replace(f"\n{written}\n", f"\n{words_of(other, (theirs.start, theirs.end))}\n", 1)


def retitled(entry: Entry, title: str) -> str:
    source = entry.monograph.source
    source = re.sub(r"(?m)^title: .*$", lambda found: f"title: {title}", source, count=1)
    return re.sub(r"(?m)^# .*$", lambda found: f"# {title}", source, count=1)


def left_placeholder(entry: Entry, entries: list[Entry]) -> Iterator[str]:
    """A placeholder where each use is named."""
    for claim in entry.claims:
        if claim.kind == "use":
            yield put(entry, (claim.start, claim.end), PLACEHOLDER)


KINDS = (
    Kind("dose times ten", "C857 C855 D703 D704", True, ten_times),
    Kind("mg for mcg, g for mg", "C857 C855 D703 D704", True, larger_unit),
    Kind("swapped route", "C858", True, other_route),
    Kind("range reversed", "D705", False, turned_range),
    Kind("maximum below dose", "D703 D704 D706", False, low_maximum),
    Kind("frequency doubled", "C859 C856 D704", True, doubled),
    Kind("pregnancy advice flipped", "C852 X801", True, turned_advice),
    Kind("component dropped", "I604 I613", False, dropped_component),
    Kind("title swapped", "I604 I605 I613 I614", False, swapped_title),
    Kind("placeholder left", "A502", False, left_placeholder),
)

if __name__ == "__main__":
    main()
