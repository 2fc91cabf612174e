"""Data of law and calendar that the house keeps itself: days, limits, thresholds."""

from datetime import date, datetime

import pytest
import time_machine
from django.urls import reverse

from consumer_protection.core import dated_values
from consumer_protection.core.calendar import working_days
from consumer_protection.core.codes import code_list
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.models import Threshold, TimeLimit, TrailEntry, Workday
from consumer_protection.core.workday_ledger import WORKDAYS
from tests.conftest import SHANGHAI
from tests.making import workbook

AT = datetime(2026, 12, 1, 9, tzinfo=SHANGHAI)
HEAD = ["日期", "是否上班", "节日"]
NEXT_YEAR = [
    ["2027-01-01", "否", "元旦"],
    ["2027-01-04", "否", "元旦"],
    ["2027-01-09", "是", "元旦调休"],
]


@pytest.fixture(autouse=True)
def _the_day(union):
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def admin(staff):
    return staff("cp_officer")


def bring(rows, actor, tmp_path, **more):
    path = workbook(tmp_path, HEAD, rows)
    return import_ledger(WORKDAYS, Order(path, actor, AT, **more))


FREE = "complaint.compensation_free"


@pytest.mark.parametrize("role", ["cp_head", "cp_officer", "sys_admin"])
def test_nobody_sets_up_to_which_amount_the_house_itself_decides(client, staff, role):
    person = staff(role)
    client.force_login(person)
    url = reverse("core:dated_change", args=["thresholds", FREE])

    assert client.get(reverse("core:dated_list")).status_code == 200
    assert url not in client.get(reverse("core:dated_list")).content.decode()
    assert client.post(url, {"amount": 99_000}).status_code == 403
    values = {"amount": 99_000, "basis": "x", "valid_from": AT.date()}
    with pytest.raises(dated_values.ValueRefused):
        dated_values.set_from("thresholds", FREE, values, actor=person, at=AT)


def test_senior_management_sets_that_amount_and_no_other_value(client, staff):
    client.force_login(staff("senior_exec", "MX00"))
    url = reverse("core:dated_change", args=["thresholds", FREE])
    told = {"amount": "2000", "basis": "理事会决议", "valid_from": "2026-12-02"}

    assert url in client.get(reverse("core:dated_list")).content.decode()
    assert client.post(url, told).status_code == 302
    assert Threshold.objects.value(FREE, date(2026, 12, 2)) == 2000
    other = reverse("core:dated_change", args=["limits", "complaint.answer"])
    assert client.get(other).status_code in (403, 404)


def test_next_years_arrangement_comes_as_a_ledger(admin, tmp_path):
    before = working_days()
    assert before.is_provisional(date(2027, 1, 5))

    done = bring(NEXT_YEAR, admin, tmp_path)

    after = working_days()
    assert done.count("taken") == 3
    assert not after.is_provisional(date(2027, 1, 5))
    assert before.add(date(2026, 12, 31), 5) == date(2027, 1, 7)
    assert after.add(date(2026, 12, 31), 5) == date(2027, 1, 9)
    assert bring(NEXT_YEAR, admin, tmp_path).count("known") == 3


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["2028-01-03", "否", "元旦"], "workday.too_early"),
        (["2027-13-01", "否", "元旦"], "date.unreadable"),
        (["2027-01-01", "也许", "元旦"], "yesno.unreadable"),
        (["2027-01-01", "", "元旦"], "value.missing"),
    ],
)
def test_a_wrong_day_is_told_and_nothing_is_written(admin, tmp_path, row, code):
    done = bring([NEXT_YEAR[0], row], admin, tmp_path)
    assert [one.problems[0].code for one in done.wrong] == [code]
    assert not Workday.objects.filter(day__year__gte=2027).exists()


def test_a_day_told_twice_is_refused_and_one_as_ever_is_a_warning(admin, tmp_path):
    twice = bring([NEXT_YEAR[0], NEXT_YEAR[0]], admin, tmp_path)
    assert [one.problems[0].code for one in twice.wrong] == ["row.repeated"]

    # A Sunday rests anyway.
    as_ever = bring([["2027-01-03", "否", "元旦"]], admin, tmp_path)
    (row,) = as_ever.reading.rows
    assert [one.code for one in row.problems] == ["workday.as_ever"]
    assert not row.is_wrong


def test_the_home_page_reminds_from_december_until_it_is_there(client, admin, tmp_path):
    client.force_login(admin)
    place = reverse("core:setup_missing")
    ledger = reverse("core:import_new", args=["workdays"])

    assert ledger in client.get(place).content.decode()
    bring(NEXT_YEAR, admin, tmp_path)
    assert ledger not in client.get(place).content.decode()


def test_the_list_is_for_who_manages_the_institution(client, admin, staff):
    url = reverse("core:workday_list")
    client.force_login(admin)
    assert client.get(f"{url}?year=2026").status_code == 200
    client.force_login(staff("branch_manager", "MXW10"))
    assert client.get(url).status_code == 403


# --- Limits and thresholds ---


def test_every_value_has_a_name_for_people():
    names = code_list("dated_value").labels
    known = {
        *TimeLimit.objects.values_list("code", flat=True),
        *Threshold.objects.values_list("code", flat=True),
    }
    assert known == set(names)


def test_a_new_limit_begins_on_its_day_and_the_old_one_stays_before(client, admin):
    client.force_login(admin)
    url = reverse("core:dated_change", args=["limits", "complaint.first_reply"])
    sent = {
        "days": 2,
        "is_working_days": "on",
        "law": "内部新规",
        "valid_from": "2027-01-01",
    }

    assert client.post(url, sent).status_code == 302

    days = [
        TimeLimit.objects.on(day)["complaint.first_reply"].days
        for day in (date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert days == [3, 2]
    assert TrailEntry.objects.filter(action="core.timelimit.added").exists()
    page = client.get(reverse("core:dated_list")).content.decode()
    assert "2027-01-01" in page


@pytest.mark.parametrize("day", ["2026-11-30", "1989-01-01", "nonsense", ""])
def test_what_was_in_force_on_past_days_stays(client, admin, day):
    client.force_login(admin)
    url = reverse("core:dated_change", args=["thresholds", "complaint.wave_count"])

    answer = client.post(url, {"amount": 9, "basis": "新规", "valid_from": day})

    assert answer.status_code == 422
    assert Threshold.objects.filter(code="complaint.wave_count").count() == 1


def test_two_values_do_not_begin_on_one_day(admin):
    values = {"amount": 9, "basis": "新规", "valid_from": date(2027, 1, 1)}
    dated_values.set_from(
        "thresholds", "complaint.wave_count", values, actor=admin, at=AT
    )
    with pytest.raises(dated_values.ValueRefused):
        dated_values.set_from(
            "thresholds", "complaint.wave_count", values, actor=admin, at=AT
        )


@pytest.mark.parametrize("address", ["limits/no.such", "nothing/complaint.decide"])
def test_an_unknown_value_has_no_page(client, admin, address):
    client.force_login(admin)
    assert client.get(f"/setup/limits/{address}/").status_code == 404


def test_only_who_manages_the_institution_changes_them(client, staff):
    client.force_login(staff("branch_manager", "MXW10"))
    for url in ("/setup/limits/", "/setup/limits/limits/complaint.decide/"):
        assert client.get(url).status_code == 403
