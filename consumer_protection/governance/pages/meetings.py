"""The lists of meetings and of resolutions, and the page of each."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import (
    Act,
    Listing,
    Register,
    Section,
    Shown,
)
from consumer_protection.governance.figures import FIGURES
from consumer_protection.governance.filters import AgendaItemFilter, MeetingFilter
from consumer_protection.governance.models import AgendaItem, Meeting
from consumer_protection.governance.tables import AgendaItemTable, MeetingTable


def _show_meeting(meeting: Meeting) -> Shown:
    facts = (
        (_("Organ"), label("organ", meeting.organ)),
        (_("Meeting date"), meeting.held_on),
        (_("Members present"), meeting.present),
        (_("Members"), meeting.expected),
        (_("Unit keeping the papers"), meeting.unit.name),
    )
    return Shown(
        title=meeting.name,
        sections=(Section(_("Meeting"), facts),),
        listings=(_agenda(meeting),),
    )


def _agenda(meeting: Meeting) -> Listing:
    rows = [
        (
            one.text,
            one.is_consumer_protection,
            one.resolution_number,
            label("resolution_result", one.result),
            one.unit,
            one.due_on,
            label("follow_up", one.follow_up),
        )
        for one in meeting.items.select_related("unit").order_by("pk")
    ]
    columns = (
        _("Agenda item"),
        _("On consumer protection"),
        _("Resolution number"),
        _("Resolution result"),
        _("Responsible unit"),
        _("Complete by"),
        _("Follow-up"),
    )
    return Listing(_("Agenda and resolutions"), columns, rows)


def _show_item(item: AgendaItem) -> Shown:
    facts = (
        (_("Agenda item"), item.text),
        (_("Meeting"), item.meeting.name),
        (_("Meeting date"), item.meeting.held_on),
        (_("On consumer protection"), item.is_consumer_protection),
        (_("Resolution number"), item.resolution_number),
        (_("Resolution"), item.resolution),
        (_("Resolution result"), label("resolution_result", item.result)),
        (_("Responsible unit"), item.unit),
        (_("Complete by"), item.due_on),
        (_("Follow-up"), label("follow_up", item.follow_up)),
    )
    return Shown(title=str(item), sections=(Section(_("Resolution"), facts),))


def _list_acts(user: User) -> list[Act]:
    """A meeting comes with its first item."""
    if not user.scope.allows("records.keep"):
        return []
    add = reverse("governance:agendaitem_add")
    return [Act(_("New record"), add, "plus", is_main=True)]


MEETINGS = Register(
    noun=Meeting,
    label=_("Meetings"),
    subject="meetings",
    table=MeetingTable,
    filterset=MeetingFilter,
    show=_show_meeting,
    order=("-held_on", "-pk"),
    related=("unit",),
    figures=FIGURES,
    ledger="meetings",
    list_acts=_list_acts,
    keeps="records.keep",
)
RESOLUTIONS = Register(
    noun=AgendaItem,
    label=_("Resolutions"),
    subject="meetings",
    table=AgendaItemTable,
    filterset=AgendaItemFilter,
    show=_show_item,
    order=("-meeting__held_on", "-pk"),
    related=("meeting", "unit"),
    figures=FIGURES,
    ledger="meetings",
    writes="records.keep",
)
