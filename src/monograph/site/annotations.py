"""What is laid over a monograph's text: claims and problems at their places, citations as links, notes beside."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from monograph.claims.records import AnyClaim, Dose, Effect, Interaction, Precaution, Use
from monograph.library.model import Entry, Problem, Related
from monograph.site.glance import Cell
from monograph.site.marked import Mark, escaped, mark
from monograph.site.paths import site_path, url_of, verdicts_path
from monograph.site.standing import SHAPES, rule_link, sources_of
from monograph.text.model import Monograph

_LETTER: dict[type[AnyClaim], str] = {Dose: "d", Effect: "e", Interaction: "i", Precaution: "p", Use: "u"}
"""Classes of the marks, a letter each: a page has forty of them."""
_RELATED = 3
"""Other places that a note quotes at most."""


def marks_of(entry: Entry, cells: list[Cell], problems: Sequence[Problem], anchors: dict[int, str]) -> list[Mark]:
    """Claims, sentences that the glance quotes, problems and citations as marks; an identifier is given out once."""
    places: dict[tuple[int, int], str] = {}
    """Classes by start and negative end, so that they sort as marks do."""
    for claim in entry.claims:
        letter = _LETTER.get(type(claim))  # an answer is no mark: its question folds it already
        if letter is not None:
            place = (claim.start, -claim.end)
            known = places.get(place)
            if known is None:
                places[place] = letter
            elif letter not in known:
                places[place] = f"{known} {letter}"
    for cell in cells:
        if cell.end:
            places.setdefault((cell.start, -cell.end), "")
    marks = []
    named = set()
    for (start, minus_end), letters in sorted(places.items()):
        identifier = "" if start in named else f"c{start}"
        named.add(start)
        marks.append(mark(start, -minus_end, f' class="{letters}"' if letters else "", identifier))
    for index, anchor in anchors.items():
        problem = problems[index]
        shape = SHAPES[problem.severity]
        code = problem.code
        label = f'aria-label="Problem {code}" data-code="{code}"'
        badge = f'<a class="badge {shape}" href="#{anchor}" {label}></a>'
        marks.append(mark(problem.start, problem.end, f' class="bad {shape}"', "", badge, order=2))
    marks += _citations(entry)
    marks.sort()
    return marks


def _citations(entry: Entry) -> list[Mark]:
    """Where the text cites a source of the front matter ("[s1]"), a link to it."""
    source = entry.monograph.source
    marks = []
    for stated in sources_of(entry):
        identifier = stated.get("id", "")
        cited = f"[{identifier}]"
        at = source.find(cited) if identifier else -1
        while at >= 0:
            opening = f'<a class="cite" href="#source-{escaped(identifier)}">'
            marks.append(Mark(at, -at - len(cited), 3, opening, opening, "</a>", "</a>"))
            at = source.find(cited, at + len(cited))
    return marks


def noted(monograph: Monograph, problems: Sequence[Problem]) -> dict[int, str]:
    """The problems that have a place within one block, by their index, with the anchor of their note."""
    if not problems:
        return {}
    blocks = [(block.start, block.end) for section in monograph.sections for block in section.blocks]
    ends = [end for _, end in blocks]
    anchors = {}
    for index, problem in enumerate(problems):
        at = bisect_left(ends, problem.end)
        if problem.start < problem.end and at < len(blocks) and blocks[at][0] <= problem.start:
            anchors[index] = f"n{index + 1}"
    return anchors


def note_html(problem: Problem, anchor: str, root: str) -> str:
    """What stands beside a problem: its rule, what is wrong, the other places, and what to do."""
    related = "".join(_related(other, problem.doc, root) for other in problem.related[:_RELATED])
    fix = f" <span>{escaped(problem.fix)}</span>" if problem.fix else ""
    return (
        f'<div class="note {SHAPES[problem.severity]}" role="note" id="{anchor}">{rule_link(problem.code, root)} '
        f"{escaped(problem.message)}{related}{fix}</div>"
    )


def _related(other: Related, own: str, root: str) -> str:
    """The other half of a problem, in its own words, with the way to it."""
    place = f"line {other.line}"
    if other.label:
        place = f'<a href="{root}{url_of(verdicts_path(own))}">{escaped(str(other.label))}</a>'
    elif other.doc != own:
        place = f'<a href="{root}{url_of(site_path(other.doc))}">{escaped(other.doc)}</a>, {place}'
    return f"<q>{escaped(' '.join(other.quote.split()))}</q> <cite>{place}</cite>"
