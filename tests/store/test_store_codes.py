"""The numbers under which words are stored are part of the file format."""

import pytest

from kg.store import rows

STORED = {
    "status": "asserted planned denied ended",
    "polarity": "Affirmed Denied",
    "actuality": "Actual Planned Considered Possible Conditional Ended",
    "evidentiality": "Narrator NamedSource PartyStatement OfficialDocument AnonymousSources Analyst OtherMedia",
}


@pytest.mark.parametrize("column", STORED)
def test_no_word_has_moved(column: str) -> None:
    """A word may be added at the end; any other change needs a migration."""
    words = STORED[column].split()

    assert [rows.place_of(column, word) for word in words] == list(range(len(words)))
