"""Staff sign in at the door, and it is known who still owes a training."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from consumer_protection.core.codes import code_list
from consumer_protection.core.models import Unit, User
from consumer_protection.core.states import MoveRefused
from education.audiences import KNOWN, people_of
from education.doing import attending
from education.models import Training
from education.queries import owed
from tests.education.making import training

TODAY = timezone.localdate()


@pytest.fixture
def root(union):
    return Unit.objects.get(parent=None)


@pytest.fixture
def at():
    return timezone.now()


@pytest.fixture
def today(union, system, now, at):
    return training(
        system, now, kind="special", held_on=timezone.localdate(at), present=None
    )


def owes(root, person, at):
    found = owed.lines(root, timezone.localdate(at).year)
    return any(one.is_owed for one in found if one.person == person)


def test_a_person_signs_in_by_the_code_on_the_door(
    client, root, today, officer, manager, at
):
    client.force_login(officer)
    code = client.get(reverse("education:training_code", args=[today.pk]))
    assert code.content.startswith(b"%PDF-")
    today.refresh_from_db()
    assert owes(root, manager, at)

    client.force_login(manager)
    door = reverse("education:training_sign", args=[today.token])
    assert manager.name in client.get(door).text
    for _twice in range(2):
        assert client.post(door).status_code == 302
    assert Training.objects.get().present == 1
    assert not owes(root, manager, at)

    client.force_login(officer)
    assert manager.name in client.get(today.get_absolute_url()).text


def test_the_code_stays_the_same_once_printed(today, officer):
    first = attending.token_of(today, actor=officer)
    assert attending.token_of(today, actor=officer) == first


@pytest.mark.parametrize("days", [-1, 1])
def test_nobody_signs_in_on_another_day(today, manager, at, days):
    Training.objects.update(held_on=today.held_on + timedelta(days=days))
    with pytest.raises(MoveRefused, match="当天"):
        attending.sign_in(today, actor=manager, at=at)
    assert not today.attendances.exists()


def test_the_list_of_signatures_is_taken_afterwards(
    client, today, officer, manager, auditor, at
):
    attending.sign_in(today, actor=manager, at=at)
    client.force_login(officer)
    door = reverse("education:training_people", args=[today.pk])
    page = client.get(door).text
    assert auditor.staff_number in page or auditor.name in page
    sent = {"people": [auditor.pk, officer.pk]}
    assert client.post(door, sent).status_code == 302
    assert Training.objects.get().present == 3
    assert today.attendances.filter(by_list=True).count() == 2
    assert client.post(door, {"people": [manager.pk]}).status_code == 422


def test_a_training_still_to_come_has_no_list(today, officer, manager, at):
    Training.objects.update(held_on=today.held_on + timedelta(days=1))
    with pytest.raises(MoveRefused, match="尚未"):
        attending.take_list(today, [manager], actor=officer, at=at)


def test_a_number_told_by_a_ledger_is_not_made_smaller(today, officer, manager, at):
    Training.objects.update(present=40)
    for person in (manager, officer):
        attending.sign_in(today, actor=person, at=at)
        assert Training.objects.get().present == 40


@pytest.mark.django_db
def test_every_rule_names_a_known_audience_and_kind():
    for duty in owed.duties():
        assert duty.audience in KNOWN
        assert duty.audience in code_list("training_audience").labels
        assert duty.kind in code_list("training_kind").labels


def test_before_a_rule_holds_nobody_owes(root, manager):
    assert owed.lines(root, 2019) == []
    assert {one.duty.audience for one in owed.lines(root, 2021)} <= {
        "complaint_handler"
    }


def test_an_audience_is_told_by_role(root, manager, officer, auditor):
    assert people_of(root, ["frontline"], TODAY) == [manager]
    assert set(people_of(root, ["all"], TODAY)) >= {manager, officer, auditor}
    assert people_of(root, [], TODAY) == []


@pytest.mark.parametrize(
    ("days", "is_new"), [(-1, False), (0, True), (364, True), (365, False)]
)
def test_somebody_is_new_for_a_year_from_the_first_day(root, manager, days, is_new):
    User.objects.filter(pk=manager.pk).update(joined_on=TODAY - timedelta(days=days))
    assert (manager in people_of(root, ["new_staff"], TODAY)) is is_new


def test_new_staff_owe_a_training_for_new_staff(root, manager):
    User.objects.filter(pk=manager.pk).update(joined_on=TODAY)
    found = owed.lines(root, TODAY.year)
    owing = [one.person for one in found if one.duty.audience == "new_staff"]
    assert owing == [manager]


def test_a_manager_sees_what_the_own_people_owe(client, today, manager, officer):
    client.force_login(manager)
    page = client.get(reverse("education:training_owed")).text
    assert manager.name in page
    found = owed.lines(today.root, today.held_on.year, [manager.unit_id])
    assert {one.person for one in found} == {manager}
    client.force_login(officer)
    owing = reverse("education:training_owed")
    assert "尚欠" in client.get(owing, {"year": f"{TODAY.year}"}).text
    assert client.get(owing, {"year": "x"}).status_code == 404
