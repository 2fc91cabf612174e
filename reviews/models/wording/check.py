"""A text checked for its wording, and what was found."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Unit, User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import ScopedQuerySet
from reviews import wording_states as states
from reviews.models.review import Review
from reviews.wording.rules import BLOCK

STEPS = {
    "": _("Waiting for a worker"),
    "read": _("Reading the file"),
    "rules": _("Comparing with the rules"),
}


class WordingCheckQuerySet(ScopedQuerySet):
    subject = "reviews"

    def owed(self, at: datetime) -> Self:
        """Not checked yet, and in no living worker's hands."""
        free = Q(lease_until=None) | Q(lease_until__lt=at)
        return self.filter(free, status__in=states.OWED)


class WordingCheck(Stateful):
    """``stored_as`` is what was given, ``text_as`` the text read from it, both in the
    file store; ``result`` counts its characters. ``material_sha256`` names the version
    of a review's material that was checked."""

    machine = states.WORDING_CHECK

    title = models.CharField(_("material"), max_length=300)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    review = models.ForeignKey(
        Review,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="wording_checks",
        verbose_name=_("review"),
    )
    material_sha256 = models.CharField(max_length=64, blank=True)
    kind = models.CharField(
        _("kind of material"),
        max_length=30,
        blank=True,
        choices=list(states.KINDS.items()),
    )
    medium = models.CharField(_("medium"), max_length=30, blank=True)
    file_name = models.CharField(_("file name"), max_length=200, blank=True)
    stored_as = models.UUIDField(unique=True)
    size = models.PositiveBigIntegerField(_("size"))
    text_as = models.UUIDField(null=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    characters = models.PositiveIntegerField(_("characters"), null=True)
    asked_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"))
    checked_on = models.DateField(_("checked on"), null=True)
    checked_at = models.DateTimeField(_("checked at"), null=True)
    rules_version = models.CharField(_("rules"), max_length=40, blank=True)
    result: Any = models.JSONField(default=dict)
    hit_count = models.PositiveIntegerField(_("hits"), default=0)
    block_count = models.PositiveIntegerField(_("blocking hits"), default=0)
    omission_count = models.PositiveIntegerField(_("omissions"), default=0)
    failure = models.TextField(_("failure"), blank=True)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)
    step = models.CharField(_("step"), max_length=20, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)

    objects = models.Manager.from_queryset(WordingCheckQuerySet)()

    class Meta:
        verbose_name = _("wording check")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["unit", "checked_on"], name="wording_check_by_unit"),
            models.Index(fields=["material_sha256"], name="wording_check_of_material"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reviews:wordingcheck_detail", args=[self.pk])

    @property
    def is_owed(self) -> bool:
        return self.status in states.OWED

    @property
    def step_label(self) -> str:
        return str(STEPS.get(self.step, STEPS[""]))

    def open_blocks(self) -> list[str]:
        """The forbidden words found that nobody was allowed to keep, and the blocking
        omissions."""
        allowed = self.exceptions.filter(status="approved")
        known = set(allowed.values_list("rule", "start"))
        hits = [
            (one["text"], one["severity"], (one["rule"], one["start"]))
            for one in self.result.get("hits", ())
        ]
        omissions = [
            (one["title"], one["severity"], (one["code"], None))
            for one in self.result.get("omissions", ())
        ]
        return [
            text
            for text, severity, key in hits + omissions
            if severity == BLOCK and key not in known
        ]

    @property
    def warn_count(self) -> int:
        return self.hit_count - self.block_count

    @property
    def status_label(self) -> str:
        return str(states.CHECK_STATES.get(self.status, self.status))
