"""A label with its claims, read by the readers of monographs, and what verifying asks of it again and again."""

from __future__ import annotations

import re
from functools import cached_property

from monograph.claims.dose.cues import Reason
from monograph.claims.dose.reader import account_for
from monograph.claims.posology.tokens import Sort
from monograph.claims.read import read_claims
from monograph.claims.records import AnyClaim, Dose, Precaution, Use
from monograph.labels.identity import identity_of
from monograph.labels.model import Label
from monograph.text.model import SectionKind, Span
from monograph.verify.dose_contents import as_salts, contents, in_amounts
from monograph.verify.dose_mentions import Mention, Part, mentions, parts
from monograph.verify.dose_partners import with_medicines
from monograph.verify.dose_scope import LabelDose, group, label_doses, names_another
from monograph.verify.indications import excluded_spans, given_spans
from monograph.verify.interactants import interactants_in
from monograph.verify.no_effect import is_effect
from monograph.verify.quantity import MOST_TIMES, Range
from monograph.verify.quoted import quote_of
from monograph.verify.setting import settings
from monograph.verify.terms import term_places, terms_in, terms_of
from monograph.verify.verdict import LabelQuote

BOXED = frozenset({"boxed_warning", "34066-1"})
WARNINGS: tuple[SectionKind, ...] = ("precautions", "contraindications")
_EXTENDED = re.compile(
    r"\b(?:extended|sustained|delayed|controlled|prolonged|modified)[- ]release\b|\b(?:xr|er|sr|xl|cr|la|dr)\b"
)
_PLAIN = re.compile(r"immediate[- ]release|\b(?:conventional|regular|chewable) |(?<!release )oral suspension")
_TITRATES = re.compile(r"titrat|increas|individuali|adjust\w* (?:the dose|according)|range|up to|gradual|incremental")
_STILL_AMOUNTS = frozenset({Reason.EQUIVALENCE, Reason.MENTION, Reason.THRESHOLD, Reason.NOT_ADVISED})
"""Amounts that are no doses by themselves, and may be what a dose of a page comes to."""
_CHILDREN = re.compile(
    r"pa?ediatric|neonat(?!al fc)|infants|children"
    r"|\b(?:\d+ months?|[1-9] years?|1[01] years?)(?: of age)?,?(?: and| or) (?:older|above|over)"
)
_COUNSELLING = re.compile(r"information for patients|patient counsell?ing")
_SHOWN = re.compile(
    r"(?:safety|efficacy|effectiveness|use)\b[^.]{0,90}\b(?:have|has|is|are|was|were) (?:been )?established (?:in|for)"
    r"[^.]{0,80}?(?:pa?ediatric|children|adolescents)|\bindicated for [^.]{0,200}?\bincluding (?:pa?ediatric|children)"
)


class ReadLabel:
    """A label, its identity and claims. What is found in its text is found once, when it is first asked for."""

    def __init__(self, label: Label, claims: list[AnyClaim] | None = None) -> None:
        self.label = label
        self.text = label.text
        self.identity = identity_of(label)
        self._claims = claims
        self._terms_around: dict[int, list[frozenset[str]]] = {}
        self._spans: dict[tuple[SectionKind, ...], list[Span]] = {}

    @cached_property
    def claims(self) -> list[AnyClaim]:
        """The label's claims, as the readers of monographs read them."""
        return read_claims(self.text) if self._claims is None else self._claims

    def spans(self, *kinds: SectionKind) -> list[Span]:
        """The spans of the sections of these kinds."""
        if kinds not in self._spans:
            self._spans[kinds] = [Span(section.start, section.end) for section in self.text.of_kind(*kinds)]
        return self._spans[kinds]

    @cached_property
    def _doses_read(self) -> list[Dose]:
        return list(with_medicines(self.text, self.claims))

    @cached_property
    def doses(self) -> list[LabelDose]:
        """The doses that the label gives, with whom each is surely for."""
        doses = [dose for dose in self._doses_read if not self._is_of_partner(dose)]
        found = label_doses(self.text, [dose for dose in doses if self._is_own(dose)])
        return [*found, *in_amounts(found, contents(self.text, [other.dose for other in found]))]

    @cached_property
    def routes(self) -> list[str]:
        """The routes of the product; where the label tells none, those that its doses are given by."""
        return self.label.routes or sorted({other.dose.route for other in self.doses if other.dose.route})

    @cached_property
    def mentions(self) -> list[Mention]:
        """Every amount that its dosage holds, in its own words."""
        return [mention for part in self._parts_of_dosage for mention in mentions(self.text, part)]

    @cached_property
    def _parts_of_dosage(self) -> list[Part]:
        return list(parts(self.text))

    @cached_property
    def gives_children(self) -> bool:
        """Whether some of its doses are for children."""
        return any(group(other.dose) == "child" for other in self.doses)

    @cached_property
    def partner_doses(self) -> list[LabelDose]:
        """The doses that the label gives of other medicines, which are taken with its own."""
        return label_doses(self.text, [dose for dose in self._doses_read if self._is_of_partner(dose)])

    def _is_of_partner(self, dose: Dose) -> bool:
        return names_another((dose.medicine or "").lower(), set(self.identity.components))

    def _is_own(self, dose: Dose) -> bool:
        """Whether a dose is of this product, as far as its clause names a medicine, and none given before it."""
        if "premedicat" in f"{dose.quote} {dose.indication}".lower():
            return False
        said = dose.quote.lower()
        brand = self.label.product.lower().split()[:1]
        before = said[: dose.grounds["amount"].start - dose.start] if "amount" in dose.grounds else said
        return any(word in said for word in brand) or not names_another(before, set(self.identity.components))

    @cached_property
    def titrates(self) -> bool:
        """Whether the label's dosage speaks of raising doses, or leaves their amount to the prescriber."""
        return any(_TITRATES.search(self.text.folded, *span) for span in self.spans("dosage"))

    @cached_property
    def frequencies(self) -> list[Range]:
        """How often a day anything is done in the label's dosage; where a dose is divided without a number, anything.

        What is divided without an amount before it in the sentence is a tablet: "do not split or crush".
        """
        said = []
        for part in self._parts_of_dosage:
            has_amount = False
            for token in part.tokens:
                has_amount = has_amount or token.sort is Sort.AMOUNT
                if token.sort is Sort.FREQUENCY and (token.value.high or has_amount):
                    said.append(token.value)
        return [Range(often.low, often.high) if often.high else Range(0.0, MOST_TIMES) for often in said]

    @cached_property
    def salts(self) -> list[tuple[str, float]]:
        """What its pieces hold as a salt and as its base, by what is measured: a dose may be told as either."""
        return as_salts(self.text)

    @cached_property
    def accounted(self) -> list[Span]:
        """The amounts of the dosage that were read as doses, or are known to be none."""
        read = [dose.dose.grounds["amount"] for dose in self.doses if "amount" in dose.dose.grounds]
        return read + [span for span, reason in account_for(self.text) if reason not in _STILL_AMOUNTS]

    @cached_property
    def precautions(self) -> dict[str, list[Precaution]]:
        """The label's advice, by whom it is about."""
        found: dict[str, list[Precaution]] = {}
        for claim in self.claims:
            if isinstance(claim, Precaution):
                found.setdefault(claim.about, []).append(claim)
        return found

    @cached_property
    def uses(self) -> list[Use]:
        """What the label says the medicine is for, and is not for."""
        return [claim for claim in self.claims if isinstance(claim, Use)]

    @cached_property
    def treated(self) -> frozenset[str]:
        """The clinical terms of its uses: no harms of it."""
        return frozenset(term for use in self.uses if use.evidence != "not-for" for term in terms_of(use.indication))

    @cached_property
    def effects(self) -> dict[str, Span]:
        """The clinical terms of its adverse reactions and warnings, where each is first told as an effect."""
        places: dict[str, Span] = {}
        for term, place in term_places(self.text.folded, self.spans("side-effects", "overdose", *WARNINGS)):
            if term not in places and self.tells_effect(place):
                places[term] = place
        return places

    def tells_effect(self, place: Span) -> bool:
        """Whether what stands there is told as an effect: not denied, and in warnings no state that somebody has."""
        return is_effect(
            self.text, place, is_warning=any(start <= place.start < end for start, end in self.spans(*WARNINGS))
        )

    @cached_property
    def conditions(self) -> dict[str, Span]:
        """The clinical terms of the label's indications."""
        return terms_in(self.text.folded, self.spans("usage"))

    @cached_property
    def given_spans(self) -> list[Span]:
        """What stands in the label's indications, without what they exclude."""
        return given_spans(self.text)

    @cached_property
    def given(self) -> dict[str, Span]:
        """The clinical terms of what the label gives as uses."""
        return terms_in(self.text.folded, self.given_spans)

    @cached_property
    def excluded_spans(self) -> list[Span]:
        """What the label says that its medicine is not for."""
        return excluded_spans(self.text)

    @cached_property
    def excluded(self) -> dict[str, Span]:
        """The clinical terms of what the label says that its medicine is not for."""
        return terms_in(self.text.folded, self.excluded_spans)

    def terms_around(self, dose: Dose) -> list[frozenset[str]]:
        """The clinical terms that stand around one of its doses: in its sentence, in those before it, above it."""
        if dose.start not in self._terms_around:
            around = settings(self.text, Span(dose.start, dose.end), before=True)
            found = [frozenset(terms_in(self.text.folded, [words])) for words in around]
            self._terms_around[dose.start] = [terms for terms in found if terms]
        return self._terms_around[dose.start]

    @cached_property
    def warned(self) -> dict[str, Span]:
        """The clinical terms of the label's contraindications and warnings."""
        return terms_in(self.text.folded, self.spans(*WARNINGS))

    @cached_property
    def interactants(self) -> dict[str, Span]:
        """The substances and classes that the label names where it speaks of interactions and warnings."""
        return interactants_in(self.text.folded, [*self.spans("interactions", "dosage", *WARNINGS), *self.counselling])

    @cached_property
    def counselling(self) -> list[Span]:
        """What the label says that patients are to be told."""
        titled = (section for section in self.text.of_kind("other") if _COUNSELLING.search(section.title.lower()))
        return [Span(section.start, section.end) for section in titled]

    @cached_property
    def boxed(self) -> list[Span]:
        """The spans of the boxed warnings."""
        sections = zip(self.text.sections, self.label.codes, strict=False)
        return [Span(section.start, section.end) for section, code in sections if code in BOXED]

    @cached_property
    def forms_named(self) -> str:
        """The folded words in which the label speaks of the product's form: its name, forms and dosage."""
        dosage = "".join(self.text.folded[start:end] for start, end in self.spans("dosage"))
        return " ".join([self.label.product, *self.label.forms]).lower() + dosage

    @cached_property
    def is_extended(self) -> bool:
        """Whether the product releases its substance slowly or late: its doses are not those of plain tablets."""
        return self.speaks_of_extended and not self.speaks_of_plain

    @cached_property
    def is_named_extended(self) -> bool:
        """Whether the product's very name tells it from plain ones."""
        return _EXTENDED.search(self.label.product.lower()) is not None

    @cached_property
    def speaks_of_extended(self) -> bool:
        """Whether a form that releases its substance slowly or late is among the products."""
        names = " ".join([self.label.product, *self.label.forms]).lower()
        return bool(_EXTENDED.search(names)) or len(_EXTENDED.findall(self._spoken)) > 1

    @cached_property
    def speaks_of_plain(self) -> bool:
        """Whether plain forms are among the products as well."""
        forms = [form.lower() for form in self.label.forms]
        plain = any(not _EXTENDED.search(form) for form in forms) and any(_EXTENDED.search(form) for form in forms)
        return plain or _PLAIN.search(self._spoken) is not None

    @cached_property
    def _spoken(self) -> str:
        return "".join(self.text.folded[start:end][:1500] for start, end in self.spans("usage", "dosage"))

    @cached_property
    def is_for_children(self) -> bool:
        """Whether the indications speak of children only, and no dose is for adults: it says nothing of these."""
        usage = "".join(self.text.folded[start:end] for start, end in self.spans("usage"))
        given = any(other.dose.population == "adult" for other in self.doses)
        return bool(_CHILDREN.search(usage)) and not given and "adult" not in usage and "and older" not in usage

    @cached_property
    def is_for_children_too(self) -> bool:
        """Whether the indications speak of children, with or without adults, or it is said to be shown in them."""
        return self.shown_in_children is not None or any(
            _CHILDREN.search(self.text.folded, *span) for span in self.spans("usage")
        )

    @cached_property
    def shown_in_children(self) -> Span | None:
        """Where the label says that its medicine is indicated for minors as well, or was shown to be safe in them."""
        found = _SHOWN.search(self.text.folded)
        return Span(*found.span()) if found else None

    def words(self, place: Span) -> str:
        """What stands there, as the label writes it."""
        return self.text.source[place.start : place.end]

    def quote(self, span: Span | None = None) -> str:
        """What the label says around a span of its text; "" where there is none."""
        return "" if span is None else quote_of(self.text, span)

    def named(self, quote: str = "") -> LabelQuote:
        """How verdicts name this label."""
        label = self.label
        return LabelQuote(label.set_id, label.version, label.date, label.product[:120], quote)
