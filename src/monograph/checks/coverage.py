"""S: what a monograph does not say, or says so loosely that nobody can act on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import re2

from monograph.checks.example import CLEAN, Page
from monograph.checks.rule import Finding, InMonograph, Phrases, Rule
from monograph.checks.structure import title_span
from monograph.claims.interaction import vague_statements
from monograph.claims.records import Interaction, Precaution
from monograph.library.model import Entry
from monograph.names.phrases import PhraseBook, words_of
from monograph.tables import read_table
from monograph.text.model import Monograph, Span

PLLR = "FDA, Pregnancy and Lactation Labeling Rule (21 CFR 201.56 and 201.57), in force since 30 June 2015"
SPC = "EU guideline on the summary of product characteristics (2009), section"

LETTER = re.compile(r"\bcategor(?:y|ies) ([abcdx])\b(?![-'’])|\bcategory [\"'(]([abcdx])[\"')]")
NEAR_LETTER = re.compile(r"pregnan|fetus|fetal|foetus|fda")
NOT_PREGNANCY = re.compile(r"child-pugh|bioterror|schedule|controlled substance")
MEANING = {
    "c": "animal studies showed harm or there are none, and there are no good studies in people",
    "d": "there is evidence of harm to the fetus in people",
    "x": "it is contraindicated in pregnancy",
}
UNKNOWN = re.compile(r"category [\"'(]?([dx])\b[^.]{0,60}\b(?:unknown|not known|not established|not fully)")
DENIED = re.compile(
    r"\bno (?:(?:known|significant|clinically|relevant|major|documented|reported|drug) ){1,4}interactions?\b"
)
SAFE = re.compile(
    r"\b(?:is|are) (?:completely |totally |entirely |perfectly |absolutely |100% )?safe"
    r" (?:for everyone|for all|for anyone|in all|in pregnan|during pregnan|for pregnan|in every)"
    r"|\b(?:completely|totally|entirely|perfectly|absolutely|100%) (?:safe|harmless)\b"
)
DISCLAIMS = re.compile(
    r"disclaimer|not (?:be )?(?:intended (?:as|to be) |considered |constitute )?(?:a )?(?:substitute|replacement)"
    r"|(?:not|n't) (?:replace|constitute|intended)|(?:informational|educational) purposes"
    r"|general (?:information|knowledge)"
)
WITHDRAWN = re.compile(
    r"\b(?:was|were|been|is|are|now) (?:\w+ ){0,2}(?:withdrawn|removed) (?:from (?:\w+ ){0,3}(?:markets?|sale|use)\b"
    r"|in (?:most|many|several|some) countries|worldwide|globally)"
)
WITHDRAWN_LOOSELY = re.compile(r"withdr[ae]w|discontinued|no longer|removed from|banned|historical|was (?:a|an|used)\b")
FOODS = PhraseBook({row["phrase"]: "food" for row in read_table("monograph.names", "classes") if row["kind"] == "food"})
LONGEST = 600
"""Letters of the longest sentence that is looked at."""
NEGATED = re.compile(r"\b(?:not|no|never|isn't|aren't|whether|if|is it|are they|can't|cannot|n't)\b")


def no_interactions(entry: Entry) -> Iterator[Finding]:
    """Neither a named interaction nor the word anywhere."""
    monograph = entry.monograph
    if "interact" in monograph.folded or any(isinstance(claim, Interaction) for claim in entry.claims):
        return
    message = "Nothing is said about interactions with other medicines"
    yield Finding(entry, _precautions_or_title(monograph), message, fix="Name them, or say that none are known")


def unnamed_interactions(entry: Entry) -> Iterator[Finding]:
    """“May interact with certain medications”, and no medicine or class is named anywhere in the monograph."""
    monograph = entry.monograph
    named = any(isinstance(claim, Interaction) and not is_food(claim.with_) for claim in entry.claims)
    if named or DENIED.search(monograph.folded):
        return
    for start, end in vague_statements(monograph):
        message = "Interactions are mentioned here, and no medicine is named in the whole monograph"
        yield Finding(entry, Span(start, end), message, fix="Name the medicines or classes, or say that none are known")
        return


def is_food(phrase: str) -> bool:
    """Whether a phrase names a food, a drink or a herb and no medicine ("grapefruit juice", "alcohol")."""
    words = words_of(phrase, 0, len(phrase))
    return any(match.last == len(words) for match in FOODS.find(words))


def letter_categories(entry: Entry) -> Iterator[Finding]:
    """FDA's abolished pregnancy letters: one finding, at the first letter."""
    monograph = entry.monograph
    if "categor" not in monograph.folded:
        return
    for letter in LETTER.finditer(monograph.folded):
        start, end = _sentence_around(monograph, letter.start())
        sentence = monograph.folded[start:end]
        if not NEAR_LETTER.search(sentence) or NOT_PREGNANCY.search(sentence):
            continue
        category = letter[1] or letter[2]
        message = f"FDA's pregnancy category {category.upper()} was abolished in 2015"
        glossed = UNKNOWN.search(sentence)
        if glossed:
            message += f"; and {glossed[1].upper()} does not mean “unknown”, but that {MEANING[glossed[1]]}"
        yield Finding(entry, Span(*letter.span()), message, fix="Say in words what is known about use in pregnancy")
        return


def unqualified_safety(entry: Entry) -> Iterator[Finding]:
    """“Completely safe”, “is safe for everyone”, “is safe during pregnancy” without any condition in the sentence."""
    monograph = entry.monograph
    if " safe" not in monograph.folded:
        return
    for found in SAFE.finditer(monograph.folded):
        start, end = _sentence_around(monograph, found.start())
        sentence = monograph.folded[start:end]
        if (
            sentence.rstrip().endswith("?")
            or NEGATED.search(sentence)
            or re.search(r"\b(?:but|consult|however|only|when|ask)\b", sentence)
        ):
            continue
        words = monograph.source[found.start() : found.end()]
        yield Finding(entry, Span(*found.span()), f"“{words}” holds for no medicine without a condition")


def no_disclaimer(entry: Entry) -> Iterator[Finding]:
    """No disclaimer section, and none of its wordings in the text."""
    monograph = entry.monograph
    if monograph.of_kind("disclaimer") or DISCLAIMS.search(monograph.folded):
        return
    yield Finding(
        entry, title_span(monograph), "There is no disclaimer", fix="Say that the page does not replace advice"
    )


def withdrawn_below(entry: Entry) -> Iterator[Finding]:
    """Withdrawn from the market, and neither Usage nor what stands before it says so."""
    monograph = entry.monograph
    if "withdrawn" not in monograph.folded and "removed" not in monograph.folded:
        return
    found = WITHDRAWN.search(monograph.folded)
    top = monograph.of_kind("preamble", "generic-name", "usage")
    if found and not any(WITHDRAWN_LOOSELY.search(monograph.folded, s.start, s.end) for s in top):
        yield Finding(entry, Span(*found.span()), "Usage does not say that this medicine was withdrawn")


def silent_on(words: str, whom: str, about: str) -> InMonograph:
    """A check that fires when none of these words stands anywhere and no precaution is about it."""
    pattern = re2.compile(words)

    def check(entry: Entry) -> Iterator[Finding]:
        monograph = entry.monograph
        if any(isinstance(claim, Precaution) and claim.about == about for claim in entry.claims):
            return
        if pattern.search(monograph.folded):
            return
        yield Finding(entry, _precautions_or_title(monograph), f"Nothing is said about {whom}")

    check.__doc__ = f"Nothing is said about {whom}."
    return check


def _precautions_or_title(monograph: Monograph) -> Span:
    for section in monograph.of_kind("precautions"):
        return section.heading
    return title_span(monograph)


def _sentence_around(monograph: Monograph, offset: int) -> Span:
    """The line's part around an offset between full stops, no longer than ``LONGEST`` either way."""
    first, last = max(0, offset - LONGEST), offset + LONGEST
    start = max(monograph.folded.rfind(mark, first, offset) for mark in (". ", "\n"))
    ends = [monograph.folded.find(mark, offset, last) for mark in (". ", "\n")]
    end = min((end for end in ends if end >= 0), default=min(last, len(monograph.folded)))
    return Span(max(start + 1, first), end)


def _silence(code: str, name: str, whom: str, words: str, about: str, bad: Page, source: str) -> Rule:
    """The rules S901 to S906 say one thing of six kinds of people."""
    return Rule(
        code=code,
        name=name,
        finds=f"The monograph says nothing about {whom}.",
        why="A reader whom it concerns takes silence for safety. “Not known” is an answer as well.",
        source=source,
        bad=(bad,),
        good=(Page(),),
        severity="info",
        once=True,
        check=silent_on(words, whom, about),
    )


def _precautions_without(*labels: str) -> str:
    lines = CLEAN["Precautions"].split("\n")
    return "\n".join(line for line in lines if not any(f"**{label}:" in line for label in labels))


RULES = (
    _silence(
        "S901",
        "silent-on-children",
        "children",
        r"\b(?:child|p(?:a?)ediatric|infant|adolescent|newborn|neonat|years of age|under \d+ years|teen|bab(?:y|ies))",
        "children",
        Page(
            dosage="**Adults:** 1 g by mouth, up to four times daily. The maximum daily dose is 4 g.",
            faqs="* **Q: What should I do if I miss a dose?** A: Take it as soon as you remember.",
        ),
        f"{SPC} 4.2: paediatric population",
    ),
    _silence(
        "S902",
        "silent-on-pregnancy",
        "pregnancy",
        r"\b(?:pregnan|gestation|childbearing|trimester)",
        "pregnancy",
        Page(precautions=_precautions_without("Pregnancy")),
        PLLR,
    ),
    _silence(
        "S903",
        "silent-on-breastfeeding",
        "breastfeeding",
        r"\b(?:breast-?\s?fe|breast milk|lactat|nursing (?:mother|infant|women)|human milk)",
        "breastfeeding",
        Page(precautions=_precautions_without("Breastfeeding")),
        PLLR,
    ),
    _silence(
        "S904",
        "silent-on-kidney",
        "kidney disease",
        r"\b(?:kidney|renal|crcl|creatinine|egfr|dialysis|nephro)",
        "renal",
        Page(precautions=_precautions_without("Kidney disease")),
        f"{SPC} 4.2: renal impairment",
    ),
    _silence(
        "S905",
        "silent-on-liver",
        "liver disease",
        r"\b(?:liver|hepat|cirrhosis|child-pugh)",
        "hepatic",
        Page(precautions=_precautions_without("Liver disease")),
        f"{SPC} 4.2: hepatic impairment",
    ),
    _silence(
        "S906",
        "silent-on-older-people",
        "older people",
        r"\b(?:elderly|older (?:people|adult|patient|person|individual)|geriatric|(?:over|aged) 65|65 years)",
        "elderly",
        Page(precautions=_precautions_without("Older people")),
        f"{SPC} 4.2: elderly",
    ),
    Rule(
        code="S907",
        name="silent-on-interactions",
        finds="No interaction is named and the word does not occur.",
        why="Most people who take one medicine take others; silence reads as “goes with everything”.",
        source=f"{SPC} 4.5",
        bad=(Page(precautions=_precautions_without("Interactions")),),
        good=(Page(), Page(precautions=_precautions_without("Interactions") + "\n* **Interactions:** None are known.")),
        default_on=True,
        once=True,
        check=no_interactions,
    ),
    Rule(
        code="S908",
        name="vague-interaction",
        finds="The text says that “certain medications” interact, and the whole monograph names none but foods.",
        why="Nobody can act on it: neither a reader with a medicine cabinet nor a program with a list.",
        source=f"{SPC} 4.5: clinically relevant interactions are to be named",
        bad=(
            Page(
                precautions=_precautions_without("Interactions")
                + "\n* **Interactions:** It may interact with certain medications."
            ),
            Page(
                precautions=_precautions_without("Interactions")
                + "\n* **Interactions:** It interacts with many medications. Avoid alcohol and grapefruit juice."
            ),
        ),
        good=(Page(precautions=CLEAN["Precautions"] + " It may also interact with other medicines."),),
        default_on=True,
        once=True,
        check=unnamed_interactions,
    ),
    Rule(
        code="S909",
        name="silent-on-contraindications",
        finds="Neither a contraindication nor an allergy is mentioned.",
        why="Who must not take a medicine is the first thing to know of it.",
        source=f"{SPC} 4.3",
        bad=(Page(precautions=_precautions_without("Contraindications")),),
        good=(Page(),),
        severity="info",
        default_on=True,
        once=True,
        check=silent_on(
            r"contraindicat|\ballerg|hypersensitiv|(?:should|must) (?:not|never) (?:be )?(?:us|tak|giv)"
            r"|do not (?:us|tak)|avoid|not (?:recommend|suit)",
            "who must not take it (no contraindication, no allergy)",
            "allergy",
        ),
    ),
    Rule(
        code="S910",
        name="no-disclaimer",
        finds="The page does not say that it is no substitute for advice from a professional.",
        why="A reference page is general; the reader's case is not.",
        bad=(Page(without=("Disclaimer",)),),
        good=(Page(), Page(disclaimer="This information is not a substitute for professional medical advice.")),
        severity="info",
        default_on=True,
        once=True,
        check=no_disclaimer,
    ),
    Rule(
        code="S911",
        name="pregnancy-letter",
        finds="An FDA pregnancy category (A, B, C, D, X), abolished in 2015, or one explained wrongly.",
        why="The letters were read as a scale of danger, which they never were; labels now say in words what is known.",
        source=PLLR,
        bad=(
            Page(
                precautions=CLEAN["Precautions"].replace(
                    "It can be taken in pregnancy.", "It is in pregnancy category C."
                )
            ),
            Page(
                precautions=CLEAN["Precautions"].replace(
                    "It can be taken in pregnancy.", 'FDA category "D": effects on the fetus are unknown.'
                )
            ),
        ),
        good=(
            Page(),
            Page(
                precautions=CLEAN["Precautions"].replace(
                    "A lower dose may be needed.", "Not in Child-Pugh category C. In pregnancy too."
                )
            ),
        ),
        default_on=True,
        once=True,
        check=letter_categories,
    ),
    Rule(
        code="S912",
        name="unqualified-safety",
        finds="A medicine is called safe without any condition.",
        why="No medicine is safe for everyone; a sentence without a condition is read without one.",
        source="WHO, Ethical criteria for medicinal drug promotion (1988): “safe” only if qualified",
        bad=(Page(usage="It is completely safe."), Page(usage="It treats pain and is safe for everyone.")),
        good=(
            Page(usage="It is not safe for everyone."),
            Page(usage="It is safe for most people; ask a doctor in pregnancy."),
        ),
        confidence="medium",
        check=unqualified_safety,
    ),
    Rule(
        code="S913",
        name="cure-claim",
        finds="A promise: a guaranteed cure, a miracle, no side effects.",
        why="Such claims keep people from treatment that works.",
        source="WHO, Ethical criteria for medicinal drug promotion (1988)",
        bad=(Page(usage="It has no side effects and is a guaranteed cure for pain."),),
        good=(Page(usage="It is not a cure, and it can have side effects."),),
        check=Phrases(table="promises", message="“{phrase}” is a promise that no medicine keeps"),
    ),
    Rule(
        code="S914",
        name="withdrawn-not-at-top",
        finds="A medicine withdrawn from the market, which the Usage section does not say.",
        why="Whoever reads how to use it must learn first that it is no longer to be used.",
        bad=(Page(faqs="* **Q: Can I still buy it?** A: No, it was withdrawn from the market."),),
        good=(Page(usage="It has been withdrawn from the market. It was used for pain."),),
        confidence="medium",
        once=True,
        check=withdrawn_below,
    ),
)
