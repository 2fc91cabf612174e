"""One act on many chosen cases: each on its own, told case by case, once."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from complaints import handling
from complaints.chosen import chosen_actions
from complaints.helping import task_actions
from complaints.models import CaseRun, CaseRunLine, CaseUrge, Complaint
from complaints.models.beside.case_run import MOST
from complaints.registering import CaseRefused
from consumer_protection.core.models import TrailEntry, Unit
from consumer_protection.core.roles import ROLES
from tests.complaints.making import complaint
from tests.hostile import HOSTILE

ASSIGN = "/complaints/cases/chosen/assign/"
URGE = "/complaints/cases/chosen/urge/"
EXPORT = "/complaints/cases/chosen/export/"


@pytest.fixture
def put(union, system, now):
    def make(status="accepted", **values):
        case = complaint(system, now, closed_on=None, **values)
        Complaint.objects.filter(pk=case.pk).update(status=status)
        case.refresh_from_db()
        return case

    return make


def ids(*cases):
    return ",".join(str(one.pk) for one in cases)


@pytest.fixture
def send(client):
    """Sends the form: send(user, ASSIGN, cases, **fields)."""

    def post(user, door, cases, **values):
        client.force_login(user)
        known = {"chosen": ids(*cases), "uid": str(uuid4())}
        return client.post(door, known | values)

    return post


def lead():
    return Unit.objects.get(code="MXB02")


def test_cases_are_given_to_a_person_and_the_person_s_unit(put, send, officer):
    first, second = put(), put("reopened")

    answer = send(officer, ASSIGN, [first, second], handler=officer.pk)

    run = CaseRun.objects.get()
    assert answer.url.startswith(reverse("complaints:chosen_run", args=[run.uid]))
    for case in (first, second):
        case.refresh_from_db()
        assert (case.status, case.handling_unit) == ("assigned", lead())
        assert (case.handler, case.handler_account) == (officer.name, officer)
    assert run.ended_at is not None


def test_where_one_is_not_possible_the_others_are_done(put, send, client, officer):
    good, closed = put(), put("decided")

    page = client.get(
        send(officer, ASSIGN, [closed, good], handling_unit=lead().pk).url
    ).content.decode()

    good.refresh_from_db()
    closed.refresh_from_db()
    assert (good.status, closed.status) == ("assigned", "decided")
    assert "当前状态" in page
    assert str(closed) in page
    done = dict(CaseRunLine.objects.values_list("complaint", "is_done"))
    assert done == {good.pk: True, closed.pk: False}


def test_each_case_is_done_in_a_transaction_of_its_own(put, officer, now):
    first, second = sorted((put(), put()), key=lambda one: one.pk)

    def deed(case):
        if case.pk == second.pk:
            case.remark = "半途"
            case.save(update_fields=["remark"])
            raise CaseRefused("不行")
        deed_of_first(case)

    deed_of_first = chosen_actions.assigning(lead(), None, actor=officer, at=now)
    both = [first.pk, second.pk]
    chosen_actions.carry_out(uuid4(), "assign", both, deed, actor=officer, at=now)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status, second.remark) == ("assigned", "accepted", "")


def test_a_double_click_urges_once(put, send, officer):
    case, uid = put(), str(uuid4())

    first = send(officer, URGE, [case], kind="urge", text="请尽快", uid=uid)
    again = send(officer, URGE, [case], kind="urge", text="请尽快", uid=uid)

    assert first.url == again.url
    assert CaseUrge.objects.count() == 1
    assert CaseRun.objects.count() == 1


def test_the_form_of_somebody_else_is_refused(put, send, staff, officer):
    case, uid = put(), str(uuid4())
    send(officer, URGE, [case], kind="urge", text="请尽快", uid=uid)

    other = send(staff("cp_head"), URGE, [case], kind="urge", text="再催", uid=uid)

    assert other.status_code == 422
    assert CaseUrge.objects.count() == 1


@pytest.mark.parametrize("uid", ["", "x", "'; DROP TABLE x;--", "0"])
def test_a_damaged_form_does_nothing(put, send, officer, uid):
    answer = send(officer, URGE, [put()], kind="urge", text="请尽快", uid=uid)

    assert answer.status_code == 422
    assert not CaseUrge.objects.exists()


def test_cases_out_of_sight_are_neither_touched_nor_told(put, send, client, staff):
    manager = staff("branch_manager", "MXW11")
    foreign, own = put(), put(unit="MXW11")

    answer = send(manager, URGE, [foreign, own], kind="urge", text="请尽快")

    assert [one.complaint for one in CaseUrge.objects.all()] == [own]
    page = client.get(answer.url)
    assert str(foreign) not in page.content.decode()
    assert page.context["left"] == 1
    shown = client.get(URGE, {"chosen": ids(foreign, own)})
    assert str(foreign) not in shown.content.decode()


def test_whoever_only_helps_with_a_task_does_not_assign(put, send, officer, staff, now):
    case = put()
    helper = staff("branch_manager", "MXW11")
    task_actions.set_task(
        case,
        Unit.objects.get(code="MXW11"),
        text="协助",
        due_on=now.date(),
        actor=officer,
        at=now,
    )
    assert Complaint.objects.visible_to(helper).filter(pk=case.pk).exists()

    send(helper, ASSIGN, [case], handling_unit=Unit.objects.get(code="MXW11").pk)

    case.refresh_from_db()
    assert case.status == "accepted"
    assert not CaseRunLine.objects.get().is_done


def test_nobody_is_given_a_complaint_about_themselves(put, send, officer):
    case = put()
    Complaint.objects.filter(pk=case.pk).update(complained_account=officer)

    send(officer, ASSIGN, [case], handler=officer.pk)

    case.refresh_from_db()
    assert case.status == "accepted"
    assert not CaseRunLine.objects.get().is_done


@pytest.mark.parametrize("role", sorted(ROLES))
def test_who_may_assign_and_urge(put, client, staff, role):
    case, user = put(handling_unit=lead()), staff(role)
    client.force_login(user)
    sees, may = user.scope.sees("complaints"), ROLES[role].may

    for door, clearances in (
        (ASSIGN, {"complaints.handle"}),
        (URGE, {"complaints.handle", "complaints.approve"}),
    ):
        able = sees and bool(clearances & may)
        page = client.get(door, {"chosen": ids(case)})
        assert page.status_code == (200 if able else 403)
    list_page = client.get(reverse("complaints:complaint_list"))
    if sees:
        assert (ASSIGN in list_page.content.decode()) == ("complaints.handle" in may)


def test_only_who_may_supervise_supervises(put, send, officer, staff):
    case, boss = put(), staff("senior_exec")

    assert send(officer, URGE, [case], kind="supervise", text="督办").status_code == 422
    send(boss, URGE, [case], kind="supervise", text="督办")

    assert [(one.kind, one.by) for one in CaseUrge.objects.all()] == [
        ("supervise", boss)
    ]


@pytest.mark.parametrize(
    "fields", [{}, {"handler": "0"}, {"handling_unit": "x"}, {"handler": "林小梅"}]
)
def test_nothing_to_assign_to_is_told_in_the_form(put, send, officer, fields):
    case = put()

    assert send(officer, ASSIGN, [case], **fields).status_code == 422
    assert not CaseRun.objects.exists()


def test_a_handler_of_another_outlet_is_refused(put, send, officer, staff):
    stranger = staff("branch_handler", "MXW11")
    unit = Unit.objects.get(code="MXW10")

    answer = send(officer, ASSIGN, [put()], handling_unit=unit.pk, handler=stranger.pk)

    assert answer.status_code == 422
    assert "handler" in answer.context["form"].errors


def test_who_may_not_handle_is_not_offered(put, client, officer, staff):
    auditor = staff("auditor")
    client.force_login(officer)

    form = client.get(ASSIGN, {"chosen": ids(put())}).context["form"]

    offered = set(form.fields["handler"].queryset)
    assert officer in offered
    assert auditor not in offered


# --- Ticks ---


def test_the_ticks_of_the_list_arrive(put, client, officer):
    cases = [put() for _ in range(3)]
    client.force_login(officer)
    listed = client.get(reverse("complaints:complaint_list"))
    for case in cases:
        assert f'value="{case.pk}"' in listed.content.decode()

    some = client.get(ASSIGN, {"chosen": [cases[0].pk, cases[2].pk]})
    page = client.get(ASSIGN, {"all": "1", "page": ids(*cases), "chosen": cases[0].pk})

    assert set(some.context["cases"]) == {cases[0], cases[2]}
    assert set(page.context["cases"]) == set(cases)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"chosen": ""},
        {"chosen": "x,-1,1.5,²"},
        {"chosen": ",".join(map(str, range(1, MOST + 2)))},
        {"chosen": "9" * 30},
    ],
)
def test_none_or_too_many_lead_back_to_the_list(client, officer, asked):
    client.force_login(officer)

    answer = client.get(ASSIGN, {**asked, "back": "queue=mine&q=卡"})

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("complaints:complaint_list") + "?queue=mine")


@pytest.mark.parametrize(
    "back", ["//evil.example/", "javascript:alert(1)", "<b>", "\n"]
)
def test_the_way_back_never_leaves_the_list(client, officer, back):
    client.force_login(officer)

    assert client.get(ASSIGN, {"back": back}).url.startswith("/complaints/cases/?")


def test_an_unknown_act_is_not_found(put, client, officer):
    client.force_login(officer)

    assert client.get("/complaints/cases/chosen/drop/?chosen=1").status_code == 404


def test_the_result_is_its_makers_alone(put, send, client, officer, staff):
    answer = send(officer, URGE, [put()], kind="urge", text="请尽快")
    client.force_login(staff("cp_head"))

    assert client.get(answer.url).status_code == 404


def test_the_result_names_no_case_that_went_out_of_sight(put, send, client, staff):
    manager = staff("branch_manager", "MXW11")
    kept, gone = put(unit="MXW11"), put(unit="MXW11")
    answer = send(manager, URGE, [kept, gone], kind="urge", text="请尽快")
    gone.unit = gone.handling_unit = Unit.objects.get(code="MXW10")
    gone.save()

    page = client.get(answer.url).content.decode()

    assert str(kept) in page
    assert str(gone) not in page


@pytest.mark.parametrize("text", HOSTILE[:12])
def test_hostile_words_of_haste_are_only_words(put, send, client, officer, text):
    case = put()

    answer = send(officer, URGE, [case], kind="urge", text=f"急{text}")

    assert client.get(answer.url).status_code == 200
    page = client.get(case.get_absolute_url()).content.decode()
    assert "<b>x</b>" not in page


def test_the_chosen_are_exported_and_no_others(put, client, officer):
    first, _second = put(description="甲"), put(description="乙")
    client.force_login(officer)

    door = client.get(EXPORT, {"chosen": ids(first)}).url
    answer = client.post(door, {"columns": ["description"], "format": "xlsx"})

    rows = list(load_workbook(BytesIO(answer.content)).active.values)[2:]
    assert rows == [("甲",)]
    entry = TrailEntry.objects.get(action="core.user.exported")
    assert entry.changes["rows"] == 1


def test_foreign_cases_are_not_exported(put, client, staff):
    foreign = put()
    client.force_login(staff("branch_manager", "MXW11"))

    door = client.get(EXPORT, {"chosen": ids(foreign)}).url
    answer = client.post(door, {"columns": ["description"], "format": "csv"})

    assert "卡片" not in answer.content.decode("utf-8-sig")


@pytest.mark.parametrize("asked", ["x", "1;2", "-1", "1,,x", "9" * 40])
def test_a_damaged_list_of_chosen_shows_nothing(put, client, officer, asked):
    put()
    client.force_login(officer)

    page = client.get(reverse("complaints:complaint_list"), {"chosen": asked})

    assert page.status_code == 200
    assert page.context["found"] == 0


def test_the_trail_tells_the_act_and_each_case(put, send, officer):
    case = put()
    send(officer, ASSIGN, [case], handling_unit=lead().pk)

    told = set(TrailEntry.objects.values_list("action", flat=True))
    assert "complaints.caserun.added" in told
    assert "complaints.complaint.assign" in told
    entry = TrailEntry.objects.get(action="complaints.complaint.assign")
    assert entry.actor == officer


def test_the_pages_ask_a_few_times_however_many(
    put, send, client, officer, django_assert_max_num_queries
):
    cases = [put() for _ in range(12)]
    answer = send(officer, URGE, cases, kind="urge", text="请尽快")
    client.get(answer.url)

    with django_assert_max_num_queries(6):
        client.get(answer.url)
    with django_assert_max_num_queries(8):
        client.get(ASSIGN, {"chosen": ids(*cases)})


def test_moving_a_case_alone_still_takes_its_handler(put, officer, now):
    case = put()

    handling.move_case(
        case,
        "assign",
        {"handling_unit": lead(), "handler_account": officer},
        actor=officer,
        at=now,
    )

    assert case.handler_account == officer
