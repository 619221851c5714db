"""Routes by which a dose is given: the words that name one, the forms that imply one, and their codes."""

from __future__ import annotations

from functools import cache

import msgspec

from monograph.names.found import Match
from monograph.names.match import Matcher
from monograph.tables import read_table

NO_ROUTE = "none"


class Route(msgspec.Struct, frozen=True):
    """A route as claims name it ("oral"), with its EDQM standard term and its SPL term ("" where there is none).

    ``implied`` says that only a form of the medicine told it ("tablet"). Several terms share the name "other".
    """

    name: str
    edqm: str = ""
    edqm_name: str = ""
    spl: str = ""
    spl_name: str = ""
    implied: bool = False


@cache
def routes() -> dict[str, Route]:
    """The routes of claims by name; "other" has no code of its own."""
    named = {row["route"]: _route(row) for row in reversed(read_table("monograph.names", "routes"))}
    return named | {"other": Route("other")}


@cache
def route_matcher() -> Matcher[Route]:
    """Finds words that name a route or, ``implied``, a form; also those of the route "none", which hide others."""
    words: dict[str, Route] = {}
    for row in read_table("monograph.names", "forms"):
        implied = msgspec.structs.replace(routes()[row["route"]], implied=True)
        words |= dict.fromkeys(row["words"].split("|"), implied)
    for row in read_table("monograph.names", "routes"):
        words |= dict.fromkeys(row["words"].split("|"), _route(row))
    return Matcher(words, plural=True)


def find_routes(folded: str, start: int = 0, end: int | None = None) -> list[Match[Route]]:
    """The routes that folded text names or implies, each with its place.

    >>> [(m.value.name, m.value.implied) for m in find_routes("one tablet by mouth, then 5 mg iv")]
    [('oral', True), ('oral', False), ('intravenous', False)]
    >>> find_routes("grade iii or iv neutropenia")
    []
    """
    return [match for match in route_matcher().find(folded, start, end) if match.value.name != NO_ROUTE]


def _route(row: dict[str, str]) -> Route:
    return Route(row["route"], row["edqm"], row["edqm_name"], row["spl"], row["spl_name"])
