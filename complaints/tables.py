"""The list of complaints."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint
from consumer_protection.core.tables import (
    CodeColumn,
    DayColumn,
    MaskedColumn,
    TextColumn,
)


class ComplaintTable(tables.Table):
    number = tables.Column(linkify=True)
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
