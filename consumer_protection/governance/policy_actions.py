"""A policy from its draft to the confirmation of everybody who has to read it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.models import Unit, User
from consumer_protection.core.states import MoveRefused
from consumer_protection.core.transitions import make_move
from consumer_protection.governance import rules
from consumer_protection.governance.models import Policy, PolicyVersion, Reading

_OWN = ("title", "category")


@transaction.atomic
def draft_version(
    root: Unit, values: Mapping[str, Any], *, actor: User, at: datetime
) -> PolicyVersion:
    """The same title is the same policy. Raises MoveRefused."""
    trail.acting_as(actor)
    if not actor.scope.allows("records.keep"):
        raise MoveRefused(_("Your role does not allow this step."))
    own = {name: values[name] for name in _OWN}
    rest = {name: one for name, one in values.items() if name not in _OWN}
    _refuse_draft(root, values)
    policy, _is_new = Policy.objects.get_or_create(
        root=root,
        title=own["title"],
        defaults={
            "unit": actor.unit or root.lead(),
            "category": own["category"],
            "issuer": "self",
        },
    )
    version = PolicyVersion.objects.create(policy=policy, status="draft", **rest)
    trail.record(version, "drafted", actor=actor, at=at)
    return version


def _refuse_draft(root: Unit, values: Mapping[str, Any]) -> None:
    number = values["document_number"]
    if not rules.is_document_number(number):
        advice = "明农信联〔2024〕12号"
        raise MoveRefused(
            _("A document number names letters, year and number, like %(form)s.")
            % {"form": advice}
        )
    same = PolicyVersion.objects.filter(policy__root=root, document_number=number)
    if same.exists():
        raise MoveRefused(_("Another policy has this document number."))
    if values["effective_on"] < values["issued_on"]:
        raise MoveRefused(_("In force before it was issued."))


@transaction.atomic
def move_version(
    version: PolicyVersion,
    name: str,
    values: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    note: str = "",
) -> None:
    """A version put in force supersedes the one before it. Raises MoveRefused."""
    trail.acting_as(actor)
    today = timezone.localdate(at)
    if name == "put_in_force" and version.effective_on > today:
        raise MoveRefused(
            _("It takes effect on %(day)s, not before.") % {"day": version.effective_on}
        )
    if values.get("review_number"):
        version.review_number = values["review_number"]
        version.save(update_fields=["review_number"])
    if name == "put_in_force":
        before = version.policy.versions.filter(status="in_force")
        for one in before.exclude(pk=version.pk):
            make_move(one, "supersede", actor=actor, at=at)
    make_move(version, name, actor=actor, at=at, note=note)
    if name == "repeal":
        version.repealed_on = today
        version.save(update_fields=["repealed_on"])


@transaction.atomic
def confirm_reading(version: PolicyVersion, *, actor: User, at: datetime) -> Reading:
    """Of one version; the next one is to be read anew."""
    trail.acting_as(actor)
    fresh = PolicyVersion.objects.select_for_update(of=("self",))
    version.refresh_from_db(from_queryset=fresh)
    if version.status != "in_force" or version.effective_on > timezone.localdate(at):
        raise MoveRefused(_("Only a version in force is confirmed as read."))
    reading, is_new = Reading.objects.get_or_create(
        version=version, reader=actor, defaults={"confirmed_at": at}
    )
    if is_new:
        trail.record(version, "read_confirmed", actor=actor, at=at)
    return reading


def missing_readers(version: PolicyVersion) -> Any:
    """Everybody of the institution with an account who has not confirmed."""
    every = User.objects.filter(
        Q(unit__root=version.policy.root_id) | Q(unit=version.policy.root_id),
        is_active=True,
    )
    known = version.readings.values("reader")
    return every.exclude(pk__in=known).select_related("unit").order_by("unit__code")
