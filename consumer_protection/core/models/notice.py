"""What one person is told about a due date, and whether it was read."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.models.user import User

if TYPE_CHECKING:
    from consumer_protection.core.scope import Asker


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, asker: "Asker") -> Self:
        """One's own, whatever one's role."""
        if asker.scope.everywhere:
            return self
        return self.filter(user_id=getattr(asker, "pk", None))

    def shown(self, now: datetime) -> Self:
        """Neither held back any more nor put away."""
        return self.filter(visible_from__lte=now, settled_at=None)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def waiting(self) -> Self:
        """Unread and not put away, shown already or still held back."""
        return self.filter(read_at=None, settled_at=None)


class Notice(models.Model):
    """``matter`` is the code of a declared deadline, which knows the noun of
    ``record_id`` and the way to its page; ``kind`` the step of the ladder.

    Nothing of the record itself is kept here: its name is read through
    ``visible_to`` when the notice is shown. ``settled_at`` puts an unread notice away
    because its matter is done or a later step took its place.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    matter = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField(gettext_lazy("level"))
    due_on = models.DateField(gettext_lazy("due on"))
    data: Any = models.JSONField(default=dict)
    made_at = models.DateTimeField(gettext_lazy("made at"))
    visible_from = models.DateTimeField()
    read_at = models.DateTimeField(gettext_lazy("read at"), null=True)
    settled_at = models.DateTimeField(null=True)

    objects = models.Manager.from_queryset(NoticeQuerySet)()

    class Meta:
        verbose_name = gettext_lazy("notice")
        ordering = ["-visible_from", "due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                "user", "matter", "record_id", "kind", "due_on", name="notice_once"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(read_at=None),
                name="notice_read_stays",
            ),
        ]
        indexes = [
            models.Index(
                fields=["user", "visible_from"],
                condition=Q(read_at=None, settled_at=None),
                name="notice_unread",
            ),
            models.Index(
                fields=["matter", "record_id"],
                condition=Q(read_at=None),
                name="notice_waiting",
            ),
            models.Index(fields=["user", "-visible_from"], name="notice_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.record_id} {self.kind}"

    @property
    def text(self) -> str:
        """Told as things stand on the day it is read."""
        days = (self.due_on - timezone.localdate()).days
        if self.data.get("days") is None:
            told = _("%(share)s of the time has passed")
            return told % {"share": f"{self.data.get('share', 0)}%"}
        if days < 0:
            return _("%(days)d days overdue") % {"days": -days}
        if days == 0:
            return _("Due today")
        return _("Due in %(days)d days") % {"days": days}

    @property
    def is_overdue(self) -> bool:
        return int(self.data.get("days", 0)) < 0
