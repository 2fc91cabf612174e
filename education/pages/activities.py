"""The list of activities and the page of one with its photos."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.kept_pages import shown
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Shown
from education import ledgers
from education.figures import FIGURES
from education.filters import ActivityFilter
from education.forms import PhotosForm
from education.models import Activity
from education.states import LOG
from education.tables import ActivityTable


def _show(activity: Activity) -> Shown:
    status = label("form", activity.form)
    return shown(ledgers.ACTIVITIES, activity, _("Activity"), status=status)


def _more(activity: Activity, user: User) -> dict[str, Any]:
    found = activity.photos.select_related("attachment")
    return {
        "photos": found,
        "may_log": user.scope.allows(LOG),
        "photos_form": PhotosForm(),
    }


def _list_acts(user: User) -> list[Act]:
    doors = (
        ("coverage", _("Coverage of education"), "chart"),
        ("photo_wall", _("Photo wall"), "eye"),
    )
    return [Act(text, reverse(f"education:{door}"), icon) for door, text, icon in doors]


ACTIVITIES = Register(
    noun=Activity,
    label=_("Activities"),
    subject="education",
    table=ActivityTable,
    filterset=ActivityFilter,
    show=_show,
    order=("-held_on", "-pk"),
    related=("unit", "campaign"),
    figures=FIGURES,
    ledger="activities",
    entry="education:activity_log",
    enters=LOG,
    writes=LOG,
    list_acts=_list_acts,
    page="education/activity.html",
    more=_more,
)
