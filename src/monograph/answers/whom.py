"""Whom a dose is meant for."""

from __future__ import annotations

from monograph.answers.profile.model import CLEARANCE, Profile
from monograph.claims.posology.measures import END_STAGE, MILD, MODERATE, SEVERE
from monograph.claims.records import Band, Dose

ADULT = 18
ELDERLY = 65
DEGREES = {"mild": MILD, "moderate": MODERATE, "severe": SEVERE, "dialysis": END_STAGE}
CHILD_POPULATIONS = frozenset({"child", "adolescent", "infant", "neonate"})


def is_for(claim: Dose, profile: Profile) -> bool:
    """Whether a dose can be meant for a person of this age, weight, kidneys and liver; where it names none, for all.

    It is not where what is known of the person lies outside of its bounds.
    """
    minor = profile.age is not None and profile.age < ADULT
    if claim.population in CHILD_POPULATIONS:
        fits = minor
    elif claim.population == "adult":
        fits = not minor
    elif claim.population == "elderly":
        fits = profile.age is not None and profile.age >= ELDERLY
    elif claim.population == "renal impairment":
        fits = profile.kidney not in (None, "normal")
    elif claim.population == "hepatic impairment":
        fits = profile.liver not in (None, "normal")
    else:
        fits = claim.population is None or bool(profile.pregnant)
    bounds = ((profile.age, claim.age_min, claim.age_max), (profile.weight, claim.weight_min, claim.weight_max))
    for value, low, high in bounds:
        if value is not None and ((low is not None and value < low) or (high is not None and value > high)):
            return False
    return fits and not any(_is_outside(_known(name, profile), band) for name, band in claim.bands.items())


def is_surely_for(claim: Dose, profile: Profile) -> bool:
    """Whether all that is not told by years and kg is known of the person as well: clearance, surface, degrees."""
    known = [(_known(name, profile), band) for name, band in claim.bands.items()]
    return is_for(claim, profile) and all(
        own is not None
        and (band.low is None or own.low is None or band.low <= own.low)
        and (band.high is None or own.high is None or own.high <= band.high)
        for own, band in known
    )


def _known(name: str, profile: Profile) -> Band | None:
    """Within which bounds lies what a band measures, for this person; None where the profile does not tell."""
    if name == "creatinine clearance" and profile.kidney in CLEARANCE:
        low, below = CLEARANCE[profile.kidney]
        return Band(low, below - 1)
    function = {"renal impairment": profile.kidney, "hepatic impairment": profile.liver}.get(name)
    degree = DEGREES.get(function or "")
    return Band(degree, degree) if degree else None


def _is_outside(own: Band | None, band: Band) -> bool:
    if own is None or own.low is None or own.high is None:
        return False
    below = band.high is not None and (band.high < own.low or band.high == own.low < own.high)
    return below or (band.low is not None and band.low > own.high)
