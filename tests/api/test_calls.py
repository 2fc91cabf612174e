"""The same call many times is one record and one answer."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from complaints.models import Complaint
from consumer_protection.core import calls
from consumer_protection.core.models import ApiCall, Unit
from tests.api.conftest import Program
from tests.api.making import NEW

TIMES = 20
BODY = {**NEW["complaints"], "complainant": "王小明", "phone": "13812345678"}
KEY = {"Idempotency-Key": "6f1c-1"}


def test_the_same_call_twenty_times_is_one_record(officers, union):
    told = [officers.post("complaints/", BODY, **KEY) for _ in range(TIMES)]

    assert {(one.status_code, one.content) for one in told} == {(201, told[0].content)}
    assert {one["Location"] for one in told} == {told[0]["Location"]}
    assert "Idempotency-Replayed" not in told[0]
    assert told[1]["Idempotency-Replayed"] == "true"
    assert Complaint.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_call_twenty_times_at_once_is_one_record(officers, union):
    told = at_once(officers.secret, KEY)

    assert {(status, body) for status, body in told} == {(201, told[0][1])}
    assert Complaint.objects.count() == ApiCall.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_a_key_twenty_at_once_are_one_record_and_refusals(officers, union):
    told = at_once(officers.secret, {})

    assert sorted(status for status, _body in told) == [201] + [409] * (TIMES - 1)
    assert Complaint.objects.count() == 1


def at_once(secret, headers):
    """The answers of calls that start together, each from a client of its own."""
    told, ready = [], threading.Barrier(TIMES)

    def client():
        program = Program(secret)
        ready.wait()
        answer = program.post("complaints/", BODY, **headers)
        told.append((answer.status_code, answer.content))
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == TIMES
    return told


def test_the_key_with_another_body_is_refused(officers, union):
    officers.post("complaints/", BODY, **KEY)

    other = officers.post("complaints/", {**BODY, "description": "另一件"}, **KEY)

    assert other.status_code == 422
    assert other["Content-Type"] == "application/problem+json"
    assert Complaint.objects.count() == 1


def test_the_key_at_another_address_is_refused(officers, union):
    record = officers.post("complaints/", BODY, **KEY).json()

    path = f"complaints/{record['number']}/moves/accept/"
    assert officers.post(path, BODY, **KEY).status_code == 422


def test_a_key_is_its_owners_alone(officers, program, staff, union):
    officers.post("complaints/", BODY, **KEY)
    other = program(staff("cp_head"))

    again = other.post("complaints/", {**BODY, "description": "另一件"}, **KEY)

    assert again.status_code == 201
    assert Complaint.objects.count() == 2


def test_a_call_that_failed_may_be_made_again(officers, union):
    wrong = officers.post("complaints/", {**BODY, "unit": "nowhere"}, **KEY)

    assert wrong.status_code == 400
    assert officers.post("complaints/", BODY, **KEY).status_code == 201


def test_a_change_and_a_move_are_made_once_as_well(officers, union):
    record = officers.post("complaints/", BODY).json()
    path = f"complaints/{record['number']}/"
    change = {"version": record["version"], "handler": "李"}

    first = officers.patch(path, change, **KEY)
    again = officers.patch(path, change, **KEY)
    moves = [
        officers.post(f"{path}moves/accept/", {}, **{"Idempotency-Key": "2"})
        for _ in range(3)
    ]

    assert (first.status_code, first.content) == (200, again.content)
    assert {one.status_code for one in moves} == {200}
    assert len({one.content for one in moves}) == 1


def test_a_call_is_not_answered_again_to_one_who_lost_sight(program, staff, union):
    handler = staff("branch_handler", "MXW10")
    branch = program(handler)
    record = branch.post("complaints/", BODY).json()
    path = f"complaints/{record['number']}/"
    change = {"version": record["version"], "handler": "李"}
    assert branch.patch(path, change, **KEY).status_code == 200

    handler.unit = Unit.objects.get(code="MXW11")
    handler.save()

    assert branch.patch(path, change, **KEY).status_code == 404


@pytest.mark.parametrize("key", ["x" * 201, "键", "a\tb"])
def test_an_unreadable_key_is_refused(officers, union, key):
    told = officers.post("complaints/", BODY, **{"Idempotency-Key": key})

    assert told.status_code == 400
    assert not Complaint.objects.exists()


def test_answers_are_kept_two_days_without_plain_personal_data(officers, union):
    officers.post("complaints/", BODY, **KEY)
    kept = str(ApiCall.objects.values().get())
    now = timezone.now()

    assert "王小明" not in kept
    assert "13812345678" not in kept
    assert calls.forget(at=now + timedelta(hours=47)) == 0
    assert calls.forget(at=now + timedelta(hours=49)) == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_changes_of_one_version_one_is_made(officers, union):
    record = officers.post("complaints/", BODY).json()
    path, told = f"complaints/{record['number']}/", []
    ready = threading.Barrier(TIMES)

    def client(number):
        program = Program(officers.secret)
        ready.wait()
        change = {"version": record["version"], "handler": f"第{number}人"}
        told.append(program.patch(path, change).status_code)
        connection.close()

    threads = [threading.Thread(target=client, args=(one,)) for one in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(told) == [200] + [409] * (TIMES - 1)
