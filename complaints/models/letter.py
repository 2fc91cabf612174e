"""Letters of a case: written from parts, issued under a number, told with proof."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints import states
from complaints.models.complaint import Complaint
from consumer_protection.core.models import Attachment, User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker

# What a decision must say: 《银行业保险业消费投诉处理管理办法》 art. 19.
BLOCKS = ("result", "basis", "reasons", "remedies")


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, asker: Asker) -> Self:
        return self.filter(complaint__in=Complaint.objects.visible_to(asker))


class Letter(Stateful):
    """``told_*`` is the notice: day, way, and what proves it (a file, or in words who
    was reached where). A draft may still change; an issued letter never does."""

    machine = states.LETTER

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="letters")
    kind = models.CharField(_("kind"), max_length=20)
    number = models.CharField(_("document number"), max_length=80, blank=True)
    result = models.TextField(_("result of the verification"), blank=True)
    basis = models.TextField(_("basis"), blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    remedies = models.TextField(_("remedies"), blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written at"))
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)
    told_on = models.DateField(_("told on"), null=True, blank=True)
    told_method = models.CharField(_("way of notice"), max_length=20, blank=True)
    told_note = models.CharField(_("proof in words"), max_length=500, blank=True)
    told_proof = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(LetterQuerySet)()

    class Meta:
        verbose_name = _("letter")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.number or f"{self.complaint} {self.kind}"

    @property
    def missing(self) -> list[str]:
        """The parts a decision lacks, by their names for people."""
        if self.kind not in states.WITH_BLOCKS:
            return [] if self.result.strip() else [_name("result")]
        return [_name(one) for one in BLOCKS if not getattr(self, one).strip()]

    @property
    def is_told(self) -> bool:
        """Whether there is a notice, and something that proves it."""
        proof = self.told_proof_id is not None or bool(self.told_note.strip())
        return self.told_on is not None and proof

    def why_not_issue(self, asker: Asker) -> str:
        if self.missing:
            return _("Missing: %(fields)s") % {"fields": "、".join(self.missing)}
        if self.kind == "decision" and self.complaint.status not in states.DECIDED:
            return str(_("The decision is not approved yet."))
        return self._why_not_after()

    def _why_not_after(self) -> str:
        """Of letters that tell what happened, only after it did."""
        case = self.complaint
        if (
            self.kind == "recheck"
            and not case.rechecks.filter(status="decided").exists()
        ):
            return str(_("The recheck is not decided yet."))
        if states.TELLS_END.get(self.kind, case.status) != case.status:
            return str(_("The case has not ended in this way."))
        return ""


def _name(field: str) -> str:
    names: dict[str, object] = {
        one.name: one.verbose_name for one in Letter._meta.concrete_fields
    }
    return str(names[field])
