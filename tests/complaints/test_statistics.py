"""The statistics: every number is the length of the list behind it."""

import itertools
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import RequestFactory
from openpyxl import load_workbook

from complaints import rules
from complaints.dimensions import DAYS_USED, DIMENSIONS
from complaints.models import Complaint
from complaints.pages.cases.complaints import COMPLAINTS
from complaints.pages.statistics.statistics_cells import Cells
from complaints.statistics import MEASURES, table, trend
from consumer_protection.core.models import Code, TrailEntry, Unit
from consumer_protection.core.periods import parse_period
from consumer_protection.core.registers import listed_records
from tests.complaints.making import complaint

PAGE = "/complaints/statistics/"
YEAR = parse_period("2024", as_of=date(2025, 1, 5))
SOURCES = ("petition", "gov_12345", "")
CATEGORIES = ("loan", "loan/rate", "debit_card/fee", "")
RATINGS = ("satisfied", "dissatisfied", "", "very_satisfied", "basically")


@pytest.fixture
def many(union, system, now):
    """Cases of every kind: open and ended, suspended, of two years and two units."""
    for number in range(40):
        received = date(2023, 11, 1) + timedelta(days=number * 9)
        used = (number * 5) % 40
        is_open = number % 7 == 0
        stood = number % 5 == 0
        complaint(
            system,
            now,
            description=f"第{number}件",
            received_on=received,
            closed_on=None if is_open else received + timedelta(days=used),
            source=SOURCES[number % 3],
            category=CATEGORIES[number % 4],
            cause=("service_attitude", "")[number % 2],
            transaction_channel=("", "branch_counter")[number % 2],
            intake_channel=("phone", "visit", "")[number % 3],
            satisfaction="" if is_open else RATINGS[number % 5],
            is_major=number % 11 == 0 or None,
            level=("", "complex")[number % 2],
            suspended_from=received + timedelta(days=2) if stood else None,
            suspended_to=received + timedelta(days=6) if stood else None,
            record_nature="inquiry" if number == 1 else "complaint",
            outcome="withdrawn" if number % 13 == 3 and not is_open else "explained",
            unit=("MXW10", "MXW11")[number % 2],
        )


def all_cells(made):
    """Each cell of a table as the page links it: (count, address)."""
    cells = Cells(made, opens=True)
    for row in (*cells.rows(), cells.foot()):
        for cell in (*row.cells, row.sum):
            yield cell.number.above, cell.url
            if cell.number.below is not None:
                yield cell.number.below, cell.whole_url


def listed(url, user):
    """How many records the list at an address has for somebody."""
    request = RequestFactory().get(url)
    request.user = user
    shown = listed_records(COMPLAINTS, request)
    assert shown.found.is_valid(), (url, shown.found.errors)
    return shown.chosen.count()


PAIRS = list(itertools.combinations_with_replacement(DIMENSIONS, 2))


@pytest.mark.parametrize(
    ("measure", "pairs"),
    [
        ("received", PAIRS),
        ("closed", PAIRS[::6]),
        ("on_time", PAIRS[1::6]),
        ("satisfaction", PAIRS[2::6]),
        ("satisfied_of_closed", PAIRS[3::6]),
    ],
)
def test_every_cell_is_the_length_of_its_list(many, officer, measure, pairs):
    counted = {}
    for rows, columns in pairs:
        by = DIMENSIONS[rows], DIMENSIONS[columns]
        made = table(MEASURES[measure], officer, YEAR, *by)
        assert made.sum.above > 0
        counted |= {url: count for count, url in all_cells(made)}

    assert {url: listed(url, officer) for url in counted} == counted


@pytest.mark.parametrize(
    "within",
    [
        {"transaction_channel": "branch_counter", "category": "loan"},
        {"source": "unset", "level": "major"},
        {"month": "2024-03"},
        {"days_used": "open", "subcategory": "loan/rate"},
    ],
)
@pytest.mark.parametrize("measure", ["received", "on_time"])
def test_a_narrowed_table_counts_its_lists_too(many, officer, measure, within):
    by = DIMENSIONS["cause"], DIMENSIONS["category"]
    made = table(MEASURES[measure], officer, YEAR, *by, within)
    counted = {url: count for count, url in all_cells(made)}

    assert all(f"{name}=" in url for url in counted for name in within)
    assert {url: listed(url, officer) for url in counted} == counted


def test_a_row_opens_the_table_of_its_own(many, client, officer):
    client.force_login(officer)
    page = client.get(f"{PAGE}?year=2024&rows=transaction_channel&columns=level")
    row, deeper = page.context["rows"][0]
    below = client.get(f"{PAGE}{deeper}")

    assert below.context["table"].sum == row.sum.number
    assert below.context["table"].rows.name == "category"
    assert below.context["table"].columns.name == "level"
    assert row.key not in below.context["narrowed"][0]["url"]


@pytest.mark.parametrize(
    "asked", ["source=nonsense", "month=2024-13", "unit=MXW10", "cause=%00"]
)
def test_narrowing_to_what_no_complaint_can_be_is_no_page(many, client, officer, asked):
    client.force_login(officer)

    assert client.get(f"{PAGE}?{asked}").status_code == 404
    assert client.post(f"{PAGE}export/?{asked}").status_code == 404


def test_a_branch_counts_its_own(many, client, manager, officer):
    client.force_login(manager)
    rows = DIMENSIONS["unit"]
    made = table(MEASURES["received"], manager, YEAR, rows)

    assert set(made.row_labels.values()) == {"营业部"}
    assert made.sum.above < table(MEASURES["received"], officer, YEAR, rows).sum.above
    for count, url in all_cells(made):
        assert listed(url, manager) == count


def test_days_are_used_in_the_database_as_by_the_rule(many):
    ended = Complaint.objects.exclude(closed_on=None).annotate(used=DAYS_USED)

    assert len(ended) > 30
    for case in ended:
        assert case.used == rules.days_used(case.clock, case.closed_on)


@pytest.mark.parametrize(
    ("days", "key"),
    [
        (0, "0-3"),
        (3, "0-3"),
        (4, "4-7"),
        (7, "4-7"),
        (8, "8-15"),
        (15, "8-15"),
        (16, "16-30"),
        (30, "16-30"),
        (31, "over_30"),
    ],
)
def test_each_day_falls_into_its_class(union, system, now, days, key):
    received = date(2024, 3, 1)
    complaint(system, now, closed_on=received + timedelta(days=days))

    made = table(MEASURES["closed"], system, YEAR, DIMENSIONS["days_used"])

    assert {one for one, number in made.cells.items() if number.above} == {(key,)}


def test_a_code_no_longer_offered_keeps_its_word_and_its_list(many, client, officer):
    Code.objects.filter(list_name="intake_source", code="petition").update(
        is_active=False
    )
    client.force_login(officer)
    made = table(MEASURES["received"], officer, YEAR, DIMENSIONS["source"])

    assert made.row_labels["petition"] == "信访转办"
    for count, url in all_cells(made):
        assert listed(url, officer) == count


def test_the_trend_is_24_months_with_the_year_before(many, officer):
    months = trend(MEASURES["received"], officer, YEAR)

    assert [months[0].key, months[-1].key] == ["2023-01", "2024-12"]
    assert months[0].earlier is None
    assert months[22].earlier == months[10].number
    per_month = table(MEASURES["received"], officer, YEAR, DIMENSIONS["month"])
    assert [one.number for one in months[12:]] == [
        per_month.row_sum(one.key) for one in months[12:]
    ]


def test_a_running_period_ends_its_trend_with_the_present_month(many, officer):
    running = parse_period("2025", as_of=date(2025, 1, 5))

    assert trend(MEASURES["closed"], officer, running)[-1].key == "2025-01"


def test_the_page_asks_the_database_as_often_for_many_as_for_few(
    many, client, officer, django_assert_max_num_queries
):
    client.force_login(officer)
    asked = f"{PAGE}?year=2024&rows=unit&columns=cause&measure=on_time"
    client.get(asked)

    with django_assert_max_num_queries(8):
        assert client.get(asked).status_code == 200


def test_each_table_is_one_group_by(many, officer, django_assert_num_queries):
    rows, columns = DIMENSIONS["category"], DIMENSIONS["cause"]
    table(MEASURES["on_time"], officer, YEAR, rows, columns)

    with django_assert_num_queries(1) as one:
        table(MEASURES["on_time"], officer, YEAR, rows, columns)

    assert one.captured_queries[0]["sql"].count("GROUP BY") == 1


@pytest.mark.parametrize(
    "asked",
    [
        "year=1800",
        "year=nonsense",
        "part=H3",
        "measure=salaries",
        "rows=complainant",
        "columns=password",
        "year=%00",
    ],
)
def test_junk_is_answered_with_a_message_and_no_table(many, client, officer, asked):
    client.force_login(officer)
    page = client.get(f"{PAGE}?{asked}")

    assert page.status_code == 200
    assert "table" not in page.context
    assert page.context["form"].errors
    assert client.post(f"{PAGE}export/?{asked}").status_code == 400


def test_an_empty_register_says_so(union, client, officer):
    client.force_login(officer)

    assert client.get(PAGE).status_code == 200


def test_a_board_member_counts_everything_and_opens_nothing(many, client, board_member):
    client.force_login(board_member)
    page = client.get(f"{PAGE}?year=2024")

    assert page.context["table"].sum.above > 0
    assert "/complaints/cases/" not in page.content.decode()


@pytest.mark.parametrize("role", ["sys_admin", "log_auditor", "investigator"])
def test_who_may_not_see_figures_is_refused(union, client, staff, role):
    client.force_login(staff(role))

    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}export/").status_code == 403


def test_the_shown_table_goes_out_as_a_workbook(many, client, officer):
    client.force_login(officer)
    asked = "year=2024&rows=source&columns=level"
    answer = client.post(f"{PAGE}export/?{asked}")

    sheet = load_workbook(BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    made = table(
        MEASURES["received"], officer, YEAR, DIMENSIONS["source"], DIMENSIONS["level"]
    )
    assert rows[-1][-1] == made.sum.above
    assert len(rows) == len(made.row_labels) + 4
    told = TrailEntry.objects.get(action="core.user.exported")
    assert told.changes["list"] == "complaints.statistics"


def test_the_page_carries_no_style_and_no_script_of_its_own(many, client, officer):
    client.force_login(officer)
    page = client.get(f"{PAGE}?year=2024").content.decode()

    assert " style=" not in page
    assert '<svg class="trend"' in page


def test_a_unit_that_has_ended_still_has_its_row(many, client, officer):
    Unit.objects.filter(code="MXW11").update(valid_to=date(2024, 6, 1))
    client.force_login(officer)
    made = table(MEASURES["received"], officer, YEAR, DIMENSIONS["unit"])

    assert len(made.row_labels) == 2
    for count, url in all_cells(made):
        assert listed(url, officer) == count


def test_an_unknown_month_is_refused_by_the_list(many, client, officer):
    client.force_login(officer)
    page = client.get("/complaints/cases/?month=2024-13")

    assert page.context["found"] == 0
    assert not page.context["filter"].is_valid()
