"""The message centre: one's own notices, the bell, reading, scope."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from complaints.models import CaseTask, Complaint
from consumer_protection.core.models import Notice, Unit, User
from consumer_protection.core.roles import ROLES
from consumer_protection.core.warning import warn
from tests.complaints.warning_making import moment, running

LIST = "/notices/"
NOW = moment("2025-03-25", "12:00")


@pytest.fixture(autouse=True)
def _the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def manager_in(client, manager):
    client.force_login(manager)
    return manager


def notice(user, case, **values):
    known = {
        "matter": "complaints.case",
        "kind": "overdue",
        "level": 5,
        "due_on": date(2025, 3, 24),
        "data": {"days": -1},
        "made_at": NOW,
        "visible_from": NOW,
    }
    return Notice.objects.create(user=user, record_id=case.pk, **known | values)


def bell(client, page=LIST):
    found = re.search(r'class="bell-count"[^>]*>([^<]*)<', client.get(page).text)
    return found and found[1]


def test_a_notice_read_later_tells_the_days_left_then(client, manager_in):
    notice(manager_in, running(), data={"days": 5}, due_on=NOW.date())

    assert "今日到期" in client.get(LIST).text


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_message_centre(client, staff, role):
    client.force_login(staff(role))

    answer = client.get(LIST)

    assert answer.status_code == 200
    assert "消息已全部读完" in answer.text
    assert bell(client) is None


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("get", LIST),
        ("get", "/notices/1/"),
        ("post", "/notices/1/read/"),
        ("post", "/notices/read/"),
    ],
)
def test_nobody_comes_in_without_signing_in(client, staff, method, url):
    User.objects.filter(pk=staff("cp_officer").pk).update(password="set")
    answer = getattr(client, method)(url)

    assert answer.status_code == 302
    assert reverse("core:sign_in") in answer.url


def test_a_warning_is_listed_with_the_name_of_its_record(client, manager_in):
    running()
    warn(at=NOW)

    text = client.get(LIST).text

    assert "TS2025-0001" in text
    assert "已逾期1天" in text
    assert "2025-03-24" in text
    assert "张三" not in text


def test_the_bell_counts_on_every_page_what_is_unread_and_shown(client, manager_in):
    case = running()
    notice(manager_in, case)
    notice(manager_in, case, kind="half", read_at=NOW)
    notice(manager_in, case, kind="one_day", settled_at=NOW)
    notice(manager_in, case, kind="half2", visible_from=NOW + timedelta(minutes=1))

    assert bell(client) == "1"
    assert bell(client, "/") == "1"
    assert bell(client, "/complaints/cases/") == "1"


def test_what_is_held_back_comes_with_the_morning(client, manager_in):
    notice(manager_in, running(), visible_from=NOW + timedelta(minutes=9))

    assert "TS2025-0001" not in client.get(f"{LIST}?show=all").text
    with time_machine.travel(NOW + timedelta(minutes=9)):
        assert "TS2025-0001" in client.get(LIST).text


@pytest.mark.parametrize(("count", "shown"), [(99, "99"), (100, "99+"), (240, "99+")])
def test_the_bell_counts_no_further_than_99(client, manager_in, count, shown):
    case = running()
    for number in range(count):
        notice(manager_in, case, kind=f"k{number}")

    assert bell(client) == shown


def test_following_a_notice_leads_to_its_record_and_reads_it(client, manager_in):
    case = running()
    one = notice(manager_in, case)

    answer = client.get(f"/notices/{one.pk}/")

    assert (answer.status_code, answer.url) == (302, case.get_absolute_url())
    one.refresh_from_db()
    assert one.read_at == NOW


def test_the_first_reading_counts(client, manager_in):
    one = notice(manager_in, running(), read_at=NOW - timedelta(days=1))

    client.get(f"/notices/{one.pk}/")
    client.post(f"/notices/{one.pk}/read/")
    client.post("/notices/read/")

    one.refresh_from_db()
    assert one.read_at == NOW - timedelta(days=1)


def test_one_is_marked_and_the_list_stays_as_it_was_filtered(client, manager_in):
    case = running()
    one, other = notice(manager_in, case), notice(manager_in, case, kind="half")

    answer = client.post(f"/notices/{one.pk}/read/", {"show": "all"})

    assert answer.url == f"{LIST}?show=all"
    assert client.post(f"/notices/{one.pk}/read/").url == LIST
    assert list(Notice.objects.unread()) == [other]


def test_all_are_marked_but_those_of_others_and_those_held_back(
    client, manager_in, officer
):
    case = running()
    notice(manager_in, case)
    others = notice(officer, case)
    held = notice(manager_in, case, kind="half", visible_from=NOW + timedelta(days=1))

    answer = client.post("/notices/read/", follow=True)

    assert "已将 1 条标为已读" in answer.text
    assert set(Notice.objects.unread()) == {others, held}


def test_read_ones_are_under_all_alone(client, manager_in):
    notice(manager_in, running(), read_at=NOW)

    assert "TS2025-0001" not in client.get(LIST).text
    assert "TS2025-0001" in client.get(f"{LIST}?show=all").text


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("state", ["others", "put away", "held back", "none"])
def test_a_notice_that_is_not_ones_own_to_read_does_not_exist(
    client, manager_in, officer, state, method
):
    values = {
        "others": {},
        "put away": {"settled_at": NOW},
        "held back": {"visible_from": NOW + timedelta(days=1)},
        "none": {},
    }[state]
    owner = officer if state == "others" else manager_in
    one = notice(owner, running(), **values)
    pk = 999999 if state == "none" else one.pk

    url = f"/notices/{pk}/" + ("read/" if method == "post" else "")

    assert getattr(client, method)(url).status_code == 404
    one.refresh_from_db()
    assert one.read_at is None


def test_of_a_record_out_of_sight_nothing_is_told(client, manager_in):
    case = running(unit="MXW11")
    one = notice(manager_in, case)

    text = client.get(LIST).text

    assert "您已无权查看该记录" in text
    assert case.number not in text
    assert "2025-03-24" not in text
    answer = client.get(f"/notices/{one.pk}/", follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert "您已无权查看该记录" in answer.text
    assert bell(client) is None


@pytest.mark.parametrize("matter", ["gone.thing", "complaints.task", ""])
def test_a_notice_of_nothing_there_is_shown_without_a_way(client, manager_in, matter):
    one = notice(manager_in, running(), matter=matter)

    assert "您已无权查看该记录" in client.get(LIST).text
    assert client.get(f"/notices/{one.pk}/").url == LIST


def test_who_moves_to_another_unit_loses_sight_of_the_former_ones(client, manager_in):
    notice(manager_in, running())
    assert "TS2025-0001" in client.get(LIST).text
    manager_in.unit = Unit.objects.get(code="MXW11")
    manager_in.save()

    assert "TS2025-0001" not in client.get(LIST).text


def test_who_left_cannot_open_them(client, manager_in):
    User.objects.filter(pk=manager_in.pk).update(is_active=False)

    assert client.get(LIST).status_code == 302


@pytest.mark.parametrize(
    "query",
    ["?page=abc", "?page=-1", "?page=99999", "?show=x", "?show=all&page=0", "?show="],
)
def test_bad_questions_get_a_page(client, manager_in, query):
    notice(manager_in, running())

    assert client.get(LIST + query).status_code == 200


@pytest.mark.parametrize(
    ("method", "url"),
    [("post", LIST), ("get", "/notices/read/"), ("get", "/notices/1/read/")],
)
def test_a_door_takes_its_own_method_alone(client, manager_in, method, url):
    assert getattr(client, method)(url).status_code == 405


def test_pages_keep_the_filter(client, manager_in):
    case = running()
    for number in range(60):
        notice(manager_in, case, kind=f"k{number}", read_at=NOW)

    text = client.get(f"{LIST}?show=all&page=2").text

    assert "第 2 页" in text or "2 /" in text or "共 3 页" in text
    assert "?show=all&amp;page=3" in text
    assert "?show=all&amp;page=1" in text


def test_a_full_page_of_every_kind_takes_few_queries(
    client, manager_in, django_assert_max_num_queries
):
    for number in range(25):
        case = running(number=f"TS2025-1{number:03}")
        task = CaseTask.objects.create(
            complaint=case,
            unit=case.unit,
            text="请说明",
            set_on=date(2025, 3, 4),
            due_on=date(2025, 3, 24),
            set_by=manager_in,
            status="open",
        )
        notice(manager_in, case)
        notice(manager_in, task, matter="complaints.task")
    client.get(LIST)

    with django_assert_max_num_queries(9):
        assert client.get(LIST).text.count('class="notice unread"') == 25
    assert Complaint.objects.count() == 25


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"share": 50}, "时限已过 50%"),
        ({"days": 3}, "还有 3 天到期"),
        ({"days": 0}, "今日到期"),
        ({"days": -12}, "已逾期12天"),
        ({}, "时限已过 0%"),
    ],
)
def test_each_step_has_its_words(client, manager_in, data, words):
    due_on = NOW.date() + timedelta(days=data.get("days", 0))
    notice(manager_in, running(), data=data, due_on=due_on)

    assert words in client.get(LIST).text
