"""The ledger of complaints, as people keep it."""

from datetime import date, datetime

import pytest

from complaints.ledgers import COMPLAINTS
from complaints.models import Complaint
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.ledgers.rows import Choices
from consumer_protection.core.models import TrailEntry
from tests.making import workbook

HEADERS = ["工单编号", "受理日期", "被投诉机构", "投诉内容"]
ROW = ["TS20240001", "2024/3/5", "营业部", "卡片被限制"]


@pytest.fixture
def take(union, system, now, tmp_path):
    def run(headers, *rows, **asked):
        path = workbook(tmp_path, headers, rows)
        return import_ledger(
            COMPLAINTS, Order(path=path, actor=system, at=now, **asked)
        )

    return run


def faults(outcome):
    return [
        (row.number, problem.field, problem.code)
        for row in outcome.wrong
        for problem in row.problems
    ]


def warnings(outcome):
    return [
        problem.code
        for row in outcome.reading.rows
        for problem in row.problems
        if problem.is_warning
    ]


def with_cell(header, value):
    """HEADERS and ROW with one more column, or another value in one of them."""
    if header in HEADERS:
        return HEADERS, [
            value if name == header else cell
            for name, cell in zip(HEADERS, ROW, strict=True)
        ]
    return [*HEADERS, header], [*ROW, value]


@pytest.mark.parametrize(
    "written",
    [
        "2024/3/5",
        "2024-03-05",
        "2024.3.5",
        "2024年3月5日",
        datetime(2024, 3, 5),
        "２０２４/３/５",
    ],
)
def test_a_date_is_read_however_people_type_it(take, written):
    take(*with_cell("受理日期", written))

    assert Complaint.objects.get().received_on == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("header", "value", "field", "code"),
    [
        ("受理日期", "65438年6月", "received_on", "date.unreadable"),
        ("受理日期", "2024-02-30", "received_on", "date.unreadable"),
        ("受理日期", 45356, "received_on", "date.unreadable"),
        ("受理日期", "2035-01-01", "received_on", "date.future"),
        ("受理日期", None, "received_on", "value.missing"),
        ("受理日期", "=TODAY()", "received_on", "cell.formula"),
        ("被投诉机构", "无此机构", "unit", "unit.unknown"),
        ("投诉内容", "看不见\u200b的字", "description", "text.invisible"),
        ("投诉内容", "反向\u202e文字", "description", "text.invisible"),
        ("证件号码", 350421199001011234, "id_number", "identity.is_number"),
        ("证件号码", "3504211990010112", "id_number", "identity.length"),
        ("联系电话", "123", "phone", "phone.unreadable"),
        ("联系电话", "138****0000", "phone", "value.masked"),
        ("投诉人", "张*", "complainant", "value.masked"),
        ("业务类别", "不存在的类别", "category", "code.unknown"),
        ("办结日期", "2024-03-04", "closed_on", "date.order"),
        ("涉及金额", "很多", "amount", "money.unreadable"),
        ("是否重大", "也许", "is_major", "yesno.unreadable"),
        ("从未见过的列", "x", "从未见过的列", "header.unknown"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(take, header, value, field, code):
    outcome = take(*with_cell(header, value))

    assert [fault[1:] for fault in faults(outcome)] == [(field, code)]
    assert not Complaint.objects.exists()


def test_one_wrong_row_keeps_all_others_out(take):
    outcome = take(HEADERS, ROW, ["TS20240002", "坏日期", "营业部", "内容"])

    assert faults(outcome) == [(4, "received_on", "date.unreadable")]
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    ("header", "value", "field", "stored"),
    [
        ("受理来源", "12345政务热线转办", "source", "gov_12345"),
        ("受理来源", "96336客服热线", "source", "provincial_hotline"),
        ("受理来源", "省联社客服中心", "source", "provincial_hotline"),
        ("受理来源", "信访件", "source", "petition"),
        ("受理来源", "银监分局转办", "source", "nfra_forward"),
        ("受理来源", "12363转来", "source", "pbc_forward"),
        ("受理来源", "客户直接反映", "source", "direct_customer"),
        ("受理渠道", "来访", "intake_channel", "visit"),
        ("受理渠道", "上门", "intake_channel", "visit"),
        ("受理渠道", "意见簿（箱）", "intake_channel", "suggestion_book"),
        ("受理渠道", "转办函", "intake_channel", "letter"),
        ("业务类别", "社保卡", "category", "debit_card/social_security"),
        ("业务类别", "借记卡", "category", "debit_card"),
        ("投诉原因", "规则流程", "cause", "rules_process"),
        ("投诉原因", "催收方式", "cause", "collection_method"),
        ("告知方式", "书面", "notify_method", "post"),
        ("告知方式", "ＳＭＳ", "notify_method", "sms"),
        ("客户评价", "基本满意", "satisfaction", "basically"),
        ("是否重复投诉", "√", "is_repeat", True),
        ("是否重复投诉", "N", "is_repeat", False),
    ],
)
def test_names_people_use_are_understood(take, header, value, field, stored):
    outcome = take(*with_cell(header, value))

    assert faults(outcome) == []
    assert getattr(Complaint.objects.get(), field) == stored


def test_a_header_is_found_whatever_its_width_breaks_and_brackets(take):
    outcome = take(["工单 编号", "受理\n日期", "被投诉机构（全称）", "投诉内容 *"], ROW)

    assert outcome.count("taken") == 1


def test_totals_blank_rows_and_running_numbers_are_left_out(take):
    headers = ["序号", *HEADERS]
    outcome = take(
        headers,
        [1, *ROW],
        [None] * 5,
        [3, None, None, None, None],
        ["合计", None, 1, None, None],
    )

    assert (outcome.count("taken"), faults(outcome)) == (1, [])


def test_the_same_file_again_changes_nothing(take):
    take(HEADERS, ROW)
    before = TrailEntry.objects.count()

    again = take(HEADERS, ROW)

    assert (again.count("known"), again.count("taken"), again.batch) == (1, 0, None)
    assert TrailEntry.objects.count() == before


def test_a_changed_row_is_only_written_with_update(take):
    take(HEADERS, ROW)
    changed = [*HEADERS, "办结日期"], [*ROW, "2024-03-09"]

    looked = take(*changed)
    assert looked.count("changed") == 1
    assert Complaint.objects.get().closed_on is None

    take(*changed, update=True)
    case = Complaint.objects.get()
    assert (case.closed_on, case.status) == (date(2024, 3, 9), "closed")
    told = TrailEntry.objects.filter(action="complaints.complaint.updated_from_ledger")
    assert told.count() == 1


def test_a_value_edited_since_is_a_conflict(take):
    take([*HEADERS, "备注"], [*ROW, "甲"])
    Complaint.objects.update(remark="乙")

    outcome = take([*HEADERS, "备注"], [*ROW, "丙"], update=True)

    assert faults(outcome) == [(3, "remark", "value.conflict")]
    assert Complaint.objects.get().remark == "乙"


def test_the_imported_value_again_leaves_an_edited_one_alone(take):
    take([*HEADERS, "备注"], [*ROW, "甲"])
    Complaint.objects.update(remark="乙")

    outcome = take([*HEADERS, "备注"], [*ROW, "甲"], update=True)

    assert outcome.count("known") == 1
    assert Complaint.objects.get().remark == "乙"


def test_a_number_standing_twice_in_the_file_is_an_error(take):
    outcome = take(HEADERS, ROW, ROW)

    assert faults(outcome) == [(4, "number", "row.repeated")]


def test_trying_writes_nothing(take):
    outcome = take(HEADERS, ROW, dry_run=True)

    assert outcome.count("taken") == 1
    assert not Complaint.objects.exists()


def test_an_unknown_column_can_be_mapped_or_left_out(take):
    mapped = take(
        [*HEADERS, "说明"], [*ROW, "甲"], choices=Choices(maps={"说明": "remark"})
    )
    assert (faults(mapped), Complaint.objects.get().remark) == ([], "甲")

    ignored = take(
        [*HEADERS, "内部列"], [*ROW, "甲"], choices=Choices(ignored=["内部列"])
    )
    assert faults(ignored) == []


def test_an_unknown_value_can_be_mapped(take):
    outcome = take(
        *with_cell("业务类别", "老业务"),
        choices=Choices(renames={("category", "老业务"): "loan"}),
    )

    assert (faults(outcome), Complaint.objects.get().category) == ([], "loan")


def test_a_row_without_a_number_gets_the_next_one(take):
    headers = HEADERS[1:]
    take(HEADERS, ["TS20240007", *ROW[1:]])

    take(headers, ["2024/3/6", "营业部", "另一件"])

    assert set(Complaint.objects.values_list("number", flat=True)) == {
        "TS20240007",
        "TS20240008",
    }


def test_a_doubtful_identity_only_warns(take):
    outcome = take(*with_cell("证件号码", "350421190012193115"))

    assert (faults(outcome), warnings(outcome)) == ([], ["identity.doubtful"])


def test_an_office_that_no_longer_forwards_only_warns(take):
    headers, row = with_cell("受理来源", "人民银行转办")
    row[1] = "2024-09-11"

    assert warnings(take(headers, row)) == ["source.ended"]


def test_personal_data_is_stored_encrypted_and_read_back(take):
    take([*HEADERS, "投诉人", "联系电话"], [*ROW, "曾小梅", "+86 138-0000-3280"])
    case = Complaint.objects.get()

    assert (case.complainant, case.phone) == ("曾小梅", "13800003280")
    assert "曾小梅".encode() not in bytes(case.complainant_sealed)


def test_a_row_without_a_number_never_takes_one_that_stands_further_down(take):
    outcome = take(
        HEADERS,
        [None, "2024/3/6", "营业部", "没有编号"],
        ["TS20240001", "2024/3/5", "营业部", "有编号"],
    )

    assert faults(outcome) == []
    assert set(Complaint.objects.values_list("number", flat=True)) == {
        "TS20240001",
        "TS20240002",
    }


def test_an_imported_number_raises_the_counter_of_its_own_year(take):
    take(HEADERS, ["TS20230001", "2024/1/2", "营业部", "去年的编号"])

    take(HEADERS, [None, "2023/12/30", "营业部", "去年受理"])

    assert Complaint.objects.filter(number="TS20230002").exists()


def test_another_value_does_not_move_an_open_case(take):
    take([*HEADERS, "备注"], [*ROW, "甲"])
    Complaint.objects.update(status="pending_approval")

    take([*HEADERS, "备注"], [*ROW, "乙"], update=True)

    case = Complaint.objects.get()
    assert (case.remark, case.status) == ("乙", "pending_approval")


def test_an_import_asks_the_database_as_often_for_few_rows_as_for_many(
    take, django_assert_max_num_queries
):
    def rows(count, numbered, year):
        return [
            [
                f"X{year}{number}" if numbered else None,
                f"{year}/3/{1 + number % 28}",
                "营业部" if number % 2 else "城关信用社",
                f"第{number}件",
            ]
            for number in range(count)
        ]

    for numbered, years in ((True, (2020, 2021)), (False, (2022, 2023))):
        with django_assert_max_num_queries(40) as few:
            take(HEADERS, *rows(2, numbered, years[0]))
        with django_assert_max_num_queries(len(few.captured_queries)):
            take(HEADERS, *rows(60, numbered, years[1]))
        with django_assert_max_num_queries(len(few.captured_queries)):
            outcome = take(HEADERS, *rows(60, numbered, years[1]))
        assert outcome.count("known") == 60


def test_rows_without_a_number_get_the_next_ones_in_their_order(take):
    own = ["TS20240007", "2024/3/5", "营业部", "第一件"]
    rows = [
        [None, "2024/3/6", "营业部", "第二件"],
        own,
        [None, "2024/3/7", "营业部", "第三件"],
    ]
    take(HEADERS, *rows)

    numbers = Complaint.objects.order_by("received_on").values_list("number", flat=True)
    assert list(numbers) == ["TS20240007", "TS20240008", "TS20240009"]


def test_of_two_cases_alike_the_first_is_the_known_one(take):
    row = [None, "2024/3/5", "营业部", "同一件事"]
    take(HEADERS, ["A1", *row[1:]], ["A2", *row[1:]])

    outcome = take(HEADERS, row)

    assert outcome.compared[0].record.number == "A1"
