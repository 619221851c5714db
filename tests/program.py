"""The program as a person calls it, each call in a process of its own.

To start Python and load the program takes longer than most calls that tests make. ``run`` forks from a process that
has it loaded (the standard library's fork server); ``PROGRAM`` starts anew, for tests that send signals or use pipes.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from monograph.cli import main

PROGRAM = [sys.executable, "-c", "from monograph.cli import main; main()"]
WIDTH = {"COLUMNS": "100"}
"""A terminal of one width, so that lines break alike everywhere."""
_TIMEOUT = 120
_FORKED = multiprocessing.get_context("forkserver")
_FORKED.set_forkserver_preload(["monograph.cli.checking", "monograph.verify.engine", "monograph.labels.documents"])


def run(*words: object, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """What ``monograph WORDS...`` ends with and prints, its lines ended by a newline."""
    done = run_bytes(*words, cwd=cwd, **environment)
    out, err = (stream.decode().replace("\r\n", "\n") for stream in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def run_bytes(*words: object, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """What ``monograph WORDS...`` ends with and prints, as it prints it."""
    call = [str(word) for word in words]
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        process = _FORKED.Process(
            target=_call, args=(call, cwd or Path.cwd(), os.environ | WIDTH | environment, out, err)
        )
        process.start()
        process.join(_TIMEOUT)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(call, _TIMEOUT)
        return subprocess.CompletedProcess(call, process.exitcode, out.read_bytes(), err.read_bytes())


def _call(words: list[str], folder: Path, environment: dict[str, str], out: Path, err: Path) -> None:
    for stream, path in ((sys.stdout, out), (sys.stderr, err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), stream.fileno())
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["monograph", *words]
    main()
