"""Compile DrugBank's open vocabulary (CSV) into the table of substances that ships with the project.

    python tools/compile_substances.py ../shared/vocabulary/drugbank-open-vocabulary.csv

Leaves out what no monograph is called by: structural names, laboratory codes, inflected and accented forms, and
every synonym that two substances share. Same input, same bytes.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from pathlib import Path

TABLE = Path(__file__).parent.parent / "src/monograph/names/data/substances.tsv"
HEAD = """\
# Substances: names, synonyms and registry numbers. Source: DrugBank Open Data, drugbank_vocabulary (go.drugbank.com),
# released under CC0 1.0; compiled by tools/compile_substances.py, do not edit: what it lacks or has wrong goes to
# synonyms.tsv. Names in lower case, sorted; synonyms separated by "|".
name\tsynonyms\tunii\tcas
"""
STRUCTURAL = re.compile(r"\d,\d|\d'|\(\d|\d\)|[\[\]{}=+]|->|-\d+-|^\d|\)-|-\(|\|")
LABORATORY_CODE = re.compile(r"[a-z]{1,6}[- ]?\d{2,}\w*|[\d\W]*")
UNSPECIFIC = re.compile(
    r"[(),;:]|\b(nos|unspecified|ion|anion|cation|radical|protamine)\b|liposom|-bound|pegylated|lipid complex|complex$"
)
INFLECTION = re.compile(r"(um|us|[aeo])$")
LONGEST_NAME, LONGEST_SYNONYM, SHORTEST_SYNONYM = 60, 40, 4


def main(source: str) -> None:
    with Path(source).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if is_name(row["Common name"])]
    forms = {plain_name(row): [s.strip().lower() for s in row["Synonyms"].split("|")] for row in rows}
    names = {squeeze(name): name for name in sorted(forms)}
    shared = Counter(key for name, synonyms in forms.items() for key in {squeeze(s) for s in synonyms})
    lines = []
    for row in rows:
        name = plain_name(row)
        if names[squeeze(name)] != name:
            continue  # another spelling of a name that is there: "cpg 7909", "cpg-7909"
        kept = {squeeze(s): s for s in sorted(forms[name]) if is_synonym(s, name)}
        synonyms = sorted(s for key, s in kept.items() if key not in names and shared[key] == 1)
        lines.append("\t".join((name, "|".join(synonyms), row["UNII"], row["CAS"])))
    TABLE.write_text(HEAD + "\n".join(sorted(lines)) + "\n", encoding="utf-8")
    print(f"{len(lines)} substances, {TABLE.stat().st_size} bytes in {TABLE.name}")


def is_name(name: str) -> bool:
    """Whether people would call a medicine so."""
    return name.isascii() and len(name) <= LONGEST_NAME and not STRUCTURAL.search(name)


def plain_name(row: dict[str, str]) -> str:
    """The common name in lower case; without "anhydrous", nor "L-" or "cation" where that is a synonym."""
    name = row["Common name"].strip().lower()
    bare = name.removeprefix("l-").removesuffix(" cation").removesuffix(" anhydrous")
    synonyms = [s.strip().lower() for s in row["Synonyms"].split("|")]
    return bare if bare in synonyms or name.endswith(" anhydrous") else name


def is_synonym(synonym: str, name: str) -> bool:
    """Whether a synonym is another word for the substance that a text in English might use."""
    return (
        is_name(synonym)
        and SHORTEST_SYNONYM <= len(synonym) <= LONGEST_SYNONYM
        and not LABORATORY_CODE.fullmatch(synonym)
        and not UNSPECIFIC.search(synonym)
        and INFLECTION.sub("", squeeze(synonym)) != INFLECTION.sub("", squeeze(name))
    )


def squeeze(name: str) -> str:
    """Letters and digits only, as the vocabulary is looked up."""
    return re.sub(r"[\W_]+", "", name.lower())


if __name__ == "__main__":
    main(sys.argv[1])
