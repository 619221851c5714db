"""ask on the real library: silent where the monograph is, right where it answers, and fast."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from monograph.answers.ask import Reply, ask
from monograph.answers.library import Library
from monograph.claims.records import Answer, Precaution
from monograph.pipeline.build import build

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from ask_questions import Asked, questions, score

pytestmark = pytest.mark.corpus
FORBIDDING = {"contraindicated", "avoid"}


@pytest.fixture(scope="module")
def library(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    out = tmp_path_factory.mktemp("ask") / "out"
    build(corpus, out, workers=2)
    with Library.open(out) as opened:
        yield opened


@pytest.fixture(scope="module")
def replies(library: Library) -> list[tuple[Asked, Reply, float]]:
    asked = questions(library)
    found = []
    for _ in range(2):  # the second time everything that is read once has been read
        found = []
        for one in asked:
            began = time.process_time()
            reply = ask(library, one.question, without=("faqs",))
            found.append((one, reply, time.process_time() - began))
    return found


def test_there_are_enough_questions(replies: list[tuple[Asked, Reply, float]]) -> None:
    assert len(replies) >= 300


def test_an_answer_takes_less_than_30_milliseconds(replies: list[tuple[Asked, Reply, float]]) -> None:
    times = sorted(seconds for _, _, seconds in replies)
    assert times[int(len(times) * 0.99)] < 0.030


def test_no_quote_is_from_a_hidden_section_or_changed(
    library: Library, replies: list[tuple[Asked, Reply, float]]
) -> None:
    for _, reply, _ in replies:
        for passage in reply.answers:
            assert passage.section != "faqs"
            source = library.entry(passage.doc).monograph.source
            assert source[passage.start : passage.end] == passage.quote


def test_judged_replies(library: Library) -> None:
    lines = list(score(library, questions(library)))
    print("\n".join(lines))
    false, _, silent = lines[-1].rpartition(": ")[2].partition(" of ")
    assert int(silent) >= 40
    assert int(false) <= 0.03 * int(silent)


def test_no_prohibition_is_left_out_for_a_milder_sentence(library: Library) -> None:
    states = {
        "pregnancy": "in pregnancy", "breastfeeding": "while breastfeeding", "children": "for a child",
        "renal": "with kidney disease", "hepatic": "with liver disease", "elderly": "for the elderly",
    }  # fmt: skip
    told = missed = 0
    for listing in library.listings()[::36]:
        for about, words in states.items():
            answers = library.ask(f"Is {listing.title} safe {words}?").answers
            claims = [claim for doc in {one.doc for one in answers} for claim in library.entry(doc).claims]
            advices = {claim.advice for claim in claims if isinstance(claim, Precaution) and claim.about == about}
            if advices & FORBIDDING:
                told += 1
                missed += not FORBIDDING & {one.advice for one in answers}
    print(f"{missed} of {told} replies leave a prohibition out")
    assert told > 120
    assert missed <= 0.01 * told


@pytest.mark.parametrize(
    ("kind", "field", "question"),
    [("effect", "term", "Does {} cause {}?"), ("interaction", "with_", "Can I take {} with {}?")],
)
def test_what_a_page_states_is_found(library: Library, kind: str, field: str, question: str) -> None:
    stated = [
        (listing.title, getattr(claim, field))
        for listing in library.listings()[::20]
        for claim in [claim for claim in library.entry(listing.doc).claims if claim.kind == kind][:4]
    ]
    silent = [one for one in stated if library.ask(question.format(*one)).status not in ("answered", "disagree")]
    print(f"{kind}: {len(silent)} of {len(stated)} that are stated are not found")
    assert len(stated) > 200
    assert len(silent) <= 0.03 * len(stated)


def test_the_questions_of_a_page_lead_to_its_answers(library: Library) -> None:
    put = found = 0
    for listing in library.listings()[::20]:
        for claim in library.entry(listing.doc).claims:
            if isinstance(claim, Answer) and claim.answer and listing.title.lower() in claim.question.lower():
                put += 1
                replies = [one for one in library.ask(claim.question).answers if one.doc == listing.doc]
                found += any(one.start < claim.end and claim.start < one.end for one in replies)
    print(f"{found} of {put} questions lead to their answers")
    assert put > 300
    assert found >= 0.9 * put


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Is L-glutamine safe in pregnancy?", "disagree"),
        ("Can I drink alcohol with metronidazole?", "answered"),
        ("does metformin cause hair loss", "says-nothing"),
        ("how much xyzzyol can i take", "no-such-medicine"),
    ],
)
def test_known_replies(library: Library, question: str, status: str) -> None:
    assert library.ask(question).status == status
