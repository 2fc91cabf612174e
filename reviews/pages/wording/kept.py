"""The list of wording checks and the page of one."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core import files
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown
from reviews.models import WordingCheck
from reviews.pages.wording.showing import findings, pieces
from reviews.wording_figures import FIGURES
from reviews.wording_states import CHECK, DECIDE, STANDING
from reviews.wording_tables import CheckFilter, CheckTable


def _show(own: WordingCheck) -> Shown:
    facts = (
        (_("Kind of material"), own.get_kind_display() if own.kind else ""),
        (_("Medium"), label("marketing_medium", own.medium) if own.medium else ""),
        (_("Unit"), own.unit.name),
        (_("Review"), own.review.number if own.review else ""),
        (_("Asked by"), own.asked_by.name),
        (_("Checked at"), own.checked_at),
        (_("Characters"), own.characters),
        (_("Version of the rules"), own.rules_version),
        (_("SHA-256 of the text"), own.text_sha256),
    )
    return Shown(
        title=own.title,
        status=own.status_label,
        is_ended=not own.is_owed,
        sections=(Section(_("About this check"), facts),),
    )


def _more(own: WordingCheck, user: User) -> Mapping[str, object]:
    standing = list(
        own.exceptions.filter(status__in=STANDING).select_related(
            "asked_by", "decided_by"
        )
    )
    hits, omissions = findings(own.result, standing)
    text = files.path_of(own.text_as).read_text("utf-8") if own.text_as else ""
    return {
        "own": own,
        "hits": hits,
        "omissions": omissions,
        "pieces": pieces(text, hits) if text else [],
        "cut": own.result.get("cut", []),
        "may_ask": user.scope.allows(CHECK),
        "may_decide": user.scope.allows(DECIDE),
    }


def _acts(own: WordingCheck, user: User) -> list[Act]:
    if own.is_owed or not user.scope.allows(CHECK):
        return []
    again = reverse("reviews:wording_again", args=[own.pk])
    return [Act(_("Check again by today's rules"), again, is_post=True)]


def _list_acts(user: User) -> list[Act]:
    if not user.scope.allows(CHECK):
        return []
    return [Act(_("Check a text"), reverse("reviews:wording"), "plus", is_main=True)]


CHECKS = Register(
    noun=WordingCheck,
    label=_("Wording checks"),
    subject="reviews",
    table=CheckTable,
    filterset=CheckFilter,
    show=_show,
    order=("-pk",),
    related=("unit", "review", "asked_by"),
    figures=FIGURES,
    acts=_acts,
    list_acts=_list_acts,
    page="reviews/wording_check.html",
    more=_more,
)
