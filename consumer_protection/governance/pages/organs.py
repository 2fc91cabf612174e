"""Who sits in which organ: the list, the page of one, entering and leaving."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from consumer_protection.core.codes import label
from consumer_protection.core.deeds import (
    FORM,
    answered,
    posted,
    root_of,
    units_of,
)
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown
from consumer_protection.governance import organ_actions as actions
from consumer_protection.governance.filters import OrganMemberFilter
from consumer_protection.governance.forms import MemberForm, TermForm
from consumer_protection.governance.models import OrganMember
from consumer_protection.governance.tables import OrganMemberTable

KEEP = actions.MAY_KEEP


def _show(member: OrganMember) -> Shown:
    facts = (
        (_("Organ"), label("organ", member.organ)),
        (_("Role in the organ"), label("member_role", member.role)),
        (_("Post"), member.post),
        (_("Unit"), member.unit),
        (_("Member from"), member.from_on),
        (_("Member until"), member.until_on),
    )
    return Shown(title=member.name, sections=(Section(_("Term"), facts),))


def _acts(member: OrganMember, user: User) -> list[Act]:
    if not user.scope.allows(KEEP):
        return []
    end = reverse("governance:member_end", args=[member.pk])
    return [Act(_("End the term"), end)]


def _list_acts(user: User) -> list[Act]:
    if not user.scope.allows(KEEP):
        return []
    add = reverse("governance:member_add")
    return [Act(_("New member"), add, "plus", is_main=True)]


MEMBERS = Register(
    noun=OrganMember,
    label=_("Organs and members"),
    subject="meetings",
    table=OrganMemberTable,
    filterset=OrganMemberFilter,
    show=_show,
    order=("organ", "until_on", "pk"),
    related=("unit",),
    acts=_acts,
    list_acts=_list_acts,
)


@require_http_methods(FORM)
@access(sees="meetings", may=KEEP)
def member_add(request: StaffRequest) -> HttpResponse:
    form = MemberForm(posted(request), units=units_of(request))
    return answered(
        request,
        form,
        lambda at: actions.add_member(
            root_of(request), form.cleaned_data, actor=request.user, at=at
        ),
        title=_("New member"),
        back="governance:organmember_list",
        back_label=_("Organs and members"),
    )


@require_http_methods(FORM)
@access(sees="meetings", may=KEEP)
def member_end(request: StaffRequest, pk: int) -> HttpResponse:
    member = get_object_or_404(MEMBERS.visible_to(request.user), pk=pk)
    form = TermForm(posted(request))
    return answered(
        request,
        form,
        lambda at: actions.end_term(
            member, form.cleaned_data["until_on"], actor=request.user, at=at
        ),
        title=_("End the term"),
        back=member,
    )
