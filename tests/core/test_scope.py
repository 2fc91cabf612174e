"""What each role sees: the whole table, and nothing of another outlet or union."""

import re

import pytest

from complaints.models import Complaint
from consumer_protection.core.models import Unit
from consumer_protection.core.roles import ROLES, SUBJECTS, Width
from tests.complaints.making import complaint

EVERYTHING = dict.fromkeys(SUBJECTS, Width.ALL)
NOTHING: dict[str, Width] = {}
SEES = {
    "sys_admin": NOTHING,
    "sec_admin": NOTHING,
    "log_auditor": NOTHING,
    "cp_officer": EVERYTHING,
    "cp_head": EVERYTHING,
    "complaint_center": EVERYTHING,
    "branch_handler": dict.fromkeys(SUBJECTS, Width.BELOW),
    "branch_manager": dict.fromkeys(SUBJECTS, Width.BELOW),
    "dept_submitter": dict.fromkeys(SUBJECTS, Width.OWN_UNIT),
    "reviewer": {"reviews": Width.ALL, "offers": Width.ALL},
    "risk_reviewer": {"reviews": Width.ALL, "offers": Width.ALL},
    "investigator": {"complaints": Width.ALL},
    "senior_exec": EVERYTHING,
    "committee_member": {"meetings": Width.ALL, "offers": Width.ALL},
    "board_member": {"meetings": Width.ALL, "offers": Width.ALL},
    "supervisor": {"meetings": Width.ALL, "offers": Width.ALL},
    "auditor": EVERYTHING,
    "hr_perf": NOTHING,
    "pii_officer": EVERYTHING,
    "provincial_viewer": NOTHING,
}


@pytest.mark.parametrize("role", SEES)
def test_each_role_sees_exactly_this(role):
    assert ROLES[role].sees == SEES[role]


def test_the_table_names_every_role():
    assert set(SEES) == set(ROLES)


@pytest.mark.parametrize("role", sorted(SEES))
def test_complaints_are_seen_as_the_table_says(union, system, now, staff, role):
    own = complaint(system, now, unit="MXW10")
    complaint(system, now, unit="MXW11", description="别的网点")
    person = staff(role, "MXW10")

    seen = list(Complaint.objects.visible_to(person).order_by("pk"))

    width = SEES[role].get("complaints", Width.NONE)
    assert (
        len(seen)
        == {Width.NONE: 0, Width.OWN_UNIT: 1, Width.BELOW: 1, Width.ALL: 2}[width]
    )
    assert not seen or seen[0] == own


def test_an_open_case_is_seen_by_whom_it_is_assigned_to_and_no_longer_once_closed(
    union, system, now, manager
):
    here = Unit.objects.get(code="MXW10")
    assigned = complaint(system, now, unit="MXW11", handling_unit=here, closed_on=None)
    complaint(system, now, unit="MXW11", handling_unit=here, description="已办结")

    assert list(Complaint.objects.visible_to(manager)) == [assigned]


def test_a_second_root_is_a_row_and_sees_nothing_of_the_first(
    union, system, now, staff, db
):
    complaint(system, now)
    other = Unit.objects.create(
        code="QX00", name="清县农村信用合作联社", kind="legal_person"
    )
    stranger = staff("cp_officer", "QX00")

    assert other.root == other
    assert not Complaint.objects.visible_to(stranger).exists()
    assert list(Unit.objects.visible_to(stranger)) == [other]


def test_a_disabled_account_sees_nothing(officer, union, system, now):
    complaint(system, now)
    officer.is_active = False
    officer.save()
    officer.refresh_from_db()

    assert not Complaint.objects.visible_to(officer).exists()


def test_anothers_record_is_answered_like_a_missing_one(
    client, union, system, now, manager
):
    foreign = complaint(system, now, unit="MXW11")
    client.force_login(manager)

    there = client.get(foreign.get_absolute_url())
    missing = client.get("/complaints/cases/999999/")

    assert there.status_code == missing.status_code == 404
    assert len(there.content) == len(missing.content)
    assert body(there) == body(missing)


def body(response):
    """The page without the token that differs at every rendering."""
    return re.sub(
        rb'value="[A-Za-z0-9]{64}"|"X-CSRFToken": ?"[A-Za-z0-9]+"',
        b"",
        response.content,
    )


def test_a_role_without_the_subject_is_refused_at_the_door(client, union, staff):
    client.force_login(staff("sys_admin"))

    assert client.get("/complaints/cases/").status_code == 403


def test_the_administrator_edits_organisation_and_people_and_nothing_else():
    assert ROLES["sys_admin"].may == {
        "accounts.manage",
        "institution.manage",
        "values.see",
        "setup.see",
    }
    managing = {code for code, role in ROLES.items() if "accounts.manage" in role.may}
    assert managing == {"sys_admin"}
