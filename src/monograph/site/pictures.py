"""Small pictures of a monograph: what it acts on and is acted on by, its effects by severity, its doses as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from monograph.claims.records import Dose, Interaction, Use
from monograph.claims.words import amount, how_often, persons
from monograph.site.doses import GAP, ROUTES
from monograph.site.kinds import Kinds
from monograph.site.marked import escaped
from monograph.site.written import Written
from monograph.tables import read_table

_LANES = tuple(
    (row["lane"], row["shape"], tuple(row["words"].split("|"))) for row in read_table("monograph.site", "management")
)
_UNADVISED = ("Named, with no advice", "none")
_SEVERITIES = (
    ("serious", "stop", "Serious"),
    ("common", "care", "Common"),
    ("uncommon", "care", "Less common"),
    ("rare", "care", "Rare"),
    (None, "none", "How often is not stated"),
)
_SIGNS = {"stop": "■", "care": "▲", "none": "○"}
_STRIP = 24
"""Signs of a lane that the strip over the lanes draws at most, one for each name."""
_SHOWN = 14
"""Names that a lane shows at once; the others fold."""
_USES = 6
"""Uses of one kind that the line under the title names."""

_Item = tuple[str, int]
"""A name and the offset of its statement."""


def uses_html(uses: list[Use], written: Written) -> str:
    """What the monograph says it is for, certain uses first; "" where no use was read."""
    groups: dict[str, dict[str, int]] = {"established": {}, "uncertain": {}, "not-for": {}}
    for claim in uses:
        groups[claim.evidence].setdefault(written.name(claim.indication), claim.start)
    said = (("established", "For "), ("uncertain", "Uncertain for "), ("not-for", "Not for "))
    parts = [f"<b>{lead}</b>{_first(list(groups[evidence].items()))}." for evidence, lead in said if groups[evidence]]
    joined = " ".join(parts)
    return f'<p class="for">{joined}</p>\n' if parts else ""


def _first(items: list[_Item]) -> str:
    """The first few names; how many more there are leads to the next of them."""
    links = [_link(item) for item in items]
    if len(links) <= _USES + 1:
        return ", ".join(links)
    more = f'<a href="#c{items[_USES][1]}">{len(links) - _USES} more</a>'
    return f"{', '.join(links[:_USES])} and {more}"


def _link(item: _Item) -> str:
    name, start = item
    return f'<a href="#c{start}">{escaped(name)}</a>'


def pictures_html(kinds: Kinds, written: Written, others: str = "") -> str:
    """Interactions by what is advised, and effects by severity, side by side.

    ``others`` is said below the interactions: that there are more of them than the monograph names.
    """
    interactions: dict[tuple[str, str], dict[str, int]] = {}
    effects: dict[str | None, dict[str, int]] = {}
    for interaction in kinds.interactions:
        name = written.name(interaction.with_)
        interactions.setdefault(_lane_of(interaction), {}).setdefault(name, interaction.start)
    for effect in kinds.effects:
        effects.setdefault(effect.severity, {}).setdefault(written.name(effect.term), effect.start)
    order = [(name, shape) for name, shape, _ in _LANES] + [_UNADVISED]
    met = [(name, shape, interactions[name, shape]) for name, shape in order if (name, shape) in interactions]
    felt = [(name, shape, effects[severity]) for severity, shape, name in _SEVERITIES if severity in effects]
    parts = [_lanes("Interacts with", met, others), _lanes("Side effects", felt)]
    return f'<div class="pictures">{"".join(parts)}</div>\n' if any(parts) else ""


def _lane_of(claim: Interaction) -> tuple[str, str]:
    said = (claim.management or "").lower()
    if said:
        for name, shape, words in _LANES:
            if any(word in said for word in words):
                return name, shape
    return _UNADVISED


def _lanes(title: str, lanes: list[tuple[str, str, dict[str, int]]], others: str = "") -> str:
    if not lanes and not others:
        return ""
    total = sum(len(items) for _, _, items in lanes)
    rows = "".join(
        f'<div><dt class="mark {shape}">{name}</dt><dd>{_names(list(items.items()))}</dd></div>'
        for name, shape, items in lanes
    )
    strip = "".join(f'<b class="{shape}">{_SIGNS[shape] * min(len(items), _STRIP)}</b>' for _, shape, items in lanes)
    heading = f'<h2>{title} <small>{total}</small></h2><p class="strip" aria-hidden="true">{strip}</p>'
    return f'<section class="lanes">{heading}<dl>{rows}</dl>{others}</section>'


_DOT = "&nbsp;<i>·</i> "


def _names(items: list[_Item]) -> str:
    links = [_link(item) for item in items]
    if len(links) <= _SHOWN + 2:
        return _DOT.join(links)
    first, rest = _DOT.join(links[:_SHOWN]), _DOT.join(links[_SHOWN:])
    return f"{first}<details><summary>{len(links) - _SHOWN} more</summary>{rest}</details>"


def doses_html(doses: list[Dose]) -> str:
    """Every dose in a row; "" where there are fewer than two."""
    if len(doses) < 2:
        return ""
    columns: tuple[tuple[str, Callable[[Dose], str]], ...] = (
        (
            "Amount",
            lambda dose: f'<a href="#c{dose.start}">{escaped(amount(dose, gap=GAP))}{_BASIS.get(dose.basis, "")}</a>',
        ),
        ("How often", lambda dose: how_often(dose.times_per_day_min, dose.times_per_day_max)),
        ("Kind", lambda dose: "" if dose.role == "usual" else dose.role),
        ("How", lambda dose: ROUTES.get(dose.route or "", "")),
        ("Who", persons),
        ("For", lambda dose: escaped(dose.indication or "")),
    )
    cells = [[read(dose) for _, read in columns] for dose in doses]
    kept = [index for index in range(len(columns)) if any(row[index] for row in cells)]
    head = "".join(f'<th scope="col">{columns[index][0]}</th>' for index in kept)
    rows = "".join(f"<tr>{_cells(row[index] for index in kept)}</tr>" for row in cells)
    return (
        f'<details class="doses"><summary>All {len(doses)} amounts as a table</summary><div class="wide" tabindex="0" '
        f'role="region" aria-label="Amounts"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
        "</details>\n"
    )


_BASIS = {"day": " a day", "week": " a week", "month": " a month", "course": " a course"}


def _cells(values: Iterable[str]) -> str:
    return "".join(f"<td>{value}</td>" for value in values)
