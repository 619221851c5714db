"""One substance in several products: that it is taken twice, and how much of it that makes a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from monograph.answers.amounts import MEASURED, Quantity, converted, in_words, quantity
from monograph.answers.profile.model import Profile
from monograph.answers.screen.model import Finding
from monograph.answers.screen.monographs import Monographs, Page, Taken, finding
from monograph.answers.screen.title import title_place
from monograph.answers.whom import is_for
from monograph.claims.records import Dose
from monograph.names.identity import identify

LOCAL = frozenset({"topical", "ophthalmic", "otic", "nasal", "inhaled", "vaginal", "rectal", "transdermal"})
"""Routes whose maxima say nothing of what is swallowed."""


def duplicates(taken: Sequence[Taken]) -> Iterator[Finding]:
    """Substances that two medicines hold, each pair with the title of the monographs that say so."""
    for place, one in enumerate(taken):
        for other in taken[place + 1 :]:
            for substance in sorted(one.substances & other.substances):
                for page in {page.listing.doc: page for page in (*one.pages, *other.pages)}.values():
                    start, end = title_place(page)
                    why = f"{one.name} and {other.name} both hold {substance}."
                    names = (one.name, other.name)
                    yield finding(page, None, "caution", "duplicate", substance, names, why, start=start, end=end)


def daily_amounts(taken: Sequence[Taken], monographs: Monographs, profile: Profile) -> Iterator[Finding]:
    """Substances of which the person takes more a day, over all products, than a monograph's maximum."""
    for substance in sorted({name for one in taken for name in one.substances}):
        parts = [
            (one, amount)
            for one in taken
            if substance in one.substances and (amount := daily_of(one, substance)) is not None
        ]
        if not parts:
            continue
        dimensions = {amount.dimension for _, amount in parts}
        pages = {page.listing.doc: page for page in monographs.about(substance)}
        pages |= {page.listing.doc: page for one, _ in parts for page in one.pages}
        for dimension in sorted(dimensions):
            counted = [(one, amount) for one, amount in parts if amount.dimension == dimension]
            total = sum((amount.value for _, amount in counted), Fraction())
            for page in pages.values():
                for claim, most in maxima(page, substance, dimension, profile):
                    if total > most.value:
                        yield _above(
                            page, claim, substance, Quantity(total, dimension), most, [one.name for one, _ in counted]
                        )


def _above(page: Page, claim: Dose, substance: str, total: Quantity, most: Quantity, names: list[str]) -> Finding:
    for_what = f" for {claim.indication}" if claim.indication else ""
    why = (
        f"{in_words(total, claim.unit)} of {substance} a day in all is more than the {in_words(most, claim.unit)}"
        f" that {page.listing.title} gives as the most{for_what}."
    )
    return finding(page, claim, "avoid", "daily-amount", substance, names, why)


def daily_of(one: Taken, substance: str) -> Quantity | None:
    """How much of a substance a medicine brings in a day, or None where the profile does not tell."""
    medicine = one.medicine
    if medicine.amount is None or medicine.times_per_day is None:
        return None
    taken = quantity(Fraction(medicine.amount) * Fraction(medicine.times_per_day), medicine.unit)
    if taken.dimension in MEASURED:
        return taken if one.substances == {substance} else None
    for part in medicine.ingredients:
        if part.amount is not None and substance in identify(part.name).components:
            return converted(quantity(Fraction(part.amount), part.unit), taken.value)
    return taken if one.substances == {substance} else None


def maxima(page: Page, substance: str, dimension: str, profile: Profile) -> Iterator[tuple[Dose, Quantity]]:
    """The most a day that a monograph states of a substance for a person like this."""
    alone = page.listing.substance == substance
    for claim in page.claims:
        if not isinstance(claim, Dose) or claim.role not in ("maximum", "unsafe-above") or claim.amount_max is None:
            continue
        of_it = alone if claim.medicine is None else substance in identify(claim.medicine).components
        if claim.basis == "day" and of_it and claim.route not in LOCAL and is_for(claim, profile):
            stated = quantity(Fraction(str(claim.amount_max)), claim.unit)
            most: Quantity | None = stated
            if claim.per == "kg":
                most = converted(stated, Fraction(str(profile.weight))) if profile.weight else None
            elif claim.per:
                most = None
            if most is not None and most.dimension == dimension:
                yield claim, most
