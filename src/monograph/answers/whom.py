"""Whom a dose is meant for."""

from __future__ import annotations

from monograph.answers.profile.model import Profile
from monograph.claims.records import Dose

ADULT = 18
ELDERLY = 65
CHILD_POPULATIONS = frozenset({"child", "adolescent", "infant", "neonate"})


def is_for(claim: Dose, profile: Profile) -> bool:
    """Whether a dose is meant for a person of this age and weight; where it names none, for all."""
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
    return fits
