"""The entry, its problems, its twin's card and a site, for the tests of pages."""

from __future__ import annotations

from functools import partial

import msgspec
import pytest
from tests.site.exemplin import PAGE, TWIN, dose, entry_of, precaution

from monograph.checks.registry import RULES
from monograph.claims.records import Answer, AnyClaim, Effect, Interaction, Use
from monograph.claims.words import in_words
from monograph.library.model import Entry, Problem, Related
from monograph.site import Card, Site, card_of
from monograph.verify.verdict import Judgement, LabelQuote, LeftOut, Record, Verdict


@pytest.fixture
def entry() -> Entry:
    place = {"start": 0, "end": 0, "quote": ""}
    answer = Answer(
        **place, question="What if I miss a dose?", answer="Take it when you *remember*.", topic="missed-dose"
    )
    usual = dose(500, "mg", basis="dose", times_per_day_min=3, times_per_day_max=3, route="oral")
    claims: list[tuple[AnyClaim, str]] = [
        (Use(**place, indication="mild pain"), "used for *mild* pain & fever"),
        (Use(**place, indication="fever"), "used for *mild* pain & fever"),
        (usual, "500 mg three times a day"),
        (dose(3, "g", basis="day", role="maximum"), "at most 3 g a day"),
        (dose(10, "mg", per="kg", population="child"), "10 mg/kg"),
        (Effect(**place, term="nausea", severity="common"), "nausea"),
        (Effect(**place, term="bleeding", severity="serious"), "bleeding"),
        (precaution("pregnancy", "avoid"), "Do not use it."),
        (Interaction(**place, with_="warfarin"), "Certain medications may interact, as may warfarin"),
        (answer, "What if I miss a dose?** A: Take it when you *remember*."),
    ]  # fmt: skip
    return entry_of(PAGE, "e/exemplin.md", claims)


@pytest.fixture
def twin() -> Card:
    claims: list[tuple[AnyClaim, str]] = [
        (dose(1, "g", basis="dose", times_per_day_min=1, times_per_day_max=1), "1 g once a day"),
        (dose(2, "g", basis="day", role="maximum"), "at most 2 g a day"),
        (precaution("pregnancy", "acceptable"), "Can be used in pregnancy."),
    ]
    return card_of(entry_of(TWIN, "e/exemplin (oral).md", claims))


@pytest.fixture
def problems(entry: Entry) -> list[Problem]:
    source = entry.monograph.source
    start = source.index("Certain medications")
    end = start + len("Certain medications")
    vague = Problem(
        code="S908", name="vague-interaction", message='"certain medications" names <none>', doc="e/exemplin.md",
        line=entry.monograph.line_of(start), column=1, end_line=1, end_column=1, start=start, end=end,
        related=[Related("e/exemplin (oral).md", 4, "at most 2 g")], fix="Name them.",
    )  # fmt: skip
    absent = Problem(
        code="S907", name="no-interaction", message="the page is short", doc="e/exemplin.md",
        line=1, column=1, end_line=1, end_column=1, severity="info",
    )  # fmt: skip
    return [vague, absent]


@pytest.fixture(scope="session")
def site() -> Site:
    return Site("Test formulary", tuple(RULES.values()))


LABEL = LabelQuote("00000000-1111-2222-3333-444444444444", "7", "2025-01-31", "Exemplar <forte>")


@pytest.fixture
def records(entry: Entry) -> list[Record]:
    """What a label says of the entry: a dose contradicted, an effect supported, a boxed warning left out, and more."""
    doc, dose_of, use = entry.monograph.doc, entry.claims[2], entry.claims[0]
    quoted = partial(msgspec.structs.replace, LABEL)

    def verdict(claim: AnyClaim, judgement: Judgement, why: str, said: str) -> Verdict:
        return Verdict(
            doc=doc, kind=claim.kind, claim=in_words(claim)[0], quote=claim.quote, start=claim.start, end=claim.end,
            verdict=judgement, why=why, label=quoted(quote=said),
        )  # fmt: skip

    return [
        verdict(dose_of, "contradicted", "The label gives less.", "200 mg twice daily & no more"),
        verdict(entry.claims[3], "supported", "The label gives up to 3 g a day.", "no more than 3 g in a day"),
        verdict(use, "not-found", "The label does not give it.", ""),
        LeftOut(doc=doc, what="The label's boxed warning: sepsis", gravity="boxed-warning", label=LABEL),
        LeftOut(doc=doc, what="The label contraindicates it in gout", gravity="contraindication", label=LABEL),
    ]
