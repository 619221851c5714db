"""Verdicts are read back from a library as they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monograph.verify.stored import records_of, verdict_rows
from monograph.verify.verdict import Dissent, LeftOut, NoLabel, Record, Verdict

DOC = "e/exempline.md"
DISSENTS = st.lists(st.from_type(Dissent), max_size=2)
RECORDS = st.one_of(
    st.builds(Verdict, doc=st.just(DOC), others=DISSENTS),
    st.builds(LeftOut, doc=st.just(DOC)),
    st.builds(NoLabel, doc=st.just(DOC)),
)


@given(st.lists(RECORDS, max_size=4))
def test_records_are_read_back_as_they_were(records: list[Record]) -> None:
    assert records_of(DOC, verdict_rows(1, records)) == records
