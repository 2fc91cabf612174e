"""People who sign in, and the one account that is the machine itself."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models.unit import Unit
from consumer_protection.core.roles import Width, roles_allowing
from consumer_protection.core.scope import Scope, combine

if TYPE_CHECKING:
    from consumer_protection.core.scope import Asker

SYSTEM = "system"


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, asker: "Asker") -> Self:
        """The people of the institution, to whoever manages accounts; never the
        machine's own account."""
        people = self.filter(is_system=False)
        if asker.scope.everywhere:
            return people
        if not asker.scope.allows("accounts.manage"):
            return people.none()
        return people.filter(unit__root_id=asker.scope.root_id)

    def active(self) -> Self:
        return self.filter(is_system=False, is_active=True)

    def able_to_sign_in(self, now: datetime) -> Self:
        """With a password, or a one-time code that still runs."""
        return self.active().filter(_has_password() | Q(code_until__gt=now))

    def awaiting_code(self, now: datetime) -> Self:
        """With a role, but neither a password nor a code that still runs."""
        waiting = self.active().exclude(_has_password() | Q(code_until__gt=now))
        return waiting.filter(grants__isnull=False).distinct()

    def allowed(self, clearance: str) -> Self:
        return self.filter(grants__role__in=roles_allowing(clearance)).distinct()


def _has_password() -> Q:
    return ~Q(password="") & ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)


_People = models.Manager.from_queryset(UserQuerySet)


class UserManager(_People["User"], BaseUserManager["User"]):
    def system(self) -> "User":
        """The built-in account that commands and tasks act as; it cannot sign in."""
        return self.get(staff_number=SYSTEM)

    def whole(self, pk: int) -> "User | None":
        """An active account with its unit, institution and roles, in one query: every
        page asks for them."""
        roles = RoleGrant.objects.filter(user=OuterRef("pk")).values("role")
        found = self.select_related("unit__root__institution").filter(pk=pk)
        return found.annotate(read_roles=ArraySubquery(roles)).first()

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(staff_number=username, is_active=True)


class User(AbstractBaseUser):
    """A member of staff, who may or may not sign in. ``code_hash`` holds the hash of
    a one-time code until the first sign-in."""

    staff_number = models.CharField(_("staff number"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="staff")
    position = models.CharField(_("position"), max_length=60, blank=True)
    is_full_time = models.BooleanField(
        _("full-time in consumer protection"), default=False
    )
    joined_on = models.DateField(_("joined on"), null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_system = models.BooleanField(default=False, editable=False)
    code_hash = models.CharField(max_length=128, blank=True, editable=False)
    code_until = models.DateTimeField(null=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "staff_number"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("member of staff")
        ordering = ["staff_number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_system=True) | models.Q(unit__isnull=False),
                name="user_belongs_to_a_unit",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("core:person_detail", args=[self.pk])

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(sorted(grant.role for grant in self.grants.all()))

    @cached_property
    def scope(self) -> Scope:
        """Computed once per loaded account, that is once per request or task."""
        if self.is_system:
            return Scope(None, None, frozenset(), {}, frozenset(), everywhere=True)
        if self.unit is None or not self.is_active:
            return Scope(None, None, frozenset(), {}, frozenset())
        widths, may = combine(self._roles())
        looks_below = Width.BELOW in widths.values()
        below = self.unit.below() if looks_below else frozenset()
        return Scope(self.unit.root_id, self.unit_id, below, widths, may)

    def _roles(self) -> list[str]:
        read: list[str] | None = self.__dict__.get("read_roles")
        if read is not None:
            return read
        return [grant.role for grant in self.grants.all()]

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        for name in ("scope", "read_roles"):
            self.__dict__.pop(name, None)
        super().refresh_from_db(*args, **kwargs)


class RoleGrant(models.Model):
    """One role of one person."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=30)

    class Meta:
        verbose_name = _("role")
        constraints = [
            models.UniqueConstraint("user", "role", name="role_granted_once")
        ]

    def __str__(self) -> str:
        return self.role
