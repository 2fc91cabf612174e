"""Code lists as data: identifier, label, the names people use, validity."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Code(models.Model):
    """One row of one list. ``aliases`` are names people use in ledgers; one that
    ends with * stands for every text beginning so. ``valid_to`` is exclusive."""

    list_name = models.CharField(_("list"), max_length=40)
    code = models.CharField(_("code"), max_length=60)
    label_zh = models.CharField(_("Chinese label"), max_length=80)
    label_en = models.CharField(_("English label"), max_length=80, blank=True)
    parent = models.CharField(_("parent"), max_length=60, blank=True)
    jrt_code = models.CharField(_("code in JR/T 0169"), max_length=20, blank=True)
    aliases = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    source = models.CharField(_("source"), max_length=80, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    sort = models.PositiveIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("code")
        ordering = ["list_name", "sort"]
        constraints = [
            models.UniqueConstraint("list_name", "code", name="code_once_per_list")
        ]

    def __str__(self) -> str:
        return self.label_zh
