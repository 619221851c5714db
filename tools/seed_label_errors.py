"""How many errors put into correct claims verify finds: python tools/seed_label_errors.py --corpus FOLDER --labels FILE

Claims of the monographs that a label supports are changed in the text, one thing at a time (the amount times 10,
another unit, "contraindicated" to "safe" ...), the page is read and verified again, and what is said of the changed
place is counted: found is one more contradiction, or for an interaction that was taken out, "left-out".
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec import structs

from monograph.claims.records import AnyClaim, Dose, Interaction, Precaution
from monograph.library.label_store import open_labels
from monograph.library.model import Entry
from monograph.names.routes import find_routes
from monograph.pipeline.program import program
from monograph.pipeline.read import read_entry, read_path
from monograph.text.model import Span, Unreadable
from monograph.verify.dose_pairs import pairs, supporting
from monograph.verify.dose_scope import CHILDREN, comparable
from monograph.verify.engine import verify_entry
from monograph.verify.interactants import interactants_of, named_by, named_in, related
from monograph.verify.left_out import left_out
from monograph.verify.matching import Labels, match_labels
from monograph.verify.read_label import ReadLabel
from monograph.verify.sources import StoredLabels
from monograph.verify.warned_with import WARNS_OF

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
UNITS = {"mg": "mcg", "mcg": "mg", "g": "mg", "micrograms": "mg", "milligrams": "micrograms", "grams": "milligrams"}
PEOPLE = {"adults": "Children", "adult": "child", "children": "Adults", "pediatric": "adult", "child": "adult"}
ROUTES = {"orally": "intravenously", "oral": "intravenous", "by mouth": "intravenously", "intravenously": "orally",
          "intravenous": "oral", "iv": "orally", "subcutaneously": "orally", "subcutaneous": "oral"}  # fmt: skip
AGAIN = re.compile(r" \((?:IV|SC|SubQ|subQ|PO|by mouth|injected under the skin|under the skin|into a vein)\)")
"""The route told a second time, in brackets."""
NAMED = {
    "adult": re.compile(r"\badults?\b", re.IGNORECASE),
    "child": re.compile(r"child|p(?:a)?ediatric", re.IGNORECASE),
}
"""The others are named as well: "as for adults"."""
BESIDE = re.compile(r",? ?\(?")
"""What stands between persons and their ages or weights."""
WARNED = re.compile(
    r"(?:(?:(?:it )?is|are) (?:strictly |absolutely |generally )?(?:contraindicated|not recommended)"
    r"|should(?: generally)? (?:be avoided|not be (?:used|taken|given)))(?: \([^)]*\))?(?: for use)?",
    re.IGNORECASE,
)
"""Advice that a sentence can be turned by: what stands before it is its subject."""
STILL_WARNS = re.compile(r"\bunless\b|\bexcept\b|\bNo,|[Cc]ategory [DX]|not been established")
"""What goes on to warn where "is contraindicated" became "is safe": the sentence no longer says one thing."""


class Seed(NamedTuple):
    """A page with one error in it: the changed source and the place of the change (in it)."""

    kind: str
    source: str
    place: Span


def _replaced(entry: Entry, span: Span, words: str, kind: str) -> Seed | None:
    source = entry.monograph.source
    if source[span.start : span.end] == words:
        return None
    return Seed(kind, source[: span.start] + words + source[span.end :], Span(span.start, span.start + len(words)))


def _scaled(factor: float) -> Callable[[re.Match[str]], str]:
    return lambda match: f"{float(match[0].replace(',', '')) * factor:g}"


def _own(dose: Dose, key: str) -> Span | None:
    """The words of the dose's own clause that gave a key."""
    said = dose.grounds.get(key)
    return said if said is not None and dose.start <= said.start < dose.end else None


def _is_joint(entry: Entry, dose: Dose) -> bool:
    """Whether one clause gives a dose to several kinds of person, so that one of them swapped is still among them."""
    beside = (other for other in entry.claims if isinstance(other, Dose) and other.start == dose.start)
    return len({other.population for other in beside}) > 1


def _dose_seeds(entry: Entry, dose: Dose, labels: list[ReadLabel]) -> Iterator[Seed | None]:
    source = entry.monograph.source
    if "amount" not in dose.grounds or not NUMBER.search(source[slice(*dose.grounds["amount"])]):
        return
    amount = dose.grounds["amount"]
    words = source[slice(*amount)]
    for factor in (10, 2):
        changed = NUMBER.sub(_scaled(factor), words)
        if "e+" not in changed:
            yield _replaced(entry, amount, changed, f"amount x {factor}")
    unit = re.search(r"[a-z]+(?=[^a-z]*$)", words.split("/")[0])
    if unit and unit[0] in UNITS:
        changed = words[: unit.start()] + UNITS[unit[0]] + words[unit.end() :]
        yield _replaced(entry, amount, changed, "mg / mcg")
    if (often := dose.grounds.get("frequency")) and dose.basis == "dose" and dose.times_per_day_max:
        times = dose.times_per_day_max
        if "daily" in source[slice(*often)] or "day" in source[slice(*often)]:
            yield _replaced(entry, often, "four times daily" if times <= 2 else "once daily", "frequency")
    yield _other_persons(entry, dose, labels)
    yield _other_route(entry, dose)


def _other_persons(entry: Entry, dose: Dose, labels: list[ReadLabel]) -> Seed | None:
    """Adults for children or the reverse, with the ages and weights behind them; none where a label says that too."""
    source, person = entry.monograph.source, _own(dose, "population")
    other = PEOPLE.get(source[slice(*person)].lower()) if person else None
    wanted = "adult" if dose.population in CHILDREN else "child"
    if person is None or other is None or _is_joint(entry, dose) or NAMED[wanted].search(dose.quote):
        return None
    swapped = structs.replace(
        dose, population=wanted, age_min=None, age_max=None, weight_min=None, weight_max=None, bands={}
    )
    if any(_says(label, swapped) for label in labels):
        return None
    end = person.end
    for key in ("age", "weight"):
        if (said := _own(dose, key)) and BESIDE.fullmatch(source, end, said.start):
            end = said.end + (source[end : said.end].count("(") > source[end : said.end].count(")"))
    return _replaced(entry, Span(person.start, end), other, "adults and children swapped")


def _says(label: ReadLabel, swapped: Dose) -> bool:
    """Whether a label gives a dose to these persons too: by name, or to nobody by name where it is for both."""
    alike = [other for other in label.doses if comparable(swapped, other.dose)]
    named = [other for other in alike if other.population != "?" and other.dose.population == swapped.population]
    if not label.gives_children and label.is_for_children_too and not label.is_for_children:
        named += [other for other in alike if other.population is None]
    return supporting(swapped, pairs(swapped, named), label.frequencies) is not None


def _other_route(entry: Entry, dose: Dose) -> Seed | None:
    """Another route, also in the brackets behind its name; none where the clause leaves the choice between the two."""
    source, route = entry.monograph.source, _own(dose, "route")
    other = ROUTES.get(source[slice(*route)].lower()) if route else None
    if route is None or other is None:
        return None
    named = {found.value.name for found in find_routes(entry.monograph.folded, dose.start, dose.end)}
    if {found.value.name for found in find_routes(other, 0, len(other))} & named:
        return None
    said_again = AGAIN.match(source, route.end)
    return _replaced(entry, Span(route.start, said_again.end() if said_again else route.end), other, "route")


def _seeds(entry: Entry, claim: AnyClaim, labels: list[ReadLabel]) -> Iterator[Seed | None]:
    source = entry.monograph.source
    if isinstance(claim, Dose):
        yield from _dose_seeds(entry, claim, labels)
    elif isinstance(claim, Precaution) and claim.advice in ("contraindicated", "avoid"):
        said = list(WARNED.finditer(source, claim.start, claim.end))
        if len(said) == 1 and not STILL_WARNS.search(source, claim.start, claim.end):
            yield _replaced(entry, Span(*said[0].span()), "is safe to use", f"{claim.advice} to safe")
    elif isinstance(claim, Interaction) and _is_dropped(claim, entry):
        bare = _without(entry, claim)
        yield Seed("interaction dropped", bare, Span(0, len(bare)))


def _is_dropped(claim: Interaction, entry: Entry) -> bool:
    """Whether an interaction names what can be left out: a known companion, no meal, and not the medicine itself."""
    names = interactants_of(claim.with_) - {"class: food"}
    return bool(names) and names.isdisjoint(entry.identity.components)


def _without(entry: Entry, claim: Interaction) -> str:
    """The page with every word blanked that names what the claim warns of, or an example of it."""
    source, folded = entry.monograph.source, entry.monograph.folded
    names = {name for one in interactants_of(claim.with_) for name in named_by(one)}
    for name, (start, end) in sorted(named_in(folded, 0, len(folded)), key=lambda found: found[1]):
        if name in names and name not in entry.identity.components:
            source = source[:start] + "x" * (end - start) + source[end:]
    return re.sub(re.escape(claim.with_), lambda found: "x" * len(found[0]), source, flags=re.IGNORECASE)


def _is_found(seed: Seed, doc: str, labels: list[ReadLabel], claim: AnyClaim, before: int) -> str:
    entry = read_entry(seed.source.encode(), doc)
    assert not isinstance(entry, Unreadable)
    if isinstance(claim, Interaction):
        warnings = [record for record in left_out(entry, labels) if record.what.startswith(WARNS_OF)]
        return "left-out" if any(_names(record.what, claim.with_) for record in warnings) else "missed"
    verdicts = verify_entry(entry, labels)
    if sum(v.verdict == "contradicted" for v in verdicts) > before:
        return "contradicted"
    there = [v for v in verdicts if v.kind == claim.kind and v.start < seed.place.end and seed.place.start < v.end]
    return f"{there[0].verdict}: {there[0].why}" if there else "unread"


def _names(what: str, name: str) -> bool:
    said = interactants_of(what)
    return any(not related(one).isdisjoint(said) for one in interactants_of(name))


def main() -> None:
    """Print, for each kind of change, what became of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--labels", type=Path, required=True, help="a labels.db")
    parser.add_argument("--each", type=int, default=100, help="seeds of each kind")
    parser.add_argument("--show", action="store_true", help="print those that were missed")
    options = parser.parse_args()
    with open_labels(options.labels, writable=True) as store:
        labels = StoredLabels(store, program())
        entries = [entry for entry in read_path(options.corpus) if isinstance(entry, Entry)]
        report(entries, labels, options.each, show=options.show)


def report(entries: list[Entry], index: Labels, each: int, *, show: bool) -> None:
    """Seed, verify and print; the order is shuffled, the same at every call."""
    random.Random(5).shuffle(entries)
    results: Counter[tuple[str, str]] = Counter()
    taken: Counter[str] = Counter()
    for entry in entries:
        labels = match_labels(entry, index)
        verdicts = verify_entry(entry, labels) if labels else []
        claims = [claim for claim in entry.claims if claim.kind != "answer"]
        on_page: Counter[str] = Counter()
        before = sum(verdict.verdict == "contradicted" for verdict in verdicts)
        for claim, verdict in zip(claims, verdicts, strict=False):
            if verdict.verdict != "supported" or "insufficient data" in verdict.why:
                continue
            if isinstance(claim, Dose) and verdict.label.component:
                continue  # the label of a component alone contradicts no dose of a combination
            for seed in _seeds(entry, claim, labels):
                if seed is None or taken[seed.kind] >= each or on_page[seed.kind] >= 2:
                    continue
                taken[seed.kind] += 1
                on_page[seed.kind] += 1
                found = _is_found(seed, entry.monograph.doc, labels, claim, before)
                results[seed.kind, found.split(":")[0]] += 1
                if show and found not in ("contradicted", "left-out"):
                    print(f"{seed.kind}: {found}: {entry.monograph.doc}: {claim.quote[:120]!r} | {verdict.why}")
    print(f"{'change':24}{'seeds':>7}{'found':>7}{'share':>7}  what else became of them")
    for kind, count in taken.items():
        hits = results[kind, "contradicted"] + results[kind, "left-out"]
        rest = {word: n for (k, word), n in results.items() if k == kind and word not in ("contradicted", "left-out")}
        print(f"{kind:24}{count:7}{hits:7}{hits / count:7.2f}  {rest}")


if __name__ == "__main__":
    main()
