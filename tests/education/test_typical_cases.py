"""Typical cases: written by outlets, approved by somebody else, told by all."""

import pytest
from django.urls import reverse

from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.ledgers.rows import LedgerRefused
from consumer_protection.core.states import MoveRefused
from consumer_protection.core.transitions import make_move
from education import ledgers
from education.models import TypicalCase
from tests.education.making import kept
from tests.making import workbook


@pytest.fixture
def case(union, staff, now):
    writer = staff("branch_handler", "MXW10")
    return kept("typical-cases", writer, now), writer


def test_somebody_else_takes_a_case_into_the_library(case, staff, now, client):
    one, writer = case
    client.force_login(staff("cp_head"))
    door = reverse("education:typical_case_move", args=[one.pk, "approve"])
    assert client.post(door).status_code == 302
    one.refresh_from_db()
    assert one.is_in_library


def test_whoever_wrote_it_does_not_approve_it(union, staff, now):
    officer = staff("cp_head")
    one = kept("typical-cases", officer, now)
    with pytest.raises(MoveRefused, match="编写人"):
        make_move(one, "approve", actor=officer, at=now)


@pytest.mark.parametrize("field", ["name", "story", "lesson", "source"])
def test_a_case_that_holds_a_persons_number_stays_out_of_the_library(
    union, staff, system, now, field
):
    one = kept("typical-cases", system, now, **{field: "客户手机13800138000"})
    with pytest.raises(MoveRefused, match="号码"):
        make_move(one, "approve", actor=staff("cp_head"), at=now)


def test_other_outlets_read_the_library_and_no_draft(case, staff, now):
    one, _writer = case
    other = staff("branch_handler", "MXW11")
    assert not TypicalCase.objects.visible_to(other).exists()
    make_move(one, "approve", actor=staff("cp_head"), at=now)
    assert list(TypicalCase.objects.visible_to(other)) == [one]
    assert not TypicalCase.objects.visible_to(staff("reviewer")).exists()


def test_what_stands_in_the_library_is_taken_back_before_it_is_changed(
    case, staff, system, now, tmp_path
):
    one, _writer = case
    head = staff("cp_head")
    make_move(one, "approve", actor=head, at=now)
    row = {
        "案例名称": one.name,
        "编写日期": "2024-05-17",
        "主题": "防范电信网络诈骗",
        "案情": "改写",
        "风险提示": "改写",
        "网点": "MXW10",
    }
    path = workbook(tmp_path, list(row), [list(row.values())])
    order = Order(path=path, actor=system, at=now, update=True)
    with pytest.raises(LedgerRefused, match="已入库"):
        import_ledger(ledgers.TYPICAL_CASES, order)
    one.refresh_from_db()
    assert one.story != "改写"
    make_move(one, "take_back", actor=head, at=now)
    assert one.status == "draft"
