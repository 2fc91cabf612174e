"""What stands behind a report, as tables of texts: for Word and for the workbook."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consumer_protection.core.documents.charts import Chart
from reporting.reports.changes import FILED, ChangeRow, change_rows
from reporting.reports.frozen import Frozen
from reporting.reports.sources import value_text


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` hold numbers as numbers; ``nothing`` is said where there are none. The
    chart draws the first two columns, without the row of the total."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    nothing: str
    chart: Chart | None = None


# A table on paper ends here; the workbook has it whole.
MOST = 500
_COMPARED = ("label", "now", "earlier", "change", "source")
_POLICIES = ("title", "number", "category", "action", "effective_on")
_REVIEWS = (
    "kind",
    "total",
    "pass",
    "pass_with_change",
    "reject",
    "opinions",
    "adopted",
)
_CAMPAIGNS = (
    "name",
    "kind",
    "organiser",
    "starts_on",
    "ends_on",
    "outlets",
    "activities",
    "reached",
    "leaflets",
)
_TRAININGS = ("name", "kind", "held_on", "expected", "present", "passed")


def annexes(frozen: Frozen, breakdowns: Iterable[dict[str, Any]]) -> list[list[Table]]:
    """The tables of annexes 1 to 5, in order."""
    tables = frozen.tables
    policies = _rows(tables["policies"], _POLICIES)
    return [
        [
            Table(
                "消费者权益保护制度清单",
                ("序号", "制度名称", "文号", "类别", "动作", "生效日期"),
                [[number, *row] for number, row in enumerate(policies, 1)],
                "本期未登记制度。",
            )
        ],
        [
            Table(
                "消费者权益保护审查汇总表",
                (
                    "审查类别",
                    "审结",
                    "通过",
                    "修改后通过",
                    "不通过",
                    "审查意见",
                    "采纳意见",
                ),
                _rows(tables["reviews"], _REVIEWS),
                "本期未登记审结的审查。",
            )
        ],
        _complaints(frozen, breakdowns),
        [
            Table(
                "金融宣教活动一览表",
                (
                    "活动名称",
                    "类型",
                    "组织方",
                    "开始日期",
                    "结束日期",
                    "网点数",
                    "场次",
                    "触达人数",
                    "资料份数",
                ),
                _rows(tables["campaigns"], _CAMPAIGNS),
                "本期未登记金融宣教活动。",
            )
        ],
        [
            Table(
                "消费者权益保护培训一览表",
                ("培训名称", "类型", "日期", "应到", "实到", "合格"),
                _rows(tables["trainings"], _TRAININGS),
                "本期未登记培训。",
            )
        ],
    ]


def compared(frozen: Frozen) -> list[ChangeRow]:
    """The figures of complaints that the year before has too; a source is cited where
    that one was taken from an issued report."""
    codes = [
        code
        for code, fact in frozen.facts.items()
        if code.startswith("complaints.") and not isinstance(fact.value, dict)
    ]
    return change_rows(frozen.facts, frozen.labels, codes)


def shortened(tables: Mapping[str, Any]) -> dict[str, Any]:
    """The same with at most ``MOST`` rows each; ``left_out`` says how many are not
    there, by table."""
    left_out = {
        name: len(rows) - MOST
        for name, rows in tables.items()
        if isinstance(rows, list) and len(rows) > MOST
    }
    short = {name: tables[name][:MOST] for name in left_out}
    return {**tables, **short, "left_out": left_out}


def _complaints(frozen: Frozen, breakdowns: Iterable[dict[str, Any]]) -> list[Table]:
    found = [_division(one) for one in breakdowns]
    rows = [[getattr(row, name) for name in _COMPARED] for row in compared(frozen)]
    if rows:
        columns = ("指标", "本期", "上年同期", "变化", "上年数来源")
        told = [
            [*row[:-1], f"{FILED}{row[-1]}" if row[-1] else "登记记录"] for row in rows
        ]
        found.insert(0, Table("与上年对比", columns, told, ""))
    nothing = "本期未登记消费投诉。"
    return found or [Table("消费投诉统计表", ("分类", "件数", "占比"), [], nothing)]


def figure_table(frozen: Frozen) -> Table:
    """Every figure with its value, what it was divided by and how many records."""
    rows = []
    for number, fact in enumerate(frozen.facts.values(), 1):
        is_number = isinstance(fact.value, int | float)
        value = fact.value if is_number else value_text(fact)
        parts = (fact.numerator, fact.denominator)
        label = frozen.labels[fact.code]
        ratio = ["" if part is None else part for part in parts]
        count = len(fact.record_ids)
        rows.append([number, label, value, fact.unit, *ratio, count, fact.code])
    columns = ("序号", "指标", "数值", "单位", "分子", "分母", "记录数", "代码")
    return Table("指标一览", columns, rows, "")


def _division(one: dict[str, Any]) -> Table:
    total = one["total"]
    rows = [[row["label"], row["count"], row["share"]] for row in one["rows"]]
    whole = ["合计", total, "100.0%" if total else "—"]
    columns = ("分类", "件数", "占比")
    return Table(one["title"], columns, [*rows, whole], "", one["chart"])


def _rows(found: Iterable[dict[str, Any]], names: Sequence[str]) -> list[list[Any]]:
    return [
        ["—" if one[name] is None else one[name] for name in names] for one in found
    ]
