"""A monograph, and what verifying asks of it again and again: what its claims stand under, which routes it names."""

from __future__ import annotations

import re
from functools import cached_property

from monograph.claims.records import Claim, Dose, Use
from monograph.library.model import Entry
from monograph.names.routes import find_routes
from monograph.text.model import Monograph, Span
from monograph.verify.dose_partners import with_medicines
from monograph.verify.setting import settings
from monograph.verify.terms import terms_in

_SLOW = re.compile(
    r"(?:extended|sustained|controlled|prolonged|modified|slow|delayed|long)[- ](?:release|acting)"
    r"|\b(?:xr|er|sr|xl|cr|la|depot)\b"
)
_PLAIN = re.compile(
    r"immediate[- ]release|\b(?:conventional|regular|plain) (?:release|tablet|form)|\bir\b|mofetil|\bmmf\b"
)


class ReadPage:
    """The entry of a monograph. What is found in its text is found once, when it is first asked for."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.text: Monograph = entry.monograph
        self.components = set(entry.identity.components)
        self._settings: dict[tuple[int, int], str] = {}

    def setting(self, claim: Claim) -> str:
        """The folded words that a claim stands in and under: its sentence, the labels and headings above it."""
        key = (claim.start, claim.end)
        if key not in self._settings:
            around = settings(self.text, Span(*key))
            self._settings[key] = " ".join(self.text.folded[start:end] for start, end in around)
        return self._settings[key]

    def line(self, claim: Claim) -> str:
        """The line that a claim stands on, without markup, folded."""
        folded = self.text.folded
        end = folded.find("\n", claim.end)
        return folded[folded.rfind("\n", 0, claim.start) + 1 : end if end >= 0 else len(folded)].strip()

    def is_by_either_route(self, claim: Dose) -> bool:
        """Whether the same words give a dose by several routes ("intravenously or intramuscularly")."""
        return len(self._routes[claim.start, claim.end]) > 1

    @cached_property
    def _routes(self) -> dict[tuple[int, int], set[str | None]]:
        found: dict[tuple[int, int], set[str | None]] = {}
        for claim in self.entry.claims:
            if isinstance(claim, Dose):
                found.setdefault((claim.start, claim.end), set()).add(claim.route)
        return found

    def medicine(self, claim: Dose) -> str | None:
        """The medicine that a dose is said to be of, by its own words or by the dose that it goes on with."""
        return self._medicines.get((claim.start, claim.end), claim.medicine)

    @cached_property
    def _medicines(self) -> dict[tuple[int, int], str]:
        doses = with_medicines(self.text, self.entry.claims)
        return {(dose.start, dose.end): dose.medicine for dose in doses if dose.medicine}

    def terms(self, claim: Dose) -> frozenset[str]:
        """The conditions, as clinical terms, that a dose itself is said to be for."""
        words = (claim.indication or "").lower()
        return frozenset(terms_in(words, [Span(0, len(words))]))

    def terms_above(self, claim: Dose) -> frozenset[str]:
        """Of the page's conditions those that a dose is said to be for, or that stand nearest above it."""
        above = settings(self.text, Span(claim.start, claim.end))[1:-1]
        found = (frozenset(terms_in(self.text.folded, [words])) & self.conditions for words in above)
        return self.terms(claim) or next((terms for terms in found if terms), frozenset())

    @cached_property
    def conditions(self) -> frozenset[str]:
        """All conditions that its doses and uses are for."""
        return frozenset(
            term
            for claim in self.entry.claims
            if isinstance(claim, Dose | Use) and claim.indication
            for term in terms_in(claim.indication.lower(), [Span(0, len(claim.indication))])
        )

    def routes_about(self, claim: Dose) -> set[str]:
        """The routes that are named where a claim stands, or above it."""
        words = self.setting(claim)
        return {found.value.name for found in find_routes(words, 0, len(words))}

    @cached_property
    def routes_of_doses(self) -> set[str]:
        """The routes that its doses are said to be given by."""
        return {claim.route for claim in self.entry.claims if isinstance(claim, Dose) and claim.route}

    @cached_property
    def routes_named(self) -> set[str]:
        """The routes that its dosage and usage speak of."""
        sections = self.text.of_kind("dosage", "usage")
        return {found.value.name for s in sections for found in find_routes(self.text.folded, s.start, s.end)}

    @cached_property
    def is_about_slow_forms(self) -> bool:
        """Whether its title speaks of a form that releases the substance slowly."""
        return _SLOW.search(self.text.title.lower()) is not None

    @cached_property
    def speaks_of_plain(self) -> bool:
        """Whether it speaks of a form that releases the substance at once, so that its doses may be of that."""
        return _PLAIN.search(self.text.folded) is not None

    def is_plain(self, claim: Claim) -> bool:
        """Whether the line of a claim speaks of a plain form, alone or beside others."""
        return _PLAIN.search(self.line(claim)) is not None

    def is_plain_only(self, claim: Claim) -> bool:
        """Whether a claim's own words speak of a plain form, and of no other."""
        said = claim.quote.lower()
        return _PLAIN.search(said) is not None and _SLOW.search(said) is None

    def is_slow(self, claim: Claim) -> bool:
        """Whether a claim may be about a form that releases the substance slowly: its own words tell, else its line."""
        if self.is_plain_only(claim):
            return False
        return self.is_about_slow_forms or _SLOW.search(self.setting(claim) + " " + self.line(claim)) is not None
