"""By which route: words that say it, and forms of the medicine that suggest it."""

from __future__ import annotations

from monograph.claims.posology.tokens import Sort, Token
from monograph.text.model import Span
from monograph.text.record import Record

_ABBREVIATION = 4
"""Letters of "caps", which without a number may be the name of a disease."""


class Routed(Record):
    """A route and the words that say or, ``implied``, suggest it; ``named`` in the words for a form ("rectal foam")."""

    route: str
    said: Span
    implied: bool = False
    named: bool = False


def routes_of(tokens: list[Token]) -> tuple[Routed, ...]:
    """The routes that tokens name, each once; those that only a form tells only where none is named."""
    named: dict[str, Routed] = {}
    for token in tokens:
        if token.sort is Sort.ROUTE and token.value.name != "none":
            routed = Routed(token.value.name, token.span, token.value.implied, token.value.named)
            if token.value.name not in named or named[token.value.name].implied:
                named[token.value.name] = routed
        elif token.sort is Sort.UNIT and token.value.route and token.end - token.start > _ABBREVIATION:
            route = token.value.route
            named.setdefault(route, Routed(route, token.span, True))
        elif token.sort is Sort.RATE and token.value:
            named.setdefault("intravenous", Routed("intravenous", token.span, True))
    through = named.get("transdermal")
    if through is not None and (through.named or not through.implied):
        named.pop("topical", None)  # a transdermal patch is put "on the skin"
    said = tuple(routed for routed in named.values() if not routed.implied)
    return said or tuple(named.values())
