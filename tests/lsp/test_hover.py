"""What an editor shows of a claim under the pointer."""

from __future__ import annotations

from lsprotocol.types import MarkupContent, PositionEncodingKind

from monograph.claims.records import Dose
from monograph.lsp.shown import Sight, hover
from monograph.pipeline.read import read_entry
from monograph.text.model import Unreadable

PAGE = """# Exemplin

### Dosage

* **Renal impairment:** CrCl 15-29 mL/min: 250 mg by mouth once daily.
"""


def test_bounds_of_whom_a_dose_is_for_are_said_in_words() -> None:
    entry = read_entry(PAGE.encode(), "e/exemplin.md")
    assert not isinstance(entry, Unreadable)
    doses = [claim for claim in entry.claims if isinstance(claim, Dose)]
    sight = Sight(entry.monograph, "file:///e/exemplin.md", PositionEncodingKind.Utf16, str, lambda doc: None)
    shown = hover(doses, sight)
    assert shown
    assert isinstance(shown.contents, MarkupContent)
    assert "renal impairment, creatinine clearance 15 to 29 mL/min" in shown.contents.value
