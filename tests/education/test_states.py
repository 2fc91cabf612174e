"""The whole table of a campaign's moves."""

from datetime import date

import pytest

from consumer_protection.core import transitions
from consumer_protection.core.codes import code_list
from consumer_protection.core.models import TrailEntry, Unit
from consumer_protection.core.scope import Scope
from consumer_protection.core.states import MoveRefused
from education.models import Campaign
from education.states import CAMPAIGN, OPEN, REPORTED, UNPLANNED


class Cleared:
    def __init__(self, *may):
        self.scope = Scope(1, 1, frozenset({1}), {}, frozenset(may))


TABLE = {
    "": {"plan": "planned"},
    "planned": {"approve": "approved"},
    "approved": {"start": "running"},
    "running": {"summarise": "summarised"},
    "summarised": {"hand_in": "reported"},
    "reported": {},
}


@pytest.fixture
def new(union):
    return Campaign.objects.create(
        root=union,
        unit=Unit.objects.get(code="MXB02"),
        name="守住钱袋子",
        starts_on=date(2024, 6, 3),
    )


@pytest.mark.parametrize(("status", "moves"), TABLE.items())
def test_each_status_opens_exactly_these_moves(status, moves):
    both = Cleared("records.keep", "records.approve")

    opened = CAMPAIGN.open_to(both, status)
    assert {move.name: move.target for move in opened} == moves


@pytest.mark.parametrize(("status", "moves"), TABLE.items())
def test_who_keeps_records_does_not_approve_them(status, moves):
    opened = CAMPAIGN.open_to(Cleared("records.keep"), status)

    assert {move.name for move in opened} == set(moves) - {"approve"}


@pytest.mark.parametrize("status", TABLE)
def test_somebody_without_clearance_moves_nothing(status):
    assert CAMPAIGN.open_to(Cleared(), status) == []


@pytest.mark.django_db
def test_every_status_has_a_label():
    assert CAMPAIGN.statuses == set(TABLE) == OPEN | {REPORTED, UNPLANNED}
    assert CAMPAIGN.statuses - {UNPLANNED} == set(code_list("campaign_status").labels)


def test_a_campaign_goes_from_its_plan_to_its_report(new, staff, now):
    head = staff("cp_head")
    for move in ("plan", "approve", "start"):
        transitions.make_move(new, move, actor=head, at=now)
    Campaign.objects.update(ends_on=date(2024, 6, 21), reported_on=date(2024, 6, 25))
    for move in ("summarise", "hand_in"):
        transitions.make_move(new, move, actor=head, at=now)

    assert Campaign.objects.get().status == "reported"
    told = TrailEntry.objects.filter(record_id=new.pk).exclude(action__contains=".row_")
    assert [entry.action.rsplit(".")[-1] for entry in told] == [
        "plan",
        "approve",
        "start",
        "summarise",
        "hand_in",
    ]


@pytest.mark.parametrize(
    ("status", "move"), [("running", "summarise"), ("summarised", "hand_in")]
)
def test_a_move_waits_for_the_day_it_needs(new, staff, now, status, move):
    Campaign.objects.update(status=status)

    with pytest.raises(MoveRefused):
        transitions.make_move(new, move, actor=staff("cp_head"), at=now)

    assert Campaign.objects.get().status == status
