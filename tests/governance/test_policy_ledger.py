"""The ledger of policies: one row is one version, the same title is one policy."""

from datetime import date

import pytest

from consumer_protection.core import transitions
from consumer_protection.core.ledgers.exporting import Export
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.ledgers.taking_back import take_back
from consumer_protection.core.models import TrailEntry, Unit
from consumer_protection.governance.ledgers import POLICIES
from consumer_protection.governance.models import Policy, PolicyVersion
from tests.governance.making import contents, problems

ROW = {
    "制度名称": "投诉处理办法",
    "文号": "明农信联〔2019〕21号",
    "制度类别": "投诉处理",
    "动作": "新增",
    "发文日期": "2019/6/10",
    "生效日期": "2019年6月20日",
}
REVISION = ROW | {
    "文号": "明农信联〔2024〕26号",
    "动作": "修订",
    "发文日期": "2024-05-10",
    "生效日期": "2024.5.20",
}
REPEAL = ROW | {
    "文号": "明农信联〔2024〕90号",
    "动作": "废止",
    "发文日期": "2024-12-01",
    "生效日期": "2024-12-01",
}


def states():
    versions = PolicyVersion.objects.order_by("effective_on", "pk")
    return [one.status for one in versions]


@pytest.mark.parametrize(
    ("more", "field", "stored"),
    [
        ({"类别": "考核评价", "制度类别": None}, "category", "assessment"),
        ({"制度类别": "风险等级评估"}, "category", "risk_grade"),
        ({"制度类别": "个人信息保护"}, "category", "personal_info"),
        ({"制度类别": "信息披露查询"}, "category", "disclosure_query"),
        ({"制度类别": "普及教育"}, "category", "education"),
        ({"制度类别": "内部监督责任追究"}, "category", "accountability"),
        ({"制度类别": "突发事件应急"}, "category", "emergency"),
        ({"发布机构": "本机构"}, "issuer", "self"),
        ({"发文机构": "省联社"}, "issuer", "provincial_union"),
    ],
)
def test_what_people_write_is_understood(take, more, field, stored):
    row = {key: value for key, value in (ROW | more).items() if value is not None}
    outcome = take(POLICIES, row)

    assert problems(outcome) == []
    assert getattr(Policy.objects.get(), field) == stored


@pytest.mark.parametrize(
    ("header", "value", "field", "code"),
    [
        ("制度名称", None, "title", "value.missing"),
        ("制度类别", None, "category", "value.missing"),
        ("动作", None, "action", "value.missing"),
        ("发文日期", None, "issued_on", "value.missing"),
        ("发文日期", "2025-01-06", "issued_on", "date.future"),
        ("发文日期", "2019年", "issued_on", "date.unreadable"),
        ("生效日期", "2019-06-09", "effective_on", "date.order"),
        ("制度类别", "没有的类别", "category", "code.unknown"),
        ("动作", "没有的动作", "action", "code.unknown"),
        ("主责部门", "无此部门", "unit", "unit.unknown"),
        ("制度名称", "长" * 201, "title", "text.too_long"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(take, header, value, field, code):
    outcome = take(POLICIES, ROW | {header: value})

    assert problems(outcome) == [(field, code)]
    assert not Policy.objects.exists()


@pytest.mark.parametrize(
    ("number", "is_odd"),
    [
        ("明农信联〔2024〕12号", False),
        ("明农信联发〔2024〕1号", False),
        ("明农信联[2024]12号", True),
        ("明农信联（2024）12号", True),
        ("明农信联〔2024〕012号", True),
        ("明农信联〔24〕12号", True),
        ("明农信联〔2024〕12", True),
        ("〔2024〕12号", True),
        (None, False),
    ],
)
def test_an_odd_document_number_only_warns(take, number, is_odd):
    outcome = take(POLICIES, ROW | {"文号": number})

    expected = [("document_number", "number.form")] if is_odd else []
    assert problems(outcome, warnings=True) == expected
    assert outcome.count("taken") == 1


def test_the_lead_department_is_responsible_unless_another_is_named(take):
    take(POLICIES, ROW, REVISION | {"制度名称": "网点制度", "主责部门": "营业部"})

    units = dict(Policy.objects.values_list("title", "unit__code"))
    assert units == {"投诉处理办法": "MXB02", "网点制度": "MXW10"}


@pytest.mark.parametrize("rows", [(ROW, REVISION), (REVISION, ROW)])
def test_the_same_title_is_one_policy_with_its_last_version_in_force(take, rows):
    take(POLICIES, *rows)

    assert Policy.objects.count() == 1
    assert states() == ["superseded", "in_force"]


def test_the_versions_may_come_in_two_files(take):
    take(POLICIES, REVISION)
    take(POLICIES, ROW)

    assert Policy.objects.count() == 1
    assert states() == ["superseded", "in_force"]


def test_a_repeal_ends_the_policy(take):
    take(POLICIES, ROW, REVISION, REPEAL)

    assert states() == ["superseded", "superseded", "repealed"]


def test_what_was_repealed_may_be_issued_again(take):
    again = REVISION | {
        "文号": "明农信联〔2024〕99号",
        "发文日期": "2024-12-20",
        "生效日期": None,
    }
    take(POLICIES, ROW, REPEAL, again)

    assert states() == ["superseded", "repealed", "in_force"]


def test_a_repeal_written_by_mistake_is_corrected(take):
    take(POLICIES, ROW | {"动作": "废止"})
    take(POLICIES, ROW, update=True)

    assert states() == ["in_force"]


def test_a_repeal_by_move_outlasts_the_ledger(take, staff, now):
    take(POLICIES, ROW)
    only = PolicyVersion.objects.get()
    transitions.make_move(only, "repeal", actor=staff("cp_head"), at=now, note="并入")

    take(POLICIES, ROW | {"下次重检日期": "2026-01-01"}, update=True)
    assert states() == ["repealed"]


def test_a_draft_supersedes_nothing(take):
    take(POLICIES, REVISION)
    PolicyVersion.objects.update(status="draft")
    take(POLICIES, ROW)

    assert states() == ["in_force", "draft"]


@pytest.mark.parametrize("rows", [(0, 1), (1, 0)])
def test_the_latest_version_tells_what_the_policy_is(take, rows):
    told = (
        ROW | {"制度类别": "综合管理", "主责部门": "城关信用社", "发布机构": "省联社"},
        REVISION | {"主责部门": "营业部"},
    )
    for number in rows:
        take(POLICIES, told[number])

    policy = Policy.objects.get()
    assert (policy.category, policy.unit.code) == ("complaint", "MXW10")


def test_a_version_that_tells_no_unit_leaves_the_policy_where_it_was(take):
    take(POLICIES, ROW | {"主责部门": "营业部", "发布机构": "省联社"})
    take(POLICIES, REVISION)

    policy = Policy.objects.get()
    assert (policy.unit.code, policy.issuer) == ("MXW10", "provincial_union")


def test_without_a_day_of_effect_it_takes_effect_when_issued(take):
    row = ROW | {"生效日期": None}
    take(POLICIES, row)
    assert PolicyVersion.objects.get().effective_on == date(2019, 6, 10)

    assert take(POLICIES, row).count("known") == 1
    batch = take(POLICIES, row | {"发文日期": "2019-06-15"}, update=True).batch
    assert PolicyVersion.objects.get().effective_on == date(2019, 6, 15)
    assert batch.changed == 1


def test_a_corrected_day_of_issue_goes_back_whole(take, system, now):
    row = ROW | {"生效日期": None}
    take(POLICIES, row)
    batch = take(POLICIES, row | {"发文日期": "2019-06-15"}, update=True).batch
    take_back(batch, actor=system, at=now)

    only = PolicyVersion.objects.get()
    assert only.issued_on == only.effective_on == date(2019, 6, 10)


def test_a_file_without_days_of_effect_is_held_against_those_that_stand(take):
    take(POLICIES, ROW)
    row = {key: ROW[key] for key in ROW if key != "生效日期"}

    outcome = take(POLICIES, row | {"发文日期": "2019-06-25"}, update=True)
    assert problems(outcome) == [("effective_on", "date.order")]
    assert take(POLICIES, row).count("known") == 1
    assert PolicyVersion.objects.get().effective_on == date(2019, 6, 20)


def test_the_same_title_and_number_twice_is_an_error(take):
    assert problems(take(POLICIES, ROW, ROW)) == [("title", "row.repeated")]


def test_the_same_file_again_changes_nothing(take):
    take(POLICIES, ROW, REVISION)
    before = TrailEntry.objects.count()

    again = take(POLICIES, ROW, REVISION, update=True)
    assert (again.count("known"), again.batch) == (2, None)
    assert TrailEntry.objects.count() == before


def test_a_changed_row_is_only_written_with_update(take):
    take(POLICIES, ROW)
    changed = ROW | {"下次重检日期": "2022-06-10"}

    looked = take(POLICIES, changed)
    assert looked.compared[0].changes == {"next_review_on": (None, date(2022, 6, 10))}
    assert PolicyVersion.objects.get().next_review_on is None

    take(POLICIES, changed, update=True)
    assert PolicyVersion.objects.get().next_review_on == date(2022, 6, 10)
    told = TrailEntry.objects.filter(action__endswith=".updated_from_ledger")
    assert [entry.action for entry in told] == [
        "governance.policyversion.updated_from_ledger"
    ]


def test_a_version_taken_back_leaves_the_one_before_in_force(take, system, now):
    take(POLICIES, ROW)
    take_back(take(POLICIES, REVISION).batch, actor=system, at=now)

    assert states() == ["in_force"]
    assert Policy.objects.count() == 1


def test_a_policy_goes_with_its_last_version(take, system, now):
    take_back(take(POLICIES, ROW, REVISION).batch, actor=system, at=now)

    assert not PolicyVersion.objects.exists()
    assert not Policy.objects.exists()


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_goes_out_comes_in_again(take, system, now, tmp_path, form):
    more = {"主责部门": "营业部", "发布机构": "本机构", "下次重检日期": "2027-05-10"}
    take(POLICIES, ROW, REVISION | more, REPEAL | {"制度名称": "旧办法"})
    before = contents(Policy), contents(PolicyVersion)
    file = tmp_path / f"out.{form}"
    file.write_bytes(getattr(Export(POLICIES, system, personal=True), form)())

    order = Order(path=file, actor=system, at=now)
    assert import_ledger(POLICIES, order).count("known") == 3
    PolicyVersion.objects.all().delete()
    Policy.objects.all().delete()
    assert import_ledger(POLICIES, order).count("taken") == 3
    assert (contents(Policy), contents(PolicyVersion)) == before


def test_the_list_of_units_comes_first(take):
    Unit.objects.filter(parent__isnull=False).delete()
    for unit in Unit.objects.all():
        unit.institution.delete()
        Unit.objects.filter(pk=unit.pk).update(root=None)
        unit.delete()

    assert problems(take(POLICIES, ROW)) == [("", "unit.none")]
