"""Articles of external law, and the policies that carry them out."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Unit
from consumer_protection.core.scope import ScopedQuerySet
from consumer_protection.governance.models.duty import UnitDuty
from consumer_protection.governance.models.policy import Policy


class LawArticleQuerySet(ScopedQuerySet):
    subject = "governance"
    unit_path = "root"


class LawArticle(models.Model):
    """``checkpoint`` says what is asked of a product by this article."""

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    law = models.CharField(_("law"), max_length=200)
    number = models.CharField(_("number of the law"), max_length=80, blank=True)
    article = models.CharField(_("article"), max_length=40)
    text = models.TextField(_("text of the article"))
    effective_on = models.DateField(_("effective on"), null=True, blank=True)
    checkpoint = models.CharField(_("checkpoint"), max_length=300, blank=True)
    policies = models.ManyToManyField(
        Policy, blank=True, related_name="articles", verbose_name=_("policies")
    )
    duties = models.ManyToManyField(
        UnitDuty, blank=True, related_name="articles", verbose_name=_("duties")
    )

    objects = models.Manager.from_queryset(LawArticleQuerySet)()

    class Meta:
        verbose_name = _("article of law")
        constraints = [
            models.UniqueConstraint("root", "law", "article", name="article_once")
        ]

    def __str__(self) -> str:
        return f"{self.law} {self.article}"

    def get_absolute_url(self) -> str:
        return reverse("governance:lawarticle_detail", args=[self.pk])
