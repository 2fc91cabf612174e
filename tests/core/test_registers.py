"""Lists and pages of registers: filters, pills, paging, figures, query counts."""

import pytest
import time_machine
from django.contrib.sessions.models import Session

from consumer_protection.core.models import Unit
from tests.complaints.making import complaint


@pytest.fixture
def some(union, system, now):
    for number in range(30):
        complaint(
            system,
            now,
            description=f"第{number}件",
            source="gov_12345" if number % 3 else "petition",
            unit="MXW10" if number % 2 else "MXW11",
        )


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


LIST = "/complaints/cases/"


def test_a_list_is_paged_and_says_how_many(some, signed_in):
    page = signed_in.get(LIST)

    assert page.context["found"] == 30
    assert len(page.context["table"].page.object_list) == 25


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("source=petition", 10),
        ("q=第7件", 1),
        ("source=petition&q=第3件", 1),
        ("since=2024-03-02", 0),
        ("until=2024-03-01", 30),
        ("source=no_such_code", 0),
        ("since=nonsense", 0),
        ("q=%00", 0),
    ],
)
def test_a_filter_narrows_the_list(some, signed_in, asked, found):
    page = signed_in.get(f"{LIST}?{asked}")

    assert page.status_code == 200
    assert page.context["found"] == found


def test_each_filter_is_a_pill_that_takes_it_away(some, signed_in):
    page = signed_in.get(f"{LIST}?source=petition&q=第3件")

    labels = [pill["label"] for pill in page.context["pills"]]
    assert any("信访转办" in label for label in labels)
    without = next(
        pill["url"] for pill in page.context["pills"] if "信访转办" in pill["label"]
    )
    assert "source" not in without
    assert "q=" in without


def test_the_figure_stays_while_the_list_is_filtered(some, signed_in):
    page = signed_in.get(
        f"{LIST}?figure=complaints.received&period=2024&source=petition"
    )

    assert page.context["found"] == 10
    assert 'name="figure" value="complaints.received"' in page.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        "figure=no.such&period=2024",
        "figure=reviews.concluded&period=2024",
        "figure=complaints.received",
        "figure=complaints.received&period=nonsense",
    ],
)
def test_a_figure_that_is_none_is_not_found(some, signed_in, asked):
    assert signed_in.get(f"{LIST}?{asked}").status_code == 404


@pytest.mark.parametrize(
    "sort", ["received_on", "-due_on", "no_such_field", "complainant"]
)
def test_any_sorting_answers(some, signed_in, sort):
    assert signed_in.get(f"{LIST}?sort={sort}").status_code == 200


@pytest.mark.parametrize("page", ["2", "999", "nonsense", "-1"])
def test_any_page_number_answers(some, signed_in, page):
    assert signed_in.get(f"{LIST}?page={page}").status_code == 200


def test_a_list_asks_the_database_as_often_for_one_row_as_for_many(
    union, system, now, signed_in, django_assert_max_num_queries
):
    complaint(system, now)
    signed_in.get(LIST)
    with django_assert_max_num_queries(7) as one:
        signed_in.get(LIST)
    for number in range(20):
        complaint(system, now, description=f"第{number}件")
    with django_assert_max_num_queries(len(one.captured_queries)):
        signed_in.get(LIST)


def test_a_filtered_list_asks_the_database_eight_times(
    some, signed_in, django_assert_max_num_queries
):
    unit = Unit.objects.get(code="MXW11")
    signed_in.get(LIST)

    with django_assert_max_num_queries(8):
        page = signed_in.get(f"{LIST}?unit={unit.pk}&status=closed&page=2")

    assert (page.context["found"], page.context["total"]) == (15, 30)


@pytest.mark.parametrize("unit", ["0", "nonsense", "MXW11"])
def test_a_unit_that_is_none_finds_nothing(some, signed_in, unit):
    assert signed_in.get(f"{LIST}?unit={unit}").context["found"] == 0


def test_a_session_is_moved_on_once_a_minute(
    some, signed_in, django_assert_max_num_queries
):
    with time_machine.travel("2026-01-05 09:00+08:00", tick=False) as clock:
        signed_in.get(LIST)
        end = Session.objects.get().expire_date
        clock.shift(59)
        signed_in.get(LIST)
        assert Session.objects.get().expire_date == end
        clock.shift(1)
        signed_in.get(LIST)
        assert Session.objects.get().expire_date > end
        clock.shift(29 * 60)
        assert signed_in.get(LIST).status_code == 200
        clock.shift(30 * 60)
        assert signed_in.get(LIST).status_code == 302


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "{{ settings }}",
        "' onmouseover='x",
    ],
)
def test_text_of_users_is_never_markup(union, system, now, signed_in, text):
    case = complaint(system, now, description=text)

    for url in (LIST, case.get_absolute_url()):
        body = signed_in.get(url).content.decode()
        assert text not in body or "<" not in text
        assert "<script>alert" not in body


def test_htmx_gets_the_rows_alone(some, signed_in):
    rows = signed_in.get(LIST, headers={"HX-Request": "true"}).content.decode()

    assert "TS2024" in rows
    assert "<html" not in rows
