"""Who moves audits and findings, and what a move waits for. The tables: tests/core."""

from datetime import date

import pytest

from consumer_protection.audits.models import AuditProject, Finding
from consumer_protection.audits.states import AUDIT, RECTIFICATION
from consumer_protection.core import transitions
from consumer_protection.core.models import TrailEntry
from consumer_protection.core.scope import Scope
from consumer_protection.core.states import MoveRefused


class Cleared:
    def __init__(self, *may):
        self.scope = Scope(1, 1, frozenset({1}), {}, frozenset(may))


def opened(machine, clearance):
    return {
        move.name
        for status in machine.statuses
        for move in machine.open_to(Cleared(clearance), status)
    }


@pytest.mark.parametrize(
    ("machine", "clearance", "moves"),
    [
        (AUDIT, "audits.write", {"fieldwork", "report", "rectify", "close"}),
        (AUDIT, "records.keep", set()),
        (RECTIFICATION, "tasks.answer", {"begin", "submit", "take_up"}),
        (RECTIFICATION, "audits.verify", {"return", "close", "accept_risk"}),
        (RECTIFICATION, "audits.write", set()),
        (RECTIFICATION, "records.keep", set()),
    ],
)
def test_each_move_belongs_to_its_clearance(machine, clearance, moves):
    assert opened(machine, clearance) == moves


def test_an_audit_goes_from_its_plan_to_its_close(union, auditor, now):
    project = AuditProject.objects.create(
        root=union, unit=union, name="专项审计", year=2024, status="planned"
    )

    for name in ("fieldwork", "report", "rectify", "close"):
        transitions.make_move(project, name, actor=auditor, at=now)

    assert AuditProject.objects.get().status == "closed"


def test_a_finding_is_sent_back_and_then_accepted(add, officer, staff, now):
    found, head = add(), staff("cp_head")
    Finding.objects.update(result="已补录")
    for name, actor in (
        ("begin", officer),
        ("submit", officer),
        ("return", head),
        ("begin", officer),
        ("submit", officer),
    ):
        transitions.make_move(found, name, actor=actor, at=now, note="仍缺记录")
    Finding.objects.update(closed_on=date(2024, 12, 20))
    transitions.make_move(found, "close", actor=head, at=now)

    assert Finding.objects.get().status == "closed"
    told = TrailEntry.objects.filter(noun="audits.finding").exclude(
        action__contains=".row_"
    )
    assert told.count() == 7


def test_who_rectified_a_finding_does_not_accept_it(add, officer, now):
    found = add(closed_on=None)
    Finding.objects.update(status="submitted", closed_on=date(2024, 12, 20))

    with pytest.raises(MoveRefused):
        transitions.make_move(found, "close", actor=officer, at=now)


def test_closing_waits_for_the_day_of_rectification(add, staff, now):
    found = add()
    Finding.objects.update(status="submitted")

    with pytest.raises(MoveRefused):
        transitions.make_move(found, "close", actor=staff("cp_head"), at=now)


@pytest.mark.parametrize(
    ("status", "name"), [("submitted", "return"), ("open", "accept_risk")]
)
def test_returning_and_accepting_the_risk_need_a_reason(add, staff, now, status, name):
    found, head = add(), staff("cp_head")
    Finding.objects.update(status=status, accepted_until=date(2099, 1, 1))

    with pytest.raises(MoveRefused):
        transitions.make_move(found, name, actor=head, at=now, note="")

    transitions.make_move(found, name, actor=head, at=now, note="系统改造后解决")
    assert Finding.objects.get().status in ("returned", "accepted_risk")
