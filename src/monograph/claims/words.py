"""A claim in the words of a person: short enough for a line of a table."""

from __future__ import annotations

from monograph.claims.records import Answer, AnyClaim, Dose, Effect, Interaction, Precaution
from monograph.names.units import plural, unit

_DEGREES = {1: "mild", 2: "moderate", 3: "severe", 4: "end-stage"}
_WORST = max(_DEGREES)
_TIMES = {1: "once", 2: "twice", 3: "three times", 4: "four times"}
_COUNTED = 12
"""Times a day up to which a frequency is counted; what is more often is told by its interval."""
_MINUTES = 24 * 60
_SHORT = (("hour", 60), ("minute", 1))
_LONG = (("month", 30), ("week", 7), ("day", 1))
_ROUNDED = 0.004
_STATES = {
    "renal": "kidney disease",
    "hepatic": "liver disease",
    "cardiac": "heart disease",
    "elderly": "older people",
    "mental-health": "mental illness",
}
_MEASURES = {"creatinine clearance": "mL/min", "body surface": "m²"}


def number(value: float) -> str:
    """A number as people write it.

    >>> number(5.0), number(0.25), number(600000.0)
    ('5', '0.25', '600,000')
    """
    return f"{value:,.10f}".rstrip("0").rstrip(".")


def span(low: float | None, high: float | None, of: str = "", *, gap: str = " ") -> str:
    """A range in words, with what it is ``of`` behind a ``gap`` where that is given; "" where neither end is stated.

    >>> span(5, 30, "g"), span(None, 30), span(2, 2), span(12, None, "years"), span(1, 2, "%")
    ('5 to 30 g', 'up to 30', '2', '12 years or more', '1 to 2%')
    """
    if low is None and high is None:
        return ""
    written = number(low) if high is None and low is not None else number(high or 0)
    if of:
        written += of if of == "%" else gap + of
    if low is None:
        return f"up to {written}"
    if high is None:
        return f"{written} or more"
    return written if low == high else f"{number(low)} to {written}"


def amount(dose: Dose, *, gap: str = " ") -> str:
    """The amount of a dose with its unit, between which stands ``gap``.

    >>> amount(Dose(start=0, end=1, quote="", amount_min=1, amount_max=2, unit="suppository"))
    '1 to 2 suppositories'
    >>> amount(Dose(start=0, end=1, quote="", amount_max=10, unit="mg", per="kg"))
    'up to 10 mg/kg'
    >>> amount(Dose(start=0, end=1, quote="", amount_max=14, unit="g", role="unsafe-above"))
    'more than 14 g'
    """
    most = dose.amount_min if dose.amount_max is None else dose.amount_max
    known = unit(dose.unit)
    several = known is not None and known.counted and (most or 0) > 1
    name = plural(dose.unit) if several else dose.unit
    words = span(dose.amount_min, dose.amount_max, name, gap=gap) + (f"/{dose.per}" if dose.per else "")
    return f"more than {words.removeprefix('up to ')}" if dose.role == "unsafe-above" else words


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
    'creatinine clearance 15 to 29 mL/min'
    """
    stated = [(name, dose.bands[name], measure) for name, measure in _MEASURES.items() if name in dose.bands]
    return ", ".join(f"{name} {span(*band, measure)}" for name, band, measure in stated)


def about_whom(about: str) -> str:
    """Whom a precaution is about, in words.

    >>> about_whom("renal"), about_whom("gout")
    ('kidney disease', 'gout')
    """
    return _STATES.get(about, about)


def in_words(claim: AnyClaim) -> tuple[str, str]:
    """A claim at a glance: what it says, and whom, when and how it holds for.

    >>> from monograph.claims.records import Dose
    >>> in_words(Dose(start=0, end=1, quote="", amount_min=5, amount_max=30, unit="g", basis="day", route="oral"))
    ('5 to 30 g a day', 'oral')
    >>> in_words(Dose(start=0, end=1, quote="", amount_max=5, unit="mg", basis="week", times_per_day_min=1 / 7,
    ...               times_per_day_max=1 / 7, medicine="folic acid"))
    ('up to 5 mg a week', 'of folic acid')
    """
    match claim:
        case Dose():
            return how_much(claim), "; ".join(_scope(claim))
        case Effect():
            return claim.term, ", ".join(filter(None, (claim.severity, claim.frequency)))
        case Interaction():
            return claim.with_, "; ".join(filter(None, (claim.result, claim.management)))
        case Precaution():
            return f"{about_whom(claim.about)}: {claim.advice.replace('-', ' ')}", claim.scope or ""
        case Answer():
            return claim.question, claim.answer
    return claim.indication, "" if claim.evidence == "established" else claim.evidence.replace("-", " ")


def how_much(dose: Dose, *, gap: str = " ") -> str:
    """The amount of a dose, what it is of and how often it is given; ``gap`` stands between a number and its unit.

    >>> how_much(Dose(start=0, end=1, quote="", amount_min=5, amount_max=30, unit="g", basis="day"))
    '5 to 30 g a day'
    >>> how_much(Dose(start=0, end=1, quote="", amount_max=1, unit="g", basis="day", times_per_day_max=2))
    'up to 1 g a day in up to 2 doses'
    >>> how_much(Dose(start=0, end=1, quote="", amount_min=5, amount_max=5, unit="mg", times_per_day_min=3,
    ...               times_per_day_max=4))
    '5 mg, 3 to 4 times a day'
    """
    words = amount(dose, gap=gap)
    low, high = dose.times_per_day_min, dose.times_per_day_max
    often = how_often(low, high)
    if dose.basis in ("dose", "unclear"):
        if often:
            return f"{words}{',' if often[0].isdigit() else ''} {often}"
        return f"{words} a dose" if dose.basis == "dose" else words
    words = f"{words} a {dose.basis}"
    if dose.basis == "day" and (high or low or 0) > 1:
        return f"{words} in {span(low, high)} doses"
    return words if not often or often == f"once a {dose.basis}" else f"{words} {often}"


def persons(dose: Dose, besides: str | None = None) -> str:
    """Of whom a dose is: population, measures, ages and weights; but the population that goes without saying.

    >>> persons(Dose(start=0, end=1, quote="", unit="mg", population="child", age_min=2, age_max=6), besides="child")
    '2 to 6 years'
    """
    return ", ".join(word for word in _persons(dose) if word != besides)


def _persons(dose: Dose) -> list[str]:
    parts = (
        population(dose),
        measured(dose),
        span(dose.age_min, dose.age_max, "years"),
        span(dose.weight_min, dose.weight_max, "kg"),
    )
    return [part for part in parts if part]


def how_often(low: float | None, high: float | None) -> str:
    """How often in words, from times a day; "" where neither end is stated.

    >>> how_often(2, 2), how_often(3, 4), how_often(None, 3), how_often(24, 48)
    ('twice a day', '3 to 4 times a day', 'up to three times a day', 'every 30 to 60 minutes')
    >>> how_often(1 / 7, 1 / 7), how_often(2 / 7, 2 / 7), how_often(1 / 14, 1 / 7), how_often(0.5, 0.5)
    ('once a week', 'twice a week', 'every 1 to 2 weeks', 'every 2 days')
    """
    if not low or not high:
        often = how_often(low or high, low or high) if low or high else ""
        bound = "at least" if low else "at most" if often.startswith("every") else "up to"
        return often and f"{bound} {often}"
    if high > _COUNTED:
        return _interval(_MINUTES / high, _MINUTES / low, _SHORT)
    if low >= 1:
        return _counted(low, high, "day")
    if _whole(7 * low) and _whole(7 * high):
        return _counted(7 * low, 7 * high, "week")
    return _interval(1 / high, 1 / low, _LONG)


def _counted(low: float, high: float, period: str) -> str:
    if _whole(low) and _whole(high) and round(low) == round(high):
        return f"{_TIMES.get(round(low)) or f'{round(low)} times'} a {period}"
    return f"{_between(low, high)} times a {period}"


def _interval(least: float, most: float, units: tuple[tuple[str, int], ...]) -> str:
    """ "every 2 days", in the largest unit that both ends are whole numbers of."""
    name, size = next(((name, size) for name, size in units if _whole(least / size) and _whole(most / size)), units[-1])
    least, most = least / size, most / size
    if round(least) == round(most):
        return f"every {name}" if round(most) == 1 else f"every {round(most)} {name}s"
    return f"every {_between(least, most)} {name}s"


def _between(low: float, high: float) -> str:
    low, high = (round(end) if _whole(end) else round(end, 1) for end in (low, high))
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def _whole(count: float) -> bool:
    """Whether it is a whole number but for its being rounded, 1/7 to 0.1429 or 1/30 to 0.0333."""
    return round(count) > 0 and abs(count - round(count)) <= _ROUNDED * max(1, count)


def _scope(dose: Dose) -> list[str]:
    days = span(dose.duration_days_min, dose.duration_days_max, "days")
    words = [
        f"of {dose.medicine}" if dose.medicine else "",
        "" if dose.role == "usual" else dose.role.replace("-", " "),
        dose.route or "",
        *_persons(dose),
        dose.indication or "",
        f"for {days}" if days else "",
    ]
    return [word for word in words if word]
