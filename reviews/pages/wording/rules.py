"""The rules of the wording check: listed, read, written, ended, tried."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from consumer_protection.core.codes import label
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Listing, Register, Section, Shown
from reviews.models import WordingRule
from reviews.pages.wording.showing import findings, pieces
from reviews.wording_actions import checks, rules
from reviews.wording_forms import EndForm, RuleForm, TryForm
from reviews.wording_states import CHECK, KINDS, MANAGE, SEVERITIES
from reviews.wording_tables import RuleFilter, RuleTable

_TRY_LONGEST = 200_000


@require_http_methods(["GET", "POST"])
@access(sees="reviews", may=CHECK)
def wording_try(request: StaffRequest) -> HttpResponse:
    """A text against the rules of today; nothing is kept."""
    form = TryForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        context |= _tried(request.user, form.cleaned_data)
    return render(request, "reviews/wording_try.html", context)


def _tried(user: User, asked: dict[str, Any]) -> dict[str, object]:
    text = checks.clean(asked["text"])[:_TRY_LONGEST]
    result = checks.found_in(text, user.unit, asked["kind"], asked["medium"])
    hits, omissions = findings(result.as_json())
    return {
        "tried": True,
        "hits": hits,
        "omissions": omissions,
        "pieces": pieces(text, hits),
    }


@require_http_methods(["GET", "POST"])
@access(sees="reviews", may=MANAGE)
def wordingrule_add(request: StaffRequest) -> HttpResponse:
    form = RuleForm(request.POST or None, initial={"valid_from": timezone.localdate()})

    def write(at: datetime) -> WordingRule:
        return rules.add_rule(form.values, actor=request.user, at=at)

    return _form_page(request, form, write, _("Add a wording rule"))


@require_http_methods(["GET", "POST"])
@access(sees="reviews", may=MANAGE)
def wordingrule_edit(request: StaffRequest, pk: int) -> HttpResponse:
    rule = get_object_or_404(WordingRule.objects.visible_to(request.user), pk=pk)
    today = {"valid_from": timezone.localdate()}
    form = RuleForm(request.POST or None, rule=rule, initial=today)

    def write(at: datetime) -> WordingRule:
        return rules.change_rule(rule, form.values, actor=request.user, at=at)

    return _form_page(request, form, write, _("A new version of the rule"), rule)


@require_http_methods(["GET", "POST"])
@access(sees="reviews", may=MANAGE)
def wordingrule_end(request: StaffRequest, pk: int) -> HttpResponse:
    rule = get_object_or_404(WordingRule.objects.visible_to(request.user), pk=pk)
    form = EndForm(request.POST or None, initial={"valid_to": timezone.localdate()})

    def write(at: datetime) -> WordingRule:
        day = form.cleaned_data["valid_to"]
        rules.end_rule(rule, day, actor=request.user, at=at)
        return rule

    return _form_page(request, form, write, _("End the rule"), rule)


def _form_page(
    request: StaffRequest,
    form: Any,
    write: Callable[[datetime], WordingRule],
    title: object,
    rule: WordingRule | None = None,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            written = write(timezone.now())
        except rules.RuleUnfit as unfit:
            for reason in unfit.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, _("Saved."))
            return redirect(written)
    context = {"form": form, "title": title, "rule": rule}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "reviews/wording_rule_form.html", context, status=status)


def _show(rule: WordingRule) -> Shown:
    about = (
        (_("Class"), label("wording_class", rule.wording_class)),
        (_("Severity"), SEVERITIES.get(rule.severity, rule.severity)),
        (_("Reason"), rule.reason),
        (_("Law"), f"《{rule.law}》{rule.article}"),
        (_("Suggestion"), rule.suggestion),
        (_("Code"), f"{rule.code} · {rule.version}"),
        (_("Valid from"), rule.valid_from),
        (_("Valid to"), rule.valid_to),
        (_("Changed by"), rule.changed_by),
    )
    looks_for = (
        (_("Words"), "、".join(rule.words)),
        (_("Patterns"), "  ".join(rule.patterns)),
        (_("Harmless around"), "、".join(rule.allowed)),
        (_("Harmless if the text has"), "  ".join(rule.unless)),
        (_("Only if the text has"), "  ".join(rule.signs)),
        (_("Kinds of material"), "、".join(str(KINDS.get(k, k)) for k in rule.kinds)),
        (_("Only in these media"), _media(rule.media)),
        (_("Not in these media"), _media(rule.spared_media)),
        (_("Blocks in these media"), _media(rule.blocks_in)),
    )
    return Shown(
        title=rule.title,
        status="" if rule.is_in_force(timezone.localdate()) else str(_("not in force")),
        is_ended=True,
        sections=(Section(_("Rule"), about), Section(_("Looks for"), looks_for)),
        listings=(
            _listing(_("Examples it hits"), rule.positive),
            _listing(_("Examples it does not hit"), rule.negative),
        ),
    )


def _listing(title: Any, lines: Iterable[str]) -> Listing:
    return Listing(title, (_("Text"),), [(line,) for line in lines])


def _media(codes: Iterable[str]) -> str:
    return "、".join(label("marketing_medium", one) for one in codes)


def _acts(rule: WordingRule, user: User) -> list[Act]:
    if not user.scope.allows(MANAGE):
        return []
    edit, end = (
        reverse(f"reviews:wordingrule_{name}", args=[rule.pk])
        for name in ("edit", "end")
    )
    return [Act(_("Edit"), edit, "edit"), Act(_("End"), end)]


def _list_acts(user: User) -> list[Act]:
    acts = []
    if user.scope.allows(CHECK):
        acts.append(Act(_("Try the rules"), reverse("reviews:wording_try"), "search"))
    if user.scope.allows(MANAGE):
        add = reverse("reviews:wordingrule_add")
        acts.append(Act(_("Add a wording rule"), add, "plus"))
    return acts


RULES = Register(
    noun=WordingRule,
    label=_("Wording rules"),
    subject="reviews",
    table=RuleTable,
    filterset=RuleFilter,
    show=_show,
    order=("wording_class", "code", "-version"),
    related=("changed_by",),
    acts=_acts,
    list_acts=_list_acts,
)
