"""Small monographs of our own for the tests of readers."""

from __future__ import annotations

from monograph.text.model import Monograph, Unreadable
from monograph.text.read import read_monograph


def page(title: str = "Examplol", **sections: str) -> Monograph:
    """A monograph with these sections (``precautions="..."``), in the order given."""
    parts = [f"---\nlayout: minimal-medicine\ntitle: {title}\n---\n\n# {title}\n"]
    headings = {"side_effects": "Side Effects", "how": "How it Works", "faqs": "FAQs"}
    for name, text in ({"usage": "It is used for fever."} | sections).items():
        parts.append(f"### {headings.get(name, name.capitalize())}\n\n{text}\n")
    read = read_monograph("\n".join(parts).encode(), "e/examplol.md")
    assert not isinstance(read, Unreadable), read
    return read
