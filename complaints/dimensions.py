"""What complaints are told apart by: the keys of tables, breakdowns and filters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, F, Func, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Greatest, Least
from django.db.models.lookups import LessThanOrEqual
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import every_label
from consumer_protection.core.figures import UNSET


def _month(day: str) -> Func:
    return Func(F(day), Value("YYYY-MM"), function="to_char", output_field=CharField())


def _days(later: Combinable, earlier: Combinable) -> Func:
    """Whole days between two dates, as the database subtracts them."""
    return Func(
        later,
        earlier,
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )


_LATEST = Least(Coalesce(F("suspended_to"), F("closed_on")), F("closed_on"))
# GREATEST passes over NULL, so a case that was never suspended stood still 0 days.
_STOOD = F("stood_days") + Greatest(
    _days(_LATEST, F("suspended_from")), Value(0), output_field=IntegerField()
)
_START = Coalesce(F("restarted_on"), F("received_on"))
# As complaints.rules.days_used counts, for a case that has ended.
DAYS_USED = Greatest(_days(_days(F("closed_on"), _START), _STOOD), Value(0))
LEVEL_ONE = Func(
    F("category"), Value("/"), Value(1), function="split_part", output_field=CharField()
)
LEVEL = Case(
    When(is_major=True, then=Value("major")),
    When(level="", then=Value("general")),
    default=F("level"),
    output_field=CharField(),
)
MONTH_RECEIVED, MONTH_CLOSED = _month("received_on"), _month("closed_on")
_CLASSES = ((3, "0-3"), (7, "4-7"), (15, "8-15"), (30, "16-30"))
DAYS_CLASS = Case(
    When(closed_on=None, then=Value("open")),
    *(
        When(LessThanOrEqual(DAYS_USED, most), then=Value(key))
        for most, key in _CLASSES
    ),
    default=Value("over_30"),
    output_field=CharField(),
)
Labels = Mapping[str, str]
_MONTH_KEY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Dimension:
    """Every complaint has one key, ``unset`` where nothing was filled in. ``name`` is
    the list's parameter too; ``in_order``: the keys have an order of their own."""

    name: str
    label: str | Promise
    key: Combinable
    codes: str = ""
    in_order: bool = False

    def keyed(self, records: Any) -> Any:
        """The records with their key as a value."""
        return records.annotate(**{self.column: self.key})

    def narrow(self, records: Any, key: str) -> Any:
        """The records under one key."""
        name = f"only_{self.name}"
        empty = Q(**{name: ""}) | Q(**{name: None})
        wanted = empty if key == UNSET else Q(**{name: key})
        return records.alias(**{name: self.key}).filter(wanted)

    @property
    def column(self) -> str:
        return f"by_{self.name}"

    def labels(self) -> Labels:
        """The words of its keys, in the order of their list."""
        if self.name == "subcategory":
            return _both_levels()
        if self.name == "category":
            every = every_label(self.codes).items()
            return {code: text for code, text in every if "/" not in code}
        return every_label(self.codes)

    def knows(self, key: str) -> bool:
        """Whether a complaint might have this key."""
        if self.name == "unit":
            return key.isascii() and key.isdigit() and len(key) < 10
        if self.is_month:
            return bool(_MONTH_KEY.fullmatch(key)) or key == UNSET
        return key == UNSET or key in self.labels()

    @property
    def is_month(self) -> bool:
        return self.name in {"month", "closed_month"}


def _both_levels() -> Labels:
    plain = every_label("business_category")
    return {
        code: f"{plain.get(code.partition('/')[0], '')} / {text}"
        if "/" in code
        else text
        for code, text in plain.items()
    }


_UNIT = Cast(F("unit_id"), CharField())
DIMENSIONS = {
    one.name: one
    for one in (
        Dimension("source", _("Source"), F("source"), "intake_source"),
        Dimension(
            "intake_channel", _("Intake channel"), F("intake_channel"), "intake_channel"
        ),
        Dimension(
            "transaction_channel",
            _("Transaction channel"),
            F("transaction_channel"),
            "transaction_channel",
        ),
        Dimension("category", _("Business category"), LEVEL_ONE, "business_category"),
        Dimension(
            "subcategory",
            _("Business category, second level"),
            F("category"),
            "business_category",
        ),
        Dimension("cause", _("Cause"), F("cause"), "cause"),
        Dimension("unit", _("Unit complained of"), _UNIT),
        Dimension("level", _("Level"), LEVEL, "level", in_order=True),
        Dimension("month", _("Month received"), MONTH_RECEIVED, in_order=True),
        Dimension("closed_month", _("Month closed"), MONTH_CLOSED, in_order=True),
        Dimension("days_used", _("Days used"), DAYS_CLASS, "days_used", in_order=True),
    )
}
