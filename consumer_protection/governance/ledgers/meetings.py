"""The ledger of meetings as people keep it: one row is one agenda item."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.ledgers.declaration import (
    Column,
    Import,
    Ledger,
    Problem,
    Setting,
    Values,
)
from consumer_protection.core.ledgers.institution import (
    institution,
    missing_institution,
)
from consumer_protection.core.ledgers.parsers import (
    Coded,
    Day,
    Text,
    UnitName,
    Whole,
    YesNo,
)
from consumer_protection.core.scope import Asker
from consumer_protection.governance import actions
from consumer_protection.governance.ledgers.attendance import agreeing
from consumer_protection.governance.models import AgendaItem

COLUMNS = (
    Column("held_on", ("会议日期", "召开日期", "会议时间"), Day(), required=True),
    Column("organ", ("会议机构", "治理主体"), Coded("organ"), required=True),
    Column("name", ("会议名称", "名称"), Text(200), required=True),
    Column("text", ("议题", "会议议题"), Text(500), required=True),
    Column("is_consumer_protection", ("是否消保议题", "消保议题"), YesNo()),
    Column(
        "resolution_number", ("决议编号", "决议号", "决议文号"), Text(80), default=""
    ),
    Column("resolution", ("决议内容", "决议"), Text(), default=""),
    Column("result", ("决议结果", "审议结果"), Coded("resolution_result"), default=""),
    Column("unit", ("责任部门", "落实部门"), UnitName()),
    Column("due_on", ("完成时限", "落实时限"), Day(future=True)),
    Column("follow_up", ("落实情况",), Coded("follow_up"), default=""),
    Column("present", ("实到人数", "出席人数", "实到"), Whole()),
    Column("expected", ("应到人数", "应到"), Whole()),
)


def _check(values: Values, setting: Setting) -> Iterator[Problem]:
    yield from missing_institution(setting)
    if values.get("due_on") and values["due_on"] < values["held_on"]:
        yield Problem("date.order", _("To be completed before the meeting."), "due_on")
    present, expected = values.get("present"), values.get("expected")
    if present is not None and expected is not None and present > expected:
        yield Problem(
            "count.order", _("More members present than there are."), "present"
        )


def _find(values: Values, setting: Setting) -> AgendaItem | None:
    own = AgendaItem.objects.filter(meeting__root=setting.root, text=values["text"])
    same = {f"meeting__{name}": values[name] for name in ("organ", "held_on", "name")}
    return own.filter(**same).first()


def _read(item: AgendaItem) -> dict[str, Any]:
    return {
        column.field: getattr(
            item.meeting if column.field in actions.MEETING_FIELDS else item,
            column.field,
        )
        for column in COLUMNS
    }


def _create(values: dict[str, Any], about: Import) -> AgendaItem:
    return actions.import_agenda_item(
        values, root=institution(about), actor=about.actor, at=about.at, way=about.way
    )


def _update(item: AgendaItem, changes: dict[str, Any], about: Import) -> None:
    actions.update_agenda_item(
        item, changes, actor=about.actor, at=about.at, way=about.way
    )


def _records(asker: Asker) -> QuerySet[AgendaItem]:
    visible = AgendaItem.objects.visible_to(asker).select_related("meeting", "unit")
    return visible.order_by("meeting__held_on", "pk")


MEETINGS = Ledger(
    kind="meetings",
    label=gettext_lazy("Meetings"),
    noun=AgendaItem,
    columns=COLUMNS,
    key=("organ", "held_on", "name", "text"),
    find=_find,
    read=_read,
    create=_create,
    update=_update,
    records=_records,
    remove=actions.remove_agenda_item,
    period_field="meeting__held_on",
    check=_check,
    arrange=partial(agreeing, find=_find),
)
