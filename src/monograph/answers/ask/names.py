"""The medicines that a question names: under their titles, synonyms and brands, and, failing these, nearly so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from monograph.answers.ask.words import is_ordinary, tokens
from monograph.library.store import Listing
from monograph.names.brands import brands
from monograph.names.components import SET
from monograph.names.identity import identify
from monograph.names.match import Matcher
from monograph.names.mentions import find_medicines
from monograph.names.substances import known_name, suggest
from monograph.tables import read_table

SHORTEST = 5
"""Letters of the shortest word that is taken for a misspelt name."""
ALIKE = 0.8
"""The least likeness, in edits a letter, of a misspelt word and the one name that it is taken for."""
_JOINT = re.compile(r"\s*[+/&]\s*")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


class Mention(NamedTuple):
    """A medicine named in ``text[start:end]``; ``key`` is that of its substance, ``written`` the words as written.

    ``weak`` names are foods, substances of the body and other words that rarely mean a medicine.
    """

    start: int
    end: int
    key: str
    written: str
    weak: bool = False


class Names:
    """The names by which the medicines of a library can be asked for."""

    def __init__(self, listings: Iterable[Listing]) -> None:
        self.listings: dict[str, list[Listing]] = {}
        self._titles: dict[str, str] = {}
        for listing in listings:
            self.listings.setdefault(listing.substance, []).append(listing)
            self._titles.setdefault(joined(listing.title.lower()), listing.substance)
        for title, key in list(self._titles.items()):
            if bare := _BRACKETS.sub("", title):
                own = identify(bare).key  # "cyclosporine" alone is not "cyclosporine (modified)" where both are there
                self._titles.setdefault(bare, own if own in self.listings else key)
        self._matcher = Matcher({title: title for title in self._titles if len(title) > 2}, plural=True)
        self._alike = [title for title in self._titles if SET not in title] + list(brands())

    def find(self, text: str) -> list[Mention]:
        """The medicines that folded text names, each with its place, whether the library has them or not."""
        found = [Mention(m.start, m.end, self._titles[m.value], m.value) for m in self._matcher.find(text)]
        found += [Mention(m.start, m.end, m.value, text[m.start : m.end]) for m in find_medicines(text)]
        found += [Mention(m.start, m.end, brands()[m.value], m.value) for m in _brand_matcher().find(text)]
        mentions: list[Mention] = []
        for mention in sorted(found, key=lambda one: (one.start, -one.end)):
            if not mentions or mention.start >= mentions[-1].end:
                mentions.append(mention._replace(weak=mention.written in _rarely_medicines()))
        return self._combined(text, mentions)

    def nearly(self, text: str) -> list[Mention]:
        """The medicines that the words of folded text nearly name, where one name is nearest and no other as near."""
        mentions = []
        for word, start, end in tokens(text):
            if len(word) < SHORTEST or is_ordinary(word) or known_name(word):
                continue
            near = process.extract(
                word, self._alike, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=ALIKE, limit=2
            )
            keys = {self._key(name) for name, likeness, _ in near if likeness == near[0][1]}
            if len(keys) == 1:
                mentions.append(Mention(start, end, keys.pop(), near[0][0]))
        return mentions

    def suggestions(self, text: str, mentions: Iterable[Mention], limit: int = 5) -> list[str]:
        """Titles for a person to choose from: combinations that hold what was named, then names like its words."""
        named = [mention.key for mention in mentions]
        held = [
            listing.title
            for key, listings in self.listings.items()
            if any(name in key.split(SET) for name in named)
            for listing in listings[:1]
        ]
        titles = [listings[0].title for listings in self.listings.values()]
        words = named or [word for word, _, _ in tokens(text) if not is_ordinary(word) and len(word) > 3]
        like = [title for word in words[:3] for title in suggest(word, titles, limit)]
        return list(dict.fromkeys([*sorted(held, key=len)[:limit], *like]))[:limit]

    def title(self, mention: Mention) -> str:
        """What the library calls a medicine: the title that was written, or its shortest.

        Where it has several and was asked for none of them, a route in brackets names no longer all that answer.
        """
        titles = [listing.title for listing in self.listings.get(mention.key, [])]
        best = min(titles, key=lambda title: (title.lower() != mention.written, len(title)), default=mention.written)
        return best.partition(" (")[0] if len(titles) > 1 and best.lower() != mention.written else best

    def may_name(self, text: str) -> bool:
        """Whether a word stands in text that no question, disease or effect has: it may be a name."""
        return any(len(word) > 3 and not is_ordinary(word) for word, _, _ in tokens(text.lower()))

    def _key(self, name: str) -> str:
        return self._titles.get(name) or brands()[name]

    def _combined(self, text: str, mentions: list[Mention]) -> list[Mention]:
        """Neighbours that a plus sign joins are one medicine, where the library has their combination."""
        run: list[Mention] = []
        for mention in mentions:
            joint = text[run[-1].end : mention.start].strip() if run else ""
            if run and joint in ("+", "/", "&", "-"):
                whole = SET.join(sorted({*run[-1].key.split(SET), *mention.key.split(SET)}))
                run[-1] = Mention(run[-1].start, mention.end, whole, text[run[-1].start : mention.end])
            else:
                run.append(mention)
        return run


def joined(text: str) -> str:
    """Text with one way to write the signs that join components.

    >>> joined("paracetamol/caffeine")
    'paracetamol + caffeine'
    """
    return _JOINT.sub(SET, " ".join(text.split()))


@cache
def _brand_matcher() -> Matcher[str]:
    return Matcher({brand: brand for brand in brands()})


@cache
def _rarely_medicines() -> frozenset[str]:
    words = {row["word"] for row in read_table("monograph.names", "not_medicines")}
    return frozenset(words | {"caffeine", "ethanol", "nicotine"})
