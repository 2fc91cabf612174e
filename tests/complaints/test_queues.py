"""Queues over the list of complaints: each count is the length of its list."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from complaints.models import CallBack, Complaint
from complaints.queues import QUEUES, counts, offered
from consumer_protection.core import accounts
from consumer_protection.core.models import Threshold, Unit, User
from consumer_protection.core.roles import ROLES
from tests.complaints.making import complaint
from tests.conftest import SHANGHAI

TODAY = date(2025, 1, 5)
LIST = "complaints:complaint_list"


@pytest.fixture(autouse=True)
def _the_day():
    with time_machine.travel(datetime(2025, 1, 5, 9, tzinfo=SHANGHAI), tick=False):
        yield


@pytest.fixture
def put(union, system, now):
    """A case in any state, past its moves: put("decided", due_on=...)."""

    def make(status, **values):
        unit = values.pop("unit", "MXW10")
        ended = status in ("closed", "withdrawn", "merged")
        days = {"closed_on": TODAY if ended else None, "received_on": date(2025, 1, 2)}
        case = complaint(system, now, unit=unit, **days)
        values.setdefault("due_on", TODAY + timedelta(days=9))
        Complaint.objects.filter(pk=case.pk).update(status=status, **values)
        case.refresh_from_db()
        return case

    return make


@pytest.fixture
def everything(put, staff):
    """Cases in all states, with all that makes a queue differ."""
    officer, head = staff("cp_officer"), staff("cp_head")
    outlet, lead = (Unit.objects.get(code=code) for code in ("MXW11", "MXB02"))
    for status in sorted({*Complaint.machine.statuses, "draft"}):
        for unit in ("MXW10", "MXW11"):
            case = put(status, unit=unit, registered_by=officer)
            put(status, unit=unit, due_on=TODAY - timedelta(days=1), handling_unit=lead)
            put(status, unit=unit, due_on=TODAY + timedelta(days=3), handler="林小梅")
            put(status, handling_unit=outlet, handler_account=head)
            CallBack.objects.create(complaint=case, due_on=TODAY, status="open")
    put("pending_approval", proposed_by=head)
    put("pending_approval", is_major=True)
    put("pending_approval", level="major")
    put("pending_approval", compensation=Decimal("1000.01"))
    put("pending_approval", compensation=Decimal("1000.00"))
    called = put("closed", proposed_by=officer)
    for number in (1, 2):
        CallBack.objects.create(
            complaint=called, due_on=TODAY, status="open", round=number
        )


@pytest.mark.parametrize("role", sorted(ROLES))
def test_each_count_is_the_length_of_its_list(everything, staff, client, role):
    place = "MXB02" if role in ("cp_officer", "cp_head") else "MXW11"
    user = staff(role, place) if place == "MXW11" else _found(role)
    client.force_login(user)
    told = counts(user, TODAY)
    assert set(told) == {one.code for one in offered(user)}

    for code, count in told.items():
        page = client.get(reverse(LIST), {"queue": code})
        if page.status_code == 403:
            assert count == 0
        else:
            assert page.context["found"] == count, code


def _found(role):
    return User.objects.get(staff_number=f"{role}-MXB02")


def test_the_page_shows_the_counts_as_links(everything, client):
    officer = _found("cp_officer")
    client.force_login(officer)

    page = client.get(reverse(LIST), {"queue": "overdue"}).content.decode()

    assert f'href="{reverse(LIST)}?queue=accept"' in page
    assert 'aria-current="true">逾期' in page


def test_all_counts_are_one_query(everything, django_assert_num_queries):
    user = User.objects.whole(_found("cp_officer").pk)
    assert user.scope

    with django_assert_num_queries(1):
        counts(user, TODAY)


def test_calls_are_counted_where_no_case_is_open(put, officer):
    case = put("closed")
    CallBack.objects.create(complaint=case, due_on=TODAY, status="open")

    assert counts(officer, TODAY)["call"] == 1


def test_narrowing_the_list_does_not_count_the_queues_again(
    everything, client, django_assert_max_num_queries
):
    client.force_login(_found("cp_officer"))
    client.get(reverse(LIST))

    with django_assert_max_num_queries(7):
        client.get(reverse(LIST), headers={"HX-Request": "true"})


def of(code, user):
    return Complaint.objects.visible_to(user).filter(
        QUEUES[code].condition(user, TODAY)
    )


@pytest.mark.parametrize(
    ("status", "due", "soon", "overdue"),
    [
        ("accepted", -1, False, True),
        ("accepted", 0, True, False),
        ("accepted", 3, True, False),
        ("accepted", 4, False, False),
        ("suspended", -1, False, False),
        ("suspended", 1, False, False),
        ("closed", -1, False, False),
    ],
)
def test_what_is_due_soon_and_overdue(put, officer, status, due, soon, overdue):
    case = put(status, due_on=TODAY + timedelta(days=due))

    assert of("soon", officer).filter(pk=case.pk).exists() == soon
    assert of("overdue", officer).filter(pk=case.pk).exists() == overdue


def test_a_decision_waits_only_for_a_second_person(put, staff):
    head, boss = staff("cp_head"), staff("senior_exec")
    assert Threshold.objects.value("complaint.compensation_free", TODAY) == 1000
    plain, own = put("pending_approval"), put("pending_approval", proposed_by=head)
    mine = put("pending_approval", handler_account=head)
    about = put("pending_approval", complained_account=head)
    major = put("pending_approval", is_major=True)
    dear = put("pending_approval", compensation=Decimal("1000.01"))

    assert set(of("decide", head)) == {plain}
    assert set(of("decide", boss)) == {plain, own, mine, about, major, dear}
    for case in Complaint.objects.all():
        assert (case in of("decide", head)) == (not case.why_not_decide(head))
    assert not of("decide", staff("branch_handler", "MXW10"))


def test_my_cases_are_mine_by_account_or_by_name_in_my_unit(put, staff):
    officer, other = staff("cp_officer"), staff("cp_head")
    lead, outlet = (Unit.objects.get(code=one) for one in ("MXB02", "MXW10"))
    by_account = put("investigating", handler_account=officer)
    by_name = put("assigned", handler="林小梅", handling_unit=lead)
    put("assigned", handler="林小梅", handling_unit=outlet)
    put("assigned", handler="林小梅", handling_unit=lead, handler_account=other)
    put("closed", handler_account=officer)
    draft = put("draft", registered_by=officer)

    assert set(of("mine", officer)) == {by_account, by_name, draft}


def test_an_outlet_counts_only_what_it_sees(everything, staff):
    user = staff("branch_manager", "MXW10")
    officer = _found("cp_officer")

    own, all_of_it = counts(user, TODAY), counts(officer, TODAY)

    assert 0 < own["accept"] < all_of_it["accept"]


def test_another_institution_counts_nothing(everything, system, now):
    root = Unit.objects.create(
        code="SX00", name="沙县联社", short_name="沙县", kind="legal_person"
    )
    lead = Unit.objects.create(
        code="SXB02", name="合规部", kind="department", parent=root, is_lead=True
    )
    stranger = accounts_add("sx", lead, system, now)

    assert set(counts(stranger, TODAY).values()) == {0}


def accounts_add(number, unit, system, now):
    return accounts.add_user(
        number, name="王五", unit=unit, roles=["cp_head"], actor=system, at=now
    )


@pytest.mark.parametrize("asked", ["nothing", "mine'--", "<b>", "0", "mine,unit"])
def test_an_unknown_queue_lists_nothing(everything, client, asked):
    client.force_login(_found("cp_officer"))

    page = client.get(reverse(LIST), {"queue": asked})

    assert page.status_code == 200
    assert page.context["found"] == 0
