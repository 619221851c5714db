"""What other monographs of one substance say: side by side where they differ, as links where they do not."""

from __future__ import annotations

from collections.abc import Sequence

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
    """Whether they state another amount or an advice of another shape, or only some of them say "do not"."""
    cells = (cell, *(each[cell.key] for each in others))
    said = {each.shape or each.value.lower() for each in cells if each.end and not each.quoted}
    return len(said) > 1 or ("stop" in said and any(each.shape == "none" for each in cells))


def _row(cell: Cell, others: list[Cell], cards: Sequence[Card], root: str) -> str:
    own = (
        f'<td><a class="{_sign(cell)}" href="#c{cell.start}">{escaped(cell.value)}</a></td>'
        if cell.end
        else _none(cell)
    )
    columns = [
        f'<td><a class="{_sign(other)}" href="{root}{url_of(site_path(card.doc))}#c{other.start}">'
        f"{escaped(other.value)}</a></td>"
        if other.end
        else _none(other)
        for other, card in zip(others, cards, strict=True)
    ]
    return f'<tr><th scope="row">{cell.label}</th>{own}{"".join(columns)}</tr>'


def _sign(cell: Cell) -> str:
    return f"mark {cell.shape}" if cell.shape else "said"


def _none(cell: Cell) -> str:
    return f'<td><span class="mark none">{escaped(cell.value)}</span></td>'
