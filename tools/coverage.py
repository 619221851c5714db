"""What the dose reader leaves unread: ``make coverage [SHOW=40]``.

Over the whole corpus, the numbers with a unit in Dosage sections that ended neither in a claim nor among the known
non-doses, by form ("N mg/kg ..."), most frequent first, and the share that is accounted for. Numbers with a unit are
found here by a pattern of their own, so that what the lexer does not see is seen.
"""

from __future__ import annotations

import argparse
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from monograph.claims.dose import account_for, read_doses
from monograph.names.units import unit_words
from monograph.text.model import Monograph, Section, Span, Unreadable
from monograph.text.read import read_monograph

# Kilograms are weights of persons, and numbers of doses say how often.
_WORDS = (re.escape(word) for word, unit in unit_words().items() if unit.name not in ("kg", "dose"))
_UNITS = sorted(_WORDS, key=len, reverse=True)
NUMBER_WITH_UNIT = re.compile(rf"\d[\d,]*(?:\.\d+)?[ -]?(?:{'|'.join(_UNITS)})(?![a-z0-9])")
AFTER = re.compile(r"(?:[/ -]*[a-z²%]+){0,3}")
DIGITS = re.compile(r"\d[\d,.]*")


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--corpus", type=Path, required=True)
    ask.add_argument("--show", type=int, default=40)
    opts = ask.parse_args()
    forms: Counter[str] = Counter()
    example: dict[str, str] = {}
    found = in_claims = known = 0
    for path in sorted(opts.corpus.rglob("*.md")):
        doc = path.relative_to(opts.corpus).as_posix()
        monograph = read_monograph(path.read_bytes(), doc)
        if isinstance(monograph, Unreadable):
            continue
        claimed = [dose.grounds["amount"] for dose in read_doses(monograph)]
        others = [span for span, _ in account_for(monograph)]
        for section in monograph.of_kind("dosage"):
            for number in numbers(monograph, section):
                found += 1
                if holds(claimed, number):
                    in_claims += 1
                elif holds(others, number):
                    known += 1
                else:
                    form = form_of(monograph, number)
                    forms[form] += 1
                    example.setdefault(form, f"{doc}:{monograph.line_of(number.start)}")
    share = (in_claims + known) / found if found else 1.0
    print(f"{found:,} numbers with a unit in Dosage: {in_claims:,} in claims, {known:,} known non-doses, ", end="")
    print(f"{found - in_claims - known:,} unread; accounted for: {share:.1%}")
    for form, count in forms.most_common(opts.show):
        print(f"{count:6}  {form}   {example[form]}")
    return 0


def numbers(monograph: Monograph, section: Section) -> Iterator[Span]:
    for block in section.blocks:
        for match in NUMBER_WITH_UNIT.finditer(monograph.folded, block.start, block.end):
            yield Span(match.start(), match.end())


def holds(spans: list[Span], number: Span) -> bool:
    ordered = sorted(set(spans))
    at = bisect_right(ordered, (number.start, number.end + 10**9)) - 1
    return any(span.start <= number.start and number.end <= span.end for span in ordered[max(at - 2, 0) : at + 1])


def form_of(monograph: Monograph, number: Span) -> str:
    tail = AFTER.match(monograph.folded, number.end)
    end = tail.end() if tail else number.end
    return " ".join(DIGITS.sub("N", monograph.folded[number.start : end]).split())


if __name__ == "__main__":
    raise SystemExit(main())
