"""What holds for any text: nothing raises, quotes are where they say, time is linear, order does not matter."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from monograph.claims.dose import account_for, read_doses
from monograph.text.model import Monograph
from monograph.text.read import read_monograph

WORDS = (
    "0 1 2.5 5-10 500 1,000 ½ mg mcg/kg/min mL units tablets doses % / - ( ) , ; : . ≤ > ** every each per day days "
    "hours weeks once twice times daily BID divided into in to from between and or children adults aged years old "
    "older kg weighing maximum up to start increase by then followed renal impairment CrCl oral IV cream for of a "
    "the cycle million same as not recommended layer apply"
)
BREAKS = ["\n", "\n\n* ", "\n\n**Adults:** "]
TEXTS = st.lists(st.sampled_from([*WORDS.split(), *BREAKS]) | st.text(max_size=6), max_size=60).map(" ".join)


def monograph_of(dosage: str) -> Monograph:
    monograph = read_monograph(f"# A\n\n### Usage\n\nFor pain.\n\n### Dosage\n\n{dosage}\n".encode(), "a.md")
    assert isinstance(monograph, Monograph)
    return monograph


@given(TEXTS)
def test_any_text_is_read_and_quotes_are_where_they_say(dosage: str) -> None:
    try:
        monograph = monograph_of(dosage)
    except (AssertionError, UnicodeEncodeError):
        return  # no monograph: control characters, lone surrogates
    for dose in read_doses(monograph):
        assert monograph.source[dose.start : dose.end] == dose.quote != ""
        assert all(0 <= span.start < span.end <= len(monograph.source) for span in dose.grounds.values())
        assert dose.amount_min is not None or dose.amount_max is not None
    for span, _ in account_for(monograph):
        assert span.start < span.end


@given(TEXTS)
def test_reading_twice_gives_the_same(dosage: str) -> None:
    try:
        monograph = monograph_of(dosage)
    except (AssertionError, UnicodeEncodeError):
        return
    assert read_doses(monograph) == read_doses(monograph)


@given(st.lists(st.sampled_from(["Take 5 mg twice daily.", "Give 1-2 g IV.", "Adults: 3 tablets a day."]), min_size=2))
def test_sections_in_another_order_give_the_same_doses(sentences: list[str]) -> None:
    parts = [f"### Dosage\n\n{sentence}\n\n" for sentence in sentences]
    one = read_monograph(("# A\n\n" + "".join(parts)).encode(), "a.md")
    other = read_monograph(("# A\n\n" + "".join(reversed(parts))).encode(), "a.md")
    assert isinstance(one, Monograph)
    assert isinstance(other, Monograph)
    assert sorted(d.quote for d in read_doses(one)) == sorted(d.quote for d in read_doses(other))


def test_time_grows_with_the_length_only() -> None:
    def seconds(times: int) -> float:
        monograph = monograph_of("1, 2 or 3-4 mg every 5 to (6 and 7 up to " * times)
        start = time.process_time()
        read_doses(monograph)
        return time.process_time() - start

    seconds(50)
    assert seconds(2000) < 40 * max(seconds(200), 0.005)  # ten times the text; squared it would be 100 times
