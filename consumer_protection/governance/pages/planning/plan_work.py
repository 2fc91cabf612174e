"""What is done to plan items."""

from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from consumer_protection.core.deeds import answered, posted
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.kept_pages import KEEP
from consumer_protection.core.models import User
from consumer_protection.core.proofs import proofs
from consumer_protection.core.registers import Act
from consumer_protection.governance.models import PlanItem
from consumer_protection.governance.planning import forms, plan_work

_FORM = ["GET", "POST"]
_MOST = 300


def item_acts(item: PlanItem, user: User) -> list[Act]:
    if not user.scope.allows(KEEP) or item.status == "cancelled":
        return []
    link = reverse("governance:planitem_proof", args=[item.pk])
    found = [Act(_("Link what fulfils it"), link, "list", is_main=item.is_open)]
    if item.is_open:
        url = reverse("governance:planitem_carry", args=[item.pk])
        found.append(Act(_("Carry into the next year"), url))
    return found


def fulfilled_by(item: PlanItem) -> str:
    """What fulfils it, named; somebody who sees the plan may know that much."""
    proof = proofs().get(item.proof_kind)
    if proof is None:
        return ""
    return proof.named(item.proof_id) or str(_("No longer there"))


def _candidates(item: PlanItem, user: User) -> list[tuple[str, list[tuple[str, str]]]]:
    """Records the asker sees, the newest first; of the plan's year where they tell."""
    found = []
    for kind, proof in proofs().items():
        records = proof.visible_to(user)
        if proof.day:
            since = {f"{proof.day}__gte": date(item.year, 1, 1)}
            until = {f"{proof.day}__lte": date(item.year + 1, 12, 31)}
            records = records.filter(**since, **until)
        rows = [
            (f"{kind}:{one.pk}", str(one)) for one in records.order_by("-pk")[:_MOST]
        ]
        if rows:
            found.append((proof.label, rows))
    return found


@require_http_methods(_FORM)
@access(sees="governance", may=KEEP)
def planitem_proof(request: StaffRequest, pk: int) -> HttpResponse:
    items = PlanItem.objects.visible_to(request.user)
    item = get_object_or_404(items, pk=pk)
    form = forms.ProofForm(posted(request), choices=_candidates(item, request.user))

    def write(at: datetime) -> None:
        kind, _colon, key = form.cleaned_data["record"].partition(":")
        proof = proofs()[kind]
        record = get_object_or_404(proof.visible_to(request.user), pk=int(key))
        plan_work.link_proof(item, proof, record, actor=request.user, at=at)

    return answered(request, form, write, title=_("Link what fulfils it"), back=item)


@require_http_methods(_FORM)
@access(sees="governance", may=KEEP)
def planitem_carry(request: StaffRequest, pk: int) -> HttpResponse:
    items = PlanItem.objects.visible_to(request.user)
    item = get_object_or_404(items, pk=pk)
    form = forms.NextYearForm(
        posted(request), initial={"due_on": date(item.year + 1, 12, 31)}
    )

    def write(at: datetime) -> PlanItem:
        due_on = form.cleaned_data["due_on"]
        return plan_work.carry_over(item, due_on, actor=request.user, at=at)

    title = _("Carry into the next year")
    return answered(request, form, write, title=title, back=item)
