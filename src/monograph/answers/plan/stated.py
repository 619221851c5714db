"""What the monographs of a medicine state of its doses for one person: regimens, and the most in a day."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from monograph.answers.amounts import Quantity, converted, in_words, quantity
from monograph.answers.plan.model import Basis, RefusalError, Request
from monograph.answers.profile.model import Profile
from monograph.answers.whom import ADULT, is_for, is_surely_for
from monograph.claims.posology.frequency import frequency_at
from monograph.claims.posology.lexer import lex
from monograph.claims.posology.tokens import Sort
from monograph.claims.records import Dose
from monograph.library.store import Listing, StoredLibrary
from monograph.names.identity import identify
from monograph.text.source import fold

SPOKEN_OF = frozenset({"usual", "starting", "maintenance", "loading"})
LIMITS = frozenset({"maximum", "unsafe-above"})


class Statement(NamedTuple):
    """A dose with the monograph that states it."""

    listing: Listing
    claim: Dose

    @property
    def basis(self) -> Basis:
        """Its words."""
        claim = self.claim
        return Basis(self.listing.doc, self.listing.title, claim.quote, claim.start, claim.end)


class Regimen(NamedTuple):
    """A stated dose reckoned out for the person: the range of a day, how often, and the arithmetic if there is any."""

    statement: Statement
    low: Quantity
    high: Quantity
    times: tuple[int, int] | None
    arithmetic: str = ""


def statements(library: StoredLibrary, request: Request) -> list[Statement]:
    """All doses that the monographs of the medicine state for this person and route, the named monograph first.

    Raises ``RefusalError`` where the person is a child or the route is not by mouth, and nobody prescribed it, and
    where nothing is stated for such a person.
    """
    listings = library.find(request.medicine)
    own = [
        Statement(listing, claim)
        for listing in listings
        for claim in library.claims(listing.doc, ("dose",))
        if isinstance(claim, Dose) and claim.amount_max is not None and _of_it(claim, listing)
    ]
    if not own:
        raise RefusalError(f"the monograph of {listings[0].title} states no dose in numbers")
    profile = request.profile
    if profile.age is not None and profile.age < ADULT and not request.prescribed:
        raise RefusalError("doses of children are not planned unless they are prescribed (--prescribed)")
    routed = _of_route(own, request)
    fitting = [
        one
        for one in routed
        if (is_for if one.claim.role in LIMITS else is_surely_for)(one.claim, profile)
        and _wanted(one.claim, request.indication)
    ]
    if not fitting:
        whom = "an adult" if profile.age is None or profile.age >= ADULT else f"a child of {profile.age:g} years"
        raise RefusalError(f"the population needed is not stated: there is no dose for {whom} like this")
    return fitting if request.prescribed else _for_impaired(fitting, profile)


def _of_route(own: Sequence[Statement], request: Request) -> list[Statement]:
    """The doses by the route that is asked for, or by mouth; one that names no route counts beside those that do."""
    routes = sorted({one.claim.route for one in own if one.claim.route})
    route = request.route or ("oral" if "oral" in routes else routes[0] if len(routes) == 1 else None)
    if route is None:
        raise RefusalError(
            f"the monograph gives doses by several routes ({', '.join(routes)}): say --route"
            if routes
            else "the monograph does not say by which route its doses are given: say --route"
        )
    if route != "oral" and not request.prescribed:
        raise RefusalError(f"{route} doses are not planned unless they are prescribed (--prescribed)")
    if routes and route not in routes:
        raise RefusalError(f"the monograph states no {route} dose, only {', '.join(routes)}")
    stating = {one.listing.doc for one in own if one.claim.route == route}
    return [
        one
        for one in own
        if one.claim.route == route or (one.claim.route is None and (not routes or one.listing.doc in stating))
    ]


def _for_impaired(fitting: Sequence[Statement], profile: Profile) -> list[Statement]:
    """Of a person who needs doses of their own only those. Raises ``RefusalError`` where there are none."""
    needed = {
        "renal impairment": profile.kidney not in (None, "normal"),
        "hepatic impairment": profile.liver not in (None, "normal"),
        "pregnancy": bool(profile.pregnant),
    }
    fitting = list(fitting)
    for population in (name for name, is_needed in needed.items() if is_needed):
        fitting = [one for one in fitting if one.claim.population == population or one.claim.role in LIMITS]
        if all(one.claim.role in LIMITS for one in fitting):
            raise RefusalError(f"the population needed is not stated: there is no dose for {population}")
    return fitting


def _of_it(claim: Dose, listing: Listing) -> bool:
    return claim.medicine is None or identify(claim.medicine).key == listing.substance


def _wanted(claim: Dose, indication: str | None) -> bool:
    """Whether a dose is for the indication that is asked for; one that names none is for all, a limit is always one."""
    if indication is None or claim.indication is None or claim.role in LIMITS:
        return True
    return indication.lower() in claim.indication.lower()


def regimens(stated: Sequence[Statement], request: Request) -> list[Regimen]:
    """The stated doses that tell what a day's amount is."""
    found = [
        regimen
        for one in stated
        if one.claim.role in SPOKEN_OF and (regimen := _regimen(one, request.profile.weight)) is not None
    ]
    bounded = any(one.claim.weight_min is not None or one.claim.weight_max is not None for one in stated)
    if not found and bounded and request.profile.weight is None:
        raise RefusalError("the doses depend on the weight: say --weight")
    return found


def _regimen(one: Statement, weight: float | None) -> Regimen | None:
    claim = one.claim
    if claim.basis not in ("day", "dose") or claim.amount_max is None or claim.per not in (None, "kg"):
        return None
    bounds = claim.weight_min is not None or claim.weight_max is not None
    if weight is None and (bounds or claim.per == "kg"):
        return None
    high = quantity(Fraction(str(claim.amount_max)), claim.unit)
    low = quantity(Fraction(str(claim.amount_min if claim.amount_min is not None else claim.amount_max)), claim.unit)
    arithmetic = ""
    if claim.per == "kg" and weight is not None:
        kilograms = Fraction(str(weight))
        low, high = converted(low, kilograms), converted(high, kilograms)
        written = in_words(quantity(Fraction(str(claim.amount_max)), claim.unit), claim.unit)
        arithmetic = f"{written}/kg × {weight:g} kg = {in_words(high, claim.unit)}"
    times = _times(claim)
    if claim.basis == "dose":
        if times is None:
            return None
        low, high = converted(low, Fraction(times[0])), converted(high, Fraction(times[1]))
    return Regimen(one, low, high, times, arithmetic)


def _times(claim: Dose) -> tuple[int, int] | None:
    low, high = claim.times_per_day_min, claim.times_per_day_max
    if low is None or high is None or low < 1 or low != int(low) or high != int(high):
        return None
    return int(low), int(high)


def maximum(stated: Sequence[Statement], dimension: str, weight: float | None) -> tuple[Quantity, Statement] | None:
    """The strictest amount of a day that a monograph states not to be exceeded, or None."""
    found = []
    for one in stated:
        claim = one.claim
        if claim.role in LIMITS and claim.basis == "day" and claim.amount_max is not None:
            most = quantity(Fraction(str(claim.amount_max)), claim.unit)
            if claim.per == "kg" and weight is not None:
                most = converted(most, Fraction(str(weight)))
            elif claim.per:
                continue
            if most.dimension == dimension:
                found.append((most, one))
    return min(found, key=lambda pair: pair[0].value, default=None)


def single_maximum(stated: Sequence[Statement], dimension: str) -> tuple[Quantity, Statement] | None:
    """The strictest amount of one dose that a monograph states not to be exceeded, or None."""
    found = [
        (quantity(Fraction(str(one.claim.amount_max)), one.claim.unit), one)
        for one in stated
        if one.claim.role in LIMITS and one.claim.basis == "dose" and one.claim.per is None
    ]
    return min((pair for pair in found if pair[0].dimension == dimension), key=lambda pair: pair[0].value, default=None)


def least_interval(basis: Statement, stated: Sequence[Statement]) -> float | None:
    """The fewest hours that must lie between two doses: of these words or, where they tell none, of any stated dose."""
    own = _interval(basis.claim)
    if own is not None:
        return own
    others = (_interval(one.claim) for one in stated if one.claim.role in SPOKEN_OF)
    return min((hours for hours in others if hours is not None), default=None)


def _interval(claim: Dose) -> float | None:
    """The shorter end of "every 4 to 6 hours" in the words of a dose; of several intervals the dose's own."""
    folded = fold(claim.quote)
    tokens = lex(folded, 0, len(folded))
    found = set()
    for index, token in enumerate(tokens):
        spaced = token.sort is Sort.EVERY and index + 1 < len(tokens) and tokens[index + 1].sort is not Sort.TIME
        latin = token.sort is Sort.OFTEN and folded[token.start : token.end].endswith("h")
        apart = token.sort is Sort.NUMBER and any(one.sort is Sort.INTERVAL for one in tokens[index + 1 : index + 5])
        frequency = frequency_at(tokens, index) if spaced or latin or apart else None
        if frequency is not None and frequency[0].value.high:
            found.add(frequency[0].value.high)
    if claim.times_per_day_max in found:
        found = {claim.times_per_day_max}
    return round(24 / min(found), 1) if found else None
