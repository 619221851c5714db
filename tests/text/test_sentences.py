"""Where sentences of medicine texts end."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monograph.text.sentences import split_sentences


@pytest.mark.parametrize(
    "text",
    [
        "Take 5 mg daily.|Stop after 7 days.",
        "Take 0.5 mg.|Then 1.25 mg.",
        "Give approx. 5 mg i.v. over 1 hour.|Repeat.",
        "Some drugs, e.g. Warfarin, i.e. Coumadin, interact.|Ask.",
        "Infections with E. coli and S. aureus.|Others too.",
        "Is it safe?|No!|It is not.",
        'He said "stop."|Then he left.',
        "A rash (see above.)|Fever.",
        "Do not take vitamin C.|Ask first.",
        "It is in pregnancy category C.|It passes into milk.",
        "Use no. 5 needles.|The answer is no.|Really.",
        "Take it t.i.d. 30 minutes before meals.",
        "Doses (max. 3 g) are high.|More is not.",
        "Dr. Smith vs. Dr. Jones.",
        "Swelling, rash, etc.|Call a doctor.",
        "Wait ... and see.",
    ],
)
def test_ends(text: str) -> None:
    plain = text.replace("|", "  ")
    assert [plain[slice(*span)] for span in split_sentences(plain, 0, len(plain))] == text.split("|")


@given(st.text(alphabet='aB5 .?!"()\n:,e.g', max_size=80), st.integers(0, 20), st.integers(0, 90))
def test_sentences_cover_all_but_white_space(text: str, start: int, end: int) -> None:
    end = min(end, len(text))
    spans = split_sentences(text, start, end)
    assert "".join(text[slice(*span)] for span in spans).replace(" ", "").replace("\n", "") == "".join(
        text[start:end].split()
    )
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(text[slice(*span)].strip() == text[slice(*span)] != "" for span in spans)
