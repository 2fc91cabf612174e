"""Texts of report sections as people wrote them, in place of the proposed ones."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Unit, User
from consumer_protection.core.scope import Asker


class SectionTextQuerySet(models.QuerySet["SectionText"]):
    def visible_to(self, asker: Asker) -> Self:
        """The texts of the asker's institution, for those cleared to read reports."""
        if not asker.scope.allows("reports.see"):
            return self.none()
        if asker.scope.everywhere:
            return self
        return self.filter(root_id=asker.scope.root_id)

    def newest(self, root_id: int, kind: str, period: str) -> Self:
        """The last version of each section's text, also where it says: as proposed."""
        own = self.of_report(root_id, kind, period)
        return own.order_by("section", "-version").distinct("section")

    def of_report(self, root_id: int, kind: str, period: str) -> Self:
        """Every version of every section's text."""
        return self.filter(root_id=root_id, kind=kind, period=period)


class SectionText(models.Model):
    """One version of one section's text, only ever added to: the last one stands.

    ``text`` holds figures as places (⟦code⟧). A version that ``is_proposed`` has no
    text: from it on, the section says again what the report proposes.
    """

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=40)
    period = models.CharField(_("period"), max_length=8)
    section = models.CharField(_("section"), max_length=80)
    version = models.PositiveIntegerField()
    text = models.TextField(_("text"), blank=True)
    is_proposed = models.BooleanField(default=False)
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(_("saved at"))

    objects = models.Manager.from_queryset(SectionTextQuerySet)()

    class Meta:
        verbose_name = _("section text")
        ordering = ["section", "-version"]
        constraints = [
            models.UniqueConstraint(
                "root",
                "kind",
                "period",
                "section",
                "version",
                name="section_text_version_once",
            ),
            models.CheckConstraint(
                condition=models.Q(is_proposed=True) ^ ~models.Q(text=""),
                name="section_text_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}-{self.period} {self.section} {self.version}"


def own_texts(newest: Iterable[SectionText]) -> dict[str, str]:
    """Section → text, of those that stand in place of the proposed ones."""
    return {one.section: one.text for one in newest if not one.is_proposed}


def unbuilt(
    sections: Iterable[Mapping[str, Any]], texts: Mapping[str, str]
) -> set[str]:
    """Sections of a snapshot that would say something else if it were built now."""
    return {
        one["code"]
        for one in sections
        if texts.get(one["code"])
        != (None if one.get("proposed") is None else one["text"])
    }
