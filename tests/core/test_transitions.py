"""One place moves a status: it asks the table, changes, and tells."""

import pytest

from complaints.models import Complaint
from consumer_protection.core import trail
from consumer_protection.core.states import MoveRefused
from consumer_protection.core.transitions import make_move
from reviews import actions as reviews
from tests.complaints.making import complaint


@pytest.fixture
def registered(union, system, now):
    return complaint(system, now, closed_on=None, finding="", outcome="")


def test_a_move_changes_the_status_and_tells_who_and_what(registered, officer, now):
    make_move(registered, "accept", actor=officer, at=now)

    assert Complaint.objects.get().status == "accepted"
    told = trail.moves_of(registered).last()
    assert (told.action, told.actor) == ("complaints.complaint.accept", officer)
    assert told.changes == {"status": ["registered", "accepted"]}


@pytest.mark.parametrize("move", ["close", "no_such_move", "assign"])
def test_a_move_the_table_lacks_changes_nothing(registered, officer, now, move):
    with pytest.raises(MoveRefused):
        make_move(registered, move, actor=officer, at=now)

    assert Complaint.objects.get().status == "registered"


def test_somebody_without_the_clearance_changes_nothing(registered, auditor, now):
    with pytest.raises(MoveRefused):
        make_move(registered, "accept", actor=auditor, at=now)


def test_a_move_that_needs_a_reason_says_so(registered, officer, now):
    with pytest.raises(MoveRefused):
        make_move(registered, "withdraw", actor=officer, at=now, note="  ")

    make_move(registered, "withdraw", actor=officer, at=now, note="客户撤诉")
    assert Complaint.objects.get().status == "withdrawn"


def test_a_move_that_needs_a_field_names_it(registered, officer, now):
    make_move(registered, "accept", actor=officer, at=now)

    with pytest.raises(MoveRefused, match="承办部门"):
        make_move(registered, "assign", actor=officer, at=now)


def test_a_review_not_passed_is_not_launched(union, system, now):
    unit = union.children.get(code="MXB02")
    review = reviews.import_review(
        {
            "unit": unit,
            "submitted_on": now.date(),
            "kind": "contract",
            "title": "合同",
            "conclusion": "reject",
            "concluded_on": now.date(),
        },
        actor=system,
        at=now,
    )
    review.launched_on = now.date()
    review.save()

    with pytest.raises(MoveRefused):
        make_move(review, "launch", actor=system, at=now)
