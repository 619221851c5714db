"""Read the data files that a pharmacist can mend: tab-separated tables with their source named on top."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def read_table(package: str, name: str) -> tuple[dict[str, str], ...]:
    """Rows of ``package``'s ``data/name.tsv`` as dictionaries, in file order; a missing cell is "".

    Lines that start with ``#`` are comments (the first ones name the source); the first other line holds
    the column names. Raises ``ValueError`` with file and line where a row has more cells than columns.

    >>> read_table("monograph.text", "headings")[0]["kind"]
    'generic-name'
    """
    text = resources.files(package).joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    columns: list[str] = []
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not columns:
            columns = cells
        elif len(cells) > len(columns):
            raise ValueError(f"{name}.tsv, line {number}: {len(cells)} cells under {len(columns)} columns")
        else:
            rows.append(dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True)))
    return tuple(rows)
