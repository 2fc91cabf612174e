"""What went out to customers, and the checks whether it stayed so."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Attachment, User
from reviews.models.request.material import Material
from reviews.models.seen import ReviewPartQuerySet


class Release(models.Model):
    """The released file beside the approved one; where they differ, somebody says
    why, or it is not launched."""

    review = models.OneToOneField(
        "reviews.Review", models.CASCADE, related_name="release"
    )
    file = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    material = models.ForeignKey(Material, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    is_same = models.BooleanField(_("same as approved"))
    reason = models.TextField(_("why it differs"), blank=True)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded at"))

    objects = models.Manager.from_queryset(ReviewPartQuerySet)()

    class Meta:
        verbose_name = _("released file")

    def __str__(self) -> str:
        return self.file.name

    @property
    def is_settled(self) -> bool:
        return self.is_same or bool(self.reason.strip())


class LaunchCheckQuerySet(ReviewPartQuerySet):
    def open(self) -> "LaunchCheckQuerySet":
        return self.filter(done_on=None)


class LaunchCheck(models.Model):
    """Whether what was promised is kept, some weeks after launch."""

    review = models.ForeignKey(
        "reviews.Review", models.CASCADE, related_name="launch_checks"
    )
    kind = models.CharField(_("kind"), max_length=10)
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=10, blank=True)
    note = models.TextField(_("note"), blank=True)
    issue = models.TextField(_("issue"), blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = models.Manager.from_queryset(LaunchCheckQuerySet)()

    class Meta:
        verbose_name = _("check after launch")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint("review", "kind", name="launch_check_once")
        ]

    def __str__(self) -> str:
        return f"{self.review} {self.due_on}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:launchcheck_detail", args=[self.pk])

    @property
    def is_done(self) -> bool:
        return self.done_on is not None

    def is_overdue(self, today: date) -> bool:
        return self.done_on is None and self.due_on < today
