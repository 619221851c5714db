"""Small documents that show what a rule finds: the examples of `monograph rule`, of docs/rules.md and of the tests."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

CLEAN = {
    "Generic Name": "Paracetamol",
    "Usage": "Paracetamol is used for pain and fever.",
    "Dosage": (
        "**Adults:** 500 mg to 1 g by mouth, up to four times daily. The maximum daily dose is 4 g.\n\n"
        "**Children:** A doctor sets the dose by weight.\n\n"
        "**Overdose:** Go to a hospital at once, even when you feel well."
    ),
    "Side Effects": "Common side effects:\n* Nausea\n\nRare side effects:\n* Skin rash",
    "How it Works": "It acts in the brain, where it lowers pain and fever.",
    "Precautions": (
        "* **Contraindications:** Do not take it if you are allergic to paracetamol.\n"
        "* **Pregnancy:** It can be taken in pregnancy.\n"
        "* **Breastfeeding:** It can be taken while breastfeeding.\n"
        "* **Kidney disease:** Ask a doctor first.\n"
        "* **Liver disease:** A lower dose may be needed.\n"
        "* **Older people:** The adult dose applies.\n"
        "* **Interactions:** It interacts with warfarin."
    ),
    "FAQs": (
        "* **Q: What should I do if I miss a dose?** A: Take it when you remember, but never two doses at once.\n"
        "* **Q: How should I store it?** A: In a dry place, out of the reach of children."
    ),
    "Disclaimer": "This page gives general information and does not replace advice from a doctor.",
}
"""A page that no rule has anything to say about: an example changes one part of it."""
SAME = "(the same page without that)"
"""What is shown of a clean page where the rule finds what stands in no section."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A small monograph. A section that is not given is filled from ``CLEAN``; ``without`` leaves sections out.

    ``text`` gives the whole file instead; ``doc`` is its path where the rule looks at it.
    """

    doc: str = ""
    title: str = "Paracetamol"
    generic_name: str = ""
    usage: str = ""
    dosage: str = ""
    side_effects: str = ""
    how_it_works: str = ""
    precautions: str = ""
    faqs: str = ""
    disclaimer: str = ""
    without: tuple[str, ...] = ()
    text: str = ""

    @property
    def path(self) -> str:
        """The path of the file, relative to its folder."""
        slug = "-".join(word for word in "".join(c if c.isalnum() else " " for c in self.title).lower().split())
        return self.doc or f"{slug[:1]}/{slug}.md"

    def given(self) -> dict[str, str]:
        """The sections that this page states itself, by heading."""
        fields = {heading: getattr(self, heading.lower().replace(" ", "_")) for heading in CLEAN}
        if not fields["Generic Name"] and self.title != "Paracetamol":
            fields["Generic Name"] = self.title
        return {heading: text for heading, text in fields.items() if text}

    def stated(self) -> frozenset[str]:
        """The headings of the sections that an example is about."""
        return frozenset(heading for heading, text in self.given().items() if text != self.title)

    def source(self) -> str:
        """The whole file."""
        if self.text:
            return self.text
        sections = {heading: text for heading, text in (CLEAN | self.given()).items() if heading not in self.without}
        body = "\n\n".join(f"### {heading}\n{text}" for heading, text in sections.items())
        sources = "sources:\n  - Example formulary, 2026\nreviewed: 2026-01-15"
        return f"---\nlayout: minimal-medicine\ntitle: {self.title}\n{sources}\n---\n\n# {self.title}\n\n{body}\n"


def shown(page: Page, headings: Collection[str]) -> str:
    """The part of a page that matters: the lines that a clean page does not have, and where there are none the
    sections under these headings."""
    if page.text:
        clean = Page().source().splitlines()
        return "\n".join(line for line in page.text.splitlines() if line not in clean) or page.text.strip()
    sections = CLEAN | page.given()
    parts = [] if page.title == "Paracetamol" else [f"# {page.title}"]
    parts += [f"### {heading}\n{text}" for heading, text in sections.items() if heading in (page.stated() or headings)]
    parts += [f"(no section {heading})" for heading in page.without]
    return "\n\n".join(parts) or SAME
