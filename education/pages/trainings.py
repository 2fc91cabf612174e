"""The list of trainings and the page of one."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Listing, Register, Section, Shown
from education.figures import FIGURES
from education.filters import TrainingFilter
from education.models import Training
from education.pages.wording import labels
from education.tables import TrainingTable


def _show(training: Training) -> Shown:
    return Shown(
        title=training.name,
        sections=(_event(training), _people(training)),
        listings=(_signed(training),) if training.attendances.exists() else (),
    )


def _signed(training: Training) -> Listing:
    found = training.attendances.select_related("person__unit").order_by("signed_at")
    rows = [
        (
            one.person.name,
            one.person.unit.name if one.person.unit else "",
            one.signed_at,
            _("By list") if one.by_list else _("By code"),
        )
        for one in found
    ]
    columns = (_("Person"), _("Unit"), _("Signed at"), _("Way"))
    return Listing(_("Who was there"), columns, rows)


def _acts(training: Training, user: User) -> list[Act]:
    if not user.scope.allows("records.keep"):
        return []
    own = [training.pk]
    code = reverse("education:training_code", args=own)
    people = reverse("education:training_people", args=own)
    return [
        Act(_("Sheet with the code to sign in"), code, "report"),
        Act(_("Take the list of signatures"), people, "users"),
    ]


def _list_acts(user: User) -> list[Act]:
    return [Act(_("Trainings owed"), reverse("education:training_owed"), "list")]


def _event(training: Training) -> Section:
    return Section(
        _("Training"),
        (
            (_("Kind"), label("training_kind", training.kind)),
            (_("Unit holding it"), training.unit.name),
            (_("Held on"), training.held_on),
            (_("Hours"), training.hours),
            (_("Trainer"), label("trainer", training.trainer)),
            (_("Name of the trainer"), training.trainer_name),
            (_("Remark"), pii.mask_text(training.remark)),
        ),
    )


def _people(training: Training) -> Section:
    return Section(
        _("Participants"),
        (
            (_("Audiences"), labels("training_audience", training.audiences)),
            (_("Expected"), training.count("expected")),
            (_("Present"), training.count("present")),
            (_("Passed"), training.count("passed")),
        ),
    )


TRAININGS = Register(
    noun=Training,
    label=_("Trainings"),
    subject="education",
    table=TrainingTable,
    filterset=TrainingFilter,
    show=_show,
    order=("-held_on", "-pk"),
    related=("unit",),
    figures=FIGURES,
    ledger="trainings",
    writes="records.keep",
    keeps="records.keep",
    acts=_acts,
    list_acts=_list_acts,
)
