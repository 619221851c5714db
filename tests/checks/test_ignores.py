"""Comments that silence a rule: where they hold, what they must say, and that they change nothing of what is read."""

from __future__ import annotations

import pytest
from tests.checks.test_examples import problems_of

from monograph.checks.example import CLEAN, Page
from monograph.checks.registry import RULES, select
from monograph.checks.run import check
from monograph.claims.records import AnyClaim, claim_record
from monograph.library.model import Library
from monograph.pipeline.read import read_entry
from monograph.text.model import Unreadable

BAD = "It is used for [specific condition]."
COMMENT = "<!-- monograph: ignore A502 a form that readers fill in -->"


def codes(*texts: str) -> list[str]:
    return [problem.code for problem in problems_of([Page(usage="\n\n".join(texts))], select())]


@pytest.mark.parametrize(
    "texts",
    [
        (f"{BAD} {COMMENT}",),
        (f"{COMMENT} {BAD}",),
        (COMMENT, BAD),
        (COMMENT, "<!-- monograph: ignore A506 nothing --> <!-- another -->", BAD),
        (f"{BAD} <!-- monograph: ignore A503, A502: both, for a reason -->",),
    ],
)
def test_silences_its_line_or_the_next(texts: tuple[str, ...]) -> None:
    assert "A502" not in codes(*texts)


def test_a_silent_comment_is_no_problem() -> None:
    assert codes(f"{BAD} {COMMENT}") == []
    assert codes(COMMENT, BAD) == []


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ((BAD,), ["A502"]),
        ((f"{BAD} <!-- monograph: ignore A502 -->",), ["A502", "F107"]),
        ((f"{BAD} <!-- monograph: ignore all of it -->",), ["A502", "F107"]),
        ((f"{BAD} <!-- monograph: ignore Z999 a reason -->",), ["A502", "F107"]),
        ((f"{BAD} <!-- monograph: ignore A503 the wrong rule -->",), ["A502", "F106"]),
        ((f"It is used for pain. {COMMENT}", BAD), ["F106", "A502"]),
        (("It is used for pain.", f"Or fever. {COMMENT}"), ["F106"]),
        ((f"{BAD} <!-- monograph: ignore A502, A503 one of them holds -->",), ["F106"]),
    ],
)
def test_what_does_not_silence(texts: tuple[str, ...], found: list[str]) -> None:
    assert codes(*texts) == found


def test_a_rule_that_was_not_run_makes_no_comment_unused() -> None:
    page = Page(usage=f"It is used for pain. {COMMENT}")
    assert problems_of([page], [RULES["F106"], RULES["D704"]]) == []


def test_rules_across_monographs_are_silenced_too() -> None:
    dosage = CLEAN["Dosage"].replace("1 g", "750 mg").replace("is 4 g", "is 3 g")
    comment = "<!-- monograph: ignore C851 the label of this product -->"
    twins = [Page(dosage=f"{comment}\n\n{dosage}"), Page(doc="p/acetaminophen.md", title="Acetaminophen")]
    found = [(problem.code, problem.doc) for problem in problems_of(twins, select(["C851", "F106"]))]
    assert found == [("C851", "p/acetaminophen.md")]
    # Alone, nothing can be said of a comment for a rule that needs the other monograph.
    assert problems_of(twins[:1], select(["C851", "F106"])) == []


@pytest.mark.parametrize("section", ["usage", "dosage", "side_effects", "precautions", "faqs"])
def test_comments_change_no_claim(section: str) -> None:
    text = CLEAN[{"side_effects": "Side Effects", "faqs": "FAQs"}.get(section, section.capitalize())]
    lines = text.splitlines()
    plain = claims_of(Page(**{section: text}))  # type: ignore[arg-type]
    for number in range(len(lines)):
        at_end = [line + (f" {COMMENT}" if n == number else "") for n, line in enumerate(lines)]
        assert claims_of(Page(**{section: "\n".join(at_end)})) == plain  # type: ignore[arg-type]
    assert claims_of(Page(**{section: f"{COMMENT}\n\n{text}"})) == plain  # type: ignore[arg-type]


def claims_of(page: Page) -> list[dict[str, object]]:
    entry = read_entry(page.source().encode(), page.path)
    assert not isinstance(entry, Unreadable)
    assert "F107" not in {problem.code for problem in check(Library(entries=[entry]))}
    return [_stated(claim) for claim in entry.claims]


def _stated(claim: AnyClaim) -> dict[str, object]:
    places = ("start", "end", "quote", "unread")
    record = {name: value for name, value in claim_record("", claim).items() if name not in places}
    return {name: value.strip() if isinstance(value, str) else value for name, value in record.items()}
