"""The front matter: lines of plain text are read without a parser of YAML, and as one reads them."""

from __future__ import annotations

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from monograph.text.front_matter import read_front_matter
from monograph.text.model import Unreadable

WORDS = st.sampled_from(
    ["title", "layout", "yes", "No", "null", "on", "aspirin", "Vitamin B12", "1.5", "a", "~", "true "]
)
LINES = st.builds(
    "{}:{}{}".format, WORDS, st.sampled_from([" ", "  ", ""]), WORDS | st.text("ab0 (),./+'-:#%\"", max_size=12)
)


@given(st.lists(LINES, min_size=1, max_size=4))
@example(["title: Aspirin + Caffeine (oral) "])
@example(["title: a", "title: b"])
@example(["title: nothing"])
def test_what_is_read_is_what_yaml_reads(lines: list[str]) -> None:
    written = "\n".join(lines)
    read = read_front_matter(f"---\n{written}\n---\n# A\n", "a.md")
    try:
        loaded = yaml.safe_load(written)
    except yaml.YAMLError:
        loaded = None
    if isinstance(read, Unreadable):
        assert not isinstance(loaded, dict)
    else:
        assert read[0] == {str(key): value for key, value in (loaded or {}).items()}
