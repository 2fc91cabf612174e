"""A report run: one build of one report, with the figures it froze."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.models import Unit, User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker
from reporting import states
from reporting.models.section_text import SectionText, own_texts, unbuilt

STEPS = {
    "queued": _("Waiting for a worker"),
    "gather": _("Gathering figures"),
    "layout": _("Laying out the document"),
    "store": _("Storing the files"),
}


class ReportRunQuerySet(models.QuerySet["ReportRun"]):
    def visible_to(self, asker: Asker) -> Self:
        """The reports of the asker's institution, for those cleared to read them."""
        if not asker.scope.allows("reports.see"):
            return self.none()
        if asker.scope.everywhere:
            return self
        return self.filter(root_id=asker.scope.root_id)

    def owed(self, at: datetime) -> Self:
        """Queued, or begun by a worker that gave no sign of life since its lease."""
        waiting = models.Q(status="queued")
        orphaned = models.Q(status="building", lease_until__lt=at)
        return self.filter(waiting | orphaned)

    def beside(self, run: "ReportRun") -> Self:
        """Every run of the same report: institution, kind and period."""
        return self.filter(root_id=run.root_id, kind=run.kind, period=run.period)

    def readable(self) -> Self:
        return self.filter(status__in=states.READABLE)


class ReportRun(Stateful):
    """``frozen`` holds facts, sections, tables and checks as one snapshot gave them,
    so that a build begun again goes on from there; ``progress`` is percent. (In the
    status ``frozen`` people froze the run: its files are the report of the period.)"""

    machine = states.RUN

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=40)
    period = models.CharField(_("period"), max_length=8)
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(_("requested at"))
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)
    step = models.CharField(_("step"), max_length=40, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    as_of = models.DateTimeField(_("as of"), null=True)
    frozen = models.JSONField(null=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    is_draft = models.BooleanField(_("draft"), default=False)
    failure = models.TextField(_("failure"), blank=True)
    stand_ins = models.JSONField(_("stand-in fonts"), default=list)

    objects = models.Manager.from_queryset(ReportRunQuerySet)()

    class Meta:
        verbose_name = _("report run")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                "root",
                "kind",
                "period",
                condition=models.Q(status__in=sorted(states.UNENDED)),
                name="run_one_at_a_time",
            ),
            models.UniqueConstraint(
                "root",
                "kind",
                "period",
                condition=models.Q(status="frozen"),
                name="run_one_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}-{self.period}"

    def get_absolute_url(self) -> str:
        return reverse("reporting:run_detail", args=[self.pk])

    @property
    def is_unended(self) -> bool:
        return self.status in states.UNENDED

    @property
    def is_readable(self) -> bool:
        return self.status in states.READABLE

    @property
    def title(self) -> str:
        """As the document is called once it is written; kind and period before."""
        if self.frozen:
            return str(self.frozen["title"])
        return f"{self.period} · {label('report_kind', self.kind)}"

    @property
    def step_label(self) -> str:
        return str(STEPS.get(self.step, STEPS["queued"]))

    def unbuilt_sections(self) -> set[str]:
        """Sections whose text was changed after this run was built."""
        newest = SectionText.objects.newest(self.root_id, self.kind, self.period)
        return unbuilt((self.frozen or {})["sections"], own_texts(newest))

    def has_frozen_build(self) -> bool:
        """Whether this build of the report, or another, is frozen."""
        return ReportRun.objects.beside(self).filter(status="frozen").exists()

    def why_not_build(self, asker: Asker | None = None) -> str:
        """What forbids another build of this report, or nothing."""
        if self.has_frozen_build():
            return gettext("This report is frozen. Reopen it first.")
        return ""

    def why_not_freeze(self, asker: Asker | None = None) -> str:
        """What forbids that these very files become the report, or nothing."""
        if self.is_draft:
            return gettext("A check failed: a draft cannot be frozen.")
        if self.has_frozen_build():
            return gettext("Another build of this report is frozen.")
        later = models.Q(status__in=states.UNENDED) | models.Q(
            status__in=states.READABLE, as_of__gt=self.as_of
        )
        if ReportRun.objects.beside(self).filter(later).exists():
            return gettext("There is a later build of this report: freeze that one.")
        if self.unbuilt_sections():
            return gettext("Texts were changed after this build: build again first.")
        return ""


class ReportFile(models.Model):
    """A finished file; ``stored_as`` is its only name on disk."""

    run = models.ForeignKey(ReportRun, models.PROTECT, related_name="files")
    name = models.CharField(_("file name"), max_length=80)
    media_type = models.CharField(max_length=100)
    stored_as = models.UUIDField(default=uuid.uuid4, unique=True)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("run", "name", name="file_once_per_run")]

    def __str__(self) -> str:
        return self.name
