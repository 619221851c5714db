"""The vocabulary of substances, its tables, and suggestions for typos."""

import pytest

from monograph.names.components import component
from monograph.names.substances import all_names, known_name, squeeze, substance, suggest
from monograph.tables import read_table

TABLES = ["synonyms", "misspellings", "salts", "salts_kept", "spelling", "stereo", "qualifiers", "not_medicines"]


def rows(name: str) -> tuple[dict[str, str], ...]:
    return read_table("monograph.names", name)


def test_a_substance_has_its_registry_numbers() -> None:
    glutamine = substance("L-Glutamine")
    assert glutamine is not None
    assert (glutamine.name, glutamine.unii, glutamine.cas) == ("glutamine", "0RH81L854J", "56-85-9")
    assert substance("unheardofazole") is None


def test_the_vocabulary_holds_no_structural_names_and_no_name_twice() -> None:
    names = [name for name, owner in all_names() if name == owner]
    assert len(names) > 15_000
    assert all(name == name.lower() and name.isascii() and not set("[]{}=") & set(name) for name in names)
    assert len({squeeze(name) for name in names}) == len(set(names))


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_lower_case_and_say_nothing_twice(table: str) -> None:
    firsts = [next(iter(row.values())) for row in rows(table)]
    assert all(first == first.lower() == first.strip() for first in firsts)
    if table not in ("salts",):  # "calcium" is a salt word after a name and an ion before one
        assert len(firsts) == len(set(firsts))


def test_every_synonym_and_misspelling_leads_to_a_known_substance() -> None:
    for row in rows("synonyms"):
        assert all(known_name(name) == name for name in row["substance"].split(" + ")), row
    for row in rows("misspellings"):
        assert known_name(row["right"]), row
        assert known_name(row["name"]) is None, f"{row['name']} is a name of its own"


def test_kept_names_keep_their_salt() -> None:
    for row in rows("salts_kept"):
        first = row["name"].split(" ")[0]
        assert component(row["name"]).substances != component(first).substances, row


def test_suggestions_put_the_likeliest_first_and_know_when_there_is_none() -> None:
    titles = ["Amoxicillin", "Ampicillin", "Warfarin", "Metformin", "Prednisone", "Prednisolone"]
    assert suggest("amoxicilin", titles)[0] == "Amoxicillin"
    assert suggest("Predniso1one", titles)[0] == "Prednisolone"
    assert suggest("zzzz", titles) == []
    assert len(suggest("in", titles, limit=2)) <= 2
