"""Of which ages, creatinine clearances and degrees of an illness words speak, as advice and doses alike narrow them."""

from __future__ import annotations

from functools import lru_cache

from monograph.claims.posology.bands import clearances_in, degree_at
from monograph.claims.posology.bounds import Bound, adjoins
from monograph.claims.posology.lexer import lex
from monograph.claims.posology.phrases import compose
from monograph.claims.posology.tokens import Sort, Token
from monograph.text.record import Record

MILD, MODERATE, SEVERE, END_STAGE = 1, 2, 3, 4
"""How far an organ is impaired; Child-Pugh classes A to C are 1 to 3, dialysis is 4."""

_GRADED = frozenset({Sort.POPULATION, Sort.IMPAIRED, Sort.DEGREE, Sort.RANGE, Sort.AND, Sort.OR})
"""What stands behind a degree of an organ's impairment."""


class Measures(Record):
    """Ages in years, clearances in mL/min and each degree that is named, of those of whom words speak."""

    ages: tuple[Bound, ...]
    clearances: tuple[Bound, ...]
    degrees: frozenset[int]


@lru_cache(maxsize=1 << 14)
def measures_in(folded: str) -> Measures:
    """The measures of persons that folded words name.

    >>> measures_in("children under 12 years").ages
    (Bound(low=None, high=12.0),)
    >>> measures_in("avoid it where the crcl is below 30 ml/min").clearances
    (Bound(low=None, high=30.0),)
    >>> sorted(measures_in("in moderate to severe hepatic impairment").degrees)
    [2, 3]
    """
    tokens = compose(lex(folded, 0, len(folded)), folded, in_label=True)
    clearances = (band.bound for band in clearances_in(tokens, renal=True))
    return Measures(
        tuple(token.value for token in tokens if token.sort is Sort.AGE),
        tuple(bound for bound in clearances if bound.low != bound.high),
        _degrees(tokens, folded),
    )


def _degrees(tokens: list[Token], folded: str) -> frozenset[int]:
    """The degrees that tokens name, but for those of something else than an organ or an illness."""
    organs = [t for t in tokens if t.sort is Sort.POPULATION and t.value.name.endswith("impairment")]
    bands = [degree_at(tokens, at) for at, token in enumerate(tokens) if token in organs]
    bounds = [band.bound for band in bands if band is not None]
    for at, token in enumerate(tokens):
        if token.sort is Sort.DEGREE and not _is_of_another(tokens, at, folded):
            bounds.append(Bound(token.value, token.value))
    if not bounds and any(organ.value.standing == "disease" and "hepatic" in organ.value.name for organ in organs):
        bounds = [Bound(SEVERE, SEVERE)]  # cirrhosis
    return frozenset(degree for low, high in bounds for degree in range(int(low or MILD), int(high or END_STAGE) + 1))


def _is_of_another(tokens: list[Token], at: int, folded: str) -> bool:
    """Whether the word behind a degree is no organ nor illness ("severe heart failure", "a significant risk")."""
    follows = folded[tokens[at].end :].lstrip()
    if not follows[:1].isalpha() or follows.startswith("case"):
        return False
    return not adjoins(tokens, at + 1) or tokens[at + 1].sort not in _GRADED
