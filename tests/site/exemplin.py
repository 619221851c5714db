"""Two monographs of one substance written for these tests, and entries with claims read by hand."""

from __future__ import annotations

from collections.abc import Sequence

from monograph.claims.records import Advice, AnyClaim, Dose, Precaution
from monograph.library.model import Entry
from monograph.names.identity import identify
from monograph.text.model import Monograph
from monograph.text.read import read_monograph

PAGE = """\
---
layout: minimal-medicine
title: Exemplin
sources:
  - id: s1
    title: Exemplin label
    version: 7
    url: https://example.org/label?a=1&b=2
reviewed: 2026-01-15
---

# Exemplin

### Generic Name
Exemplin

### Usage
Exemplin is used for *mild* pain & fever <b>now</b> [s1].

### Dosage
**Adults:** 500 mg three times a day by mouth, at most 3 g a day.

1. Shake the bottle.
2. Pour.

**Children:** 10 mg/kg.

### Side Effects
* **Common:** nausea
  * dizziness
* **Serious:** <script>alert("x")</script> bleeding

| Organ | Effect |
|---|---|
| liver | hepatitis |

### Precautions
* **Pregnancy:** Do not use it. Certain medications may interact, as may warfarin.
* **Kidneys:** Ask your doctor about kidney stones.

### FAQs
* **Q: With food?**
* **Q: What if I miss a dose?** A: Take it when you *remember*.

This page is for information only.
"""

TWIN = """\
# Exemplin (oral)

### Dosage
1 g once a day, at most 2 g a day.

### Precautions
Can be used in pregnancy.
"""


def entry_of(text: str, doc: str, claims: Sequence[tuple[AnyClaim, str]] = ()) -> Entry:
    """An entry of this text; each claim takes its place from the first occurrence of its words."""
    read = read_monograph(text.encode(), doc)
    assert isinstance(read, Monograph), read
    for claim, words in claims:
        claim.start = read.source.index(words)
        claim.end = claim.start + len(words)
        claim.quote = words
    return Entry(read, [claim for claim, _ in claims], identify(read.title), "0123456789abcdef" * 4)


def dose(amount: float, unit: str, **more: object) -> Dose:
    return Dose(start=0, end=0, quote="", amount_min=amount, amount_max=amount, unit=unit, **more)  # type: ignore[arg-type]


def precaution(about: str, advice: Advice) -> Precaution:
    return Precaution(start=0, end=0, quote="", about=about, advice=advice)
