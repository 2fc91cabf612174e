"""The list of trainings and the page of one."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.registers import Register, Section, Shown
from education.figures import FIGURES
from education.filters import TrainingFilter
from education.models import Training
from education.pages.wording import labels
from education.tables import TrainingTable


def _show(training: Training) -> Shown:
    return Shown(title=training.name, sections=(_event(training), _people(training)))


def _event(training: Training) -> Section:
    return Section(
        _("Training"),
        (
            (_("Kind"), label("training_kind", training.kind)),
            (_("Unit holding it"), training.unit.name),
            (_("Held on"), training.held_on),
            (_("Trainer"), label("trainer", training.trainer)),
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
)
