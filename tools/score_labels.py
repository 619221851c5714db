"""Score the readers on official labels that people annotated: ``make score-labels [SHOW=20] [SPLIT=open|closed|all]``.

Adverse reactions: the unique positive reaction strings of each label (TAC 2017, task 3), compared as exact strings in
lower case. Interactions: the names of each label, compared as ``score.py`` beside the gold compares names. Ratios are
given over all labels together (micro) and as the mean of the labels (macro).

Half of the labels (by a hash of the name) is the closed part: it is measured but not looked at, so that the two parts
side by side tell whether language was learned or labels. (The first session read the misses of all of them.)
"""

from __future__ import annotations

import argparse
import re
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from monograph.claims.effect import read_effects
from monograph.claims.interaction import read_interactions
from monograph.labels.annotated import Annotated, interactions_of, reactions_of

SEVERITY = re.compile(r"^(?:(?:serious|severe|mild|moderate|fatal|life-threatening|potentially|and|or|sometimes) )+")
Same = Callable[[str, str], bool]


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--labels", type=Path, required=True)
    ask.add_argument("--show", type=int, default=0)
    ask.add_argument("--split", choices=("open", "closed", "all"), default="all")
    opts = ask.parse_args()
    if opts.show and opts.split != "open":
        print("SHOW lists the open part only: the closed part stays unseen", file=sys.stderr)
        opts.split = "open"
    for split in ("open", "closed", "all") if opts.split == "all" else (opts.split,):
        print(f"== {split}", flush=True)
        told, taken = (files(opts.labels / folder, split) for folder in ("adverse-reactions", "interactions"))
        score("adverse reactions", told, reactions_of, reactions, exactly, opts.show)
        score("adverse reactions, words", told, reactions_of, reactions, nearly, 0)
        score("interactions", taken, interactions_of, interactions, nearly, opts.show)
    return 0


def files(folder: Path, split: str) -> list[Path]:
    return [path for path in sorted(folder.glob("*.xml")) if split == "all" or is_closed(path) == (split == "closed")]


def is_closed(path: Path) -> bool:
    return zlib.crc32(path.name.encode()) % 2 == 1


def reactions(label: Annotated) -> set[str]:
    """The terms without words of severity, which the annotators kept apart."""
    return {SEVERITY.sub("", effect.term) for effect in read_effects(label.text)}


def interactions(label: Annotated) -> set[str]:
    return {claim.with_ for claim in read_interactions(label.text)}


def exactly(gold: str, read: str) -> bool:
    return gold == read


def nearly(gold: str, read: str) -> bool:
    a, b = words(gold), words(read)
    return bool(a | b) and 2 * len(a & b) >= len(a | b)


def words(text: str) -> set[str]:
    return {word.removesuffix("s") for word in re.findall(r"[a-z0-9]+", text)} - {
        "the",
        "a",
        "an",
        "of",
        "in",
        "and",
        "or",
        "to",
        "with",
    }


def score(
    title: str,
    paths: list[Path],
    load: Callable[[bytes, str], Annotated],
    reader: Callable[[Annotated], set[str]],
    same: Same,
    show: int,
) -> None:
    hit = missed = wrong = 0
    means, lost, false = [], Counter[str](), Counter[str]()
    started = time.process_time()
    for path in paths:
        label = load(path.read_bytes(), path.name)
        read = reader(label)
        found = {name for name in label.names if any(same(name, other) for other in read)}
        true = {name for name in read if any(same(other, name) for other in label.names)}
        lost.update(label.names - found)
        false.update(read - true)
        hit, missed, wrong = hit + len(found), missed + len(label.names - found), wrong + len(read - true)
        means.append(ratios(len(found), len(label.names - found), len(read - true)))
    seconds = time.process_time() - started
    p, r, f = ratios(hit, missed, wrong)
    macro = sum(mean[2] for mean in means) / max(1, len(means))
    totals = f"{len(means)} labels, gold {hit + missed}, {seconds:.1f} s"
    print(f"{title:26} P {p:.3f}  R {r:.3f}  F1 {f:.3f}  macro F1 {macro:.3f}   {totals}")
    for kind, names in (("missed", lost), ("false", false)):
        if show:
            print(f"    {kind}: " + "; ".join(f"{name} {count}" for name, count in names.most_common(show)))


def ratios(hit: int, missed: int, wrong: int) -> tuple[float, float, float]:
    precision = hit / (hit + wrong) if hit + wrong else 0.0
    recall = hit / (hit + missed) if hit + missed else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


if __name__ == "__main__":
    raise SystemExit(main())
