"""What is to be reviewed: files in versions, none of them ever written over."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Attachment, User
from reviews.models.seen import ReviewPartQuerySet


class Material(models.Model):
    """One version of one paper; the same ``name`` again is its next version."""

    review = models.ForeignKey(
        "reviews.Review", models.CASCADE, related_name="materials"
    )
    name = models.CharField(_("material"), max_length=100)
    version = models.PositiveSmallIntegerField(_("version"))
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(_("size"))
    file = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded at"))

    objects = models.Manager.from_queryset(ReviewPartQuerySet)()

    # The last wording check of this very version, where a page looked for it.
    wording: Any = None

    class Meta:
        verbose_name = _("material")
        ordering = ["name", "version"]
        constraints = [
            models.UniqueConstraint(
                "review", "name", "version", name="material_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:material_compare", args=[self.pk])

    @property
    def text(self) -> str:
        """Empty where the file could not be read."""
        kept = getattr(self, "kept_text", None)
        return kept.text if kept else ""


class MaterialText(models.Model):
    """What the file says: made of it, so that only the file's digest is in the trail."""

    material = models.OneToOneField(
        Material, models.CASCADE, primary_key=True, related_name="kept_text"
    )
    text = models.TextField()

    class Meta:
        verbose_name = _("text of a material")

    def __str__(self) -> str:
        return str(self.material)
