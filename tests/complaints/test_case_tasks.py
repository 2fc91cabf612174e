"""Tasks of other units and urges: states, roles, scope, bad input, trail."""

from datetime import date, datetime

import pytest
import time_machine

from complaints.helping import task_actions as actions
from complaints.models import CaseTask, CaseUrge, Complaint
from complaints.task_states import CASE_TASK, WAITING, WITH_UNIT
from consumer_protection.core.codes import code_list
from consumer_protection.core.models import TrailEntry, Unit
from consumer_protection.core.roles import ROLES
from consumer_protection.core.states import MoveRefused
from tests.complaints.making import complaint
from tests.complaints.test_states import Cleared
from tests.conftest import SHANGHAI

TABLE = {
    "open": {"finish", "withdraw"},
    "returned": {"finish", "withdraw"},
    "done": {"accept", "return"},
    "accepted": set(),
    "withdrawn": set(),
}
ANSWERS = {"finish"}
LIST = "/complaints/tasks/"


@pytest.fixture(autouse=True)
def _the_day():
    with time_machine.travel(datetime(2025, 1, 5, 9, tzinfo=SHANGHAI), tick=False):
        yield


@pytest.mark.parametrize(("status", "moves"), TABLE.items())
def test_each_status_opens_exactly_these_moves(status, moves):
    both = Cleared("complaints.handle", "tasks.answer")

    assert {move.name for move in CASE_TASK.open_to(both, status)} == moves


@pytest.mark.parametrize("status", TABLE)
@pytest.mark.parametrize("role", ROLES)
def test_each_role_makes_exactly_these_moves(role, status):
    may = ROLES[role].may
    allowed = set()
    if "tasks.answer" in may:
        allowed |= TABLE[status] & ANSWERS
    if "complaints.handle" in may:
        allowed |= TABLE[status] - ANSWERS

    assert {one.name for one in CASE_TASK.open_to(Cleared(*may), status)} == allowed


def test_every_status_has_its_words(first_data):
    assert CASE_TASK.statuses == set(TABLE) == set(code_list("casetask_status").labels)
    assert WITH_UNIT < WAITING < set(TABLE)


@pytest.fixture
def department(union):
    return Unit.objects.create(
        code="MXB03", name="信贷管理部", kind="department", parent=union
    )


@pytest.fixture
def case(union, system, now):
    return complaint(system, now, closed_on=None, handling_unit=None)


@pytest.fixture
def lender(staff, department):
    return staff("dept_submitter", "MXB03")


@pytest.fixture
def set_task(case, department, officer, now):
    def make(**values):
        known = {"text": "提供贷款合同", "due_on": date(2025, 1, 10)}
        unit = values.pop("unit", department)
        about = values.pop("about", case)
        return actions.set_task(about, unit, actor=officer, at=now, **known | values)

    return make


def test_a_task_goes_to_its_unit_and_back(set_task, lender, officer, now):
    task = set_task()
    actions.move_task(task, "finish", actor=lender, at=now, note="合同见附件")
    actions.move_task(task, "return", actor=officer, at=now, note="缺第二页")
    actions.move_task(task, "finish", actor=lender, at=now, note="已补齐")
    actions.move_task(task, "accept", actor=officer, at=now)

    assert (task.status, task.answer, task.answered_by) == (
        "accepted",
        "已补齐",
        lender,
    )
    told = TrailEntry.objects.filter(noun="complaints.casetask", record_id=task.pk)
    moves = [one.action.rpartition(".")[2] for one in told.order_by("sequence")]
    assert [one for one in moves if not one.startswith("row_")] == [
        "added",
        "finish",
        "return",
        "finish",
        "accept",
    ]
    assert TrailEntry.objects.filter(action="complaints.complaint.task_set").exists()


def test_the_unit_sees_its_task_and_the_case_while_it_is_with_it(
    set_task, case, lender, officer, now
):
    def lent():
        tasks = CaseTask.objects.lent_to(lender).values("complaint")
        return list(Complaint.objects.filter(pk__in=tasks))

    task = set_task()
    assert lent() == [case]
    actions.move_task(task, "finish", actor=lender, at=now, note="合同见附件")
    assert lent() == []
    actions.move_task(task, "return", actor=officer, at=now, note="缺第二页")
    assert lent() == [case]
    actions.move_task(task, "withdraw", actor=officer, at=now, note="不再需要")
    assert lent() == []
    assert list(CaseTask.objects.visible_to(lender)) == [task]


def test_other_units_see_neither(set_task, staff, manager):
    task = set_task()
    stranger = staff("branch_manager", "MXW11")

    assert not CaseTask.objects.visible_to(stranger).exists()
    assert not CaseTask.objects.lent_to(stranger).exists()
    assert list(CaseTask.objects.visible_to(manager)) == [task]


def test_another_institution_sees_nothing(set_task, staff):
    set_task()
    Unit.objects.create(code="QX00", name="清县联社", kind="legal_person")

    assert not CaseTask.objects.visible_to(staff("cp_head", "QX00")).exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": "  "}, "text"),
        ({"due_on": date(2025, 1, 4)}, "due_on"),
        ({"unit": "MXW11"}, "unit"),
        ({"unit": "QX00"}, "unit"),
    ],
)
def test_bad_tasks_are_refused(set_task, values, field):
    Unit.objects.create(code="QX00", name="清县联社", kind="legal_person")
    Unit.objects.filter(code="MXW11").update(valid_to=date(2025, 1, 5))
    if "unit" in values:
        values = {"unit": Unit.objects.get(code=values["unit"])}

    with pytest.raises(actions.TaskRefused) as refused:
        set_task(**values)

    assert refused.value.field == field
    assert not CaseTask.objects.exists()


def test_an_ended_case_takes_no_task_and_no_urge(set_task, system, officer, now):
    closed = complaint(system, now)

    with pytest.raises(actions.TaskRefused):
        set_task(about=closed)
    with pytest.raises(actions.TaskRefused):
        actions.urge_case(closed, "urge", text="请抓紧", actor=officer, at=now)


def test_only_the_unit_answers_and_with_words(set_task, lender, officer, manager, now):
    task = set_task()

    for actor in (officer, manager):
        with pytest.raises(actions.TaskRefused):
            actions.move_task(task, "finish", actor=actor, at=now, note="代答")
    with pytest.raises(actions.TaskRefused):
        actions.move_task(task, "finish", actor=lender, at=now, note=" ")
    assert CaseTask.objects.get().status == "open"


def test_nobody_judges_what_he_handed_in(set_task, officer, staff, now):
    task = set_task(unit=Unit.objects.get(code="MXB02"))
    actions.move_task(task, "finish", actor=officer, at=now, note="已办")

    with pytest.raises(actions.TaskRefused):
        actions.move_task(task, "accept", actor=officer, at=now)
    actions.move_task(task, "accept", actor=staff("cp_head"), at=now)
    assert task.status == "accepted"


def test_a_unit_that_only_helps_does_not_judge_or_urge(
    set_task, case, staff, officer, now
):
    helper = staff("branch_manager", "MXW11")
    task = set_task(unit=helper.unit)
    actions.move_task(task, "finish", actor=helper, at=now, note="已办")
    second = staff("branch_handler", "MXW11")

    for move in ("accept", "return"):
        with pytest.raises(actions.TaskRefused):
            actions.move_task(task, move, actor=second, at=now, note="好")
    with pytest.raises(actions.TaskRefused):
        actions.urge_case(case, "urge", text="请抓紧", actor=second, at=now)
    with pytest.raises(actions.TaskRefused):
        actions.set_task(
            case,
            helper.unit,
            text="再办",
            due_on=date(2025, 1, 9),
            actor=second,
            at=now,
        )


def test_a_move_out_of_turn_changes_nothing(set_task, officer, now):
    task = set_task()

    with pytest.raises(MoveRefused):
        actions.move_task(task, "accept", actor=officer, at=now)
    assert CaseTask.objects.get().status == "open"


def test_an_urge_is_answered_once_by_somebody_else(case, officer, manager, now):
    urge = actions.urge_case(case, "urge", text="请抓紧", actor=officer, at=now)

    with pytest.raises(actions.TaskRefused):
        actions.answer_urge(urge, text="我自己", actor=officer, at=now)
    with pytest.raises(actions.TaskRefused):
        actions.answer_urge(urge, text="", actor=manager, at=now)
    actions.answer_urge(urge, text="明天答复", actor=manager, at=now)
    with pytest.raises(actions.TaskRefused):
        actions.answer_urge(urge, text="再答", actor=manager, at=now)
    assert urge.answer == "明天答复"
    assert TrailEntry.objects.filter(action="complaints.complaint.urged").exists()


@pytest.mark.parametrize(
    ("role", "kind", "may"),
    [
        ("cp_officer", "urge", True),
        ("cp_officer", "supervise", False),
        ("cp_head", "supervise", True),
        ("senior_exec", "supervise", True),
        ("senior_exec", "urge", False),
        ("auditor", "urge", False),
        ("cp_head", "no_such_kind", False),
    ],
)
def test_superiors_supervise_and_handlers_urge(case, staff, now, role, kind, may):
    actor = staff(role)
    if may:
        actions.urge_case(case, kind, text="请抓紧", actor=actor, at=now)
    else:
        with pytest.raises(actions.TaskRefused):
            actions.urge_case(case, kind, text="请抓紧", actor=actor, at=now)

    assert CaseUrge.objects.exists() is may


# --- doors ---


def test_the_list_shows_what_is_overdue_first(set_task, client, lender, now):
    done = set_task(text="已交", due_on=date(2025, 1, 5))
    actions.move_task(done, "finish", actor=lender, at=now, note="已办")
    set_task(text="以后", due_on=date(2025, 2, 1))
    set_task(text="过期", due_on=date(2025, 1, 5))

    with time_machine.travel(datetime(2025, 1, 8, 9, tzinfo=SHANGHAI), tick=False):
        client.force_login(lender)
        page = client.get(LIST)
        late = client.get(f"{LIST}?overdue=on")

    rows = [row.record.text for row in page.context["table"].paginated_rows]
    assert rows == ["过期", "以后", "已交"]
    assert late.context["found"] == 1
    assert "已逾期3天" in page.content.decode()


def test_the_list_is_narrowed_to_the_own_unit(set_task, client, officer):
    set_task()
    set_task(unit=officer.unit)
    client.force_login(officer)

    assert client.get(LIST).context["found"] == 2
    assert client.get(f"{LIST}?mine=on").context["found"] == 1


def test_the_unit_answers_in_the_browser(set_task, client, lender):
    task = set_task()
    client.force_login(lender)

    assert client.get(f"{LIST}{task.pk}/").status_code == 200
    empty = client.post(f"{LIST}{task.pk}/finish/", {"text": ""})
    assert empty.status_code == 422
    sent = client.post(f"{LIST}{task.pk}/finish/", {"text": "合同见附件"})
    assert sent.status_code == 302
    again = client.post(f"{LIST}{task.pk}/finish/", {"text": "再来"})
    assert again.status_code == 422
    assert client.get(f"{LIST}{task.pk}/nonsense/").status_code == 404


def test_a_case_is_worked_on_in_the_browser(case, department, client, staff, manager):
    client.force_login(staff("cp_head"))
    place = f"/complaints/cases/{case.pk}"
    task = {"unit": department.pk, "due_on": "2025-01-10", "text": "提供贷款合同"}

    assert client.post(f"{place}/tasks/add/", task).status_code == 302
    for kind in ("urge", "supervise"):
        sent = client.post(f"{place}/urges/add/", {"kind": kind, "text": "请抓紧"})
        assert sent.status_code == 302
    page = client.get(f"{place}/work/")
    assert len(page.context["tasks"]) == 1
    assert len(page.context["urges"]) == 2
    client.force_login(manager)
    urge = CaseUrge.objects.first()
    answered = client.post(f"/complaints/urges/{urge.pk}/answer/", {"text": "好"})
    assert answered.status_code == 302


@pytest.mark.parametrize(
    "changes",
    [
        {"unit": ""},
        {"unit": "0"},
        {"due_on": "2024-12-31"},
        {"due_on": "nonsense"},
        {"text": ""},
        {"text": "长" * 2001},
    ],
)
def test_bad_input_is_told_beside_its_field(case, department, client, officer, changes):
    client.force_login(officer)
    sent = {"unit": department.pk, "due_on": "2025-01-10", "text": "提供"} | changes
    page = client.post(f"/complaints/cases/{case.pk}/tasks/add/", sent)

    assert page.status_code == 422
    assert set(changes) <= set(page.context["form"].errors)
    assert not CaseTask.objects.exists()


def test_strangers_are_told_there_is_nothing(set_task, case, client, staff):
    task = set_task()
    client.force_login(staff("branch_manager", "MXW11"))

    for door in ("work/", "tasks/add/", "urges/add/"):
        assert client.get(f"/complaints/cases/{case.pk}/{door}").status_code == 404
    assert client.get(f"{LIST}{task.pk}/").status_code == 404
    assert client.post(f"{LIST}{task.pk}/accept/").status_code == 404


@pytest.mark.parametrize("role", ["auditor", "investigator"])
def test_who_only_reads_is_refused(set_task, case, client, staff, role):
    task = set_task()
    client.force_login(staff(role))
    place = f"/complaints/cases/{case.pk}"

    assert client.get(f"{place}/work/").status_code == 200
    for door in ("tasks/add/", "urges/add/"):
        assert client.get(f"{place}/{door}").status_code == 403
    moved = client.post(f"{LIST}{task.pk}/withdraw/", {"text": "不再需要"})
    assert moved.status_code == 422
    assert CaseTask.objects.get().status == "open"


def test_numbers_of_people_in_texts_are_masked(set_task, case, client, officer):
    task = set_task(text="请联系客户13859123456核实")
    client.force_login(officer)

    for place in (f"{LIST}", f"{LIST}{task.pk}/", f"/complaints/cases/{case.pk}/work/"):
        assert "13859123456" not in client.get(place).content.decode()


def test_the_pages_ask_the_database_a_few_times(
    set_task, case, client, officer, django_assert_max_num_queries
):
    for _ in range(4):
        set_task()
    client.force_login(officer)
    client.get(LIST)

    with django_assert_max_num_queries(6):
        client.get(LIST)
    with django_assert_max_num_queries(6):
        client.get(f"/complaints/cases/{case.pk}/work/")
