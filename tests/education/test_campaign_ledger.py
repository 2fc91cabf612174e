"""The ledger of campaigns, as people keep it."""

from datetime import date

import pytest

from consumer_protection.core.ledgers.exporting import Export
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.ledgers.parsers import Count
from consumer_protection.core.ledgers.taking_back import take_back
from consumer_protection.core.models import TrailEntry, Unit
from education.ledgers import CAMPAIGNS
from education.models import Campaign

HEADERS = ["活动名称", "开始日期", "结束日期"]
ROW = ["金融教育宣传月", "2024/9/2", "2024年9月24日"]


@pytest.fixture
def take_one(take):
    """Imports ROW with one more column, or another value in one of its own."""

    def run(header, value, **asked):
        cells = dict(zip(HEADERS, ROW, strict=True)) | {header: value}
        return take(CAMPAIGNS, list(cells), list(cells.values()), **asked)

    return run


def problems(outcome, *, warnings=False):
    return [
        (problem.field, problem.code)
        for row in outcome.reading.rows
        for problem in row.problems
        if problem.is_warning is warnings
    ]


@pytest.mark.parametrize(
    ("header", "value", "field", "stored"),
    [
        ("活动类型", "9月金融教育宣传", "kind", "sept_education"),
        ("活动类型", "万里行", "kind", "ten_thousand_li"),
        ("集中/日常", "集中性", "mode", "concentrated"),
        ("组织方", "监管部门", "organiser", "regulator"),
        ("主办单位", "本机构", "organiser", "self"),
        (
            "形式",
            "厅堂、街头设点、进乡村",
            "forms",
            ["outlet_hall", "stall", "village"],
        ),
        ("形式", "厅堂；讲座\n讲座", "forms", ["outlet_hall", "lecture"]),
        ("主题", "防诈骗，征信", "topics", ["telecom_fraud", "credit"]),
        ("受众", "老年人,学生", "audiences", ["elderly", "youth"]),
        ("受众", None, "audiences", []),
    ],
)
def test_what_people_write_is_understood(take_one, header, value, field, stored):
    outcome = take_one(header, value)

    assert problems(outcome) == []
    assert getattr(Campaign.objects.get(), field) == stored


@pytest.mark.parametrize(
    ("header", "value", "name", "count"),
    [
        ("触达人数", "600余人", "reached", Count(600, is_approx=True)),
        ("触达人次", 980, "reached", Count(980)),
        ("发放资料(份)", "约2,000份", "leaflets", Count(2000, is_approx=True)),
        ("发放资料（份）", 0, "leaflets", Count(0)),
        ("场次", "24场", "activities", Count(24)),
        ("阅读量", None, "reads", None),
    ],
)
def test_a_count_keeps_whether_it_was_rounded(take_one, header, value, name, count):
    take_one(header, value)

    assert Campaign.objects.get().count(name) == count


@pytest.mark.parametrize(
    ("header", "value", "field", "code"),
    [
        ("活动名称", None, "name", "value.missing"),
        ("开始日期", None, "starts_on", "value.missing"),
        ("开始日期", "2025-01-06", "starts_on", "date.future"),
        ("结束日期", "2024-09-01", "ends_on", "date.order"),
        ("结束日期", "9月底", "ends_on", "date.unreadable"),
        ("总结上报日期", "2025-02-01", "reported_on", "date.future"),
        ("活动类型", "没有的类型", "kind", "code.unknown"),
        ("形式", "厅堂、没有的形式", "forms", "code.unknown"),
        ("触达人数", "很多人", "reached", "number.unreadable"),
        ("触达人数", -1, "reached", "number.unreadable"),
        ("触达人数", 99999999999, "reached", "number.unlikely"),
        ("阅读量", "99999999999余次", "reads", "number.unlikely"),
        ("承办机构", "无此机构", "unit", "unit.unknown"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(
    take_one, header, value, field, code
):
    outcome = take_one(header, value)

    assert problems(outcome) == [(field, code)]
    assert not Campaign.objects.exists()


def test_a_report_before_the_end_only_warns(take_one):
    outcome = take_one("总结上报日期", "2024-09-23")

    assert problems(outcome, warnings=True) == [("reported_on", "date.early")]
    assert outcome.count("taken") == 1


def test_a_single_day_is_a_campaign(take_one):
    assert problems(take_one("结束日期", "2024-09-02")) == []


def test_the_same_name_and_start_twice_is_an_error(take):
    outcome = take(CAMPAIGNS, HEADERS, ROW, ROW)

    assert problems(outcome) == [("name", "row.repeated")]


def test_the_same_name_on_another_day_is_another_campaign(take):
    take(CAMPAIGNS, HEADERS, ROW, [ROW[0], "2024-08-01", None])

    assert Campaign.objects.count() == 2


def test_the_list_of_units_comes_first(system, now, tmp_path, take_one):
    Unit.objects.filter(parent__isnull=False).delete()
    for unit in Unit.objects.all():
        unit.institution.delete()
        Unit.objects.filter(pk=unit.pk).update(root=None)
        unit.delete()

    assert problems(take_one("备注", "甲")) == [("", "unit.none")]


@pytest.mark.parametrize(
    ("reported", "status"), [("2024-09-28", "reported"), (None, "running")]
)
def test_only_its_report_ends_a_campaign_of_the_past(take_one, reported, status):
    take_one("总结上报日期", reported)

    assert Campaign.objects.get().status == status
    told = TrailEntry.objects.get(action="education.campaign.imported")
    assert told.changes == {"status": ["", status]}


def test_the_lead_department_carries_it_out_unless_another_is_named(take):
    take(
        CAMPAIGNS,
        [*HEADERS, "承办机构"],
        [*ROW, None],
        ["反诈宣传", "2024-05-01", None, "营业部"],
    )

    units = dict(Campaign.objects.values_list("name", "unit__code"))
    assert units == {"金融教育宣传月": "MXB02", "反诈宣传": "MXW10"}


def test_without_a_lead_department_the_institution_carries_it_out(take_one, union):
    Unit.objects.update(is_lead=False)
    take_one("备注", "甲")

    assert Campaign.objects.get().unit == union


def test_a_row_naming_no_unit_is_known_again(take):
    headers, row = [*HEADERS, "承办机构"], [*ROW, None]
    take(CAMPAIGNS, headers, row)

    assert take(CAMPAIGNS, headers, row).count("known") == 1


def test_a_changed_row_is_only_written_with_update(take_one):
    take_one("触达人数", "600余人")

    looked = take_one("触达人数", 650)
    assert looked.compared[0].changes == {
        "reached": (Count(600, is_approx=True), Count(650))
    }
    assert Campaign.objects.get().reached == 600

    take_one("触达人数", 650, update=True)
    assert Campaign.objects.get().count("reached") == Count(650)
    told = TrailEntry.objects.filter(action="education.campaign.updated_from_ledger")
    assert told.count() == 1


def test_a_report_told_later_ends_the_campaign_until_it_is_taken_back(
    take_one, system, now
):
    take_one("总结上报日期", None)
    batch = take_one("总结上报日期", "2024-09-28", update=True).batch
    assert Campaign.objects.get().status == "reported"

    take_back(batch, actor=system, at=now)
    campaign = Campaign.objects.get()
    assert (campaign.status, campaign.reported_on) == ("running", None)


def test_an_import_is_taken_back_whole(take_one, system, now):
    take_back(take_one("备注", "甲").batch, actor=system, at=now)

    assert not Campaign.objects.exists()


def test_what_goes_out_comes_in_again(take, system, now, tmp_path):
    headers = [
        *HEADERS,
        *("承办机构", "组织方", "形式", "受众", "触达人数", "阅读量", "总结上报日期"),
    ]
    row = [*ROW, "营业部", "监管部门", "厅堂、进乡村", "学生", "600余人", 5400]
    take(CAMPAIGNS, headers, [*row, "2024-09-28"])
    before = snapshot()
    file = tmp_path / "out.xlsx"
    file.write_bytes(Export(CAMPAIGNS, system, personal=True).xlsx())

    order = Order(path=file, actor=system, at=now)
    assert import_ledger(CAMPAIGNS, order).count("known") == 1
    Campaign.objects.all().delete()
    assert import_ledger(CAMPAIGNS, order).count("taken") == 1
    assert snapshot() == before
    assert before[0]["starts_on"] == date(2024, 9, 2)


def snapshot():
    rows = Campaign.objects.values()
    return [{name: row[name] for name in row if name != "id"} for row in rows]
