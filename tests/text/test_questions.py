"""The forms of questions and answers that real FAQs have."""

import pytest

from monograph.text.model import Monograph
from monograph.text.read import read_monograph

FORMS = {
    "Q and A on one line": "* **Q: Is it safe?** A: Yes.\n* **Q: Why so?**  A:  Because.\n",
    "paragraphs, answer on the next line": "**Q: Is it safe?**\nA: Yes.\n\n**Q: Why so?**\nA: Because.\n",
    "no Q and no A": "* **Is it safe?** Yes.\n* **Why so?** Because.\n",
    "nested bold A": "* **Q: Is it safe?**\n    * **A:** Yes.\n* **Q: Why so?**\n    * **A:** Because.\n",
    "nested A": "* **Q: Is it safe?**\n    * A: Yes.\n* **Q: Why so?**\n    * A: Because.\n",
    "paragraph with Q and A": "**Q: Is it safe?** A: Yes.\n\n**Q: Why so?** A: Because.\n",
    "A under the bullet": "* **Q: Is it safe?**\nA: Yes.\n* **Q: Why so?**\nA: Because.\n",
    "bold A on the next line": "**Q: Is it safe?**\n**A:** Yes.\n\n**Q: Why so?**\n**A:** Because.\n",
    "paragraph without A": "**Q: Is it safe?** Yes.\n\n**Q: Why so?** Because.\n",
    "italic answer": "* **Q: Is it safe?**\n*A: Yes.*\n* **Q: Why so?**\n*A: Because.*\n",
    "indented answer": "* **Q: Is it safe?**\n\n    Yes.\n\n* **Q: Why so?**\n\n    Because.\n",
    "answers as paragraphs": "**Is it safe?**\n\nYes.\n\n**Why so?**\n\nBecause.\n",
    "plain Q and A": "Q: Is it safe?\n\nA: Yes.\n\nQ: Why so?\n\nA: Because.\n",
    "numbered": "1. **Is it safe?** Yes.\n2. **Why so?** Because.\n",
    "numbered questions": "**Q1: Is it safe?** A1: Yes.\n\n**Q2: Why so?** A2: Because.\n",
}


def pairs(text: str) -> list[tuple[str, str]]:
    monograph = read_monograph(f"# T\n### Usage\nCough.\n### FAQs\n{text}".encode(), "t.md")
    assert isinstance(monograph, Monograph)
    plain = monograph.plain
    return [
        (plain[slice(*q.question)].strip(), " ".join(plain[slice(*q.answer)].split()))
        for section in monograph.of_kind("faqs")
        for q in section.questions
    ]


@pytest.mark.parametrize("form", FORMS)
def test_forms(form: str) -> None:
    assert pairs(FORMS[form]) == [("Is it safe?", "Yes."), ("Why so?", "Because.")]


def test_an_answer_of_several_blocks_is_one_span() -> None:
    assert pairs("* **Q: How?** A: In steps:\n    * one\n    * two\n* **Q: When?** A: Now.\n") == [
        ("How?", "In steps: one two"),
        ("When?", "Now."),
    ]


def test_a_subheading_ends_an_answer_and_belongs_to_none() -> None:
    assert pairs("**Q: How?** A: So.\n\n**Betamol:**\n\n**Q: When?** A: Now.\n") == [("How?", "So."), ("When?", "Now.")]


def test_a_question_without_an_answer_has_an_empty_one() -> None:
    assert pairs("* **Q: How?**\n") == [("How?", "")]


def test_a_rhetorical_question_within_an_answer_opens_none() -> None:
    assert pairs("* **Q: How?** A: Why not? It is so.\n") == [("How?", "Why not? It is so.")]
