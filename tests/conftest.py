"""What tests share: where the real monographs lie, and small folders of monographs of our own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("busy", deadline=None)
"""A machine that is busy makes no example wrong; what must be quick measures its own CPU time."""
settings.load_profile("busy")

MONOGRAPH = """\
---
layout: minimal-medicine
title: {title}
---

# {title}

### Generic Name

{title}

### Usage

It is used for fever and mild pain.

### Dosage

**Adults:** {dose} by mouth, three times daily. The maximum daily dose is 3 g.

### Side Effects

* **Common:** nausea, dizziness
* **Serious:** liver damage

### How it Works

It blocks the making of a messenger of pain.

### Precautions

* **Pregnancy:** Avoid during pregnancy.
* **Kidney disease:** A dose adjustment may be needed.
* **Interactions:** It may interact with warfarin.

### FAQs

* **Q: What if I miss a dose?** A: Take it when you remember, but never two at once.
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--corpus", type=Path, default=Path("../shared/corpus"), help="folder of real monographs")


@pytest.fixture(scope="session")
def corpus(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.config.getoption("--corpus")
    if not folder.is_dir():
        pytest.skip(f"no corpus at {folder}")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of five monographs in two folders; two are about one substance, one file is none."""
    root = tmp_path / "monographs"
    pages = {
        "a/aspirin": "Aspirin",
        "b/baclofen": "Baclofen",
        "p/paracetamol": "Paracetamol",
        "a/acetaminophen": "Acetaminophen",
    }
    for place, title in pages.items():
        path = root / f"{place}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(monograph(title), encoding="utf-8")
    (root / "b/broken.md").write_bytes(b"---\ntitle: [\n---\n\n# Broken\n")
    return root


def monograph(title: str, dose: str = "500 mg") -> str:
    """A clean monograph of that title."""
    return MONOGRAPH.format(title=title, dose=dose)


@pytest.fixture
def tree() -> Callable[[Path], dict[str, bytes]]:
    """Reads a folder whole: every file in it by its path."""

    def read(root: Path) -> dict[str, bytes]:
        return {
            path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()
        }

    return read
