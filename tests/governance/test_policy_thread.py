"""One policy from its draft to the confirmation of everybody."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from consumer_protection.core.models import User
from consumer_protection.core.states import MoveRefused
from consumer_protection.governance import policy_actions
from consumer_protection.governance.models import PolicyVersion
from tests.governance.making import version
from tests.reviews.making import review

DRAFT = {
    "title": "投诉处理办法",
    "category": "complaint",
    "document_number": "明农信联〔2025〕2号",
    "action": "revise",
    "trigger": "law",
    "issued_on": date(2025, 1, 2),
    "effective_on": date(2025, 1, 3),
    "text": "第一条 受理。\n第二条 十日内告知。",
}


@pytest.fixture
def head(staff):
    return staff("cp_head")


@pytest.fixture(autouse=True)
def _passed(system, union, now):
    """The review that stands behind the policies here."""
    review(system, now, number="XS-2025-001")
    review(system, now, number="XS-1", conclusion="reject")


@pytest.fixture
def send(client):
    def send(person, door, *args, **values):
        client.force_login(person)
        return client.post(reverse(f"governance:{door}", args=args), values)

    return send


@pytest.fixture
def in_force(send, officer, head, system, now):
    """The second version, with the first superseded."""
    first = version(system, now)
    first.text = "第一条 受理。\n第二条 十五日内告知。"
    first.save()
    send(officer, "version_draft", **DRAFT)
    made = PolicyVersion.objects.get(document_number=DRAFT["document_number"])
    send(officer, "version_move", made.pk, "submit")
    send(head, "version_move", made.pk, "approve", review_number="XS-2025-001")
    send(head, "version_move", made.pk, "put_in_force")
    made.refresh_from_db()
    return made


def test_a_policy_is_confirmed_by_all(client, send, officer, head, manager, in_force):
    assert in_force.status == "in_force"
    before = in_force.policy.versions.exclude(pk=in_force.pk).get()
    assert before.status == "superseded"
    page = client.get(in_force.get_absolute_url()).text
    for shown in ("十五日内告知", "十日内告知", manager.unit.name, "XS-2025-001"):
        assert shown in page
    assert policy_actions.missing_readers(in_force).count() == 3

    for person in (officer, head, manager):
        client.force_login(person)
        assert "投诉处理办法" in client.get(reverse("governance:to_read")).text
        send(person, "confirm_reading", in_force.pk)
    assert not policy_actions.missing_readers(in_force).exists()
    send(manager, "confirm_reading", in_force.pk)
    assert in_force.readings.count() == 3


def test_a_reading_belongs_to_its_version(send, officer, in_force, now):
    policy_actions.confirm_reading(in_force, actor=officer, at=timezone.now())
    older = in_force.policy.versions.exclude(pk=in_force.pk).get()
    assert not older.readings.exists()
    with pytest.raises(MoveRefused):
        policy_actions.confirm_reading(older, actor=officer, at=now)


@pytest.mark.parametrize(
    "wrong",
    [
        {"document_number": "商农信发〔735〕号"},
        {"document_number": "商农信发〔2024〕012号"},
        {"effective_on": date(2025, 1, 1)},
    ],
)
def test_a_wrong_draft_is_refused(send, officer, wrong):
    response = send(officer, "version_draft", **(DRAFT | wrong))
    assert response.status_code == 422
    assert not PolicyVersion.objects.exists()


def test_a_document_number_is_given_once(send, officer):
    send(officer, "version_draft", **DRAFT)
    other = DRAFT | {"title": "另一制度"}
    assert send(officer, "version_draft", **other).status_code == 422


def test_no_policy_is_in_force_before_its_day(send, officer, head):
    later = timezone.localdate() + timedelta(days=5)
    send(officer, "version_draft", **(DRAFT | {"effective_on": later}))
    made = PolicyVersion.objects.get()
    send(officer, "version_move", made.pk, "submit")
    send(head, "version_move", made.pk, "approve", review_number="XS-2025-001")
    assert send(head, "version_move", made.pk, "put_in_force").status_code == 422
    made.refresh_from_db()
    assert made.status == "approved"
    with pytest.raises(MoveRefused):
        policy_actions.confirm_reading(made, actor=officer, at=timezone.now())


@pytest.mark.parametrize("number", ["XS-1", "XS-2"])
def test_a_review_that_did_not_pass_or_is_not_there_approves_nothing(
    send, officer, head, number
):
    send(officer, "version_draft", **DRAFT)
    made = PolicyVersion.objects.get()
    send(officer, "version_move", made.pk, "submit")
    answer = send(head, "version_move", made.pk, "approve", review_number=number)

    assert answer.status_code == 422
    made.refresh_from_db()
    assert (made.status, made.review_number) == ("in_approval", "")


def test_who_submitted_a_policy_does_not_approve_it(send, head, staff):
    send(head, "version_draft", **DRAFT)
    made = PolicyVersion.objects.get()
    send(head, "version_move", made.pk, "submit")
    own = {"review_number": "XS-2025-001"}
    assert send(head, "version_move", made.pk, "approve", **own).status_code == 422

    leader = staff("senior_exec", "MX00")
    assert send(leader, "version_move", made.pk, "approve", **own).status_code == 302


def test_no_policy_is_approved_without_its_review(send, officer, head):
    send(officer, "version_draft", **DRAFT)
    made = PolicyVersion.objects.get()
    send(officer, "version_move", made.pk, "submit")
    assert send(head, "version_move", made.pk, "approve").status_code == 422


def test_a_repeal_names_its_reason_and_day(send, head, in_force):
    assert send(head, "version_move", in_force.pk, "repeal").status_code == 422
    send(head, "version_move", in_force.pk, "repeal", note="被新办法取代")
    in_force.refresh_from_db()
    assert in_force.status == "repealed" and in_force.repealed_on


def test_coverage_counts_the_ten(client, officer, in_force):
    client.force_login(officer)
    response = client.get(reverse("governance:coverage"))
    assert (response.context["covered"], response.context["total"]) == (1, 10)


def test_an_account_that_left_is_not_missing(officer, manager, in_force):
    User.objects.filter(pk=manager.pk).update(is_active=False)
    assert manager not in policy_actions.missing_readers(in_force)
