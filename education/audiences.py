"""Who belongs to an audience of trainings, by role."""

from collections.abc import Iterable

from consumer_protection.core.models import Unit, User

# Audience → the roles of those who belong to it; “all” is everybody with an account.
ROLES_OF = {
    "board": ("board_member", "supervisor", "committee_member"),
    "senior": ("senior_exec", "cp_head"),
    "middle_office": ("cp_officer", "dept_submitter", "reviewer", "auditor"),
    "frontline": ("branch_handler", "branch_manager"),
    "complaint_handler": ("complaint_center", "branch_handler"),
}


def people_of(root: Unit, audiences: Iterable[str]) -> list[User]:
    """Those of the institution's active accounts, each once."""
    asked = set(audiences)
    own = User.objects.active().filter(unit__root=root)
    if "all" not in asked:
        roles = {role for one in asked for role in ROLES_OF.get(one, ())}
        own = own.filter(grants__role__in=roles)
    return list(own.distinct().order_by("staff_number"))
