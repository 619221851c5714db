"""A claim in the words of a person: short enough for a line of a table."""

from __future__ import annotations

from monograph.claims.records import Answer, AnyClaim, Dose, Effect, Interaction, Precaution

_DEGREES = {1: "mild", 2: "moderate", 3: "severe", 4: "end-stage"}
_WORST = max(_DEGREES)
_MEASURES = {"creatinine clearance": "mL/min", "body surface": "m²"}


def number(value: float) -> str:
    """A number as people write it.

    >>> number(5.0), number(0.25), number(600000.0)
    ('5', '0.25', '600,000')
    """
    return f"{value:,.10f}".rstrip("0").rstrip(".")


def span(low: float | None, high: float | None, unit: str = "") -> str:
    """A range in words, with its unit where one is given.

    >>> span(5, 30, "g"), span(None, 30), span(2, 2), span(12, None, "years")
    ('5-30 g', 'up to 30', '2', '12 years or more')
    """
    if low is None and high is None:
        return ""
    amount = number(low) if high is None and low is not None else number(high or 0)
    amount += f" {unit}" if unit else ""
    if low is None:
        return f"up to {amount}"
    if high is None:
        return f"{amount} or more"
    return amount if low == high else f"{number(low)}-{amount}"


def population(dose: Dose) -> str:
    """The population of a dose with how far its organ is impaired, "" where none is named.

    >>> from monograph.claims.records import Band, Dose
    >>> population(Dose(start=0, end=1, quote="", unit="mg", population="renal impairment",
    ...                 bands={"renal impairment": Band(2, 3)}))
    'moderate to severe renal impairment'
    """
    band = dose.bands.get(dose.population or "")
    if band is None:
        return dose.population or ""
    degrees = [_DEGREES[int(end)] for end in dict.fromkeys(band) if end is not None]
    dialysed = dose.population == "renal impairment" and band.high == _WORST
    return f"{' to '.join(degrees)} {dose.population}" + (" or dialysis" if dialysed else "")


def measured(dose: Dose) -> str:
    """The clearance or body surface that bounds whom a dose is for, "" where none does.

    >>> from monograph.claims.records import Band, Dose
    >>> measured(Dose(start=0, end=1, quote="", unit="mg", bands={"creatinine clearance": Band(15, 29)}))
    'creatinine clearance 15-29 mL/min'
    """
    stated = [(name, dose.bands[name], unit) for name, unit in _MEASURES.items() if name in dose.bands]
    return ", ".join(f"{name} {span(*band, unit)}" for name, band, unit in stated)


def in_words(claim: AnyClaim) -> tuple[str, str]:
    """A claim at a glance: what it says, and whom, when and how it holds for.

    >>> from monograph.claims.records import Dose
    >>> in_words(Dose(start=0, end=1, quote="", amount_min=5, amount_max=30, unit="g", basis="day", route="oral"))
    ('5-30 g a day', 'oral')
    >>> in_words(Dose(start=0, end=1, quote="", amount_max=1, unit="g", basis="day", times_per_day_max=2))[0]
    'up to 1 g a day in up to 2 doses'
    """
    match claim:
        case Dose():
            return _dose(claim), "; ".join(_scope(claim))
        case Effect():
            return claim.term, ", ".join(filter(None, (claim.severity, claim.frequency)))
        case Interaction():
            return claim.with_, "; ".join(filter(None, (claim.result, claim.management)))
        case Precaution():
            return f"{claim.about}: {claim.advice.replace('-', ' ')}", claim.scope or ""
        case Answer():
            return claim.question, claim.answer
    return claim.indication, "" if claim.evidence == "established" else claim.evidence.replace("-", " ")


def _dose(dose: Dose) -> str:
    per = f"/{dose.per}" if dose.per else ""
    unit = dose.unit
    if unit.isalpha() and len(unit) > 3 and unit not in ("mmol", "units") and (dose.amount_max or 0) > 1:
        unit += "es" if unit.endswith("ch") else "s"
    words = [f"{span(dose.amount_min, dose.amount_max)} {unit}{per}".strip()]
    low, high = dose.times_per_day_min, dose.times_per_day_max
    often = _how_often(low, high)
    if dose.basis not in ("dose", "unclear"):
        words.append(f"a {dose.basis}")
        often = f"in {span(low, high)} doses" if dose.basis == "day" and (high or low or 0) > 1 else often
    return " ".join([*words, often] if often else words)


def _how_often(low: float | None, high: float | None) -> str:
    """Times a day, or days between.

    >>> _how_often(3, 4), _how_often(1, 1), _how_often(0.1429, 0.1429)
    ('3-4 times a day', 'once a day', 'every 7 days')
    """
    if (low or high or 1) < 1:
        return f"every {span(_days(high), _days(low))} days"
    if low == high and low in (1, 2):
        return "once a day" if low == 1 else "twice a day"
    return f"{span(low, high)} times a day" if low or high else ""


def _days(times: float | None) -> float | None:
    return round(1 / times, 1) if times else None


def _scope(dose: Dose) -> list[str]:
    days = span(dose.duration_days_min, dose.duration_days_max, "days")
    words = (
        "" if dose.role == "usual" else dose.role.replace("-", " "),
        dose.route or "",
        population(dose),
        measured(dose),
        span(dose.age_min, dose.age_max, "years"),
        span(dose.weight_min, dose.weight_max, "kg"),
        dose.indication or "",
        f"for {days}" if days else "",
    )
    return [word for word in words if word]
