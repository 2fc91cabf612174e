"""How the lists of education are narrowed."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.filters import (
    CodeFilter,
    OneOfCodesFilter,
    RecordFilter,
    SearchFilter,
    UnitFilter,
    from_filter,
    until_filter,
)
from education.models import (
    Activity,
    ActivityPhoto,
    Campaign,
    Exam,
    Material,
    Publication,
    Question,
    ServiceRecord,
    Survey,
    Training,
    TypicalCase,
)


def _logged(request: Any) -> "QuerySet[Campaign]":
    """Campaigns with activities the asker sees."""
    seen = Activity.objects.visible_to(request.user)
    found = Campaign.objects.filter(pk__in=seen.values("campaign"))
    return found.order_by("-starts_on", "-pk")


def _published(request: Any) -> "QuerySet[Campaign]":
    seen = Publication.objects.visible_to(request.user)
    found = Campaign.objects.filter(pk__in=seen.values("campaign"))
    return found.order_by("-starts_on", "-pk")


class CampaignFilter(filters.FilterSet):
    q = SearchFilter("name", "remark")
    status = CodeFilter("campaign_status", label=_("State"))
    kind = CodeFilter("campaign_kind", label=_("Kind"))
    mode = CodeFilter("campaign_mode", label=_("Mode"))
    unit = UnitFilter()
    since = from_filter("starts_on")
    until = until_filter("starts_on")

    class Meta:
        model = Campaign
        fields: list[str] = []


class TrainingFilter(filters.FilterSet):
    q = SearchFilter("name", "remark")
    kind = CodeFilter("training_kind", label=_("Kind"))
    trainer = CodeFilter("trainer", label=_("Trainer"))
    unit = UnitFilter()
    since = from_filter("held_on")
    until = until_filter("held_on")

    class Meta:
        model = Training
        fields: list[str] = []


class PublicationFilter(filters.FilterSet):
    q = SearchFilter("title", "partner", "remark")
    campaign = RecordFilter(_published, label=_("Campaign"))
    medium = CodeFilter("publication_medium", label=_("Medium"))
    topic = CodeFilter("topic", label=_("Topic"))
    unit = UnitFilter()
    since = from_filter("published_on")
    until = until_filter("published_on")

    class Meta:
        model = Publication
        fields: list[str] = []


class MaterialFilter(filters.FilterSet):
    q = SearchFilter("name", "remark")
    audience = CodeFilter("audience", label=_("Audience"))
    topic = CodeFilter("topic", label=_("Topic"))
    unit = UnitFilter()
    since = from_filter("printed_on")
    until = until_filter("printed_on")

    class Meta:
        model = Material
        fields: list[str] = []


class ServiceRecordFilter(filters.FilterSet):
    q = SearchFilter("name", "place", "staff", "commendation", "remark")
    kind = CodeFilter("service_kind", label=_("Kind"))
    scam = CodeFilter("scam_type", label=_("Kind of scam"))
    audience = CodeFilter("audience", label=_("Audience"))
    unit = UnitFilter()
    since = from_filter("held_on")
    until = until_filter("held_on")

    class Meta:
        model = ServiceRecord
        fields: list[str] = []


class ActivityFilter(filters.FilterSet):
    q = SearchFilter("name", "campaign__name", "place", "township", "remark")
    campaign = RecordFilter(_logged, label=_("Campaign"))
    form = CodeFilter("form", label=_("Form"))
    topics = OneOfCodesFilter("topic", label=_("Topic"))
    audiences = OneOfCodesFilter("audience", label=_("Audience"))
    township = filters.CharFilter(method="at_place", label=_("Township"))
    unit = UnitFilter()
    since = from_filter("held_on")
    until = until_filter("held_on")

    class Meta:
        model = Activity
        fields: list[str] = []

    def at_place(
        self, found: "QuerySet[Activity]", _name: str, township: str
    ) -> "QuerySet[Activity]":
        """One that tells no township was held in that of its outlet."""
        at_home = Q(township="", unit__township=township)
        return found.filter(Q(township=township) | at_home)


class PhotoFilter(filters.FilterSet):
    q = SearchFilter("caption", "activity__name", "activity__campaign__name")
    unit = UnitFilter(field_name="activity__unit")
    is_chosen = filters.BooleanFilter(
        method="only_chosen",
        label=_("Stands in the summary"),
        widget=forms.CheckboxInput,
    )
    since = from_filter("activity__held_on")
    until = until_filter("activity__held_on")

    class Meta:
        model = ActivityPhoto
        fields: list[str] = []

    def only_chosen(
        self, found: "QuerySet[ActivityPhoto]", _name: str, chosen: object
    ) -> "QuerySet[ActivityPhoto]":
        return found.filter(is_chosen=True) if chosen else found


class QuestionFilter(filters.FilterSet):
    q = SearchFilter("text", "explanation")
    kind = CodeFilter("question_kind", label=_("Kind"))
    topic = CodeFilter("topic", label=_("Topic"))

    class Meta:
        model = Question
        fields: list[str] = []


class ExamFilter(filters.FilterSet):
    q = SearchFilter("name")
    status = CodeFilter("exam_status", label=_("State"))

    class Meta:
        model = Exam
        fields: list[str] = []


class SurveyFilter(filters.FilterSet):
    q = SearchFilter("name", "remark")
    status = CodeFilter("survey_status", label=_("State"))
    unit = UnitFilter()
    since = from_filter("starts_on")
    until = until_filter("starts_on")

    class Meta:
        model = Survey
        fields: list[str] = []


class TypicalCaseFilter(filters.FilterSet):
    q = SearchFilter("name", "story", "lesson")
    status = CodeFilter("typical_case_status", label=_("State"))
    topic = CodeFilter("topic", label=_("Topic"))
    audience = CodeFilter("audience", label=_("Audience"))
    scam = CodeFilter("scam_type", label=_("Kind of scam"))
    unit = UnitFilter()
    since = from_filter("told_on")
    until = until_filter("told_on")

    class Meta:
        model = TypicalCase
        fields: list[str] = []
