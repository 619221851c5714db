"""Medicines named in text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monograph.names.identity import identify
from monograph.names.mentions import find_medicines


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("avoid warfarin, rifampicin and st. john's wort", ["warfarin", "rifampin", "st. john's wort"]),
        ("metformin hydrochloride with insulin glargine", ["metformin", "insulin glargine"]),
        ("iron supplements or antacids", ["iron"]),
        ("co-trimoxazole", ["sulfamethoxazole + trimethoprim"]),
        ("the heparins", ["heparin"]),
        ("paracetamol-containing products", ["acetaminophen"]),
        ("olmesartan medoxomil", ["olmesartan"]),
    ],
)
def test_medicines_are_found_under_the_names_that_identities_have(text: str, names: list[str]) -> None:
    found = find_medicines(text)
    assert [match.value for match in found] == names
    assert [identify(match.value).key for match in found] == names


@pytest.mark.parametrize(
    "text",
    [
        "check your blood glucose and potassium",
        "drink water, not alcohol or milk",
        "your doctor will monitor the balance at the same date",
        "insulin resistance",
        "methicillin-resistant bacteria such as escherichia coli",
        "lowers cholesterol; blocks acetylcholine; iron deficiency",
        "warfarinlike",
    ],
)
def test_substances_of_the_body_food_and_ordinary_words_are_not_found(text: str) -> None:
    assert find_medicines(text) == []


@given(st.text("aspirn wf-, 5", max_size=60))
def test_a_match_is_the_words_at_its_place(text: str) -> None:
    for match in find_medicines(text):
        words = text[match.start : match.end]
        assert match.value in (identify(words).key, identify(words.removesuffix("s")).key)


def test_the_dot_of_an_abbreviation_may_be_missing() -> None:
    names = [match.value for match in find_medicines("st john's wort or st. john's wort")]
    assert names == [identify("St John's wort").key] * 2
