"""ask: a question in a person's words gets the monograph's own sentence, or is told that there is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.test_check import write
from tests.program import run

import monograph
from monograph.answers.ask import Reply
from monograph.answers.ask.topics import topics
from monograph.answers.library import Library
from monograph.checks.example import Page
from monograph.pipeline.build import build
from monograph.tables import read_table
from monograph.text.model import SectionKind

PAGE = """---
title: {title}
---

# {title}

### Usage

It has off-label uses: {title} may be used for migraine and for toothache.

{title} is used to treat fever and mild pain.

### Dosage

**Adults:** 500 mg by mouth three times daily with food. The maximum daily dose is {most} g.

**Children:** 10 mg/kg by mouth three times daily.

### Side Effects

**Common:**

* Nausea
* Dizziness

**Serious:**

* Liver damage

### How it Works

{title} blocks the making of a messenger of pain.

### Precautions

* **Pregnancy:** {pregnancy}
* **Kidney disease:** A dose adjustment may be needed.
* **Alcohol:** Avoid alcohol during treatment.
* **Drug Interactions:** {title} can interact with warfarin and lithium.

### FAQs

* **Q: What if I miss a dose?** A: Take it when you remember. Never take two doses at once.
* **Q: How should I store {title}?** A: Store it at room temperature.
* **Q: Can {title} cause weight gain?** A: This is possible, but it is rare.
* **Q: Is {title} a cure for insomnia?** A: No.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    root = tmp_path_factory.mktemp("ask")
    pages = {
        "metronidazole": ("Metronidazole", "3", "Avoid it during pregnancy."),
        "paracetamol": ("Paracetamol", "3", "Avoid it during pregnancy."),
        "acetaminophen": ("Acetaminophen", "4", "It is considered safe in pregnancy."),
        "ibuprofen": ("Ibuprofen", "2", "Consult your doctor if you are pregnant."),
        "amoxicillin-clavulanic-acid": ("Amoxicillin + Clavulanic Acid", "2", "Consult your doctor if pregnant."),
    }
    folder = root / "pages"
    folder.mkdir()
    for name, (title, most, pregnancy) in pages.items():
        text = PAGE.format(title=title, most=most, pregnancy=pregnancy)
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    build(folder, root / "out", workers=1)
    with Library.open(root / "out") as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "topic", "words"),
    [
        ("Can I drink alcohol with metronidazole?", "alcohol", "Avoid alcohol"),
        ("can i have wine on metronidazole", "alcohol", "Avoid alcohol"),
        ("what happens if i forget to take my ibuprofen", "missed-dose", "when you remember"),
        ("max dose of ibuprofen per day for adults?", "max-dose", "maximum daily dose is 2 g"),
        ("where should i keep advil", "storage", "room temperature"),
        ("what is ibuprofen used for", "purpose", "fever"),
        ("does ibuprofen cause dizziness", "effect", "Dizziness"),
        ("does ibuprofen cause weight gain", "effect", "This is possible"),
        ("side effects of ibuprofen", "side-effects", "Nausea"),
        ("can I take ibuprofen with warfarin?", "interaction", "warfarin"),
        ("can i take ibuprofen on an empty stomach", "with-food", "with food"),
        ("is ibuprofen a cure for insomnia", "purpose", "No."),
        ("can i take other medicines while on ibuprofen", "other-medicines", "Avoid alcohol"),
        ("ibuprofen dosage for a 6 year old", "dose", "10 mg/kg"),
        ("how many mg of ibuprofen can i take at most", "max-dose", "maximum daily dose is 2 g"),
        ("can i take a double dose of ibuprofen to catch up", "missed-dose", "when you remember"),
        ("most ibuprofen i can take a day with warfarin", "interaction", "warfarin"),
        ("how does ibuprofen work", "mechanism", "messenger"),
        ("is ibuprofen ok with kidney disease", "renal", "dose adjustment"),
        ("amoxicillin/clavulanate and alcohol", "alcohol", "Avoid alcohol"),
    ],
)
def test_the_first_passage_answers(library: Library, question: str, topic: str, words: str) -> None:
    reply = library.ask(question)
    assert (reply.status, reply.topic) == ("answered", topic)
    assert words in reply.answers[0].quote


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("does ibuprofen cause hair loss", "says-nothing"),
        ("does ibuprofen cause insomnia", "says-nothing"),
        ("can i take ibuprofen with grapefruit juice", "says-nothing"),
        ("can i take ibuprofen with metformin", "says-nothing"),
        ("what color is ibuprofen", "says-nothing"),
        ("i took 20 tablets of ibuprofen", "says-nothing"),
        ("he swallowed the whole bottle of ibuprofen", "says-nothing"),
        ("how much ibuprofen is lethal", "says-nothing"),
        ("can ibuprofen be used for malaria", "says-nothing"),
        ("what is the dose of omeprazole", "no-such-medicine"),
        ("how much xyzzyol can i take", "no-such-medicine"),
        ("ibuprofen?", "not-understood"),
        ("can i take it with food", "not-understood"),
        ("", "not-understood"),
    ],
)
def test_silence_and_the_kinds_of_not_knowing(library: Library, question: str, status: str) -> None:
    reply = library.ask(question)
    assert reply.status == status
    assert reply.answers == []


def test_yes_or_no_takes_the_word_of_the_claim(library: Library) -> None:
    assert library.ask("Can I drink alcohol with ibuprofen?").advice == "avoid"
    assert library.ask("is ibuprofen safe in pregnancy?").advice == "consult"
    assert library.ask("What about alcohol and ibuprofen?").advice is None
    assert library.ask("Can I stop ibuprofen suddenly?").advice is None


def test_monographs_that_disagree_are_both_shown(library: Library) -> None:
    reply = library.ask("Is paracetamol safe during pregnancy?")
    assert reply.status == "disagree"
    assert {passage.doc for passage in reply.answers} == {"paracetamol.md", "acetaminophen.md"}
    assert reply.advice is None
    assert library.ask("What is the maximum dose of tylenol?").status == "disagree"


def test_a_monograph_that_says_both_is_not_told_as_either(tmp_path: Path) -> None:
    text = PAGE.format(title="Exemplin", most="3", pregnancy="It may be used during pregnancy.")
    write(
        tmp_path / "pages", Page(title="Exemplin", text=f"{text}* **Q: Is it safe in pregnancy?** A: No. Avoid it.\n")
    )
    build(tmp_path / "pages", tmp_path / "out", workers=1)
    with Library.open(tmp_path / "out") as opened:
        reply = opened.ask("Can I take exemplin in pregnancy?")
    assert (reply.status, reply.advice) == ("disagree", None)
    assert [passage.advice for passage in reply.answers] == ["avoid", "acceptable"]
    said = run("ask", "Can I take exemplin in pregnancy?", "-l", tmp_path / "out").stdout
    assert said.startswith("Exemplin, pregnancy: the monograph says both.")


def test_a_dose_is_of_the_age_that_is_asked_for_and_comes_with_its_maximum(tmp_path: Path) -> None:
    doses = (
        "* **Children 2 to 5 years:** 120 mg by mouth every 6 hours.\n"
        "* **Children 6 to 11 years:** 250 mg by mouth every 6 hours.\n"
        "* **Adults:** 500 mg by mouth every 6 hours. The maximum daily dose is 4 g.\n"
    )
    write(tmp_path / "pages", Page(title="Exemplin", dosage=doses))
    build(tmp_path / "pages", tmp_path / "out", workers=1)
    with Library.open(tmp_path / "out") as opened:
        said = {
            question: " ".join(passage.quote for passage in opened.ask(question).answers)
            for question in ("exemplin dose for a 3 year old", "exemplin dose for a 70-year-old", "how much exemplin")
        }
        assert opened.ask("exemplin dose for a newborn").status == "says-nothing"
    child, old, anybody = said.values()
    assert "120 mg" in child
    assert "250 mg" not in child
    assert "500 mg" not in child
    for adult in (old, anybody):
        assert "500 mg" in adult
        assert "4 g" in adult
    assert "120 mg" not in old


def test_a_quote_says_of_whom_it_is(tmp_path: Path) -> None:
    doses = "**By mouth:**\n\n* **After surgery:** 120 mg once a day. For 35 days at most.\n"
    faqs = "* **Q: Should I eat before I take Exemplin?** A: No need. It can be mixed into food or a drink.\n"
    cautions = "* **Alcohol:** Caution is needed.\n* **Scans with contrast dye:** Stop it two days before.\n"
    write(tmp_path / "pages", Page(title="Exemplin", dosage=doses, faqs=faqs, precautions=cautions))
    build(tmp_path / "pages", tmp_path / "out", workers=1)
    with Library.open(tmp_path / "out") as opened:
        dose = opened.ask("exemplin dose").answers[0]
        assert (dose.quote, dose.under) == ("**After surgery:** 120 mg once a day.", ["By mouth"])
        meal = opened.ask("exemplin with food").answers
        assert [one.quote for one in meal] == ["No need.", "It can be mixed into food or a drink."]
        assert meal[0].under == ["Should I eat before I take Exemplin?"]
        scan = opened.ask("exemplin and contrast dye").answers[0]
        assert (scan.quote, scan.under) == ("Stop it two days before.", ["Scans with contrast dye"])


def test_a_form_in_brackets_is_not_taken_for_the_medicine_itself(tmp_path: Path) -> None:
    for title, amount in (("Vincristine (Liposomal)", 3), ("Vincristine", 2)):  # in the order of their files
        write(tmp_path / "pages", Page(title=title, dosage=f"**Adults:** {amount} mg once a week."))
    write(tmp_path / "pages", Page(title="Sumatriptan (Nasal)", dosage="**Adults:** 20 mg once a day."))
    build(tmp_path / "pages", tmp_path / "out", workers=1)
    with Library.open(tmp_path / "out") as opened:
        assert "2 mg" in opened.ask("vincristine dose").answers[0].quote
        assert "3 mg" in opened.ask("vincristine (liposomal) dose").answers[0].quote
        assert "20 mg" in opened.ask("sumatriptan dose").answers[0].quote


def test_a_class_is_asked_for_by_its_whole_name(tmp_path: Path) -> None:
    faqs = "* **Q: Can I take it with other cold remedies?** A: Ask your pharmacist first.\n"
    write(tmp_path / "pages", Page(title="Exemplin", precautions="Live vaccines should be avoided.\n", faqs=faqs))
    write(tmp_path / "pages", Page(title="Vaccine"))
    build(tmp_path / "pages", tmp_path / "out", workers=1)
    with Library.open(tmp_path / "out") as opened:
        for asked in ("exemplin and live vaccines", "can I receive vaccines while on exemplin"):
            assert opened.ask(asked).answers[0].quote == "Live vaccines should be avoided."
        assert opened.ask("exemplin with cold remedies").answers[0].quote == "Ask your pharmacist first."


def test_an_effect_is_one_that_the_page_says_it_has(tmp_path: Path) -> None:
    effects = "**Common:**\n\n* **Nausea or vomiting:** More likely at first.\n* Blepharitis\n* Stomach pain\n"
    cautions = "* **Gout:** Do not take it if you have gout.\n* **Liver disease:** Do not take it in liver failure.\n"
    page = Page(title="Exemplin", usage="It treats migraine.\n", side_effects=effects, precautions=cautions)
    write(tmp_path / "pages", page)
    build(tmp_path / "pages", tmp_path / "out", workers=1)
    with Library.open(tmp_path / "out") as opened:
        sick = opened.ask("does exemplin cause vomiting").answers[0]
        assert sick.quote == "**Nausea or vomiting:** More likely at first."
        assert opened.ask("does exemplin cause blepharitis").answers[0].quote == "Blepharitis"
        for unsaid in ("gout", "liver failure", "migraine", "muscle pain", "an upper respiratory tract infection"):
            assert opened.ask(f"does exemplin cause {unsaid}").status == "says-nothing", unsaid


def test_a_misspelt_name_is_understood_and_said(library: Library) -> None:
    reply = library.ask("can i take ibuprofin with alcohol")
    assert reply.status == "answered"
    assert reply.suggestions == ["ibuprofen"]


def test_a_component_alone_leads_to_its_combination(library: Library) -> None:
    reply = library.ask("amoxicillin dosage")
    assert (reply.status, reply.suggestions[:1]) == ("no-such-medicine", ["Amoxicillin + Clavulanic Acid"])


def test_both_sides_of_an_interaction_are_looked_at(library: Library) -> None:
    assert library.ask("warfarin and ibuprofen").answers[0].doc == "ibuprofen.md"


def test_hidden_sections_do_not_answer(library: Library) -> None:
    from monograph.answers.ask import ask

    faqs: tuple[SectionKind, ...] = ("faqs",)
    assert ask(library, "how should i store ibuprofen", without=faqs).status == "says-nothing"


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["ibuprofen", "can", "dose", "?", "with", "alcohol", "+", "("])).map(" ".join)
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_question_gets_a_reply_whose_quotes_are_verbatim(library: Library, question: str) -> None:
    reply = library.ask(question)
    assert reply.question == question
    assert len(reply.answers) <= 3
    assert bool(reply.answers) == (reply.status in ("answered", "disagree"))
    for passage in reply.answers:
        source = library.entry(passage.doc).monograph.source
        assert source[passage.start : passage.end] == passage.quote != ""
        assert passage.line == source.count("\n", 0, passage.start) + 1


def test_the_library_of_the_package_is_this_one() -> None:
    assert monograph.Library is Library
    with pytest.raises(AttributeError):
        monograph.library_of_congress  # noqa: B018
    with pytest.raises(FileNotFoundError):
        Library.open(Path("nowhere"))


def test_the_tables_agree() -> None:
    names = set(topics())
    for table in ("questions", "evidence", "disagreements"):
        assert {row["topic"] for row in read_table("monograph.answers", table)} <= names
    assert {row["topic"] for row in read_table("monograph.answers", "persons")} <= names | {""}
    strengths = {row["strength"] for row in read_table("monograph.answers", "evidence")}
    assert strengths == {"answers", "helps", "misleads"}
    assert {topic.by for topic in topics().values()} == {"words", "dose", "effect", "interaction", "precaution", "use"}


def test_reply_is_as_the_design_says() -> None:
    assert {"question", "status", "medicines", "topic", "answers", "suggestions"} <= set(Reply.__struct_fields__)


def test_of_several_medicines_each_two_are_looked_up(library: Library) -> None:
    reply = library.ask("can I take ibuprofen with omeprazole and lithium?")
    assert (reply.status, reply.medicines) == ("answered", ["Ibuprofen", "omeprazole", "lithium"])
    assert ["lithium" in one.quote for one in reply.answers] == [True]
    assert reply.unknown == ["omeprazole", "lithium"]
    assert reply.silent == [("Ibuprofen", "omeprazole"), ("omeprazole", "lithium")]


def test_the_gravest_of_what_is_said_of_two_stands_first(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    mild, grave = "It can interact with lithium and warfarin.", "Use together with lithium is contraindicated."
    text = PAGE.format(title="Ibuprofen", most="2", pregnancy="Ask.").replace(
        "### FAQs", f"{mild}\n\n{grave}\n\n### FAQs"
    )
    (folder / "ibuprofen.md").write_text(text, encoding="utf-8")
    build(folder, tmp_path / "out", workers=1)
    with Library.open(tmp_path / "out") as library:
        assert library.ask("can I take ibuprofen with lithium?").answers[0].quote == grave


def test_what_is_said_of_children_stands_behind_where_nobody_is_named(tmp_path: Path) -> None:
    doses = "**Children:** The dose is based on their weight.\n\n**Adults:** The dose is based on the blood level.\n"
    write(tmp_path / "pages", Page(title="Exemplin", dosage=doses))
    build(tmp_path / "pages", tmp_path / "out", workers=1)
    with Library.open(tmp_path / "out") as opened:
        assert "blood level" in opened.ask("exemplin dose").answers[0].quote
        assert "their weight" in opened.ask("exemplin dose for a child").answers[0].quote


def test_the_most_is_told_with_the_doses_of_each_use(tmp_path: Path) -> None:
    uses = "".join(f"* **{use}:** 100 mg twice a day.\n" for use in ("Gout", "Fever", "Migraine", "Toothache"))
    write(tmp_path / "pages", Page(title="Exemplin", dosage=f"{uses}\nNo more than 400 mg should be taken in a day.\n"))
    build(tmp_path / "pages", tmp_path / "out", workers=1)
    with Library.open(tmp_path / "out") as opened:
        said = [passage.quote for passage in opened.ask("exemplin dose").answers]
    assert len(said) == 3
    assert "100 mg" in said[0]
    assert "400 mg" in said[2]


def test_what_is_forbidden_gives_way_to_no_milder_sentence(tmp_path: Path) -> None:
    mild = "* **Pregnancy:** Ask your doctor. Caution is needed in pregnancy. Monitor the pregnancy closely.\n"
    grave = "It is contraindicated in pregnancy."
    write(tmp_path / "pages", Page(title="Exemplin", dosage=f"10 mg once a day. {grave}\n", precautions=mild))
    build(tmp_path / "pages", tmp_path / "out", workers=1)
    with Library.open(tmp_path / "out") as opened:
        reply = opened.ask("Can I take exemplin in pregnancy?")
    assert reply.answers[0].quote == grave
    assert reply.advice is None


def test_an_interaction_that_is_not_named_does_not_read_as_safe(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from monograph.cli.ask import ask as command

    page = PAGE.format(title="Exemplin", most=3, pregnancy="Ask first.")
    (tmp_path / "ibuprofen.md").write_text(page.replace("Exemplin", "Ibuprofen"), encoding="utf-8")
    build(tmp_path, tmp_path / "out", workers=1)
    command("can i take ibuprofen with metformin", library=tmp_path / "out")
    assert "That does not mean that they go together" in " ".join(capsys.readouterr().out.split())


def test_a_dose_that_is_not_given_for_somebody_leads_to_what_is_said_of_them(library: Library) -> None:
    reply = library.ask("What is the dose of paracetamol in kidney failure?")
    assert (reply.status, reply.topic) == ("answered", "renal")
    assert reply.answers[0].quote.endswith("A dose adjustment may be needed.")


def test_years_and_older_are_no_older_people(tmp_path: Path) -> None:
    page = tmp_path / "pages" / "exemplin.md"
    page.parent.mkdir()
    page.write_text(
        "# Exemplin\n\n### Dosage\n\nChildren (10 years and older): as a specialist says.\n", encoding="utf-8"
    )
    build(page.parent, tmp_path / "out", workers=1)
    with Library.open(tmp_path / "out") as opened:
        for question in ("Is exemplin safe for the elderly?", "How much exemplin for the elderly?"):
            assert opened.ask(question).status == "says-nothing"
