"""The ledger of complaints as people keep it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints import actions
from complaints.models import Complaint
from consumer_protection.core.codes import ended_code
from consumer_protection.core.ledgers.declaration import (
    Column,
    Import,
    Ledger,
    Place,
    Problem,
    Setting,
    Values,
)
from consumer_protection.core.ledgers.parsers import (
    Coded,
    Day,
    Money,
    Text,
    UnitName,
    YesNo,
)
from consumer_protection.core.ledgers.personal import (
    Identity,
    PersonName,
    Phone,
    identity_doubt,
)
from consumer_protection.core.ledgers.presets import load_presets
from consumer_protection.core.scope import Asker

COLUMNS = (
    Column("number", ("工单编号", "投诉编号", "编号"), Text(40), default=""),
    Column(
        "record_nature",
        ("事项性质", "性质"),
        Coded("record_nature"),
        default="complaint",
    ),
    Column(
        "received_on",
        ("受理日期", "投诉时间", "接收日期", "投诉日期"),
        Day(),
        required=True,
    ),
    Column(
        "source", ("受理来源", "投诉来源", "来源"), Coded("intake_source"), default=""
    ),
    Column("intake_channel", ("受理渠道",), Coded("intake_channel"), default=""),
    Column(
        "complainant",
        ("投诉人", "客户姓名", "姓名", "投诉人姓名"),
        PersonName(),
        mask="name",
        default="",
    ),
    Column(
        "id_number", ("证件号码", "身份证号"), Identity(), mask="number", default=""
    ),
    Column("phone", ("联系电话", "电话", "手机"), Phone(), mask="number", default=""),
    Column("unit", ("被投诉机构", "涉及机构", "机构"), UnitName(), required=True),
    Column(
        "transaction_channel",
        ("业务办理渠道",),
        Coded("transaction_channel"),
        default="",
    ),
    Column(
        "category", ("业务类别", "业务种类"), Coded("business_category"), default=""
    ),
    Column("cause", ("投诉原因", "原因"), Coded("cause"), default=""),
    Column("description", ("投诉内容", "事由", "内容"), Text(), required=True),
    Column("demand", ("投诉请求", "诉求"), Coded("demand"), default=""),
    Column("amount", ("涉及金额",), Money()),
    Column("handling_unit", ("承办部门",), UnitName()),
    Column("handler", ("承办人",), Text(60), default=""),
    Column("investigation", ("调查情况",), Text(), default=""),
    Column("finding", ("是否属实",), Coded("finding"), default=""),
    Column("outcome", ("处理结果", "处理情况"), Coded("outcome"), default=""),
    Column("extended_to", ("延期至",), Day(future=True)),
    Column("extension_reason", ("延期原因",), Text(500), default=""),
    Column("suspended_from", ("中止起",), Day()),
    Column("suspended_to", ("中止止",), Day(future=True)),
    Column("closed_on", ("办结日期", "办结时间"), Day()),
    Column("notified_on", ("告知日期",), Day()),
    Column("notify_method", ("告知方式",), Coded("notify_method"), default=""),
    Column(
        "satisfaction",
        ("客户评价", "满意度", "评价"),
        Coded("satisfaction"),
        default="",
    ),
    Column("compensation", ("补偿金额",), Money()),
    Column("is_repeat", ("是否重复投诉",), YesNo()),
    Column("is_major", ("是否重大",), YesNo()),
    Column("rectification", ("整改措施",), Text(), default=""),
    Column("remark", ("备注",), Text(), default=""),
)
# A day may not come before the day of the other field.
_ORDER = (
    ("closed_on", "received_on", gettext_lazy("Closed before it was received.")),
    ("notified_on", "received_on", gettext_lazy("Notified before it was received.")),
    ("extended_to", "received_on", gettext_lazy("Extended to before it was received.")),
    (
        "suspended_from",
        "received_on",
        gettext_lazy("Suspended before it was received."),
    ),
    (
        "suspended_to",
        "suspended_from",
        gettext_lazy("The suspension ends before it begins."),
    ),
)


def _check(values: Values, setting: Setting) -> Iterator[Problem]:
    for later, earlier, advice in _ORDER:
        if (
            values.get(later)
            and values.get(earlier)
            and values[later] < values[earlier]
        ):
            yield Problem("date.order", str(advice), later)
    if values.get("suspended_to") and not values.get("suspended_from"):
        advice_from = _("A suspension needs its first day.")
        yield Problem("value.missing", advice_from, "suspended_from")
    yield from _doubts(values, setting.today)


def _doubts(values: Values, today: date) -> Iterable[Problem]:
    if doubt := identity_doubt(values.get("id_number") or "", today):
        yield Problem("identity.doubtful", doubt, "id_number", is_warning=True)
    source, received = values.get("source"), values["received_on"]
    if source and ended_code("intake_source", source, received):
        advice = _("This office no longer forwarded complaints on that day.")
        yield Problem("source.ended", advice, "source", is_warning=True)


def _arrange(
    rows: list[Any], setting: Setting
) -> tuple[list[Any], Mapping[Place, Problem]]:
    """Rows with a number first: one given by the system must not come before them."""
    return sorted(rows, key=lambda row: not row.values.get("number")), {}


_SAME = ("received_on", "unit", "description")


def _find(values: Values, setting: Setting) -> Complaint | None:
    """By number; a row without one by what makes it the same case."""
    own = Complaint.objects.on_record().filter(root=setting.root)
    if values.get("number"):
        return own.filter(number=values["number"]).first()
    return own.filter(**{name: values[name] for name in _SAME}).first()


def _numbered(values: Values) -> bool:
    return bool(values.get("number"))


def _find_all(rows: Sequence[Values], setting: Setting) -> list[Complaint | None]:
    """Two queries for all rows, each as ``_find`` finds one."""
    found = Complaint.objects.on_record().filter(root=setting.root)
    own = found.select_related("unit", "handling_unit")
    by_number = {
        one.number: one
        for one in own.filter(
            number__in=[row["number"] for row in rows if _numbered(row)]
        )
    }
    unnumbered = [row for row in rows if not _numbered(row)]
    alike = {f"{name}__in": {row[name] for row in unnumbered} for name in _SAME}
    # Of several alike the first is meant: it comes last here, and stays.
    by_case = {
        (one.received_on, one.unit, one.description): one
        for one in own.filter(**alike).order_by("-pk")
    }
    return [
        by_number.get(row["number"])
        if _numbered(row)
        else by_case.get(tuple(row[name] for name in _SAME))
        for row in rows
    ]


def _read(complaint: Complaint) -> dict[str, Any]:
    return {column.field: getattr(complaint, column.field) for column in COLUMNS}


def _create(values: dict[str, Any], about: Import) -> Complaint:
    return actions.import_complaint(
        values, actor=about.actor, at=about.at, way=about.way
    )


def _create_all(rows: Sequence[dict[str, Any]], about: Import) -> list[Complaint]:
    return actions.import_complaints(
        rows, actor=about.actor, at=about.at, way=about.way
    )


def _update(complaint: Complaint, changes: dict[str, Any], about: Import) -> None:
    actions.update_complaint(
        complaint, changes, actor=about.actor, at=about.at, way=about.way
    )


def _records(asker: Asker) -> QuerySet[Complaint]:
    visible = Complaint.objects.visible_to(asker).select_related(
        "unit__root", "handling_unit"
    )
    return visible.on_record().order_by("received_on", "number")


def _remove(complaint: Complaint) -> None:
    complaint.delete()


COMPLAINTS = Ledger(
    kind="complaints",
    label=gettext_lazy("Complaints"),
    noun=Complaint,
    columns=COLUMNS,
    key=("number",),
    find=_find,
    read=_read,
    create=_create,
    update=_update,
    records=_records,
    remove=_remove,
    period_field="received_on",
    check=_check,
    arrange=_arrange,
    find_all=_find_all,
    create_all=_create_all,
    presets=load_presets(Path(__file__).parent / "data" / "work_orders.json"),
)
