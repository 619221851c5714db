"""Phrases in the words of sentences: what a book finds, alone and beside others on a shelf."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monograph.names.phrases import PhraseBook, Shelf, words_of

PHRASES = {
    "avoid": 1,
    "not be? used|taken": 2,
    "take N tablets": 3,
    "N hours apart": 4,
    "no ... data": 5,
    "may not": 6,
    "a b c": 7,
    "b c d e": 8,
}
VOCABULARY = [
    *("avoid", "not", "be", "used", "take", "2", "tablets", "hours", "apart", "no", "data", "a", "b", "c"),
    *("(", ")", ",", "well", "may", "don't", "cannot"),
]


def found(text: str, book: PhraseBook[int]) -> list[tuple[str, int]]:
    words = words_of(text, 0, len(text))
    return [(text[slice(*words.span(match.first, match.last))], match.value) for match in book.find(words)]


def test_fillers_and_glosses_stand_between_the_words_of_a_phrase() -> None:
    book = PhraseBook(PHRASES, {"generally", "well"})
    assert found("it should not (see above) generally be used", book) == [("not (see above) generally be used", 2)]
    assert found("it should not slowly be used", book) == []


def test_a_gap_is_closed_by_the_end_of_a_clause_and_after_eight_words() -> None:
    book = PhraseBook(PHRASES)
    assert found("there are no good or recent data", book) == [("no good or recent data", 5)]
    assert found("there are no children, data", book) == []
    assert found("no 1 2 3 4 5 6 7 8 data", book) == [("no 1 2 3 4 5 6 7 8 data", 5)]
    assert found("no 1 2 3 4 5 6 7 8 9 data", book) == []


def test_numbers_stand_anywhere_in_a_phrase() -> None:
    book = PhraseBook(PHRASES)
    assert found("take 2.5 tablets 12 hours apart", book) == [("take 2.5 tablets", 3), ("12 hours apart", 4)]


def test_the_longest_phrase_at_the_leftmost_place_hides_the_others() -> None:
    assert found("a b c d e, b c d e", PhraseBook(PHRASES)) == [("a b c", 7), ("b c d e", 8)]


def test_a_negation_within_a_word_is_a_word() -> None:
    book = PhraseBook({"not": 1, "do not take": 2})
    assert found("it can't, it cannot; don't take", book) == [("'t", 1), ("not", 1), ("don't take", 2)]
    assert found("the 'tablet'", book) == []


@given(st.lists(st.sampled_from(VOCABULARY)).map(" ".join))
def test_a_book_finds_on_a_shelf_what_it_finds_alone(text: str) -> None:
    shelf = Shelf()
    books = [PhraseBook({phrase: value}, {"well"}, shelf) for phrase, value in PHRASES.items()]
    for book, (phrase, value) in zip(books, PHRASES.items(), strict=True):
        alone = PhraseBook({phrase: value, "never": 0}, {"well"})
        words_of.cache_clear()
        assert found(text, book) == found(text, alone)


@given(st.text(st.sampled_from("ab't c(n-.,oé"), max_size=40), st.data())
def test_words_stand_where_they_say(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = words_of(text, start, end)
    first = data.draw(st.integers(0, len(words)))
    for word in [*words, *words[first:]]:
        assert start <= word.start < word.end <= end
        assert text[word.start : word.end] == word.text or (
            word.text == "not" and text[word.start : word.end] in ("n't", "'t")
        )
    assert [word.text for word in words] == words.texts
    assert words[first:].texts == words.texts[first:]
