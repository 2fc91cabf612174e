"""Branches assessed by the quarter: who gives points when, what is computed, ranked."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from docx import Document

from consumer_protection.core import attachments
from consumer_protection.core.documents import paper
from consumer_protection.core.models import TrailEntry, Unit
from consumer_protection.core.periods import parse_period
from consumer_protection.core.roles import ROLES
from consumer_protection.core.scope import Scope
from consumer_protection.core.states import MoveRefused
from reporting.figures import BOOK
from reporting.models import BranchMark, BranchRound, BranchScore
from reporting.ranking import actions, papers, scoring
from reporting.ranking.actions import Given
from reporting.ranking.ranking import ranked, ranking_of
from reporting.ranking.sheet import MethodInvalid, read_sheet, sheet_of, shipped
from reporting.states import BRANCH_ROUND, BRANCH_SCORE
from tests.audits.making import outlet_check
from tests.complaints.making import complaint
from tests.conftest import SHANGHAI
from tests.education.making import campaign

AT = datetime(2025, 4, 7, 10, tzinfo=SHANGHAI)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
BY_HAND = ("B01", "B03", "B05", "B09", "B13", "B14")


@pytest.fixture(autouse=True)
def _the_day(union):
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


@pytest.fixture
def people(staff):
    return {
        "manager": staff("branch_manager", "MXW10"),
        "other": staff("branch_manager", "MXW11"),
        "officer": staff("cp_officer"),
        "head": staff("cp_head"),
        "leader": staff("senior_exec", "MX00"),
    }


@pytest.fixture
def quarter(union, people):
    return actions.open_round("2025Q1", root=union, actor=people["officer"], at=AT)


@pytest.fixture
def score(quarter):
    return quarter.scores.get(unit__code="MXW10")


def give(score, by, item, points, reason="见佐证材料"):
    told = None if points is None else Decimal(str(points))
    actions.give(score, item, Given(told, reason), actor=by, at=AT)


def move(score, name, by, note="", at=AT):
    actions.move_score(score, name, actor=by, at=at, note=note)


def prove(score, by):
    proof = attachments.Upload("佐证.png", PNG)
    attachments.attach(score, proof, unit_id=score.unit_id, actor=by, at=AT)


def fill(score, by):
    """The branch gives itself what no figure tells."""
    sheet = scoring.sheet_by_code(score.round.sheet)
    for one in sheet.items:
        if (
            one.code in BY_HAND
            or not scoring.card_of(score, by, AT)["lines"][
                list(sheet.items).index(one)
            ]["score"]
        ):
            give(score, by, one.code, one.points)


@pytest.fixture
def submitted(score, people):
    fill(score, people["manager"])
    prove(score, people["manager"])
    move(score, "submit", people["manager"])
    return score


@pytest.fixture
def reviewed(submitted, people):
    move(submitted, "review", people["officer"])
    return submitted


def test_a_quarter_has_every_outlet_once(union, quarter, people):
    again = actions.open_round("2025Q1", root=union, actor=people["head"], at=AT)
    outlets = Unit.objects.outlets().valid_on(date(2025, 3, 31)).count()

    assert again == quarter
    assert quarter.scores.count() == outlets > 1


@pytest.mark.parametrize("wrong", ["2025Q3", "2025", "2025Q5", "abc", "２０２５Q1"])
def test_a_quarter_that_cannot_be_is_refused(union, people, wrong):
    with pytest.raises(MoveRefused):
        actions.open_round(wrong, root=union, actor=people["officer"], at=AT)
    with pytest.raises(MoveRefused):
        actions.open_round("2025Q1", root=union, actor=people["manager"], at=AT)


def test_records_of_the_branch_alone_are_counted(score, system, people):
    outlet_check(
        system, AT, checked_on=date(2025, 2, 3), lacking=[],
        present=["complaint_notice", "fee_notice"],
    )  # fmt: skip
    campaign(
        system, AT, unit="MXW11", starts_on=date(2025, 2, 1), ends_on=date(2025, 2, 2)
    )
    for number in range(2):
        complaint(
            system, AT, received_on=date(2025, 1, 2), unit="MXW10",
            closed_on=date(2025, 1, 9) + timedelta(30 * number), description=f"第{number}件",
        )  # fmt: skip
    lines = {
        one["code"]: one for one in scoring.card_of(score, people["head"], AT)["lines"]
    }

    assert lines["B02"]["computed"] == lines["B02"]["points"] == "10.00"
    assert lines["B12"]["computed"] == "6.00"
    # One of two closed in time: 50 points below full, 5 % each.
    assert lines["B04"]["computed"] == "0.00"
    assert "及时率" in lines["B04"]["why"][0]
    assert lines["B08"]["computed"] == "0.00"


def test_a_branch_without_complaints_loses_nothing_by_them(score, people):
    lines = {
        one["code"]: one for one in scoring.card_of(score, people["head"], AT)["lines"]
    }

    assert [lines[one]["score"] for one in ("B04", "B06", "B07")] == [
        "12.00", "6.00", "6.00",
    ]  # fmt: skip


def test_the_way_from_the_self_score_to_the_lock(reviewed, people, _the_day):
    assert reviewed.status == "reviewed"
    assert reviewed.total == Decimal("100.00")
    assert reviewed.coefficient == Decimal("1.05")
    with pytest.raises(MoveRefused, match="2025-04-14"):
        move(reviewed, "lock", people["head"])

    _the_day.move_to(AT + timedelta(8))
    move(reviewed, "lock", people["head"], at=AT + timedelta(8))
    assert reviewed.is_locked


def test_an_appeal_is_answered_by_another_than_the_reviewer(reviewed, people):
    manager, officer, head = (people[one] for one in ("manager", "officer", "head"))
    with pytest.raises(MoveRefused):
        move(reviewed, "appeal", manager)
    with pytest.raises(MoveRefused):
        move(reviewed, "appeal", people["other"], "告知已留痕")
    move(reviewed, "appeal", manager, "告知已留痕")
    assert reviewed.appeal == "告知已留痕"
    with pytest.raises(MoveRefused):
        move(reviewed, "answer", officer, "维持")
    give(reviewed, head, "B05", 5, "一件未留痕")
    move(reviewed, "answer", head, "扣1分")

    assert (reviewed.total, reviewed.answer) == (Decimal("99.00"), "扣1分")
    move(reviewed, "lock", head)
    assert reviewed.is_locked


def test_after_its_time_nobody_appeals(reviewed, people, _the_day):
    assert reviewed.appeal_until == date(2025, 4, 14)
    _the_day.move_to(datetime(2025, 4, 15, 10, tzinfo=SHANGHAI))

    with pytest.raises(MoveRefused, match="2025-04-14"):
        move(reviewed, "appeal", people["manager"], "迟了")


def test_nobody_assesses_the_own_unit(submitted, staff, people):
    own = staff("cp_head", "MXW10")
    for name, note in (("review", ""), ("return", "重报")):
        with pytest.raises(MoveRefused):
            move(submitted, name, own, note)
    with pytest.raises(MoveRefused):
        give(submitted, own, "B05", 3)
    with pytest.raises(MoveRefused):
        give(submitted, people["manager"], "B05", 6)
    move(submitted, "review", people["officer"])
    submitted.reviewed_on = date(2025, 3, 1)
    submitted.save()
    with pytest.raises(MoveRefused):
        move(submitted, "lock", own)


def test_a_locked_quarter_is_changed_by_nothing(reviewed, people):
    BranchScore.objects.update(reviewed_on=date(2025, 3, 1))
    move(reviewed, "lock", people["leader"])
    total = reviewed.total
    BranchMark.objects.update(points=0, reason="事后")

    for by in (people["officer"], people["manager"], people["head"]):
        with pytest.raises(MoveRefused, match="锁定"):
            give(reviewed, by, "B05", 1)
    for name in BRANCH_SCORE.moves:
        with pytest.raises(MoveRefused):
            move(reviewed, name, people["head"], "理由")
    reviewed.refresh_from_db()
    assert reviewed.total == total
    assert scoring.card_of(reviewed, people["head"], AT)["total"] == f"{total:.2f}"


@pytest.mark.parametrize(
    ("item", "points", "reason"),
    [
        ("B05", 7, "理由"),
        ("B05", -1, "理由"),
        ("B05", 5, " "),
        ("E01", -1, "理由"),
        ("E01", 6, "理由"),
        ("E02", 1, "理由"),
        ("B99", 1, "理由"),
    ],
)
def test_points_that_cannot_be_are_refused(score, people, item, points, reason):
    with pytest.raises(MoveRefused):
        give(score, people["manager"], item, points, reason)

    assert not score.marks.exists()


def test_extra_points_are_given_and_taken_and_taken_back(submitted, people):
    head = people["head"]
    give(submitted, head, "E01", 5, "拦截诈骗3起")
    give(submitted, head, "E02", -10, "责任投诉")
    assert submitted.total == Decimal("95.00")

    give(submitted, head, "E02", None, "")
    assert submitted.total == Decimal("105.00")
    told = TrailEntry.objects.filter(action="reporting.branchscore.changed").last()
    assert told.changes["points"] == ["-10.00", ""]


def test_points_by_hand_need_a_file(score, people):
    fill(score, people["manager"])
    with pytest.raises(MoveRefused, match="佐证"):
        move(score, "submit", people["manager"])

    prove(score, people["manager"])
    move(score, "submit", people["manager"])
    assert score.status == "submitted"


def test_nothing_is_reviewed_while_an_item_has_no_points(score, people):
    move(score, "submit", people["manager"])

    with pytest.raises(MoveRefused, match="个人信息保护"):
        move(score, "review", people["officer"])


def test_equal_totals_share_a_place_and_the_average_is_told():
    totals = (90, 95, 90, None)
    scores = [
        BranchScore(unit=Unit(code=f"W{number}"), total=total and Decimal(total))
        for number, total in enumerate(totals)
    ]
    found = ranked(scores)

    assert [one.number for one in found.places] == [1, 2, 2, None]
    assert found.average == Decimal("91.67")
    assert [one.is_below for one in found.places] == [False, True, True, False]


def test_before_it_is_published_a_branch_sees_itself_alone(quarter, people, client):
    client.force_login(people["manager"])
    door = quarter.get_absolute_url()
    assert [
        one.score.unit.code for one in client.get(door).context["ranking"].places
    ] == ["MXW10"]
    other = quarter.scores.get(unit__code="MXW11")
    assert client.get(other.get_absolute_url()).status_code == 404
    with pytest.raises(MoveRefused):
        actions.publish(quarter, actor=people["head"], at=AT)

    card = {"lines": [], "extras": [], "elements": [], "total": "90.00"}
    quarter.scores.update(
        status="locked", total=90, coefficient=1, card={**card, "coefficient": "1.00"}
    )
    actions.publish(quarter, actor=people["head"], at=AT)
    shown = client.get(door).context["ranking"].places
    assert len(shown) == quarter.scores.count()
    assert client.get(other.get_absolute_url()).status_code == 404


def test_the_ranking_asks_few_times_however_many_branches(
    quarter, people, client, django_assert_max_num_queries
):
    client.force_login(people["officer"])
    client.get(quarter.get_absolute_url())
    with django_assert_max_num_queries(15):
        client.get(quarter.get_absolute_url())


def test_all_that_may_be_locked_is_locked_at_once(reviewed, quarter, people, client):
    BranchScore.objects.filter(pk=reviewed.pk).update(reviewed_on=date(2025, 3, 1))
    client.force_login(people["head"])

    client.post(reverse("reporting:branch_lock", args=[quarter.pk]))
    assert quarter.scores.filter(status="locked").get() == reviewed
    client.force_login(people["officer"])
    door = reverse("reporting:branch_lock", args=[quarter.pk])
    assert client.post(door).status_code == 403


def test_the_result_is_printed_for_a_branch(reviewed, people, client):
    move(reviewed, "appeal", people["manager"], "告知已留痕")
    card = scoring.card_of(reviewed, people["head"], AT)
    told = papers.result(reviewed, card, "", AT)
    document = Document(BytesIO(paper.docx(told)))
    text = "\n".join(one.text for one in document.paragraphs)

    for part in (
        "2025年第1季度",
        "考核得分100.00分",
        "绩效系数1.05",
        "告知已留痕",
        "草稿",
    ):
        assert part in text
    client.force_login(people["manager"])
    for form in ("pdf", "docx"):
        door = reverse("reporting:branchscore_paper", args=[reviewed.pk, form])
        assert client.get(door).status_code == 200
    client.force_login(people["other"])
    assert client.get(door).status_code == 404


def test_a_manager_scores_the_own_branch_on_the_pages(score, people, client):
    client.force_login(people["manager"])
    door = reverse("reporting:branchscore_give", args=[score.pk, "B05"])
    page = client.get(score.get_absolute_url()).text
    assert door in page

    assert client.post(door, {"points": "7", "reason": "理由"}).status_code == 422
    assert client.post(door, {"points": "6", "reason": ""}).status_code == 422
    assert client.post(door, {"points": "6", "reason": "均已留痕"}).status_code == 302
    assert score.marks.get().own == 6
    assert "均已留痕" in client.get(score.get_absolute_url()).text
    unknown = reverse("reporting:branchscore_give", args=[score.pk, "B99"])
    assert client.get(unknown).status_code == 404


# --- States ---
TABLE = {
    "open": {"submit": "tasks.answer"},
    "returned": {"submit": "tasks.answer"},
    "submitted": {"return": "reports.build", "review": "reports.build"},
    "reviewed": {"appeal": "tasks.answer", "lock": "reports.freeze"},
    "appealed": {"answer": "reports.build"},
    "answered": {"lock": "reports.freeze"},
    "locked": {},
}


class Cleared:
    def __init__(self, role):
        may = ROLES[role].may
        self.scope = Scope(1, 1, frozenset({1}), {}, frozenset(may))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("status", TABLE)
def test_each_state_opens_exactly_these_steps_to_each_role(role, status):
    opened = {one.name for one in BRANCH_SCORE.open_to(Cleared(role), status)}
    wanted = {name for name, may in TABLE[status].items() if may in ROLES[role].may}

    assert BRANCH_SCORE.statuses == set(TABLE)
    assert opened == wanted
    freezes = "reports.freeze" in ROLES[role].may
    assert bool(BRANCH_ROUND.open_to(Cleared(role), "open")) == freezes


@pytest.mark.parametrize("role", ROLES)
def test_who_opens_quarters_and_sees_rankings(client, staff, people, quarter, role):
    person = people["leader"] if role == "senior_exec" else staff(role, "MX00")
    client.force_login(person)
    sees = bool(ROLES[role].sees.get("audits"))
    builds = "reports.build" in ROLES[role].may

    assert (client.get(quarter.get_absolute_url()).status_code == 200) == sees
    door = reverse("reporting:branch_open")
    assert (client.get(door).status_code == 200) == (sees and builds)


# --- Sheets as data ---


def test_the_shipped_sheet_sums_up_and_applies():
    (sheet,) = shipped(frozenset(BOOK)).values()

    assert sum(one.points for one in sheet.items) == 100
    assert sheet_of("2025Q1", frozenset(BOOK)) == sheet
    assert sheet_of("2019Q4", frozenset(BOOK)) is None
    found = [sheet.coefficient(Decimal(one)) for one in ("95", "94.99", "60", "59.99")]
    assert found == [Decimal(one) for one in ("1.05", "1.0", "0.8", "0.7")]


WHOLE = """
code = "x"
name = "x"
basis = "x"
first_quarter = "2025Q1"
[[element]]
code = "a"
name = "甲"
points = {points}
[[item]]
code = "B01"
element = "a"
name = "投诉"
points = 100
how = "x"
rules = [{{ kind = "deduct_each", count = "{figure}", each = 0.1 }}]
[[coefficient]]
least = {least}
value = 1
"""


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ({"figure": "complaints.received"}, "投诉"),
        ({"figure": "complaints.nothing"}, "complaints.nothing"),
        ({"points": 90}, "90"),
        ({"least": 10}, "系数"),
    ],
)
def test_a_sheet_that_does_not_add_up_is_named(told, named):
    known = {"points": 100, "figure": "complaints.overdue", "least": 0}
    read_sheet(WHOLE.format(**known), BOOK)

    with pytest.raises(MethodInvalid, match=named):
        read_sheet(WHOLE.format(**known | told), BOOK)


def test_a_sheet_that_is_no_toml_is_named():
    with pytest.raises(MethodInvalid):
        read_sheet("code = ", BOOK)


def test_outlets_assessed_count_once_a_year_and_lead_to_their_scores(
    union, quarter, people, system, client
):
    figure = BOOK["audits.outlets_assessed"]

    def value(code):
        period = parse_period(code, as_of=date(2026, 1, 5))
        return figure.fact(system, period).value

    assert value("2025") == 0
    second = actions.open_round("2025Q2", root=union, actor=people["head"], at=AT)
    for one in (quarter, second):
        one.scores.filter(unit__code="MXW10").update(status="locked", total=90, card={})
    quarter.scores.filter(unit__code="MXW11").update(status="locked", total=80, card={})

    assert [value(one) for one in ("2025", "2025Q1", "2025Q2", "2025Q3", "2024")] == [
        2, 2, 1, 0, 0,
    ]  # fmt: skip
    client.force_login(people["officer"])
    asked = {"figure": "audits.outlets_assessed", "period": "2025"}
    listed = client.get(reverse("reporting:branchscore_list"), asked)
    assert listed.context["found"] == 2


def test_rounds_of_another_institution_are_not_there(quarter, people):
    assert list(BranchRound.objects.visible_to(people["manager"])) == [quarter]
    assert ranking_of(quarter, people["officer"]).locked == 0
