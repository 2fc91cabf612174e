"""Work orders of the hotlines 12378 and 12345 come in by presets of their own."""

import io
import json
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from complaints.ledgers import COMPLAINTS
from complaints.models import Complaint
from consumer_protection.core.codes import code_list
from consumer_protection.core.ledgers import upload_results
from consumer_protection.core.ledgers.headers import fold_header
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.ledgers.parsers import Coded
from consumer_protection.core.ledgers.presets import preset_of
from consumer_protection.core.ledgers.rows import Choices
from consumer_protection.core.models import LedgerUpload, RememberedChoice, TrailEntry
from tests.making import workbook

HEADERS_12378 = (
    "序号", "工单编号", "来电时间", "转办时间", "投诉人姓名", "性别", "联系电话",
    "被投诉机构", "被投诉网点", "业务类型", "投诉内容", "投诉请求", "办理时限", "工单状态",
)  # fmt: skip
ROW_12378 = (
    1, "3504212024030500123", "2024-03-04 16:20:31", "2024-03-05 09:12:08", "陈大明", "男",
    "13800001111", "明溪县农村信用合作联社", "城关信用社", "银行卡业务",
    "社保卡被限制非柜面交易", "要求说明原因并恢复", "2024-03-20 09:12:08", "待办理",
)  # fmt: skip
HEADERS_12345 = (
    "工单编号", "诉求类型", "诉求标题", "诉求内容", "来电人", "来电号码", "区域", "登记时间",
    "派单时间", "承办单位", "紧急程度", "办结时限", "办理结果", "办结时间", "满意度",
)  # fmt: skip
ROW_12345 = (
    "MX12345-2024-0871", "投诉举报", "信用社排队久", "城关信用社只开一个窗口", "蔡国平",
    "0598-2812345", "雪峰镇", "2024年4月2日", datetime(2024, 4, 3, 10, 5),
    "明溪农信联社", "一般", datetime(2024, 4, 10), "已增开窗口并致歉", "2024-04-08 17:30",
    "满意",
)  # fmt: skip


def changed(headers, row, **values):
    return [values.get(header, cell) for header, cell in zip(headers, row, strict=True)]


@pytest.fixture
def take(union, system, now, tmp_path):
    def run(name, headers, *rows, **more):
        path = workbook(tmp_path, headers, rows, title="工单清单")
        choices = Choices(preset=preset_of(COMPLAINTS.presets, name), **more)
        order = Order(path=path, actor=system, at=now, choices=choices, update=True)
        return import_ledger(COMPLAINTS, order)

    return run


def faults(outcome):
    return [
        (row.number, problem.field, problem.code)
        for row in outcome.wrong
        for problem in row.problems
    ]


def test_a_12378_order_becomes_a_case_of_the_regulator(take):
    outcome = take("hotline_12378", HEADERS_12378, ROW_12378)

    assert faults(outcome) == []
    case = Complaint.objects.get()
    assert (case.source, case.intake_channel) == ("nfra_forward", "platform")
    assert case.is_forwarded
    # The clock begins when the order was handed on, not when the customer called.
    assert case.received_on == date(2024, 3, 5)
    assert case.unit.name == "城关信用社"
    assert (case.category, case.remark) == ("debit_card", "要求说明原因并恢复")
    assert (case.complainant, case.phone) == ("陈大明", "13800001111")
    assert (case.number, case.status) == ("3504212024030500123", "registered")


def test_a_12345_order_becomes_a_case_of_the_town(take):
    outcome = take("hotline_12345", HEADERS_12345, ROW_12345)

    assert faults(outcome) == []
    case = Complaint.objects.get()
    assert (case.source, case.intake_channel) == ("gov_12345", "platform")
    assert (case.record_nature, case.received_on) == ("complaint", date(2024, 4, 3))
    assert (case.closed_on, case.satisfaction) == (date(2024, 4, 8), "satisfied")
    assert case.investigation == "已增开窗口并致歉"
    assert case.unit.kind == "legal_person"


@pytest.mark.parametrize(
    ("written", "nature"),
    [("咨询", "inquiry"), ("求助", "inquiry"), ("意见建议", "suggestion"), ("表扬", "praise")],
)  # fmt: skip
def test_what_is_no_complaint_is_not_taken_for_one(take, written, nature):
    take(
        "hotline_12345", HEADERS_12345,
        changed(HEADERS_12345, ROW_12345, 诉求类型=written),
    )  # fmt: skip

    assert Complaint.objects.get().record_nature == nature
    assert Complaint.objects.complaints().count() == 0


def test_where_the_best_column_is_empty_the_next_is_read(take):
    take(
        "hotline_12378", HEADERS_12378,
        changed(HEADERS_12378, ROW_12378, 转办时间=None, 被投诉网点=" "),
    )  # fmt: skip

    case = Complaint.objects.get()
    assert (case.received_on, case.unit.code) == (date(2024, 3, 4), "MX00")


def test_a_source_in_the_file_does_not_count(take):
    headers, row = [*HEADERS_12345, "来源"], [*ROW_12345, "电话"]
    outcome = take("hotline_12345", headers, row)

    assert faults(outcome) == []
    assert Complaint.objects.get().source == "gov_12345"


@pytest.mark.parametrize(
    ("header", "value", "field", "code"),
    [
        ("业务类型", "区块链业务", "category", "code.unknown"),
        ("被投诉网点", "火星支行", "unit", "unit.unknown"),
        ("转办时间", "2024-13-05 10:00", "received_on", "date.unreadable"),
        ("转办时间", "2024-03-05 今天", "received_on", "date.unreadable"),
        ("转办时间", "2999-03-05 10:00", "received_on", "date.future"),
        ("联系电话", "138****1111", "phone", "value.masked"),
        ("投诉内容", "", "description", "value.missing"),
        ("工单编号", "=1+1", "number", "cell.formula"),
    ],
)
def test_what_is_not_known_is_told_by_row_and_nothing_is_written(
    take, header, value, field, code
):
    wrong = changed(HEADERS_12378, ROW_12378, **{"工单编号": "2", header: value})
    outcome = take("hotline_12378", HEADERS_12378, ROW_12378, wrong)

    assert faults(outcome) == [(4, field, code)]
    assert Complaint.objects.count() == 0


def test_an_unknown_column_stops_the_import_until_somebody_decides(take):
    headers, row = [*HEADERS_12378, "神秘列"], [*ROW_12378, "x"]

    assert faults(take("hotline_12378", headers, row)) == [
        (2, "神秘列", "header.unknown")
    ]
    assert faults(take("hotline_12378", headers, row, ignored=["神秘列"])) == []


def test_a_column_twice_stops_the_import(take):
    headers, row = [*HEADERS_12378, "转办时间"], [*ROW_12378, "2024-03-09"]

    assert (2, "转办时间", "header.doubled") in faults(
        take("hotline_12378", headers, row)
    )


def test_what_a_person_decides_goes_before_the_preset(take):
    take(
        "hotline_12378", HEADERS_12378, ROW_12378,
        maps={"来电时间": "received_on", "办理时限": "extended_to"},
        renames={("category", "银行卡业务"): "credit_card"},
    )  # fmt: skip

    case = Complaint.objects.get()
    assert case.received_on == date(2024, 3, 4)
    assert case.extended_to == date(2024, 3, 20)
    assert case.category == "credit_card"


def test_the_same_file_again_finds_its_cases_and_a_later_one_brings_their_end(take):
    open_row = changed(HEADERS_12345, ROW_12345, 办结时间=None, 满意度=None)
    take("hotline_12345", HEADERS_12345, open_row)
    again = take("hotline_12345", HEADERS_12345, open_row)
    later = take("hotline_12345", HEADERS_12345, ROW_12345)

    assert (again.count("known"), later.count("changed")) == (1, 1)
    assert Complaint.objects.get().status == "closed"


def test_without_its_preset_the_file_is_not_understood(take):
    assert faults(take("", HEADERS_12345, ROW_12345))
    assert Complaint.objects.count() == 0


@pytest.mark.parametrize("preset", COMPLAINTS.presets, ids=lambda one: one.name)
def test_presets_name_fields_and_codes_there_are(first_data, preset):
    columns = {column.field: column for column in COMPLAINTS.columns}
    assert set(preset.columns) | set(preset.values) | set(preset.sets) <= set(columns)
    for field, code in preset.sets.items():
        assert code in code_list(columns[field].parser.list).labels
    for field, known in preset.values.items():
        assert isinstance(columns[field].parser, Coded)
        assert set(known.values()) <= set(code_list(columns[field].parser.list).labels)
    headers = [fold_header(one) for named in preset.columns.values() for one in named]
    left_out = list(map(fold_header, preset.left_out))
    assert len(headers + left_out) == len({*headers, *left_out})


# --- The wizard and the command ---


@pytest.fixture
def as_officer(client, officer):
    client.force_login(officer)
    return client


def upload(client, tmp_path, headers, row, preset="hotline_12378"):
    content = workbook(tmp_path, headers, [row]).read_bytes()
    told = {"file": SimpleUploadedFile("工单.xlsx", content), "preset": preset}
    answer = client.post(reverse("core:import_new", args=["complaints"]), told)
    return answer, LedgerUpload.objects.order_by("pk").last()


def test_the_wizard_offers_the_presets_and_keeps_the_one_chosen(as_officer, tmp_path):
    page = as_officer.get(reverse("core:import_new", args=["complaints"]))
    assert "12378" in page.content.decode()
    assert "12345" in page.content.decode()
    units = as_officer.get(reverse("core:import_new", args=["units"]))
    assert "12378" not in units.content.decode()

    _answer, kept = upload(as_officer, tmp_path, HEADERS_12378, ROW_12378)
    assert upload_results.opened(kept)["counts"]["taken"] == 1
    assert "12378" in as_officer.get(kept.get_absolute_url()).content.decode()
    as_officer.post(reverse("core:import_confirm", args=[kept.pk]))

    assert Complaint.objects.get().source == "nfra_forward"
    received = TrailEntry.objects.get(action="core.ledgerupload.received")
    assert received.changes["preset"] == "hotline_12378"


def test_a_preset_there_is_not_is_refused(as_officer, tmp_path):
    answer, kept = upload(as_officer, tmp_path, HEADERS_12378, ROW_12378, "hotline_1")

    assert answer.status_code == 200
    assert answer.context["form"].errors["preset"]
    assert kept is None


def test_decisions_about_orders_of_one_hotline_stay_with_them(as_officer, tmp_path):
    headers, row = [*HEADERS_12378, "神秘列"], [*ROW_12378, "x"]
    _answer, kept = upload(as_officer, tmp_path, headers, row)
    as_officer.post(reverse("core:import_decide", args=[kept.pk]), {"h0": "-"})
    kept.refresh_from_db()
    assert kept.choices["preset"] == "hotline_12378"
    assert upload_results.opened(kept)["counts"]["wrong"] == 0

    _answer, again = upload(as_officer, tmp_path, headers, row)
    assert upload_results.opened(again)["counts"]["wrong"] == 0
    _answer, other = upload(as_officer, tmp_path, headers, row, preset="")
    assert "神秘列" in upload_results.opened(other)["headers"]
    choice = RememberedChoice.objects.get()
    page = reverse("core:import_new", args=["complaints"])
    assert "神秘列" in as_officer.get(page).content.decode()
    forgotten = as_officer.post(reverse("core:choice_forget", args=[choice.pk]))
    assert forgotten.url == page


def test_the_command_takes_a_preset(union, tmp_path):
    path = workbook(tmp_path, HEADERS_12345, [ROW_12345])
    out = io.StringIO()
    call_command(
        "import_ledger", "complaints", str(path), "--preset", "hotline_12345", "--json",
        stdout=out,
    )  # fmt: skip

    assert json.loads(out.getvalue())["taken"] == 1
    assert Complaint.objects.get().source == "gov_12345"


@pytest.mark.parametrize("kind", ["complaints", "units"])
def test_the_command_refuses_a_preset_there_is_not(union, tmp_path, kind):
    path = workbook(tmp_path, HEADERS_12345, [ROW_12345])

    with pytest.raises(CommandError) as refused:
        call_command("import_ledger", kind, str(path), "--preset", "nothing")

    assert refused.value.returncode == 2
