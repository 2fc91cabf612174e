"""The ledger of meetings: one row is one item, rows of one meeting are one meeting."""

from datetime import date

import pytest

from consumer_protection.core import attachments
from consumer_protection.core.ledgers.exporting import Export
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.ledgers.taking_back import CannotTakeBack, take_back
from consumer_protection.core.models import TrailEntry, Unit
from consumer_protection.governance.ledgers import MEETINGS
from consumer_protection.governance.models import AgendaItem, Meeting
from tests.governance.making import contents, problems

ROW = {
    "会议日期": "2024/1/26",
    "会议机构": "理事会",
    "会议名称": "第一次理事会会议",
    "议题": "审议消保工作报告",
}
SECOND = ROW | {"议题": "信贷投放计划"}
COUNTED = ROW | {"实到人数": 8, "应到人数": 9}


def counts():
    meeting = Meeting.objects.get()
    return meeting.present, meeting.expected


@pytest.mark.parametrize(
    ("header", "value", "field", "stored"),
    [
        ("是否消保议题", "是", "is_consumer_protection", True),
        ("消保议题", "×", "is_consumer_protection", False),
        ("是否消保议题", None, "is_consumer_protection", None),
        ("决议编号", "〔2024〕1号", "resolution_number", "〔2024〕1号"),
        ("决议", "同意该报告。", "resolution", "同意该报告。"),
        ("决议结果", "同意", "result", "agreed"),
        ("决议结果", "修改后同意", "result", "agreed_with_change"),
        ("审议结果", "否决", "result", "rejected"),
        ("决议结果", "暂缓", "result", "deferred"),
        ("决议结果", "听取", "result", "noted"),
        ("落实情况", "已落实", "follow_up", "done"),
        ("落实情况", "落实中", "follow_up", "in_progress"),
        ("落实情况", "未落实", "follow_up", "not_started"),
        ("完成时限", "2026-01-01", "due_on", date(2026, 1, 1)),
    ],
)
def test_what_people_write_is_understood(take, header, value, field, stored):
    outcome = take(MEETINGS, ROW | {header: value})

    assert problems(outcome) == []
    assert getattr(AgendaItem.objects.get(), field) == stored


@pytest.mark.parametrize(
    ("organ", "stored"),
    [
        ("理事会", "board"),
        ("董事会", "board"),
        ("理事会消保委员会", "board_committee"),
        ("监事会", "supervisors"),
        ("高级管理层", "senior_mgmt"),
    ],
)
def test_the_organs_are_known_by_their_names(take, organ, stored):
    take(MEETINGS, ROW | {"会议机构": organ})

    assert Meeting.objects.get().organ == stored


@pytest.mark.parametrize(
    ("header", "value", "field", "code"),
    [
        ("会议日期", None, "held_on", "value.missing"),
        ("会议机构", None, "organ", "value.missing"),
        ("会议名称", None, "name", "value.missing"),
        ("议题", None, "text", "value.missing"),
        ("会议日期", "2025-01-06", "held_on", "date.future"),
        ("会议机构", "没有的机构", "organ", "code.unknown"),
        ("是否消保议题", "部分", "is_consumer_protection", "yesno.unreadable"),
        ("决议结果", "没有的结果", "result", "code.unknown"),
        ("落实情况", "大概", "follow_up", "code.unknown"),
        ("责任部门", "无此部门", "unit", "unit.unknown"),
        ("完成时限", "2024-01-25", "due_on", "date.order"),
        ("实到人数", 10, "present", "count.order"),
        ("应到人数", "9余人", "expected", "number.unreadable"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(take, header, value, field, code):
    outcome = take(MEETINGS, COUNTED | {header: value})

    assert problems(outcome) == [(field, code)]
    assert not Meeting.objects.exists()


def test_rows_of_one_meeting_are_one_meeting(take):
    take(MEETINGS, COUNTED, SECOND)

    meeting = Meeting.objects.get()
    assert (meeting.items.count(), meeting.unit.code) == (2, "MXB02")


@pytest.mark.parametrize(
    "more",
    [{"会议日期": "2024-01-27"}, {"会议机构": "监事会"}, {"会议名称": "第二次会议"}],
)
def test_another_day_organ_or_name_is_another_meeting(take, more):
    take(MEETINGS, ROW, ROW | more)

    assert Meeting.objects.count() == 2


def test_without_a_lead_department_the_institution_keeps_the_papers(take, union):
    Unit.objects.update(is_lead=False)
    take(MEETINGS, ROW)

    assert Meeting.objects.get().unit == union


@pytest.mark.parametrize(
    "rows",
    [
        (COUNTED, SECOND),
        (ROW, SECOND | {"实到人数": 8, "应到人数": 9}),
        (ROW | {"实到人数": 8}, SECOND | {"应到人数": 9}),
    ],
)
def test_any_row_of_a_meeting_may_tell_who_was_there(take, rows):
    take(MEETINGS, *rows)
    assert counts() == (8, 9)

    assert take(MEETINGS, *rows, update=True).count("known") == 2
    assert counts() == (8, 9)


def test_rows_of_one_meeting_do_not_contradict_one_another(take):
    outcome = take(MEETINGS, COUNTED, SECOND | {"实到人数": 7})

    assert problems(outcome) == [("present", "count.contradiction")]
    assert not Meeting.objects.exists()


def test_two_rows_together_do_not_tell_more_than_there_are(take):
    outcome = take(MEETINGS, ROW | {"实到人数": 8}, SECOND | {"应到人数": 7})

    assert problems(outcome) == [("present", "count.order")]


def test_a_new_item_does_not_change_a_meeting_that_stands(take):
    take(MEETINGS, COUNTED)

    outcome = take(MEETINGS, SECOND | {"实到人数": 7}, update=True)
    assert problems(outcome) == [("present", "count.contradiction")]
    assert counts() == (8, 9)


def test_a_file_with_one_of_the_numbers_is_held_against_the_other(take):
    take(MEETINGS, COUNTED)

    outcome = take(MEETINGS, ROW | {"实到人数": 10}, update=True)
    assert problems(outcome) == [("present", "count.order")]


def test_the_same_item_of_a_meeting_twice_is_an_error(take):
    assert problems(take(MEETINGS, ROW, ROW)) == [("organ", "row.repeated")]


def test_the_same_file_again_changes_nothing(take):
    take(MEETINGS, COUNTED, SECOND)
    before = TrailEntry.objects.count()

    again = take(MEETINGS, COUNTED, SECOND, update=True)
    assert (again.count("known"), again.batch) == (2, None)
    assert TrailEntry.objects.count() == before


def test_a_changed_row_is_only_written_with_update(take):
    take(MEETINGS, COUNTED | {"落实情况": "落实中"})
    changed = COUNTED | {"落实情况": "已落实", "实到人数": 9}

    looked = take(MEETINGS, changed)
    assert looked.compared[0].changes == {
        "follow_up": ("in_progress", "done"),
        "present": (8, 9),
    }
    assert AgendaItem.objects.get().follow_up == "in_progress"

    take(MEETINGS, changed, update=True)
    assert (AgendaItem.objects.get().follow_up, counts()) == ("done", (9, 9))
    told = TrailEntry.objects.filter(action__endswith=".updated_from_ledger")
    assert [entry.action for entry in told] == [
        "governance.agendaitem.updated_from_ledger"
    ]


def test_a_meeting_goes_with_its_last_item(take, system, now):
    take(MEETINGS, ROW)
    second = take(MEETINGS, SECOND).batch
    take_back(second, actor=system, at=now)
    assert Meeting.objects.get().items.count() == 1

    take_back(take(MEETINGS, SECOND).batch, actor=system, at=now)
    assert AgendaItem.objects.count() == 1


def test_an_import_is_taken_back_whole(take, system, now):
    take_back(take(MEETINGS, ROW, SECOND).batch, actor=system, at=now)

    assert not AgendaItem.objects.exists()
    assert not Meeting.objects.exists()


def test_a_meeting_with_files_is_not_taken_back(take, system, now, settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    batch = take(MEETINGS, ROW).batch
    meeting = Meeting.objects.get()
    minutes = attachments.Upload("纪要.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    attachments.attach(meeting, minutes, unit_id=meeting.unit_id, actor=system, at=now)

    with pytest.raises(CannotTakeBack):
        take_back(batch, actor=system, at=now)
    assert AgendaItem.objects.exists()


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_goes_out_comes_in_again(take, system, now, tmp_path, form):
    more = {
        "是否消保议题": "是",
        "决议编号": "〔2024〕1号",
        "决议内容": "同意。",
        "决议结果": "同意",
        "责任部门": "营业部",
        "完成时限": "2025-03-26",
        "落实情况": "已落实",
    }
    take(MEETINGS, COUNTED | more, SECOND, ROW | {"会议机构": "监事会"})
    before = contents(Meeting), contents(AgendaItem)
    file = tmp_path / f"out.{form}"
    file.write_bytes(getattr(Export(MEETINGS, system, personal=True), form)())

    order = Order(path=file, actor=system, at=now)
    assert import_ledger(MEETINGS, order).count("known") == 3
    AgendaItem.objects.all().delete()
    Meeting.objects.all().delete()
    assert import_ledger(MEETINGS, order).count("taken") == 3
    assert (contents(Meeting), contents(AgendaItem)) == before
