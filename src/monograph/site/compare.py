"""What other monographs of one substance say: side by side where they differ, as links where they do not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from monograph.site.glance import Card, Cell
from monograph.site.marked import escaped
from monograph.site.paths import site_path, url_of


def compare_html(own: list[Cell], route: str, cards: Sequence[Card], root: str) -> str:
    """A table of the cells that differ, one column a monograph, and links to the others of the substance.

    Only monographs for the same route are compared: an eye drop and a tablet must differ.
    """
    same = [card for card in cards if _form(card.route) == _form(route)]
    cells = [{cell.key: cell for cell in card.cells} for card in same]
    rows = [
        _row(cell, [other[cell.key] for other in cells], same, root)
        for cell in own
        if cells and all(cell.key in other for other in cells) and _differs(cell, cells)
    ]
    apart = [card for card in cards if not rows or card not in same]
    links = ", ".join(_link(card, root, cards) for card in apart)
    also = f'<p class="others">Also on this substance: {links}.</p>\n' if apart else ""
    return (_table(rows, same, root) if rows else "") + also


def _form(route: str) -> str:
    """A title without a route mostly means the medicine that is swallowed."""
    return "" if route in ("systemic", "oral") else route


def _table(rows: list[str], cards: Sequence[Card], root: str) -> str:
    head = "".join(f'<th scope="col">{_link(card, root, cards)}</th>' for card in cards)
    title = "Another monograph of this substance differs"
    if len(cards) > 1:
        title = f"Where {len(cards)} other monographs of this substance differ"
    return (
        f'<section class="others"><h2 id="others">{title}</h2>'
        f'<div class="wide" tabindex="0" role="region" aria-labelledby="others"><table><thead><tr><td></td>'
        f'<th scope="col">This one</th>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div></section>\n'
    )


def _link(card: Card, root: str, cards: Sequence[Card]) -> str:
    """The title as a link, with the file's path where another has the same title."""
    link = f'<a href="{root}{url_of(site_path(card.doc))}">{escaped(card.title)}</a>'
    twins = sum(other.title == card.title for other in cards)
    return f"{link} <small>{escaped(card.doc)}</small>" if twins > 1 else link


def _differs(cell: Cell, others: list[dict[str, Cell]]) -> bool:
    """Whether they state another amount or an advice of another shape, or only some of them say "do not".

    Amounts that each say of whom, or by which route, are held against each other only where both say the same.
    """
    cells = (cell, *(each[cell.key] for each in others))
    stated = [each for each in cells if each.end and not each.quoted]
    if any(one.shape == "stop" for one in stated) and any(each.shape == "none" for each in cells):
        return True
    return any(
        _said(one) != _said(other) and (one.scope == other.scope or not (one.scope and other.scope))
        for one, other in combinations(stated, 2)
    )


def _said(cell: Cell) -> str:
    return cell.shape or cell.value.lower()


def _row(cell: Cell, others: list[Cell], cards: Sequence[Card], root: str) -> str:
    columns = [_column(other, root + url_of(site_path(card.doc))) for other, card in zip(others, cards, strict=True)]
    return f'<tr><th scope="row">{cell.label}</th>{_column(cell, "")}{"".join(columns)}</tr>'


def _column(cell: Cell, page: str) -> str:
    """What a monograph says, tied to its statement on a page; for amounts also of whom."""
    if not cell.end:
        return f'<td><span class="mark none">{escaped(cell.value)}</span></td>'
    sign = f"mark {cell.shape}" if cell.shape else "said"
    whom = f"<small>{escaped(cell.scope)}</small>" if cell.scope else ""
    return f'<td><a class="{sign}" href="{page}#c{cell.start}">{escaped(cell.value)}</a>{whom}</td>'
