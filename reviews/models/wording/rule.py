"""A rule of the wording check, in its versions."""

from dataclasses import fields
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import User
from consumer_protection.core.scope import Asker
from reviews.wording.rules import Rule
from reviews.wording_states import SEVERITIES


class WordingRuleQuerySet(models.QuerySet["WordingRule"]):
    def visible_to(self, asker: Asker) -> Self:
        """Rules are nobody's records: all who see reviews may read them."""
        return self if asker.scope.sees("reviews") else self.none()

    def in_force(self, day: date) -> Self:
        open_end = Q(valid_to=None) | Q(valid_to__gt=day)
        return self.filter(open_end, valid_from__lte=day).order_by("code")

    def newest(self) -> Self:
        """The last version of each rule."""
        last = self.order_by("code", "-version").distinct("code").values("pk")
        return self.filter(pk__in=last)


def _lines(label: Any) -> "models.JSONField[Any, Any]":
    return models.JSONField(label, default=list, blank=True)


class WordingRule(models.Model):
    """``valid_to`` is the first day without it. A version is never changed: what a
    check found stays explained by the rule it was found with."""

    code = models.CharField(_("code"), max_length=60)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    wording_class = models.CharField(_("class"), max_length=30)
    severity = models.CharField(
        _("severity"), max_length=10, choices=list(SEVERITIES.items())
    )
    title = models.CharField(_("title"), max_length=100)
    words = _lines(_("words"))
    patterns = _lines(_("patterns"))
    allowed = _lines(_("harmless around"))
    unless = _lines(_("harmless if the text has"))
    signs = _lines(_("only if the text has"))
    kinds = _lines(_("kinds of material"))
    media = _lines(_("media"))
    spared_media = _lines(_("media left out"))
    blocks_in = _lines(_("media where it blocks"))
    reason = models.TextField(_("reason"), max_length=500)
    law = models.CharField(_("law"), max_length=100)
    article = models.CharField(_("article"), max_length=100)
    suggestion = models.TextField(_("suggestion"), max_length=500)
    positive = _lines(_("examples it hits"))
    negative = _lines(_("examples it does not hit"))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    changed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("changed by")
    )
    changed_at = models.DateTimeField(_("changed at"), null=True)

    objects = models.Manager.from_queryset(WordingRuleQuerySet)()

    class Meta:
        verbose_name = _("wording rule")
        ordering = ["code", "version"]
        constraints = [
            models.UniqueConstraint("code", "version", name="wording_rule_version"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="wording_rule_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reviews:wordingrule_detail", args=[self.pk])

    @property
    def value(self) -> Rule:
        return Rule.of({one.name: getattr(self, one.name) for one in fields(Rule)})

    @property
    def word_count(self) -> int:
        return len(self.words) + len(self.patterns)

    def is_in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or self.valid_to > day)
