"""One board thread: from a department's proposal to "done" on the next agenda."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from consumer_protection.core.models import TrailEntry, Unit
from consumer_protection.core.periods import parse_period
from consumer_protection.core.states import MoveRefused
from consumer_protection.governance import meeting_actions, organ_actions
from consumer_protection.governance.figures import FIGURES
from consumer_protection.governance.models import (
    AgendaItem,
    Meeting,
    OrganMember,
    Proposal,
)

NAMES = ("王理事", "李理事", "赵理事")


@pytest.fixture
def board(union, officer, now):
    """Three members of the board since 2024."""
    lead = Unit.objects.get(code="MXB02")
    return [
        organ_actions.add_member(
            union,
            {
                "organ": "board",
                "name": name,
                "unit": lead,
                "role": "chair" if name == NAMES[0] else "member",
                "from_on": date(2024, 1, 1),
            },
            actor=officer,
            at=now,
        )
        for name in NAMES
    ]


@pytest.fixture
def send(client):
    def send(person, door, *args, **values):
        client.force_login(person)
        return client.post(reverse(f"governance:{door}", args=args), values)

    return send


@pytest.fixture
def asked(union, staff, now):
    department = staff("dept_submitter", "MXW10")
    return meeting_actions.propose(
        union,
        {"organ": "board", "kind": "decide", "title": "审议消保工作规划"},
        actor=department,
        at=now,
    )


def planned(send, officer, day, name="第一次会议"):
    send(officer, "meeting_plan", organ="board", name=name, held_on=day)
    return Meeting.objects.get(name=name)


def held(send, officer, meeting, count):
    ids = list(meeting.attendances.order_by("pk").values_list("pk", flat=True))
    send(officer, "meeting_hold", meeting.pk, present=ids[:count], chair="王理事")
    meeting.refresh_from_db()


def resolution(**values):
    return {
        "resolution_number": "理事会决议〔2025〕1号",
        "resolution": "同意消保工作规划。",
        "result": "agreed",
    } | values


def test_a_proposal_is_done_on_the_next_agenda(client, send, officer, board, asked):
    outlet = Unit.objects.get(code="MXW10")
    today = timezone.localdate()
    first = planned(send, officer, today - timedelta(days=20))
    send(officer, "proposal_take_up", asked.pk, meeting=first.pk)
    item = AgendaItem.objects.get(meeting=first)
    assert item.text == asked.title
    held(send, officer, first, 2)
    send(officer, "item_resolve", item.pk, **resolution(unit=outlet.pk, owner="陈主任"))
    send(officer, "proposal_answer", asked.pk)
    asked.refresh_from_db()
    assert asked.status == "answered"

    client.force_login(asked.proposed_by)
    word = client.get(reverse("governance:proposal_excerpt", args=[asked.pk, "docx"]))
    text = "\n".join(one.text for one in Document(BytesIO(word.content)).paragraphs)
    assert "理事会决议〔2025〕1号" in text and "同意消保工作规划" in text
    done = {"reported_on": today, "state": "done", "text": "规划已印发。"}
    send(asked.proposed_by, "follow_up_add", item.pk, **done)

    second = planned(send, officer, today, "第二次会议")
    page = client.get(second.get_absolute_url()).text
    assert "理事会决议〔2025〕1号" in page and "已落实" in page

    prefilled = client.get(reverse("governance:meeting_minutes", args=[first.pk])).text
    assert "应到3人，实到2人" in prefilled and "同意消保工作规划" in prefilled
    send(officer, "meeting_minutes", first.pk, text="会议审议通过。")
    send(officer, "minutes_approve", first.pk, meeting=second.pk)
    first.refresh_from_db()
    assert first.status == "held"
    held(send, officer, second, 3)
    send(officer, "minutes_approve", first.pk, meeting=second.pk)
    first.refresh_from_db()
    assert (first.status, first.approved_in) == ("minuted", second)


def test_without_a_quorum_nothing_is_resolved(send, officer, board, asked):
    meeting = planned(send, officer, date(2025, 1, 6))
    send(officer, "proposal_take_up", asked.pk, meeting=meeting.pk)
    held(send, officer, meeting, 1)
    item = AgendaItem.objects.get(meeting=meeting)

    response = send(officer, "item_resolve", item.pk, **resolution())
    assert response.status_code == 422
    item.refresh_from_db()
    assert item.resolution == ""


def test_a_resolution_is_not_due_before_its_meeting(send, officer, board, asked):
    meeting = planned(send, officer, date(2025, 1, 6))
    send(officer, "proposal_take_up", asked.pk, meeting=meeting.pk)
    held(send, officer, meeting, 3)
    item = AgendaItem.objects.get(meeting=meeting)

    early = resolution(due_on="2025-01-05")
    assert send(officer, "item_resolve", item.pk, **early).status_code == 422


def test_a_meeting_on_a_holiday_is_warned_of(client, officer, board):
    client.force_login(officer)
    sent = {"organ": "board", "name": "周日会议", "held_on": "2025-01-05"}
    response = client.post(reverse("governance:meeting_plan"), sent, follow=True)

    assert Meeting.objects.filter(name="周日会议").exists()
    said = [one.level_tag for one in response.context["messages"]]
    assert "warning" in said


def test_a_planned_meeting_is_not_counted(send, officer, board, asked):
    meeting = planned(send, officer, date(2025, 1, 6))
    send(officer, "proposal_take_up", asked.pk, meeting=meeting.pk)
    assert not Meeting.objects.on_consumer_protection().exists()
    held(send, officer, meeting, 3)
    assert Meeting.objects.on_consumer_protection().count() == 1


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.parametrize("paper", ["minutes", "sign-in"])
def test_papers_of_a_meeting_open(client, send, officer, board, paper, form):
    meeting = planned(send, officer, date(2025, 1, 6))
    response = client.get(
        reverse("governance:meeting_paper", args=[meeting.pk, paper, form])
    )
    assert response.status_code == 200
    assert response.content[:4] == (b"%PDF" if form == "pdf" else b"PK\x03\x04")


def test_a_term_that_overlaps_is_refused(union, officer, board, now):
    values = {"organ": "board", "name": NAMES[1], "unit": union, "role": "vice"}
    with pytest.raises(MoveRefused):
        organ_actions.add_member(
            union, values | {"from_on": date(2024, 6, 1)}, actor=officer, at=now
        )
    organ_actions.end_term(board[1], date(2024, 6, 1), actor=officer, at=now)
    organ_actions.add_member(
        union, values | {"from_on": date(2024, 6, 1)}, actor=officer, at=now
    )
    assert OrganMember.objects.filter(name=NAMES[1]).count() == 2
    ended = TrailEntry.objects.filter(action="governance.organmember.term_ended")
    assert ended.count() == 1


def test_a_term_does_not_end_before_it_starts(union, officer, board, now):
    with pytest.raises(MoveRefused):
        organ_actions.end_term(board[0], date(2023, 1, 1), actor=officer, at=now)


def test_another_department_does_not_see_a_proposal(client, staff, asked):
    client.force_login(staff("dept_submitter", "MXW11"))
    assert client.get(asked.get_absolute_url()).status_code == 404
    assert Proposal.objects.count() == 1


def test_only_the_unit_in_charge_reports_the_follow_up(
    send, officer, staff, board, asked
):
    meeting = planned(send, officer, date(2025, 1, 6))
    send(officer, "proposal_take_up", asked.pk, meeting=meeting.pk)
    item = AgendaItem.objects.get(meeting=meeting)
    other = staff("dept_submitter", "MXW11")

    sent = {"reported_on": "2025-02-01", "state": "done", "text": "已完成"}
    assert send(other, "follow_up_add", item.pk, **sent).status_code == 404
    assert send(officer, "follow_up_add", item.pk, **sent).status_code == 422


def test_an_opinion_gives_three_ratings(client, send, officer, board):
    meeting = planned(send, officer, date(2025, 1, 6))
    held(send, officer, meeting, 3)
    sent = {"whole": "good", "timely": "fair", "effective": "poor", "text": "加强考核"}
    send(officer, "opinion_add", meeting.pk, **sent)

    page = client.get(meeting.get_absolute_url()).text
    assert "需改进" in page and "加强考核" in page


def test_a_report_heard_by_the_board_is_counted(send, officer, board, asked):
    year = parse_period("2025", as_of=date(2025, 12, 31))
    Proposal.objects.update(kind="report")
    meeting = planned(send, officer, date(2025, 1, 6))
    send(officer, "proposal_take_up", asked.pk, meeting=meeting.pk)
    figure = FIGURES["governance.reports_to_board"]
    assert figure.fact(officer, year).value == 0
    held(send, officer, meeting, 3)
    assert figure.fact(officer, year).value == 1
