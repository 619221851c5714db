"""ask: what answers a question of words, and what only sounds like it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.cli.test_check import write

from monograph.answers.library import Library
from monograph.checks.example import CLEAN, Page
from monograph.pipeline.build import build


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("topics")
    source = folder / "in"
    source.mkdir()
    said = Page(
        title="Bisoprolol",
        how_it_works="Bisoprolol is a selective beta-1 receptor blocker.",
        usage="It is used for heart failure, a type of weakness of the heart.",
        faqs="* **Q: How long does the treatment usually last?** A: For life.",
    )
    silent = Page(
        title="Ranolazine",
        faqs="* **Q: What if I forget it?** A: Take the next dose at the usual time the following day.",
        usage="It is used for angina, a type of chest pain, beside another class of medicines.",
        precautions=CLEAN["Precautions"].replace("paracetamol", "any of its ingredients")
        + "\n* **Antacids:** Antacids containing aluminium do not matter. Tell your doctor of all medicines,"
        " also over-the-counter ones, that you take.",
    )
    write(source, said, silent)
    build(source, folder / "out", workers=1)
    with Library.open(folder / "out") as opened:
        yield opened


@pytest.mark.parametrize("question", ["What class of drug is bisoprolol?", "Is bisoprolol a beta blocker?"])
def test_a_class_is_what_the_page_says_it_is(library: Library, question: str) -> None:
    reply = library.ask(question)
    assert [passage.quote for passage in reply.answers] == ["Bisoprolol is a selective beta-1 receptor blocker."]


@pytest.mark.parametrize(
    "question",
    [
        "What class of drug is ranolazine?",
        "What are the ingredients in ranolazine?",
        "Do I need a prescription for ranolazine?",
        "How long does ranolazine take to work?",
    ],
)
def test_what_only_sounds_like_it_is_no_answer(library: Library, question: str) -> None:
    assert library.ask(question).status == "says-nothing"


def test_how_long_a_treatment_lasts_is_no_question_of_the_effect(library: Library) -> None:
    assert library.ask("How long does bisoprolol treatment last?").answers[0].quote == "For life."
    assert library.ask("How long does the effect of bisoprolol last?").status == "says-nothing"


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("How many times a day can I take bisoprolol?", "how-often"),
        ("How many hours between doses of bisoprolol?", "how-often"),
        ("How many tablets of bisoprolol can I take?", "dose"),
        ("How much should I take of bisoprolol?", "dose"),
        ("How many days should I take bisoprolol?", "duration"),
        ("How many weeks does bisoprolol take?", "onset"),
        ("How soon does bisoprolol work?", "onset"),
        ("What should I do if I get side effects of bisoprolol?", "what-to-do"),
        ("What foods interact with bisoprolol?", "foods"),
        ("How do I get off bisoprolol?", "stopping"),
        ("What if I get an allergic reaction to bisoprolol?", "what-to-do"),
        ("Can I get bisoprolol over the counter?", "prescription"),
        ("What should I avoid while taking bisoprolol?", "other-medicines"),
    ],
)
def test_what_is_asked_for(library: Library, question: str, topic: str) -> None:
    assert library.ask(question).topic == topic
