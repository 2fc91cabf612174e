"""Accountability: who may see and record it, whom it names, what still asks for it."""

from datetime import date
from decimal import Decimal

import pytest

from complaints.learning import learning_actions as actions
from complaints.learning import problem_actions, queries
from complaints.learning.problem_actions import LearningRefused
from complaints.models import Complaint, Sanction
from consumer_protection.core.models import TrailEntry, Unit
from consumer_protection.core.roles import ROLES
from tests.complaints.making import complaint

LIST = "/complaints/sanctions/"
SEE = {"cp_officer", "cp_head", "senior_exec", "investigator", "hr_perf"}
KEEP = {"cp_officer", "cp_head"}


@pytest.fixture
def case(union, system, now):
    made = complaint(system, now)
    Complaint.objects.update(responsible="yes")
    made.refresh_from_db()
    return made


@pytest.fixture
def branch(union):
    return Unit.objects.get(code="MXW10")


@pytest.fixture
def hold(case, branch, officer, now):
    def make(subject=None, **values):
        known = {
            "unit": branch,
            "is_person": True,
            "person": "赵大海",
            "kind": "talk",
            "reason": "未按规定告知",
            "decided_on": date(2025, 1, 3),
            "decided_by": "联社纪委",
        }
        return actions.add_sanction(
            subject or case, known | values, actor=officer, at=now
        )

    return make


@pytest.mark.parametrize("role", ROLES)
def test_only_these_roles_see_sanctions(role, hold, staff, client):
    hold()
    asker = staff(role, "MX00")
    client.force_login(asker)

    assert client.get(LIST).status_code == (200 if role in SEE else 403)
    assert Sanction.objects.visible_to(asker).exists() == (role in SEE)


@pytest.mark.parametrize("role", ROLES)
def test_only_these_roles_record_sanctions(role, case, staff, client):
    client.force_login(staff(role, "MX00"))

    page = client.get(f"/complaints/cases/{case.pk}/sanction/")
    assert page.status_code == (200 if role in KEEP else 403)


def test_another_institution_sees_nothing(hold, staff, system, now):
    hold()
    other = staff("hr_perf")
    root = Unit.objects.create(code="OT00", name="邻县联社", kind="legal_person")
    other.unit = root
    other.save()
    other.refresh_from_db()

    assert not Sanction.objects.visible_to(other).exists()


def test_a_name_is_sealed_masked_and_in_no_trail(hold, officer, staff, client):
    made = hold()
    assert "赵大海".encode() not in bytes(made.person_sealed)
    assert made.person == "赵大海"
    client.force_login(staff("hr_perf"))
    for url in (LIST, made.get_absolute_url()):
        body = client.get(url).content.decode()
        assert "赵大海" not in body
        assert "赵**" in body
    told = TrailEntry.objects.all()
    assert not any("赵大海" in f"{one.note}{one.changes}" for one in told)


def test_the_name_is_shown_for_a_reason_to_whoever_may(hold, officer, client, staff):
    made = hold()
    url = f"{LIST}{made.pk}/reveal/"
    client.force_login(officer)
    assert "赵大海" in client.post(url, {"reason": "人事核对"}).content.decode()

    client.force_login(staff("complaint_center"))
    assert client.post(url, {"reason": "好奇"}).status_code == 404


def test_an_account_is_named_as_it_is(hold, manager, officer, client):
    made = hold(person="", account=manager)
    client.force_login(officer)

    assert manager.name in client.get(made.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"person": ""}, "person"),
        ({"is_person": False}, "person"),
        ({"decided_on": date(2025, 1, 6)}, "decided_on"),
        ({"kind": "fine"}, "amount"),
    ],
)
def test_what_does_not_fit_is_refused(hold, values, field):
    with pytest.raises(LearningRefused) as refused:
        hold(**values)

    assert refused.value.field == field
    assert not Sanction.objects.exists()


def test_an_account_and_a_name_at_once_are_refused(hold, manager):
    with pytest.raises(LearningRefused):
        hold(account=manager)


def test_a_unit_is_held_to_account_without_naming_anybody(hold, branch):
    made = hold(is_person=False, person="", kind="fine", amount=Decimal("500.00"))

    assert made.whom == str(branch)
    assert not made.person_sealed


def test_a_responsible_case_asks_for_a_sanction_until_there_is_one(case, hold, officer):
    assert queries.needs_sanction(case)
    assert list(queries.lacking_sanction(officer)) == [case]
    hold(kind="commend")
    assert queries.needs_sanction(case)
    hold()
    assert not queries.needs_sanction(case)
    assert not queries.lacking_sanction(officer).exists()


@pytest.mark.parametrize("answer", ["", "no"])
def test_nobody_responsible_asks_for_none(case, answer, officer):
    Complaint.objects.update(responsible=answer)
    case.refresh_from_db()

    assert not queries.needs_sanction(case)
    assert not queries.lacking_sanction(officer).exists()


def test_a_sanction_for_the_problem_is_one_for_its_cases(
    case, hold, branch, officer, now, system
):
    values = {"title": "x", "unit": branch, "occurred_from": date(2024, 3, 1)}
    problem = problem_actions.add_problem(branch.root, values, actor=officer, at=now)
    hold(problem)
    assert queries.needs_sanction(case)
    assert list(queries.lacking_sanction(officer)) == [case]

    problem_actions.add_cases(problem, [case], actor=officer, at=now)
    assert not queries.needs_sanction(case)
    assert not queries.lacking_sanction(officer).exists()


def test_the_form_records_and_says_what_is_wrong(case, branch, officer, client):
    client.force_login(officer)
    url = f"/complaints/cases/{case.pk}/sanction/"
    given = {
        "unit": branch.pk,
        "is_person": "unit",
        "kind": "fine",
        "reason": "管理不到位",
        "decided_on": "2025-01-03",
        "decided_by": "联社",
    }
    page = client.post(url, given)
    assert page.status_code == 422
    assert page.context["form"].errors["amount"]
    assert client.post(url, given | {"amount": "-5"}).status_code == 422
    assert client.post(url, given | {"amount": "500"}).status_code == 302
    assert Sanction.objects.get().amount == 500


def test_the_list_of_missing_ones_is_as_long_as_its_number(case, officer, client):
    client.force_login(officer)
    tiles = client.get("/complaints/learning/").context["tiles"]
    tile = next(one for one in tiles if one.url == f"{LIST}lacking/")

    page = client.get(tile.url)
    assert page.context["table"].paginator.count == tile.count == 1
