from __future__ import annotations

import pytest
from tests.claims.pages import page

from monograph.claims.answer import read_answers

FAQS = """\
* **Q: What should I do if I miss a dose?** A: Take it when you think of it.
* **Q: How should I store it?** A: Below 25 degrees. Keep it dry.
* **Q: What colour is it?** A: White.
"""


def test_question_answer_and_topic() -> None:
    answers = read_answers(page(faqs=FAQS))
    assert [(answer.question, answer.answer, answer.topic) for answer in answers] == [
        ("What should I do if I miss a dose?", "Take it when you think of it.", "missed-dose"),
        ("How should I store it?", "Below 25 degrees. Keep it dry.", "storage"),
        ("What colour is it?", "White.", None),
    ]
    assert [answer.unread for answer in answers] == [[], [], ["topic"]]


def test_quotes_and_grounds_are_where_they_say() -> None:
    monograph = page(faqs=FAQS)
    for answer in read_answers(monograph):
        assert monograph.source[answer.start : answer.end] == answer.quote
        assert monograph.source[slice(*answer.grounds["answer"])] == answer.answer
    assert monograph.source[slice(*read_answers(monograph)[0].grounds["topic"])] == "miss"


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Can I take it with food?", "food"),
        ("Can I drink alcohol?", "alcohol"),
        ("Can I drive?", "driving"),
        ("Can I stop taking it suddenly?", "stopping"),
        ("What if I take too much?", "overdose"),
        ("How long does it take to work?", "how-long"),
        ("Is it safe in pregnancy?", "pregnancy"),
        ("Is it safe for children?", "children"),
        ("Can I take it with other medicines?", "other-medicines"),
        ("Is it habit-forming?", "dependence"),
    ],
)
def test_topics(question: str, topic: str) -> None:
    (answer,) = read_answers(page(faqs=f"* **Q: {question}** A: Perhaps."))
    assert answer.topic == topic
