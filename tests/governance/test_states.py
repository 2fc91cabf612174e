"""The whole tables of moves of policy versions and of plan items."""

from datetime import date

import pytest

from consumer_protection.core import attachments, transitions
from consumer_protection.core.codes import code_list
from consumer_protection.core.models import TrailEntry
from consumer_protection.core.scope import Scope
from consumer_protection.core.states import MoveRefused
from consumer_protection.governance.models import PlanItem, PolicyVersion
from consumer_protection.governance.states import PLAN_ITEM, POLICY_VERSION
from tests.governance.making import task, version
from tests.reviews.making import review


class Cleared:
    def __init__(self, *may):
        self.scope = Scope(1, 1, frozenset({1}), {}, frozenset(may))


VERSION = {
    "draft": {"submit": "in_approval"},
    "in_approval": {"return": "draft", "approve": "approved"},
    "approved": {"put_in_force": "in_force"},
    "in_force": {"supersede": "superseded", "repeal": "repealed"},
    "superseded": {},
    "repealed": {},
}
ITEM = {
    "not_started": {"start": "in_progress", "finish": "done", "cancel": "cancelled"},
    "in_progress": {"finish": "done", "cancel": "cancelled"},
    "done": {},
    "cancelled": {},
}
ROWS = [
    (machine, status, moves)
    for machine, table in ((POLICY_VERSION, VERSION), (PLAN_ITEM, ITEM))
    for status, moves in table.items()
]
KEEPERS = {"submit", "start", "finish"}


@pytest.mark.parametrize(("machine", "status", "moves"), ROWS)
def test_each_status_opens_exactly_these_moves(machine, status, moves):
    opened = machine.open_to(Cleared("records.keep", "records.approve"), status)

    assert {move.name: move.target for move in opened} == moves


@pytest.mark.parametrize(("machine", "status", "moves"), ROWS)
def test_who_keeps_records_does_not_approve_them(machine, status, moves):
    opened = machine.open_to(Cleared("records.keep"), status)

    assert {move.name for move in opened} == set(moves) & KEEPERS


@pytest.mark.parametrize(("machine", "status", "moves"), ROWS)
def test_somebody_without_clearance_moves_nothing(machine, status, moves):
    assert machine.open_to(Cleared("complaints.handle"), status) == []


@pytest.mark.parametrize(
    ("machine", "table", "codes"),
    [
        (POLICY_VERSION, VERSION, "policy_status"),
        (PLAN_ITEM, ITEM, "plan_item_status"),
    ],
)
def test_every_status_has_a_label(first_data, machine, table, codes):
    assert machine.statuses == set(table) == set(code_list(codes).labels)


def test_a_version_goes_from_draft_to_repeal(system, union, staff, now):
    head = staff("cp_head")
    new = version(system, now)
    PolicyVersion.objects.update(status="draft", review_number="XS-2024-001")
    review(system, now, number="XS-2024-001")
    officer = staff("cp_officer")
    for move in ("submit", "return", "submit", "approve", "put_in_force", "repeal"):
        actor = officer if move == "submit" else head
        transitions.make_move(new, move, actor=actor, at=now, note="理由")

    assert PolicyVersion.objects.get().status == "repealed"
    told = TrailEntry.objects.filter(actor=head).exclude(action__contains=".row_")
    assert told.last().action == "governance.policyversion.repeal"


@pytest.mark.parametrize(
    ("status", "move"), [("in_approval", "return"), ("in_force", "repeal")]
)
def test_what_undoes_a_version_needs_a_reason(system, union, staff, now, status, move):
    new = version(system, now)
    PolicyVersion.objects.update(status=status)

    with pytest.raises(MoveRefused):
        transitions.make_move(new, move, actor=staff("cp_head"), at=now)

    assert PolicyVersion.objects.get().status == status


def test_a_task_is_finished_on_a_day(system, union, officer, now):
    new = task(system, now)
    with pytest.raises(MoveRefused):
        transitions.make_move(new, "finish", actor=officer, at=now)

    PlanItem.objects.update(done_on=date(2024, 4, 1))
    with pytest.raises(MoveRefused):
        transitions.make_move(new, "finish", actor=officer, at=now)

    proof = attachments.Upload("签到表.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    attachments.attach(new, proof, unit_id=new.unit_id, actor=officer, at=now)
    transitions.make_move(new, "finish", actor=officer, at=now)
    assert PlanItem.objects.get().status == "done"


def test_a_task_is_cancelled_for_a_reason_and_by_another(
    system, union, officer, staff, now
):
    new = task(system, now)
    with pytest.raises(MoveRefused):
        transitions.make_move(new, "cancel", actor=officer, at=now, note="理由")
    with pytest.raises(MoveRefused):
        transitions.make_move(new, "cancel", actor=staff("cp_head"), at=now)

    transitions.make_move(
        new, "cancel", actor=staff("senior_exec"), at=now, note="理由"
    )
    assert PlanItem.objects.get().status == "cancelled"
