"""Where one goes from the list of complaints."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import User
from consumer_protection.core.registers import Act


def ways(user: User) -> list[Act]:
    """For ``list_acts`` of the register of complaints."""
    found = []
    if user.scope.allows("complaints.handle"):
        url = reverse("complaints:case_new")
        found.append(Act(_("Put a complaint on record"), url, "plus", is_main=True))
    tasks = f"{reverse('complaints:casetask_list')}?mine=on"
    found.append(Act(_("Case tasks"), tasks, "list"))
    after = reverse("complaints:recheck_list")
    found.append(Act(_("Rechecks and mediations"), after, "list"))
    if user.scope.allows("figures.see"):
        found.append(Act(_("Statistics"), reverse("complaints:statistics"), "chart"))
    if user.scope.allows("routing.manage"):
        url = reverse("complaints:routingrule_list")
        found.append(Act(_("Routing rules"), url, "flag"))
    return found
