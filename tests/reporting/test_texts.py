"""How reports write numbers, headings and long lists of records."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consumer_protection.core.figures import Fact, percent
from reporting.documents import numeral
from reporting.reports.sources import runs
from reporting.reports.text import free_of_places, linked, place, plain, shown

FACTS = {"a.count": Fact("a.count", "件", 17), "a.rate": Fact("a.rate", "%", 93.75)}


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], []),
        (["TS20240001"], ["TS20240001"]),
        (["TS20240001", "TS20240002", "TS20240003"], ["TS20240001—TS20240003"]),
        (["TS1", "TS2", "TS4", "甲"], ["TS1—TS2", "TS4", "甲"]),
        (["XS2024-009", "XS2024-010"], ["XS2024-009—XS2024-010"]),
        (["TS9", "TS10"], ["TS9", "TS10"]),
    ],
)
def test_numbers_in_a_row_are_told_by_first_and_last(names, told):
    assert list(runs(names)) == told


@given(st.sets(st.integers(1, 60)))
def test_no_number_is_lost_in_the_runs(numbers):
    names = [f"T{number:02d}" for number in sorted(numbers)]
    found = set()
    for piece in runs(names):
        first, _dash, last = piece.partition("—")
        found |= set(range(int(first[1:]), int((last or first)[1:]) + 1))

    assert found == numbers


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_headings_count_in_chinese(number, text):
    assert numeral(number) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (None, "件", "—"),
        (None, "%", "—"),
        (0, "件", "0"),
        (100.0, "%", "100.00%"),
        (96.2, "%", "96.20%"),
        (1292.5, "元", "1,292.50"),
    ],
)
def test_figures_are_printed_so(value, unit, text):
    assert shown(value, unit) == text


@pytest.mark.parametrize(
    ("above", "below", "rate"),
    [
        (15, 16, 93.75),
        (15, 17, 88.24),
        (1, 3, 33.33),
        (2, 3, 66.67),
        (1, 800, 0.13),
        (0, 5, 0.0),
        (3, 0, None),
        (None, 3, None),
    ],
)
def test_rates_round_half_up(above, below, rate):
    assert percent(above, below) == rate


def test_a_place_is_filled_as_text_and_as_a_link():
    text = f"受理{place('a.count')}件，占{place('a.rate')}"

    assert plain(text, FACTS) == "受理17件，占93.75%"
    assert linked(text, FACTS, lambda code, _key, shown: f"[{code}={shown}]") == (
        "受理[a.count=17]件，占[a.rate=93.75%]"
    )


@given(st.text(alphabet="⟦⟧a.count<>&件"))
def test_text_of_users_is_never_a_place_nor_markup(text):
    free = free_of_places({"x": [text]})["x"][0]

    html = linked(free, FACTS, lambda *_: "LINK")
    assert "LINK" not in html
    assert "<" not in html
