"""Units: the names of CLAIMS.md, their spellings, conversion and UCUM codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ucumvert import get_ucum_parser

from monograph.names.units import convert, unit, unit_words

OF_CLAIMS = [
    "g",
    "mg",
    "mcg",
    "ng",
    "mL",
    "L",
    "IU",
    "units",
    "mmol",
    "mEq",
    "%",
    "MBq",
    "mCi",
    "CFU",
    "tablet",
    "capsule",
    "drop",
    "spray",
    "puff",
    "application",
    "patch",
    "sachet",
    "dose",
]


@pytest.mark.parametrize("name", OF_CLAIMS)
def test_every_unit_of_claims_is_known_by_its_own_name(name: str) -> None:
    found = unit(name)
    assert found is not None
    assert found.name == name
    assert found.ucum


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("milligrams", "mg"), ("microgram", "mcg"), ("µg", "mcg"), ("μg", "mcg"), ("ug", "mcg"), ("grams", "g"),
        ("ml", "mL"), ("millilitres", "mL"), ("liters", "L"), ("international units", "IU"), ("iu", "IU"),
        ("milliequivalents", "mEq"), ("percent", "%"), ("tabs", "tablet"), ("patches", "patch"),
        ("suppositories", "suppository"), ("units", "units"), ("unit", "units"), ("u", "units"),
    ],
)  # fmt: skip
def test_spellings(word: str, name: str) -> None:
    found = unit(word)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("word", ["us", "ls", "famciclovir", "m", "", "year"])
def test_words_that_are_no_units(word: str) -> None:
    assert unit(word) is None


@given(st.sampled_from(sorted(unit_words())), st.sampled_from(sorted(unit_words())), st.floats(0.001, 1e6))
def test_converting_there_and_back_gives_the_same_amount(one: str, other: str, amount: float) -> None:
    there = convert(amount, one, other)
    same = unit_words()[one].dimension == unit_words()[other].dimension
    assert (there is not None) == same
    if there is not None:
        assert convert(there, other, one) == pytest.approx(amount)


def test_what_is_counted_and_the_route_that_it_tells() -> None:
    words = unit_words()
    found = {word: (words[word].counted, words[word].piece, words[word].route) for word in ("tablets", "puff", "drop")}
    assert found == {"tablets": (True, True, "oral"), "puff": (True, False, "inhaled"), "drop": (True, False, "")}
    assert not words["mg"].counted


def test_every_code_is_ucum() -> None:
    parser = get_ucum_parser()
    for found in set(unit_words().values()):
        assert parser.parse(found.ucum)
