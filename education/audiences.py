"""Who belongs to an audience of trainings: by role, new staff by the day they joined."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q

from consumer_protection.core.models import Unit, User

NEW_STAFF = "new_staff"
# So long after the first day somebody is new.
_NEW_FOR = timedelta(days=365)
# Audience → the roles of those who belong to it; “all” is everybody with an account.
ROLES_OF = {
    "board": ("board_member", "supervisor", "committee_member"),
    "senior": ("senior_exec", "cp_head"),
    "middle_office": ("cp_officer", "dept_submitter", "reviewer", "auditor"),
    "frontline": ("branch_handler", "branch_manager"),
    "complaint_handler": ("complaint_center", "branch_handler"),
}
KNOWN = frozenset({"all", NEW_STAFF, *ROLES_OF})


def people_of(root: Unit, audiences: Iterable[str], on: date) -> list[User]:
    """Those of the institution's active accounts, each once, as of the end of ``on``."""
    asked = set(audiences)
    own = User.objects.active().filter(unit__root=root)
    if "all" not in asked:
        roles = {role for one in asked for role in ROLES_OF.get(one, ())}
        wanted = Q(grants__role__in=roles)
        if NEW_STAFF in asked:
            wanted |= Q(joined_on__gt=on - _NEW_FOR, joined_on__lte=on)
        own = own.filter(wanted)
    return list(own.distinct().order_by("staff_number"))
