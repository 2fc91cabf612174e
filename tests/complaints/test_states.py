"""The whole table of a complaint's moves."""

import pytest

from complaints.models import Complaint
from complaints.states import COMPLAINT, ENDED, OPEN
from consumer_protection.core.scope import Scope


class Cleared:
    def __init__(self, *may):
        self.scope = Scope(1, 1, frozenset({1}), {}, frozenset(may))


EVERY = {"withdraw", "merge", "answer"}
TABLE = {
    "draft": {"register", "withdraw"},
    "registered": {"accept", "not_handle", "transfer_out"} | EVERY,
    "accepted": {"assign"} | EVERY,
    "assigned": {"investigate"} | EVERY,
    "investigating": {"suspend", "propose"} | EVERY,
    "suspended": {"resume"} | EVERY,
    "pending_approval": {"return", "decide"} | EVERY,
    "decided": {"notify"} | EVERY,
    "notified": {"close"} | EVERY,
    "closed": {"reopen"},
    "withdrawn": {"reopen"},
    "merged": set(),
    "not_handled": set(),
    "transferred_out": set(),
    "reopened": {"assign"} | EVERY,
}
APPROVALS = {"not_handle", "return", "decide"}


@pytest.mark.parametrize(("status", "moves"), TABLE.items())
def test_each_status_opens_exactly_these_moves(status, moves):
    both = Cleared("complaints.handle", "complaints.approve")

    assert {move.name for move in COMPLAINT.open_to(both, status)} == moves


@pytest.mark.parametrize(("status", "moves"), TABLE.items())
def test_a_handler_without_approval_cannot_decide(status, moves):
    handler = Cleared("complaints.handle")

    assert {
        move.name for move in COMPLAINT.open_to(handler, status)
    } == moves - APPROVALS


@pytest.mark.parametrize("status", TABLE)
def test_somebody_without_clearance_moves_nothing(status):
    assert COMPLAINT.open_to(Cleared(), status) == []


def test_every_status_is_open_or_ended():
    assert OPEN | ENDED == COMPLAINT.statuses == set(TABLE)
    assert not OPEN & ENDED


NATURES = ("complaint", "suggestion", "inquiry", "praise", "report", "petition")


@pytest.mark.parametrize("nature", NATURES)
def test_each_nature_has_moves_of_its_own(nature):
    case = Complaint(record_nature=nature)
    suited = {name for name, move in COMPLAINT.moves.items() if case.suits(move)}

    if nature == "complaint":
        assert suited == set(COMPLAINT.moves) - {"answer"}
    else:
        assert suited == {
            "register",
            "accept",
            "assign",
            "investigate",
            "answer",
            "transfer_out",
            "withdraw",
            "merge",
            "reopen",
        }
