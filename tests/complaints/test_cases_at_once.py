"""Many at once: every case gets its number, a double click makes one."""

import threading
from datetime import date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from complaints import handling, registering
from complaints.models import Complaint
from complaints.registering import CaseRefused, Intake
from consumer_protection.core.ledgers.declaration import ledger
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.models import Unit
from consumer_protection.core.states import MoveRefused
from tests.making import workbook

AT = datetime(2024, 3, 1, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(count, deed):
    """Runs the deed in as many threads, each with its own connection; what they gave
    or raised."""
    found, start = [], threading.Barrier(count)

    def run(number):
        start.wait()
        try:
            found.append(deed(number))
        except (MoveRefused, CaseRefused) as error:
            found.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def put(uid, clerk, unit, text="等候太久"):
    values = {"unit": unit, "received_on": date(2024, 3, 1), "description": text}
    return registering.put_on_record(uid, Intake(values), actor=clerk, at=AT)


def test_fifty_clerks_get_the_numbers_one_to_fifty(staff):
    clerk, unit = staff("cp_officer"), Unit.objects.get(code="MXW10")

    made = at_once(50, lambda number: put(uuid4(), clerk, unit, f"第{number}件"))

    expected = [f"TS2024{number:04d}" for number in range(1, 51)]
    assert sorted(case.number for case in made) == expected


def test_the_same_form_ten_times_at_once_is_one_case(staff):
    clerk, unit, uid = staff("cp_officer"), Unit.objects.get(code="MXW10"), uuid4()

    made = at_once(10, lambda _number: put(uid, clerk, unit))

    assert {case.pk for case in made} == {Complaint.objects.get().pk}


def test_two_who_decide_at_once_decide_once(staff):
    clerk, unit = staff("cp_officer"), Unit.objects.get(code="MXW10")
    case = put(uuid4(), clerk, unit)
    heads = [staff("cp_head"), staff("senior_exec")]

    def decide(number):
        own = Complaint.objects.get(pk=case.pk)
        handling.move_case(
            own, "not_handle", {}, actor=heads[number], at=AT, note="非本机构业务"
        )
        return own

    told = at_once(2, decide)

    assert {type(one) for one in told} == {Complaint, MoveRefused}
    case.refresh_from_db()
    assert case.status == "not_handled"


def test_two_who_import_the_same_ledger_at_once_write_it_once(staff, tmp_path):
    clerk = staff("cp_officer")
    headers = ("投诉编号", "受理日期", "被投诉机构", "投诉内容")
    rows = [(f"A{number}", "2024-02-01", "营业部", "等候") for number in range(30)]
    path = workbook(tmp_path, headers, rows)

    told = at_once(
        2, lambda _number: import_ledger(ledger("complaints"), Order(path, clerk, AT))
    )

    assert Complaint.objects.count() == 30
    assert sorted(one.count("taken") for one in told) == [0, 30]
