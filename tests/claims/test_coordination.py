"""Coordinated phrases come apart where a careful reader would cut them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monograph.claims.coordination import coordinated


def parts(text: str) -> list[str]:
    return [text[slice(*conjunct.span)] for conjunct in coordinated(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nausea, vomiting (being sick), and diarrhoea or constipation",
         ["nausea", "vomiting (being sick)", "diarrhoea", "constipation"]),
        ("warfarin, aspirin; and digoxin.", ["warfarin", "aspirin", "digoxin"]),
        ("liver and kidney disease", ["liver and kidney disease"]),
        ("swelling of the face, lips, tongue or throat", ["swelling of the face, lips, tongue or throat"]),
        ("rash, swelling of the lips or tongue, and fever",
         ["rash", "swelling of the lips or tongue", "fever"]),
        ("fast or irregular heartbeat", ["fast or irregular heartbeat"]),
        ("burning or stinging sensation", ["burning or stinging sensation"]),
        ("dryness, burning, or redness", ["dryness", "burning", "redness"]),
        ("both headache and fever", ["headache", "fever"]),
        ("hot and cold flashes", ["hot and cold flashes"]),
        ("1,000 units and rest", ["1,000 units", "rest"]),
        ("fever (high, with chills", ["fever (high, with chills"]),
        ("indigestion/heartburn", ["indigestion", "heartburn"]),
        ("", []),
    ],
)  # fmt: skip
def test_conjuncts(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bone, joint or muscle pain", ["bone pain", "joint pain", "muscle pain"]),
        ("upper and lower respiratory tract infections",
         ["upper respiratory tract infections", "lower respiratory tract infections"]),
        ("increased heart rate and blood pressure", ["increased heart rate", "increased blood pressure"]),
        ("decreased serum albumin, sodium, and potassium levels",
         ["decreased serum albumin", "decreased serum sodium", "decreased serum potassium levels"]),
        ("worsening of asthma or other airway conditions",
         ["worsening of asthma", "worsening of other airway conditions"]),
        ("increased appetite and weight gain", ["increased appetite", "weight gain"]),
        ("strong CYP3A4 inhibitors or inducers".lower(), ["strong cyp3a4 inhibitors", "inducers"]),
    ],
)  # fmt: skip
def test_phrases_of_shared_heads(text: str, expected: list[str]) -> None:
    assert [phrase for conjunct in coordinated(text, 0, len(text)) for phrase in conjunct.phrases] == expected


@given(st.text(st.sampled_from("ab ,;()/.&\n") | st.characters(), max_size=60))
def test_conjuncts_are_ordered_parts_of_the_text(text: str) -> None:
    folded = text.lower()
    found = [conjunct.span for conjunct in coordinated(folded, 0, len(folded))]
    assert all(start < end for start, end in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
