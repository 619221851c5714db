"""Score the claims read from the hand-read monographs: ``make score [SHOW=20] [SPLIT=open|closed|all]``.

The comparison is the ``score.py`` that lies beside the gold. A sixth of the monographs (by a hash of the path) is
the closed part: it is measured but not looked at while a reader is being written, so that the two tables side by
side tell whether language was learned or documents. It was a third until its other half was opened to learn from.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import msgspec

from monograph.claims.read import read_claims
from monograph.claims.records import claim_record
from monograph.text.model import Unreadable
from monograph.text.read import read_monograph


def is_closed(doc: str) -> bool:
    return zlib.crc32(doc.encode()) % 6 == 0


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--corpus", type=Path, required=True)
    ask.add_argument("--gold", type=Path, required=True)
    ask.add_argument("--show", type=int, default=0)
    ask.add_argument("--kind", default="")
    ask.add_argument("--split", choices=("open", "closed", "all"), default="all")
    opts = ask.parse_args()
    if opts.show and opts.split != "open":
        print("SHOW lists the open part only: the closed part stays unseen", file=sys.stderr)
        opts.split = "open"
    for split in ("open", "closed") if opts.split == "all" else (opts.split,):
        print(f"== {split} part of {opts.gold / 'dev.jsonl'}", flush=True)
        score(opts, split)
    if opts.split == "all":
        print("== all", flush=True)
        score(opts, "all")
    return 0


def score(opts: argparse.Namespace, split: str) -> None:
    lines = (opts.gold / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [line for line in lines if split == "all" or is_closed(json.loads(line)["doc"]) == (split == "closed")]
    with tempfile.TemporaryDirectory() as folder:
        gold_file, claims_file = Path(folder, "gold.jsonl"), Path(folder, "claims.jsonl")
        gold_file.write_text("\n".join(gold) + "\n", encoding="utf-8")
        with claims_file.open("wb") as out:
            for line in gold:
                doc = json.loads(line)["doc"]
                monograph = read_monograph((opts.corpus / doc).read_bytes(), doc)
                if isinstance(monograph, Unreadable):
                    continue
                for claim in read_claims(monograph):
                    out.write(msgspec.json.encode(claim_record(doc, claim)) + b"\n")
        command = [sys.executable, str(opts.gold / "score.py"), str(gold_file), str(claims_file)]
        subprocess.run([*command, "--kind", opts.kind, "--show", str(opts.show)], check=True)


if __name__ == "__main__":
    raise SystemExit(main())
