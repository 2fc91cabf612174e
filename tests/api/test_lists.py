"""Lists over the API: pages, filters, figures, and the same work for any length."""

import pytest

from consumer_protection.core.api.resources import resources
from tests.api.making import one_of_each
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


def test_a_list_comes_in_pages_that_lead_to_each_other(some, officers):
    first = officers.get("complaints/?page_size=20&source=gov_12345&unit=MXW10").json()
    whole = officers.get("complaints/?page_size=20").json()

    assert (first["count"], first["next"], first["previous"]) == (10, None, None)
    assert (whole["count"], len(whole["results"])) == (30, 20)
    rest = officers.client.get(whole["next"], headers=officers.headers).json()
    assert len(rest["results"]) == 10
    assert rest["next"] is None
    back = officers.client.get(rest["previous"], headers=officers.headers).json()
    assert back["results"] == whole["results"]
    seen = {one["number"] for one in whole["results"] + rest["results"]}
    assert len(seen) == 30


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("source=petition", 10),
        ("q=第7件", 1),
        ("since=2024-03-02", 0),
        ("unit=MXW10", 15),
        ("unit=营业部", 15),
        ("figure=complaints.received&period=2024", 30),
        ("figure=complaints.received.by_source&period=2024&key=petition", 10),
        ("figure=complaints.received&period=2023", 0),
        ("page_size=5000", 30),
        ("page=", 30),
    ],
)
def test_a_filter_narrows_the_list_as_on_the_page(some, officers, asked, found):
    assert officers.get(f"complaints/?{asked}").json()["count"] == found


@pytest.mark.parametrize(
    ("asked", "status", "field"),
    [
        ("page=0", 400, "page"),
        ("page=two", 400, "page"),
        ("page=９", 400, "page"),
        ("page=99999999999", 400, "page"),
        ("page_size=-1", 400, "page_size"),
        ("page_size=0", 400, "page_size"),
        ("source=no_such_code", 400, "source"),
        ("since=nonsense", 400, "since"),
        ("unit=nowhere", 400, "unit"),
        ("unit=99999999999999999999", 400, "unit"),
        ("q=%00", 400, "q"),
        ("statuss=closed", 400, "statuss"),
        ("figure=no.such&period=2024", 400, "figure"),
        ("figure=reviews.concluded&period=2024", 400, "figure"),
        ("figure=complaints.received&period=24", 400, "period"),
    ],
)
def test_junk_is_refused_and_named(some, officers, asked, status, field):
    refused = officers.get(f"complaints/?{asked}")

    assert refused.status_code == status
    assert [error["field"] for error in refused.json()["errors"]] == [field]


def test_a_page_beyond_the_last_does_not_exist(some, officers):
    assert officers.get("complaints/?page=3").status_code == 404


def test_no_page_is_longer_than_two_hundred(union, officers, monkeypatch):
    monkeypatch.setattr("consumer_protection.core.api.lists.MOST", 2)
    for number in range(3):
        body = {"name": f"第{number}次", "held_on": "2024-05-01"}
        officers.post("trainings/", body)

    assert len(officers.get("trainings/?page_size=1000").json()["results"]) == 2


@pytest.mark.parametrize("kind", resources())
def test_a_longer_list_asks_no_more_of_the_database(
    officers, union, system, now, kind, django_assert_max_num_queries
):
    one_of_each(union, system, now)
    with django_assert_max_num_queries(9):
        officers.get(f"{kind}/")


def test_thirty_records_take_as_many_questions_as_one(
    officers, some, system, now, django_assert_max_num_queries
):
    with django_assert_max_num_queries(9) as asked:
        officers.get("complaints/?page_size=1")
    with django_assert_max_num_queries(len(asked)):
        officers.get("complaints/?page_size=30")
