"""What a page names beside its uses and no label can give: how a medicine works, to whom it is given, "others"."""

from __future__ import annotations

from monograph.verify.explicit import patterns
from monograph.verify.terms import forms

_WHY = {
    "unnamed": "The page does not say which condition it means by “{}”.",
    "action": "“{}” is what the medicine does, and no condition.",
    "words": "“{}” names no condition by itself.",
}


def why_no_use(indication: str) -> str:
    """Why an indication is none that a label could give; "" where it may be one.

    >>> why_no_use("other skin conditions")
    'The page does not say which condition it means by “other skin conditions”.'
    >>> why_no_use("gout")
    ''
    """
    known = patterns("no_use")
    for form in forms(indication)[:1]:
        for kind, why in _WHY.items():
            if known[kind].fullmatch(form):
                return why.format(indication)
    return ""
