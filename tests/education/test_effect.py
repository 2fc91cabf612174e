"""What a campaign changed: the same short test before it and after it."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from consumer_protection.core.models import Unit
from education.documents.summary import campaign_paper
from education.doing import campaigns, surveys
from education.doing.surveys import Filled, Given
from education.models import Campaign, Survey
from education.models.effect import effect, right_share
from education.models.survey import SurveyAnswer


@pytest.fixture
def at():
    return timezone.now()


@pytest.fixture
def root(union):
    return Unit.objects.get(parent=None)


@pytest.fixture
def campaign(root, officer, staff, at):
    today = timezone.localdate(at)
    plan = {
        "name": "金融教育宣传周",
        "kind": "sept_education",
        "starts_on": today - timedelta(days=7),
        "ends_on": today - timedelta(days=1),
    }
    made = campaigns.plan_campaign(root, plan, actor=officer, at=at)
    campaigns.move_campaign(made, "approve", actor=staff("cp_head"), at=at)
    campaigns.move_campaign(made, "start", actor=officer, at=at)
    return made


@pytest.fixture
def measure(root, officer, at, campaign):
    """A short test of one choice and one of several, answered: measure(stage, *given)."""

    def run(stage, *answers):
        today = timezone.localdate(at)
        values = {
            "name": f"测评{stage}",
            "starts_on": today,
            "ends_on": today,
            "campaign": campaign,
            "stage": stage,
        }
        survey = surveys.plan_survey(root, values, actor=officer, at=at)
        for kind, right in (("single", [1]), ("multiple", [0, 2]), ("rating", [])):
            told = {"text": kind, "kind": kind, "right": right}
            options = [] if kind == "rating" else ["甲", "乙", "丙"]
            told |= {"options": options, "is_required": False}
            surveys.add_question(survey, told, actor=officer, at=at)
        surveys.move_survey(survey, "open", actor=officer, at=at)
        single, multiple, rating = survey.questions.all()
        for one, several in answers:
            given = {rating.pk: Given(rating=3)}
            if one is not None:
                given[single.pk] = Given(choices=(one,))
            if several is not None:
                given[multiple.pk] = Given(choices=several)
            filled = Filled(uuid4(), None, surveys.ONLINE, given)
            surveys.take(survey, filled, actor=officer, at=at)
        return survey

    return run


@pytest.mark.parametrize(
    ("answers", "share"),
    [
        ([], None),
        ([(None, None)], None),
        ([(1, None)], "100.0"),
        ([(0, None)], "0.0"),
        ([(None, (2, 0))], "100.0"),
        ([(None, (0,))], "0.0"),
        ([(None, (0, 1, 2))], "0.0"),
        ([(1, (0, 2)), (0, None)], "66.7"),
    ],
)
def test_an_answer_is_right_with_all_right_options_and_no_other(
    measure, answers, share
):
    survey = measure("before", *answers)
    found = right_share(SurveyAnswer.objects.filter(question__survey=survey))
    assert found == (None if share is None else Decimal(share))


def test_the_summary_tells_what_the_surveys_measured(measure, campaign, at):
    measure("before", (0, None), (1, None))
    measure("after", (1, None), (1, (0, 2)))
    text = str(campaign_paper(campaign, at).chapters)
    assert "50%变为100%" in text.replace(" ", "")
    assert "提高50个百分点" in text


def test_what_somebody_wrote_counts_where_nothing_was_measured(measure, campaign):
    campaign.effect_before, campaign.effect_after = Decimal(40), Decimal(80)
    measure("after", (0, None))
    assert effect(campaign) == (Decimal(40), Decimal("0.0"))


def test_handed_in_it_stays_whoever_answers_later(measure, campaign, officer, at):
    measure("before", (0, None))
    after = measure("after", (1, None))
    campaign.highlights = campaign.effect = campaign.problems = "有"
    campaign.save()
    campaigns.move_campaign(campaign, "summarise", actor=officer, at=at)
    campaigns.hand_in(campaign, timezone.localdate(at), None, actor=officer, at=at)
    late = Filled(
        uuid4(),
        None,
        surveys.ONLINE,
        {after.questions.all()[0].pk: Given(choices=(0,))},
    )
    surveys.take(after, late, actor=officer, at=at)
    assert effect(Campaign.objects.get()) == (Decimal(0), Decimal(100))


def test_a_short_test_is_planned_on_the_page_and_shown_with_its_campaign(
    client, campaign, officer
):
    client.force_login(officer)
    today = timezone.localdate()
    form = {
        "name": "反诈知识测评",
        "starts_on": today,
        "ends_on": today,
        "campaign": campaign.pk,
    }
    plan = reverse("education:survey_plan")
    assert "请同时选择" in client.post(plan, form).content.decode()
    assert client.post(plan, {**form, "stage": "before"}).status_code == 302
    survey = Survey.objects.get()
    add = reverse("education:survey_question_add", args=[survey.pk])
    question = {"text": "可以说出验证码吗", "kind": "single", "is_required": "on"}
    both = {**question, "options": "* 可以\n* 不可以"}
    assert "只能标一个" in client.post(add, both).content.decode()
    one = {**question, "options": "可以\n* 不可以"}
    assert client.post(add, one).status_code == 302
    kept = survey.questions.get()
    assert (kept.options, kept.right) == (["可以", "不可以"], [1])
    page = client.get(campaign.get_absolute_url()).content.decode()
    assert "反诈知识测评" in page
    surveys.move_survey(survey, "open", actor=officer, at=timezone.now())
    client.logout()
    public = client.get(survey.public_path()).content.decode()
    assert "不可以" in public
    assert "* 不可以" not in public
