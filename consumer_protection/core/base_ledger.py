"""The ledger of base figures as people keep it: a row for each unit and year."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core import base_recording
from consumer_protection.core.documents.sheets import Cell
from consumer_protection.core.ledgers.declaration import (
    CellError,
    Column,
    Import,
    Ledger,
    Problem,
    Setting,
    Values,
)
from consumer_protection.core.ledgers.parsers import (
    Text,
    UnitName,
    Whole,
    cell_text,
)
from consumer_protection.core.models import BaseFigure
from consumer_protection.core.models.base_figure import FIRST_YEAR
from consumer_protection.core.scope import Asker

KINDS = ("customers", "accounts", "staff")
_YEAR = re.compile(r"(\d{4})(?:年(?:末|底|度)?)?")


@dataclass(frozen=True, slots=True)
class Year(Whole):
    """A year as 2024, 2024年 or 2024年末, not after this one."""

    def read(self, cell: Cell, setting: Setting) -> int:
        match = _YEAR.fullmatch(unicodedata.normalize("NFKC", cell_text(cell)))
        if match is None:
            raise CellError(
                "year.unreadable", _("No readable year: write it like 2024.")
            )
        year = int(match[1])
        if not FIRST_YEAR <= year <= setting.today.year:
            raise CellError("year.unlikely", _("Check the year."))
        return year


def _find(values: Values, setting: Setting) -> BaseFigure | None:
    own = BaseFigure.objects.filter(unit__root=setting.root)
    return own.filter(unit=values["unit"], year=values["year"]).first()


def _read(figure: BaseFigure) -> dict[str, Any]:
    numbers = figure.numbers()
    return {
        "year": figure.year,
        "unit": figure.unit,
        **{kind: numbers.get(kind) for kind in KINDS},
        "source": figure.source,
        "remark": figure.remark,
    }


def _check(values: Values, setting: Setting) -> Iterator[Problem]:
    told = [values[kind] for kind in KINDS if kind in values]
    if told and all(number is None for number in told):
        advice = _("The row holds no number: fill in one, or delete the row.")
        yield Problem("value.missing", advice, KINDS[0])


def _create(values: dict[str, Any], about: Import) -> BaseFigure:
    unit, year = values.pop("unit"), values.pop("year")
    return base_recording.add_base(
        unit, year, values, actor=about.actor, at=about.at, way=about.way
    )


def _update(figure: BaseFigure, changes: dict[str, Any], about: Import) -> None:
    base_recording.change_base(
        figure, changes, actor=about.actor, at=about.at, way=about.way
    )


def _records(asker: Asker) -> QuerySet[BaseFigure]:
    visible = BaseFigure.objects.visible_to(asker).select_related("unit")
    return visible.prefetch_related("counts").order_by("year", "unit__code")


def _remove(figure: BaseFigure) -> None:
    figure.delete()


BASE_FIGURES = Ledger(
    kind="base_figures",
    label=gettext_lazy("Base figures"),
    noun=BaseFigure,
    columns=(
        Column("year", ("年度", "年份", "统计年度"), Year(), required=True),
        Column(
            "unit", ("机构", "机构名称", "机构编码", "网点"), UnitName(), required=True
        ),
        Column("customers", ("客户数", "客户总数", "年末客户数"), Whole()),
        Column("accounts", ("账户数", "账户总数", "年末账户数"), Whole()),
        Column("staff", ("员工数", "员工人数", "职工人数", "年末员工数"), Whole()),
        Column("source", ("数据来源", "来源"), Text(200), default=""),
        Column("remark", ("备注",), Text(500), default=""),
    ),
    key=("year", "unit"),
    find=_find,
    read=_read,
    create=_create,
    update=_update,
    records=_records,
    remove=_remove,
    check=_check,
)
