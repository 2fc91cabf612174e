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
from consumer_protection.governance import queries
from consumer_protection.governance.figures import FIGURES
from consumer_protection.governance.filters import AgendaItemFilter, MeetingFilter
from consumer_protection.governance.models import AgendaItem, Attendance, Meeting
from consumer_protection.governance.tables import AgendaItemTable, MeetingTable

_IN_WORD = _("Minutes in Word")
_NEXT = {
    "planned": (
        (_("Record the attendance"), "meeting_hold"),
        (_("Add an item"), "item_add"),
    ),
    "held": (
        (_("Write the minutes"), "meeting_minutes"),
        (_("Approve the minutes"), "minutes_approve"),
        (_("Supervision opinion"), "opinion_add"),
    ),
    "minuted": ((_("Supervision opinion"), "opinion_add"),),
}


def _show_meeting(meeting: Meeting) -> Shown:
    facts = (
        (_("Organ"), label("organ", meeting.organ)),
        (_("Meeting date"), meeting.held_on),
        (_("Members present"), meeting.present),
        (_("Members"), meeting.expected),
        (_("Quorum"), _quorum(meeting)),
        (_("Place"), meeting.place),
        (_("Chaired by"), meeting.chair),
        (_("Unit keeping the papers"), meeting.unit.name),
        (_("Minutes approved in"), meeting.approved_in),
    )
    return Shown(
        title=meeting.name,
        status=label("meeting_status", meeting.status),
        is_ended=meeting.status == "minuted",
        sections=(Section(_("Meeting"), facts),),
        listings=(_agenda(meeting), _attendance(meeting), _opinions(meeting)),
    )


def _quorum(meeting: Meeting) -> object:
    if not meeting.expected or meeting.present is None:
        return ""
    return (
        _("Quorum reached") if meeting.has_quorum else _("Missed: nothing is resolved")
    )


def _attendance(meeting: Meeting) -> Listing:
    rows = [
        (one.name, label("member_role", one.role), _came(one))
        for one in meeting.attendances.select_related("meeting").order_by("pk")
    ]
    columns = (_("Name"), _("Role in the organ"), _("Present"))
    return Listing(_("Members invited"), columns, rows)


def _came(one: Attendance) -> bool | None:
    """Nobody knows before the meeting."""
    return None if one.meeting.is_planned else one.is_present


def _opinions(meeting: Meeting) -> Listing:
    rows = [
        (
            *(
                label("supervision_rating", rating)
                for rating in (one.whole, one.timely, one.effective)
            ),
            one.text,
        )
        for one in meeting.opinions.order_by("pk")
    ]
    columns = (_("Completeness"), _("Timeliness"), _("Effectiveness"), _("Opinion"))
    return Listing(_("Supervision opinions"), columns, rows)


def _more(meeting: Meeting, user: User) -> dict[str, object]:
    return {
        "items": queries.agenda(meeting),
        "last": queries.last_resolutions(meeting, user),
        "may_keep": user.scope.allows("records.keep"),
    }


def _meeting_acts(meeting: Meeting, user: User) -> list[Act]:
    """What comes next, then the papers."""
    found: list[Act] = []
    if user.scope.allows("records.keep"):
        for named, door in _NEXT[meeting.status]:
            url = reverse(f"governance:{door}", args=[meeting.pk])
            found.append(Act(named, url, is_main=not found))
    papers = [("sign-in", "pdf", _("Sign-in sheet"))]
    if meeting.minutes:
        papers += [("minutes", "pdf", _("Minutes")), ("minutes", "docx", _IN_WORD)]
    for paper, form, named in papers:
        url = reverse("governance:meeting_paper", args=[meeting.pk, paper, form])
        found.append(Act(named, url, "download"))
    return found


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
        (_("Person in charge"), item.owner),
        (_("Follow-up"), label("follow_up", item.follow_up)),
    )
    return Shown(
        title=str(item),
        sections=(Section(_("Resolution"), facts),),
        listings=(_follow_ups(item),),
    )


def _follow_ups(item: AgendaItem) -> Listing:
    rows = [
        (one.reported_on, label("follow_up", one.state), one.text, one.reported_by)
        for one in item.follow_ups.select_related("reported_by").order_by("pk")
    ]
    columns = (_("Reported on"), _("Follow-up"), _("How it went"), _("Reported by"))
    return Listing(_("Follow-up reports"), columns, rows)


def _item_acts(item: AgendaItem, user: User) -> list[Act]:
    if not item.resolution or not user.scope.allows("tasks.answer"):
        return []
    url = reverse("governance:follow_up_add", args=[item.pk])
    papers = [
        Act(named, reverse("governance:excerpt", args=[item.pk, form]), "download")
        for form, named in (("docx", _("Excerpt in Word")), ("pdf", _("Excerpt")))
    ]
    return [Act(_("Report the follow-up"), url, is_main=True), *papers]


def _list_acts(user: User) -> list[Act]:
    """A meeting that was held comes with its first item."""
    found = [Act(_("Proposals"), reverse("governance:proposal_list"), "list")]
    found += [Act(_("Organs and members"), reverse("governance:organmember_list"))]
    if user.scope.sees("governance"):
        found += [Act(_("Duties and liaisons"), reverse("governance:duty_matrix"))]
    if user.scope.allows("records.keep"):
        plan, add = reverse("governance:meeting_plan"), "governance:agendaitem_add"
        found += [Act(_("New record"), reverse(add), "plus")]
        found += [Act(_("Plan a meeting"), plan, "plus", is_main=True)]
    return found


MEETINGS = Register(
    noun=Meeting,
    label=_("Meetings"),
    subject="meetings",
    table=MeetingTable,
    filterset=MeetingFilter,
    show=_show_meeting,
    order=("-held_on", "-pk"),
    related=("unit", "approved_in"),
    figures=FIGURES,
    ledger="meetings",
    acts=_meeting_acts,
    list_acts=_list_acts,
    keeps="records.keep",
    page="governance/meeting.html",
    more=_more,
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
    acts=_item_acts,
)
