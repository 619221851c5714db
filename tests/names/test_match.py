"""The matcher against a slow, plain definition of what it should find, and on the cases that mislead."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monograph.names.match import Match, Matcher

# Few letters, so that phrases overlap, nest and run on often; non-ASCII ones for the offsets.
LETTERS = "ab1 -é𝟙s"
PHRASES = st.dictionaries(
    st.text(LETTERS, min_size=1, max_size=5).filter(lambda p: p == p.lower()), st.integers(), max_size=8
)


def whole(text: str, first: int, last: int) -> bool:
    def edge(at: int) -> bool:
        return at in (0, len(text)) or not (text[at - 1].isalnum() and text[at].isalnum())

    return edge(first) and edge(last)


def plainly(phrases: dict[str, int], text: str) -> list[Match[int]]:
    found, at = [], 0
    while at < len(text):
        here = [p for p in phrases if text.startswith(p, at) and whole(text, at, at + len(p))]
        if here:
            longest = max(here, key=len)
            found.append(Match(at, at + len(longest), phrases[longest]))
            at += len(longest)
        else:
            at += 1
    return found


@given(PHRASES, st.text(LETTERS, max_size=40))
def test_finds_what_the_plain_definition_finds(phrases: dict[str, int], text: str) -> None:
    assert Matcher(phrases).find(text) == plainly(phrases, text)


@given(PHRASES, st.text(LETTERS, max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_a_range_finds_only_what_lies_within_it_and_is_whole_in_the_whole_text(
    phrases: dict[str, int], text: str, start: int, end: int
) -> None:
    for match in Matcher(phrases).find(text, start, end):
        assert start <= match.start < match.end <= end
        assert phrases[text[match.start : match.end]] == match.value
        assert whole(text, match.start, match.end)


@given(PHRASES, st.text(LETTERS, max_size=40))
def test_plural_matches_never_overlap(phrases: dict[str, int], text: str) -> None:
    matches = Matcher(phrases, plural=True).find(text)
    assert all(one.end <= next_.start for one, next_ in pairwise(matches))
    for match in matches:
        words = text[match.start : match.end]
        assert match.value in {phrases.get(words), phrases.get(words[:-1]), phrases.get(words[:-2])}


def test_a_longer_phrase_that_is_cut_by_a_word_does_not_hide_a_shorter_one() -> None:
    matcher = Matcher({"folic acid": "short", "folic acid s": "long"})
    assert matcher.find("folic acid salts") == [Match(0, 10, "short")]


@pytest.mark.parametrize("text", ["environment", "iron2", "2iron", "irony", "éiron"])
def test_no_match_inside_a_word(text: str) -> None:
    assert Matcher({"iron": 1}).find(text) == []


@pytest.mark.parametrize("text", ["iron", "iron-rich", "(iron)", "iron's", "non-iron", "iron/zinc", "€iron€"])
def test_signs_part_words(text: str) -> None:
    assert [text[m.start : m.end] for m in Matcher({"iron": 1}).find(text)] == ["iron"]


def test_digits_do_not_open_in_digits() -> None:
    matcher = Matcher({"5-fu": "fluorouracil", "%": "%"})
    assert [m.value for m in matcher.find("0.5% 15-fu 5-fu")] == ["%", "fluorouracil"]


def test_the_plural_belongs_to_the_match() -> None:
    matcher = Matcher({"patch": "patch", "dose": "dose"}, plural=True)
    text = "patches, doses, dosed"
    assert [text[m.start : m.end] for m in matcher.find(text)] == ["patches", "doses"]


def test_offsets_are_code_points() -> None:
    text = "µ𝟙é≥ aspirin"
    [match] = Matcher({"aspirin": 1}).find(text)
    assert text[match.start : match.end] == "aspirin"


@pytest.mark.parametrize("phrase", ["", "Aspirin"])
def test_a_phrase_that_could_never_be_found_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="lower-case"):
        Matcher({phrase: 1})


def test_an_empty_vocabulary_finds_nothing() -> None:
    assert Matcher({}).find("aspirin") == []


def test_time_grows_with_the_text_not_with_its_square() -> None:
    matcher = Matcher({"a " * n + "a": n for n in range(1, 12)})

    def seconds(size: int) -> float:
        begin = time.perf_counter()
        matcher.find("a " * size)
        return time.perf_counter() - begin

    seconds(1_000)
    assert seconds(80_000) < 40 * max(seconds(8_000), 0.002)
