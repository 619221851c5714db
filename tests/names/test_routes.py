"""Routes: the names of CLAIMS.md, words that name one, forms that imply one, and words that mislead."""

import pytest

from monograph.names.routes import find_routes, routes

OF_CLAIMS = [
    "oral",
    "intravenous",
    "intramuscular",
    "subcutaneous",
    "topical",
    "ophthalmic",
    "otic",
    "nasal",
    "inhaled",
    "rectal",
    "vaginal",
    "sublingual",
    "buccal",
    "transdermal",
    "intrathecal",
    "intra-articular",
    "intradermal",
    "epidural",
    "other",
]


def test_the_routes_are_those_of_claims_each_with_its_codes() -> None:
    assert set(routes()) - {"none"} == set(OF_CLAIMS)
    for name in OF_CLAIMS[:-1]:
        assert routes()[name].edqm.startswith("20")
        assert routes()[name].edqm_name
        assert routes()[name].spl.startswith("C")
    assert routes()["oral"].edqm == "20053000"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("5 mg by mouth", ["oral"]),
        ("500 mg po or i.v.", ["oral", "intravenous"]),
        ("given intramuscularly (im)", ["intramuscular", "intramuscular"]),
        ("inject under the skin", ["subcutaneous"]),
        ("one drop in each eye", ["ophthalmic"]),
        ("two sprays in each nostril", ["nasal"]),
        ("place under the tongue", ["sublingual"]),
        ("oral inhalation", ["inhaled"]),
        ("intravitreal injection", ["other"]),
    ],
)
def test_words_that_name_a_route(text: str, names: list[str]) -> None:
    assert [m.value.name for m in find_routes(text)] == names
    assert not any(m.value.implied for m in find_routes(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("one tablet", "oral"), ("two capsules", "oral"), ("10 ml syrup", "oral"), ("a thin layer of cream", "topical"),
        ("one drop of the eye drops", "ophthalmic"), ("vaginal cream", "vaginal"), ("nasal spray", "nasal"),
        ("one suppository", "rectal"), ("two puffs", "inhaled"), ("one patch", "transdermal"),
    ],
)  # fmt: skip
def test_forms_that_imply_a_route(text: str, name: str) -> None:
    assert [(m.value.name, m.value.implied) for m in find_routes(text)] == [(name, True)]


@pytest.mark.parametrize(
    "text",
    [
        "oral contraceptives",
        "grade iii or iv neutropenia",
        "class iv heart failure",
        "types iv and v of it",
        "i'm well",
        "important",
    ],
)
def test_words_that_look_like_a_route_and_are_none(text: str) -> None:
    assert find_routes(text) == []
