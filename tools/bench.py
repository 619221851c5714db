"""Speed, all in one run: ``make bench``. Ratios hold on a shared machine, absolute seconds do not.

The floor is what nobody can beat: one process reads every file and writes it out again as a flat page. Hugo (a Debian
package) renders the same pages with a bare layout, where it is installed; it reads no claim, checks nothing and makes
no index. Memory is that of the whole process tree: shared pages counted once (PSS), and once a process (RSS).
"""

from __future__ import annotations

import argparse
import gc
import html
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from monograph.names import phrases

LAYOUTS = {
    "_default/single.html": "<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}",
    "_default/list.html": "<!doctype html><title>All</title><ul>{{ range .RegularPagesRecursive }}"
    '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>',
}
BUILD = [sys.executable, "-c", "from monograph.cli import main; main()", "build"]
AIM = {"docs_a_second": 700, "memory": 600}


class Cost(NamedTuple):
    wall: float
    cpu: float
    pss: int = 0
    rss: int = 0


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--corpus", type=Path, required=True)
    ask.add_argument("--workers", type=int, default=2)
    ask.add_argument("--repeat", type=int, default=3, help="times that the build and hugo run; the best counts")
    ask.add_argument("--every", type=int, default=4, help="the parts are timed on every so manieth file")
    ask.add_argument("--parts", action="store_true", help="the parts only, not the whole build")
    opts = ask.parse_args()
    docs = sorted(path for path in opts.corpus.rglob("*.md"))
    print(f"{len(docs):,} files, {sum(path.stat().st_size for path in docs) / 1e6:.1f} MB in {opts.corpus}")
    compiled = "compiled" if (phrases.__file__ or "").endswith(".so") else "as written"
    print(f"the floors that read: {compiled}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors\n")
    parts(opts.corpus, docs[:: opts.every])
    if opts.parts:
        return
    with tempfile.TemporaryDirectory() as place:
        wholes(opts, docs, Path(place))


def parts(corpus: Path, docs: list[Path]) -> None:
    """What each part of the work costs a monograph, on one core."""
    from monograph.checks.registry import select
    from monograph.checks.run import check_entry
    from monograph.claims.read import READERS
    from monograph.library.model import Entry
    from monograph.library.rows import entry_rows
    from monograph.pipeline.read import BATCH, read_entries, warm_up
    from monograph.pipeline.workers import chunks
    from monograph.site import Site, card_of
    from monograph.text.model import Unreadable
    from monograph.text.read import read_monograph

    gc.disable()
    warm_up()
    files = [(path.relative_to(corpus).as_posix(), path.read_bytes()) for path in docs]
    rows = [("text", timed(lambda: [read_monograph(data, doc) for doc, data in files]))]
    monographs = [m for doc, data in files if not isinstance(m := read_monograph(data, doc), Unreadable)]
    for kind, reader in READERS.items():
        rows.append((f"claims: {kind}", timed(lambda reader=reader: [reader(m) for m in monographs])))
    batches = chunks([(data, doc) for doc, data in files], BATCH)
    whole = timed(lambda: [read_entries(batch) for batch in batches])
    entries = [entry for batch in batches for entry in read_entries(batch) if isinstance(entry, Entry)]
    rules = select()
    check_entry(entries[0], rules)
    rows.append(("text, identity and all claims", whole))
    rows.append(("checks within a monograph", timed(lambda: [check_entry(entry, rules) for entry in entries])))
    rows.append(("rows of the tables", timed(lambda: [entry_rows(1, entry) for entry in entries])))
    site = Site("Bench", rules)
    rows.append(("cards", timed(lambda: [card_of(entry) for entry in entries])))
    rows.append(("pages", timed(lambda: [site.render_monograph(entry, [], []) for entry in entries])))
    print(f"{'on one core, CPU':32}{'µs a file':>12}{'files a second':>16}")
    for name, seconds in rows:
        print(f"{name:32}{seconds / len(files) * 1e6:12,.0f}{len(files) / seconds:16,.0f}")
    print(f"{'':32}{'aim, text and all claims:':>12}{AIM['docs_a_second']:>3}\n", flush=True)
    gc.enable()


def timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def wholes(opts: argparse.Namespace, docs: list[Path], place: Path) -> None:
    """The whole build beside the floor and beside Hugo."""
    rows = [("floor: read all, write flat pages", best(opts.repeat, lambda: floor(opts.corpus, docs, place / "floor")))]
    hugo = shutil.which("hugo")
    if hugo:
        lay_out_hugo(opts.corpus, docs, place / "hugo")
        command = [hugo, "--quiet", "--source", str(place / "hugo"), "--destination", str(place / "hugo-out")]
        rows.append(("hugo, a bare layout", best(opts.repeat, lambda: run(command, place / "hugo-out"))))
    out = place / "out"
    command = [*BUILD, str(opts.corpus), "-o", str(out), "-j", str(opts.workers)]
    build = best(opts.repeat, lambda: run(command, out))
    rows.append((f"monograph build, {opts.workers} workers", build))
    rows.append(("monograph build, one file edited", after_one_edit(opts, place)))
    print(
        f"{'whole':36}{'wall s':>9}{'CPU s':>9}{'MB (PSS)':>10}{'MB (RSS)':>10}{'wall / floor':>14}{'wall / hugo':>13}"
    )
    floor_wall, hugo_wall = rows[0][1].wall, rows[1][1].wall if hugo else None
    for name, cost in rows:
        beside = f"{cost.wall / hugo_wall:13.2f}" if hugo_wall else f"{'no hugo here':>13}"
        memory = f"{cost.pss / 1e6:10,.0f}{cost.rss / 1e6:10,.0f}" if cost.pss else f"{'':20}"
        print(f"{name:36}{cost.wall:9.2f}{cost.cpu:9.2f}{memory}{cost.wall / floor_wall:14.1f}{beside}")
    sizes = {name: size(out / name) / 1e6 for name in ("library.db", "search", "site")}
    print("\n" + ", ".join(f"{name} {megabytes:.1f} MB" for name, megabytes in sizes.items()))
    print(f"aim: less wall time than hugo, under {AIM['memory']} MB")


def best(times: int, measure: Callable[[], Cost]) -> Cost:
    return min((measure() for _ in range(times)), key=lambda cost: cost.wall)


def floor(corpus: Path, docs: list[Path], out: Path) -> Cost:
    shutil.rmtree(out, ignore_errors=True)
    wall, cpu = time.perf_counter(), time.process_time()
    for path in docs:
        target = out / path.relative_to(corpus).with_suffix(".html")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"<!doctype html><pre>{html.escape(path.read_text('utf-8'))}</pre>", encoding="utf-8")
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


def lay_out_hugo(corpus: Path, docs: list[Path], site: Path) -> None:
    for path in docs:
        target = site / "content" / path.relative_to(corpus)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    for name, text in LAYOUTS.items():
        layout = site / "layouts" / name
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(text, encoding="utf-8")
        # The monographs ask for this layout by name in their front matter.
        (layout.parent / "minimal-medicine.html").write_text(LAYOUTS["_default/single.html"], encoding="utf-8")
    kinds = '["taxonomy", "term", "RSS", "sitemap"]'
    (site / "config.toml").write_text(f'baseURL = "/"\ntitle = "Bench"\ndisableKinds = {kinds}\n', encoding="utf-8")


def run(command: list[str], out: Path, *, fresh: bool = True) -> Cost:
    """The cost of a command and of all processes that it starts."""
    if fresh:
        shutil.rmtree(out, ignore_errors=True)
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    peak = Peak(process.pid)
    assert process.stderr
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    peak.stop()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}:\n{said.decode()}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak.pss, peak.rss)


class Peak:
    """The most memory that a session of processes has held, looked at every tenth of a second."""

    def __init__(self, session: int) -> None:
        self.session, self.pss, self.rss = session, 0, 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(0.1):
            pss = rss = 0
            for rollup in self._rollups():
                fields = dict(line.split(":", 1) for line in rollup.splitlines()[1:])
                pss += int(fields["Pss"].split()[0]) * 1024
                rss += int(fields["Rss"].split()[0]) * 1024
            self.pss, self.rss = max(self.pss, pss), max(self.rss, rss)

    def _rollups(self) -> Iterator[str]:
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if int((process / "stat").read_text().rpartition(")")[2].split()[3]) == self.session:
                    yield (process / "smaps_rollup").read_text()
            except (OSError, ValueError, IndexError):
                continue  # it has just ended


def after_one_edit(opts: argparse.Namespace, place: Path) -> Cost:
    folder, out = place / "edited", place / "edited-out"
    shutil.copytree(opts.corpus, folder, copy_function=shutil.copyfile)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    command = [*BUILD, str(folder), "-o", str(out), "-j", str(opts.workers)]
    run(command, out)
    edited = min(folder.rglob("*.md"))
    edited.write_text(edited.read_text("utf-8") + "\nEdited.\n", encoding="utf-8")
    return run(command, out, fresh=False)


def size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else sum(f.stat().st_size for f in path.rglob("*") if f.is_file())


if __name__ == "__main__":
    main()
