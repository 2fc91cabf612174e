"""The organisation: units in a tree whose root is the legal person."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from consumer_protection.core.scope import Asker


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, asker: "Asker") -> Self:
        """All units of the asker's own institution: their names are no secret inside."""
        if asker.scope.everywhere:
            return self
        return self.filter(root_id=asker.scope.root_id)

    def outlets(self) -> Self:
        return self.filter(kind="outlet")

    def valid_on(self, day: date) -> Self:
        begun = Q(valid_from=None) | Q(valid_from__lte=day)
        return self.filter(begun, Q(valid_to=None) | Q(valid_to__gt=day))


class Unit(models.Model):
    """A node of the tree. ``root`` is the legal person, its own root;
    ``valid_to`` is the first day on which the unit no longer exists."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    root = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    code = models.CharField(_("unit code"), max_length=30)
    name = models.CharField(_("unit name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("unit kind"), max_length=20)
    township = models.CharField(_("township"), max_length=60, blank=True)
    head_name = models.CharField(_("head of unit"), max_length=60, blank=True)
    liaison_name = models.CharField(_("liaison person"), max_length=60, blank=True)
    is_lead = models.BooleanField(_("lead department"), default=False)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = models.Manager.from_queryset(UnitQuerySet)()

    class Meta:
        verbose_name = _("unit")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint("root", "code", name="unit_code_once_per_root"),
            models.UniqueConstraint("root", "name", name="unit_name_once_per_root"),
            models.CheckConstraint(
                condition=Q(valid_to=None)
                | Q(valid_from=None)
                | Q(valid_to__gt=F("valid_from")),
                name="unit_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(kind="legal_person") ^ Q(parent__isnull=False),
                name="unit_only_the_legal_person_has_no_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new legal person becomes its own root; anything else has its parent's."""
        if self.parent is not None:
            self.root_id = self.parent.root_id
        super().save(*args, **kwargs)
        if self.root_id is None:
            self.root_id = self.pk
            super().save(update_fields=["root"])

    def below(self) -> frozenset[int]:
        """Ids of this unit and all under it."""
        pairs = Unit.objects.filter(root_id=self.root_id).values_list("pk", "parent_id")
        return _closure(self.pk, list(pairs))

    def lead(self) -> "Unit":
        """The lead department of this institution; itself where none is named."""
        found = Unit.objects.filter(root_id=self.root_id, is_lead=True)
        return found.order_by("code").first() or self

    @property
    def institution_name(self) -> str:
        try:
            return self.institution.legal_name
        except ObjectDoesNotExist:
            return self.name


def _closure(start: int, pairs: list[tuple[int, int | None]]) -> frozenset[int]:
    found, grown = {start}, True
    while grown:
        more = {pk for pk, parent in pairs if parent in found} - found
        grown = bool(more)
        found |= more
    return frozenset(found)


class Institution(models.Model):
    """What only the legal person has; numbers, scope and settings hang on its unit.
    ``logo`` is a name in the file store."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="institution")
    legal_name = models.CharField(_("legal name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    letters = models.CharField(
        _("letters of document numbers"), max_length=20, blank=True
    )
    region = models.CharField(_("region"), max_length=120, blank=True)
    logo = models.UUIDField(_("logo"), null=True, editable=False)

    class Meta:
        verbose_name = _("institution")

    def __str__(self) -> str:
        return self.legal_name
