"""The lists of complaints and of what belongs to them."""

from typing import Any, ClassVar

import django_tables2 as tables
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from complaints.dimensions import DIMENSIONS
from complaints.models import CaseTask, Complaint, RoutingRule
from consumer_protection.core.tables import (
    CodeColumn,
    DayColumn,
    MaskedColumn,
    TextColumn,
)


class ComplaintTable(tables.Table):
    number = tables.Column(linkify=True, empty_values=())
    status = CodeColumn("complaint_status")
    received_on = DayColumn()
    unit = tables.Column()
    complainant = MaskedColumn("name", verbose_name=_("complainant"))
    category = CodeColumn("business_category")
    description = TextColumn()
    due_on = DayColumn()
    closed_on = DayColumn()
    satisfaction = CodeColumn("satisfaction")

    class Meta:
        model = Complaint
        fields = (
            "number",
            "status",
            "received_on",
            "unit",
            "complainant",
            "category",
            "description",
            "due_on",
            "closed_on",
            "satisfaction",
        )

    def render_number(self, record: Complaint) -> str:
        """A draft has none yet."""
        return str(record)


class _TickColumn(tables.Column):
    """A tick of the form that stands over the list."""

    attrs: ClassVar[dict[str, Any]] = {"td": {"class": "tick-cell"}}

    def render(self, record: Complaint) -> str:
        name = gettext("Choose %(number)s") % {"number": record}
        return format_html(
            '<input class="form-check-input" type="checkbox" form="chosen-cases"'
            ' name="chosen" value="{}" aria-label="{}">',
            record.pk,
            name,
        )


class CaseTable(ComplaintTable):
    """With a tick before each case."""

    tick = _TickColumn(_("Choose"), orderable=False, empty_values=())

    class Meta(ComplaintTable.Meta):
        sequence = ("tick", "...")


class _KeyColumn(tables.Column):
    """A code told as the dimension of complaints tells it."""

    def __init__(self, dimension: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, default=_("any"), **kwargs)
        self.dimension = dimension

    def render(self, value: str) -> str:
        return DIMENSIONS[self.dimension].labels().get(value, value)


class RoutingRuleTable(tables.Table):
    position = tables.Column(linkify=True)
    source = _KeyColumn("source")
    category = _KeyColumn("subcategory")
    intake_channel = _KeyColumn("intake_channel")
    level = _KeyColumn("level")
    unit = tables.Column(default=_("any"))
    valid_from = DayColumn()
    valid_to = DayColumn()
    changed_by = tables.Column()

    class Meta:
        model = RoutingRule
        fields = (
            "position",
            "source",
            "category",
            "intake_channel",
            "level",
            "unit",
            "handling_unit",
            "valid_from",
            "valid_to",
            "changed_by",
        )


class CaseTaskTable(tables.Table):
    number = tables.Column(
        _("complaint number"), accessor="complaint__number", linkify=True
    )
    status = CodeColumn("casetask_status")
    unit = tables.Column()
    text = TextColumn()
    due_on = DayColumn()
    days_left = tables.Column(_("Days left"), orderable=False, empty_values=())
    set_by = tables.Column()
    answered_on = DayColumn()

    class Meta:
        model = CaseTask
        fields = (
            "number",
            "status",
            "unit",
            "text",
            "due_on",
            "days_left",
            "set_by",
            "answered_on",
        )

    def render_days_left(self, record: CaseTask) -> str:
        """Only while somebody still has to do it; negative once it is overdue."""
        if not record.is_with_unit:
            return "—"
        days = (record.due_on - timezone.localdate()).days
        if days < 0:
            return gettext("%(days)d days overdue") % {"days": -days}
        return str(days)
