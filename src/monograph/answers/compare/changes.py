"""What changed between two versions of a monograph, claim by claim, the gravest first."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from monograph.answers.compare.aligned import Pair, advised, aligned
from monograph.answers.compare.apart import is_apart
from monograph.claims.records import (
    ADVICE_BY_STRENGTH,
    Answer,
    AnyClaim,
    Dose,
    Effect,
    Interaction,
    Kind,
    Precaution,
    Use,
)
from monograph.claims.words import about_whom, in_words, measured, population
from monograph.library.model import Entry
from monograph.names.units import convert
from monograph.text.model import Monograph, Unreadable

Gravity = Literal["weakened", "dose-apart", "dose", "removed", "strengthened", "changed", "added"]
GRAVITIES: tuple[Gravity, ...] = get_args(Gravity)
"""Gravest first. "weakened": a safety claim is gone or says less; "dose-apart": an amount that readers take is far from
what it was, see ``is_apart``; "dose": it is another."""
DANGEROUS: tuple[Gravity, ...] = ("weakened", "dose-apart")
"""What nobody should take over unseen."""
_LIMITS = ("maximum", "unsafe-above")


class Side(msgspec.Struct, frozen=True):
    """A claim in one of the two versions: in words, and where it stands (``source[start:end] == quote``)."""

    says: str
    quote: str
    start: int
    end: int
    line: int


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One claim that changed. ``old`` is None where it was added, ``new`` where it was removed.

    ``what`` is the change in words: "maximum daily dose: 30 g a day -> 40 g a day". ``kind`` is the claim's, or
    "monograph" where the whole of it came, went or could no longer be read.
    """

    doc: str
    gravity: Gravity
    kind: Kind | Literal["monograph"]
    what: str
    old: Side | None = None
    new: Side | None = None


def diff(old: Entry | Unreadable | None, new: Entry | Unreadable | None) -> list[Change]:
    """The changes from one version of a monograph to another, the gravest first; None where there is no such version.

    Text that was moved or reworded and claims the same is no change.
    """
    if not isinstance(old, Entry) or not isinstance(new, Entry):
        return _of_the_whole(old, new)
    changes = [_change(pair, old.monograph, new.monograph) for pair in aligned(old.claims, new.claims) if not pair.same]
    return sorted(changes, key=lambda change: (GRAVITIES.index(change.gravity), change.what))


def _of_the_whole(old: Entry | Unreadable | None, new: Entry | Unreadable | None) -> list[Change]:
    if isinstance(new, Entry):
        title = new.monograph.title
        return [Change(doc=new.monograph.doc, gravity="added", kind="monograph", what=f"monograph added: {title}")]
    if not isinstance(old, Entry):
        return []
    why = f"can no longer be read: {new.message}" if new else "removed"
    what = f"monograph {why} ({old.monograph.title}, {len(old.claims)} claims)"
    return [Change(doc=old.monograph.doc, gravity="weakened", kind="monograph", what=what)]


def _change(pair: Pair, old: Monograph, new: Monograph) -> Change:
    claim = pair.new or pair.old
    assert claim is not None
    return Change(
        doc=new.doc,
        gravity=gravity(pair),
        kind=claim.kind,
        what=what_changed(pair),
        old=side_of(pair.old, old),
        new=side_of(pair.new, new),
    )


def side_of(claim: AnyClaim | None, monograph: Monograph) -> Side | None:
    """A claim as it stands in a version, or None for none."""
    if claim is None:
        return None
    return Side(says(claim), claim.quote, claim.start, claim.end, monograph.line_of(claim.start))


def gravity(pair: Pair) -> Gravity:
    """How grave a change is, for who relies on the newer version."""
    old, new = pair.old, pair.new
    one = old or new
    if isinstance(one, Precaution | Interaction) or (isinstance(one, Dose) and one.role in _LIMITS):
        return _of_safety(old, new)
    if isinstance(new, Dose) and isinstance(old, Dose):
        if new.role in _LIMITS and _allows_more(old, new):
            return "weakened"
        return "dose-apart" if is_apart(old, new) else "dose"
    if isinstance(one, Effect) and "serious" in (getattr(old, "severity", None), getattr(new, "severity", None)):
        return _of_safety(old, new)
    if isinstance(old, Use) and isinstance(new, Use) and old.evidence == "not-for":
        return "weakened"
    return "removed" if new is None else "added" if old is None else "changed"


def _of_safety(old: AnyClaim | None, new: AnyClaim | None) -> Gravity:
    if new is None:
        return "weakened"
    if old is None:
        return "strengthened"
    if isinstance(old, Dose) and isinstance(new, Dose):
        if new.role not in _LIMITS or _allows_more(old, new):
            return "weakened"
        if is_apart(old, new):
            return "dose-apart"
        return "strengthened" if _allows_more(new, old) else "dose"
    before, after = _weight(old), _weight(new)
    return "weakened" if after > before else "strengthened" if after < before else "changed"


def _weight(claim: AnyClaim) -> int:
    """The place of a claim's advice or severity in the order of strength: 0 is the strongest."""
    if isinstance(claim, Precaution):
        return ADVICE_BY_STRENGTH.index(claim.advice)
    if isinstance(claim, Interaction):
        word = advised(claim)
        return next(
            (place for place, advice in enumerate(ADVICE_BY_STRENGTH) if advice == word), len(ADVICE_BY_STRENGTH)
        )
    return 0 if isinstance(claim, Effect) and claim.severity == "serious" else 1


def _allows_more(old: Dose, new: Dose) -> bool:
    """Whether a limit allows more than it did; one that cannot be compared is taken to."""
    before, after = _most(old), _most(new)
    if before is None or after is None or old.per != new.per or old.basis != new.basis:
        return True
    same = convert(after, new.unit, old.unit) if new.unit != old.unit else after
    return same is None or same > before


def _most(dose: Dose) -> float | None:
    return dose.amount_max if dose.amount_max is not None else dose.amount_min


def what_changed(pair: Pair) -> str:
    """A change in words.

    >>> claim = Precaution(start=0, end=1, quote="", about="renal", advice="avoid")
    >>> what_changed(Pair(claim, Precaution(start=0, end=1, quote="", about="renal", advice="consult")))
    'kidney disease: avoid -> consult'
    >>> what_changed(Pair(Interaction(start=0, end=1, quote="", with_="warfarin"), None))
    'interaction removed: warfarin'
    >>> told = Interaction(start=0, end=1, quote="", with_="warfarin", management="avoid")
    >>> what_changed(Pair(told, Interaction(start=0, end=1, quote="", with_="warfarin")))
    'interaction warfarin: avoid -> only named'
    """
    old, new = pair.old, pair.new
    if old is not None and new is not None:
        before, after = says(old), says(new)
        if before == after:
            before, after = (", ".join(filter(None, in_words(claim))) for claim in (old, new))
        return f"{named(new)}: {before or UNSAID} -> {after or UNSAID}"
    claim = old or new
    assert claim is not None
    verb = "removed" if new is None else "added"
    detail = says(claim)
    match claim:
        case Precaution():
            return f"precaution {verb}: {about_whom(claim.about)} ({detail})"
        case Dose():
            return f"{named(claim)} {verb}: {detail}"
        case Answer():
            return f"question {verb}: {claim.question}"
    return f"{_KINDS[claim.kind]} {verb}: {in_words(claim)[0]}" + (f" ({detail})" if detail else "")


UNSAID = "only named"
"""What a claim says that names its subject and nothing more."""
_KINDS = {"effect": "side effect", "interaction": "interaction", "use": "use"}


def named(claim: AnyClaim) -> str:
    """What a claim is about, in words: "maximum daily dose, oral, child"."""
    match claim:
        case Dose():
            role = "" if claim.role == "usual" else claim.role.replace("-", " ") + " "
            daily = "daily " if claim.basis == "day" else ""
            scope = [claim.route, population(claim), measured(claim), claim.medicine, claim.indication]
            return ", ".join([f"{role}{daily}dose", *filter(None, scope)])
        case Precaution():
            return about_whom(claim.about)
        case Answer():
            return f"answer to “{claim.question}”"
    return f"{_KINDS[claim.kind]} {in_words(claim)[0]}"


def says(claim: AnyClaim) -> str:
    """What a claim says of its subject, in words: an amount, an advice, a severity; "" where it only names it."""
    match claim:
        case Dose():
            return in_words(claim)[0]
        case Precaution():
            return claim.advice.replace("-", " ") + (f" ({claim.scope})" if claim.scope else "")
        case Interaction():
            return (advised(claim) or "").replace("-", " ")
        case Effect():
            return ", ".join(filter(None, (claim.severity, claim.frequency)))
        case Use():
            return "" if claim.evidence == "established" else claim.evidence.replace("-", " ")
    return " ".join(claim.answer.split())
