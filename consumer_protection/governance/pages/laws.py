"""The library of external law: articles, and what carries them out."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from consumer_protection.core.deeds import (
    FORM,
    answered,
    posted,
    root_of,
)
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown
from consumer_protection.governance.filters import LawArticleFilter
from consumer_protection.governance.forms import ArticleForm
from consumer_protection.governance.keeping_actions import keep
from consumer_protection.governance.models import (
    LawArticle,
    Policy,
    UnitDuty,
)
from consumer_protection.governance.tables import LawArticleTable


def _show(article: LawArticle) -> Shown:
    facts = (
        (_("Number of the law"), article.number),
        (_("Effective on"), article.effective_on),
        (_("Text of the article"), article.text),
        (_("Checkpoint"), article.checkpoint),
        (_("Policies"), "、".join(map(str, article.policies.order_by("title")))),
        (_("Duties"), "、".join(map(str, article.duties.order_by("pk")))),
    )
    return Shown(title=str(article), sections=(Section(_("Article"), facts),))


def _acts(article: LawArticle, user: User) -> list[Act]:
    if not user.scope.allows("records.keep"):
        return []
    edit = reverse("governance:article_edit", args=[article.pk])
    return [Act(_("Edit"), edit, "edit", is_main=True)]


def _list_acts(user: User) -> list[Act]:
    if not user.scope.allows("records.keep"):
        return []
    return [Act(_("New article"), reverse("governance:article_new"), is_main=True)]


ARTICLES = Register(
    noun=LawArticle,
    label=_("Law library"),
    subject="governance",
    table=LawArticleTable,
    filterset=LawArticleFilter,
    show=_show,
    order=("law", "pk"),
    keeps="records.keep",
    related=("root",),
    acts=_acts,
    list_acts=_list_acts,
)


def _answered(request: StaffRequest, article: LawArticle, title: Any) -> HttpResponse:
    initial = {}
    if article.pk:
        names = ("law", "number", "article", "text", "effective_on", "checkpoint")
        initial = {name: getattr(article, name) for name in names}
        initial |= {"policies": article.policies.all(), "duties": article.duties.all()}
    form = ArticleForm(
        posted(request),
        initial=initial,
        policies=Policy.objects.visible_to(request.user),
        duties=UnitDuty.objects.visible_to(request.user),
    )
    return answered(
        request,
        form,
        lambda at: keep(article, form.cleaned_data, actor=request.user, at=at),
        title=title,
        back="governance:lawarticle_list",
        back_label=_("Law library"),
    )


@require_http_methods(FORM)
@access(sees="governance", may="records.keep")
def article_new(request: StaffRequest) -> HttpResponse:
    return _answered(request, LawArticle(root=root_of(request)), _("New article"))


@require_http_methods(FORM)
@access(sees="governance", may="records.keep")
def article_edit(request: StaffRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(ARTICLES.visible_to(request.user), pk=pk)
    return _answered(request, article, _("Edit"))
