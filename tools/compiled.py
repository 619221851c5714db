"""Whether compiled readers read what the written ones do: ``make compiled``.

Takes the wheel that has both, leaves it unpacked where ``--into`` says, and compares the claims of a folder, read once
with the compiled modules and once without them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

CODE = "from monograph.cli import main; main()"


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("wheel", type=Path)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--into", type=Path, required=True)
    opts = ask.parse_args()
    shutil.rmtree(opts.into, ignore_errors=True)
    zipfile.ZipFile(opts.wheel).extractall(opts.into)
    libraries = list(opts.into.rglob("*.so"))
    if not any(file.name.startswith("phrases.") for file in libraries):
        print(f"{opts.wheel} holds no compiled readers: was it built by `make compiled`?")
        return 1
    with tempfile.TemporaryDirectory() as place:
        written = Path(place, "written")
        shutil.copytree(opts.into, written, ignore=shutil.ignore_patterns("*.so"))
        if claims(written, opts.folder) != claims(opts.into, opts.folder):
            print(f"compiled readers read {opts.folder} otherwise than the written ones")
            return 1
    print(f"{len(libraries)} compiled modules in {opts.into} read {opts.folder} as the written ones do")
    return 0


def claims(package: Path, folder: Path) -> bytes:
    command = [sys.executable, "-c", CODE, "claims", str(folder), "--format", "jsonl"]
    return subprocess.run(
        command, env=os.environ | {"PYTHONPATH": str(package)}, check=True, stdout=subprocess.PIPE
    ).stdout


if __name__ == "__main__":
    sys.exit(main())
