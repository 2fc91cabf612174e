"""Who moves a review, and what a move waits for. The whole table: tests/core."""

from datetime import date

import pytest

from consumer_protection.core import transitions
from consumer_protection.core.models import TrailEntry, User
from consumer_protection.core.scope import Scope
from consumer_protection.core.states import MoveRefused
from reviews.models import Opinion, Review
from reviews.states import OPEN, REVIEW
from tests.reviews.making import check_all


class Cleared:
    def __init__(self, *may):
        self.scope = Scope(1, 1, frozenset({1}), {}, frozenset(may))


SUBMITTER = {"submit", "answer", "launch", "withdraw"}
REVIEWER = {"return", "take", "opine", "conclude"}


@pytest.fixture
def asked(add):
    """A review handed in, not yet taken on."""
    return add(conclusion="", concluded_on=None)


@pytest.fixture
def move(staff, now):
    """Moves a record as its submitter or its reviewer."""
    reviewer = staff("reviewer", "MX00")
    people = {"submitter": staff("dept_submitter"), "reviewer": reviewer}

    def run(record, name, who, note=""):
        transitions.make_move(record, name, actor=people[who], at=now, note=note)

    return run


@pytest.mark.parametrize(
    ("clearance", "moves"),
    [("reviews.submit", SUBMITTER), ("reviews.review", REVIEWER), ("", set())],
)
def test_each_move_belongs_to_submitter_or_reviewer(clearance, moves):
    opened = {
        move.name
        for status in REVIEW.statuses
        for move in REVIEW.open_to(Cleared(clearance), status)
    }

    assert opened == moves


def test_everything_before_the_conclusion_is_open():
    assert REVIEW.statuses - OPEN == {"concluded", "launched", "withdrawn"}


def test_a_review_goes_from_request_to_launch(asked, move, now):
    move(asked, "take", "reviewer")
    Opinion.objects.create(review=asked, sequence=1)
    move(asked, "opine", "reviewer")
    Opinion.objects.update(adoption="adopted")
    move(asked, "answer", "submitter")
    check_all(asked, User.objects.get(staff_number="reviewer-MX00"), now)
    Review.objects.update(conclusion="pass", concluded_on=date(2024, 3, 5))
    move(asked, "conclude", "reviewer")
    Review.objects.update(launched_on=date(2024, 3, 9))
    move(asked, "launch", "submitter")

    assert Review.objects.get().status == "launched"
    told = TrailEntry.objects.filter(noun="reviews.review").exclude(
        action__contains=".row_"
    )
    moves = [entry.action.rsplit(".")[-1] for entry in told.order_by("sequence")]
    way = ["imported", "take", "opine", "answer", "checked", "conclude", "launch"]
    assert moves == way


def test_opinions_wait_for_every_answer(asked, move):
    Review.objects.update(status="opinions_issued")
    Opinion.objects.create(review=asked, sequence=1, adoption="adopted")
    waiting = Opinion.objects.create(review=asked, sequence=2)

    with pytest.raises(MoveRefused):
        move(asked, "answer", "submitter")

    waiting.adoption = "not_adopted"
    waiting.save()
    move(asked, "answer", "submitter")
    assert Review.objects.get().status == "in_review"


@pytest.mark.parametrize(
    "told",
    [
        {"conclusion": "reject", "launched_on": date(2024, 3, 9)},
        {"conclusion": "pass", "launched_on": None},
    ],
)
def test_nothing_is_launched_rejected_or_without_a_day(add, move, told):
    review = add()
    Review.objects.update(**told)

    with pytest.raises(MoveRefused):
        move(review, "launch", "submitter")

    assert Review.objects.get().status == "concluded"


@pytest.mark.parametrize(
    ("name", "who"), [("return", "reviewer"), ("withdraw", "submitter")]
)
def test_sending_back_and_withdrawing_need_a_reason(asked, move, name, who):
    with pytest.raises(MoveRefused):
        move(asked, name, who, note=" ")

    move(asked, name, who, note="材料不全")
    assert Review.objects.get().status in ("returned", "withdrawn")


def test_a_submitter_does_not_conclude_their_own_review(asked, move):
    Review.objects.update(
        status="in_review", conclusion="pass", concluded_on=date(2024, 3, 5)
    )

    with pytest.raises(MoveRefused):
        move(asked, "conclude", "submitter")
