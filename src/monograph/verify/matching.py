"""Which labels a monograph is held against: the same substances, then the same kind of route."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from monograph.claims.records import Dose
from monograph.library.model import Entry
from monograph.names.routes import find_routes
from monograph.tables import read_table
from monograph.verify.read_label import ReadLabel

_KINDS = {row["route"]: row["kind"] for row in read_table("monograph.verify", "route_kinds")}


class Labels(Protocol):
    """Labels by the set of their substances (``Identity.key``), the newest first."""

    def of(self, key: str) -> list[ReadLabel]:
        """The labels of a set of substances."""


class LabelIndex:
    """Labels by the set of their substances."""

    def __init__(self, labels: Iterable[ReadLabel]) -> None:
        self._by_key: dict[str, list[ReadLabel]] = {}
        for label in labels:
            self._by_key.setdefault(label.identity.key, []).append(label)

    def __bool__(self) -> bool:
        return bool(self._by_key)

    def of(self, key: str) -> list[ReadLabel]:
        """The labels of a set of substances, the newest first."""
        return by_date(self._by_key.get(key, []))


def by_date(labels: Iterable[ReadLabel]) -> list[ReadLabel]:
    """Labels, the newest first."""
    return sorted(labels, key=lambda label: (label.label.date, label.label.set_id), reverse=True)


def match_labels(entry: Entry, index: Labels) -> list[ReadLabel]:
    """The labels that a monograph is to be held against, the newest first; empty where there is none.

    A combination is held against its own labels and, where there is none, against those of its components. Of several
    labels those given by the monograph's kind of route (systemic, topical, ophthalmic ...) count; of components, which
    may be given otherwise alone, only those given by the very route that the monograph speaks of, most often where no
    dose tells it.
    """
    wanted = route_kinds(entry)
    if labels := index.of(entry.identity.key):
        return [label for label in labels if not wanted or not (given := label_kinds(label)) or given & wanted]
    if len(entry.identity.components) == 1:
        return []
    routes = _dosed(entry) or {route for route, _ in Counter(_named(entry)).most_common(1)}
    alone = (label for component in entry.identity.components for label in index.of(component))
    return [label for label in alone if label_kinds(label) & wanted and not routes.isdisjoint(label.routes)]


def route_kinds(entry: Entry) -> set[str]:
    """The kinds of route that a monograph is about: what its title says, else its doses, else its words; or none."""
    titled = _KINDS.get(entry.identity.route)
    return {titled} if titled else {_KINDS[route] for route in _dosed(entry) or _named(entry)}


def _dosed(entry: Entry) -> set[str]:
    """The routes of some kind that a monograph's doses are given by."""
    return {claim.route for claim in entry.claims if isinstance(claim, Dose) and claim.route in _KINDS}


def _named(entry: Entry) -> list[str]:
    """The routes of some kind that the words of a monograph name, each as often as they do."""
    folded, sections = entry.monograph.folded, entry.monograph.of_kind("dosage", "usage")
    named = (found.value.name for section in sections for found in find_routes(folded, section.start, section.end))
    return [route for route in named if route in _KINDS]


def label_kinds(label: ReadLabel) -> set[str]:
    """The kinds of route of a label's product; empty where its routes are not told."""
    return {kind for route in label.routes if (kind := _KINDS.get(route))}
