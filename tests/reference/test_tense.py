import pytest

from communique.model import Span
from communique.reference.tense import Tense, tense_of


@pytest.mark.parametrize(
    ("text", "time", "tense"),
    [
        ("She flew to Geneva on Saturday.", "Saturday", Tense.PAST),
        ("Voss admitted it to an eager crowd back in September.", "September", Tense.PAST),
        ("The envoy spoke to the press on Friday.", "Friday", Tense.PAST),
        ("The vote was moved to Tuesday.", "Tuesday", Tense.PAST),
        ("They agreed to meet on Sunday.", "Sunday", Tense.FUTURE),
        ("They agreed to a truce on Sunday.", "Sunday", Tense.PAST),
        ("Truce agreed, next round in March", "March", Tense.FUTURE),
        ("He agreed to the truce on Sunday and will meet the envoy.", "Sunday", Tense.PAST),
        ("The two sides are to hold talks in March.", "March", Tense.FUTURE),
    ],
)
def test_a_place_or_a_listener_after_to_is_no_verb(text: str, time: str, tense: Tense) -> None:
    at = text.index(time)
    assert tense_of(text, Span(0, len(text)), Span(at, at + len(time))) is tense
