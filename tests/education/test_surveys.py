"""A survey from its questions to the chart: by code, on paper, low answers followed."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from consumer_protection.core.codes import code_list
from consumer_protection.core.models import Unit
from consumer_protection.core.periods import parse_period
from consumer_protection.core.states import MoveRefused
from education import ledgers
from education.doing import surveys
from education.doing.surveys import Filled, Given
from education.figures import FIGURES
from education.models import Survey
from education.models.survey import SurveyQuestion, SurveyResponse
from education.pages import survey_public
from education.queries import surveys as reading
from tests.education.making import kept


@pytest.fixture(autouse=True)
def _own_counts(settings):
    settings.LIMITS_PREFIX = f"test:{uuid4()}:"


@pytest.fixture
def at():
    return timezone.now()


@pytest.fixture
def root(union):
    return Unit.objects.get(parent=None)


@pytest.fixture
def draft(root, officer, at):
    today = timezone.localdate()
    values = {
        "name": "客户满意度调查",
        "intro": "用时两分钟",
        "starts_on": today,
        "ends_on": today + timedelta(days=6),
        "target": 30,
        "is_standard": True,
    }
    return surveys.plan_survey(root, values, actor=officer, at=at)


@pytest.fixture
def survey(draft, officer, at):
    surveys.move_survey(draft, "open", actor=officer, at=at)
    return draft


def sent(survey, rating=5, **more):
    """The form of the standard questions, every rating the same."""
    found = {"key": str(uuid4())}
    for one in survey.questions.all():
        if one.kind == "rating":
            found[f"q{one.pk}"] = str(rating)
        elif one.is_required:
            found[f"q{one.pk}"] = "1"
    return found | more


def address(survey, code="MXW10"):
    return survey.public_path(Unit.objects.get(code=code) if code else None)


def test_the_standard_questions_ask_about_the_four_areas(draft):
    sections = dict.fromkeys(draft.questions.values_list("section", flat=True))
    assert list(sections) == ["产品", "渠道", "服务", "信息"]
    kinds = set(draft.questions.values_list("kind", flat=True))
    assert kinds == set(code_list("survey_answer_kind").labels)


def test_anybody_answers_by_the_code_and_the_result_is_a_chart(client, survey, officer):
    page = client.get(address(survey))
    assert page.status_code == 200
    assert "script-src 'none'" in page["Content-Security-Policy"]
    for rating in (5, 4, 1):
        told = client.post(address(survey), sent(survey, rating))
        assert "感谢" in told.text
    client.force_login(officer)
    page = client.get(survey.get_absolute_url()).text
    assert "58.3" in page
    assert "<svg" in page
    assert "3 / 30" in page


def test_a_double_click_on_a_questionnaire_from_paper_is_one_answer(
    client, survey, officer
):
    client.force_login(officer)
    door = reverse("education:survey_enter", args=[survey.pk])
    assert 'name="key"' in client.get(door).text
    form = sent(survey)
    for _click in range(2):
        assert client.post(door, form).status_code == 302
    assert SurveyResponse.objects.count() == 1


def test_nothing_of_a_person_is_kept(client, survey):
    client.post(address(survey), sent(survey))
    names = {one.name for one in SurveyResponse._meta.get_fields()}
    assert not names & {"name", "phone", "address", "ip", "user_agent"}
    assert SurveyResponse.objects.get().entered_by is None


def test_the_same_form_sent_again_is_the_same_answer(client, survey):
    form = sent(survey)
    for _again in range(3):
        assert client.post(address(survey), form).status_code == 200
    assert SurveyResponse.objects.count() == 1


def test_an_unfinished_form_keeps_what_was_typed(client, survey):
    form = sent(survey)
    rating = survey.questions.filter(kind="rating").first()
    opinion = survey.questions.get(kind="open")
    del form[f"q{rating.pk}"]
    form[f"q{opinion.pk}"] = "希望多开窗口"
    told = client.post(address(survey), form)
    assert told.status_code == 422
    assert "希望多开窗口" in told.text
    assert form["key"] in told.text
    assert not SurveyResponse.objects.exists()


def test_a_flood_from_one_address_is_stopped_and_nothing_typed_is_lost(
    client, survey, monkeypatch
):
    monkeypatch.setattr(survey_public, "_HERE", 2)
    for _answer in range(2):
        assert client.post(address(survey), sent(survey)).status_code == 200
    form = sent(survey)
    opinion = survey.questions.get(kind="open")
    form[f"q{opinion.pk}"] = "第三份"
    told = client.post(address(survey), form)
    assert told.status_code == 429
    assert "第三份" in told.text
    assert SurveyResponse.objects.count() == 2
    other = client.post(address(survey), sent(survey), REMOTE_ADDR="127.0.0.9")
    assert other.status_code == 200


@pytest.mark.parametrize("value", ["0", "6", "-1", "x", "5; drop"])
def test_a_rating_that_was_not_offered_is_refused(client, survey, value):
    assert client.post(address(survey), sent(survey, value)).status_code == 422
    assert not SurveyResponse.objects.exists()


def test_before_and_after_its_days_it_takes_nothing(client, survey, draft):
    today = timezone.localdate()
    for first, last in ((1, 2), (-3, -1)):
        Survey.objects.update(
            starts_on=today + timedelta(days=first),
            ends_on=today + timedelta(days=last),
        )
        assert client.get(address(survey)).status_code == 410
        assert client.post(address(survey), sent(survey)).status_code == 410
    assert not SurveyResponse.objects.exists()


def test_a_draft_and_a_wrong_address_are_not_there(client, draft):
    assert client.get(draft.public_path()).status_code == 404
    assert client.get("/survey/nothing-here/").status_code == 404


def test_without_an_outlet_in_the_address_one_may_be_chosen(client, survey):
    page = client.get(address(survey, None)).text
    assert "营业部" in page
    client.post(address(survey, None), sent(survey, outlet="MXW10"))
    assert SurveyResponse.objects.get().outlet.code == "MXW10"
    unknown = survey.public_path() + "?outlet=NOPE"
    assert client.post(unknown, sent(survey)).status_code == 200
    assert SurveyResponse.objects.filter(outlet=None).count() == 1


def test_an_outlet_enters_paper_and_follows_up_low_ratings(
    client, survey, manager, officer, at
):
    client.force_login(manager)
    tasks = reverse("education:survey_tasks")
    assert survey.name in client.get(tasks).text
    door = reverse("education:survey_enter", args=[survey.pk])
    assert client.get(door).status_code == 200
    assert client.post(door, sent(survey, 2, outlet="MXW10")).status_code == 302
    response = SurveyResponse.objects.get()
    assert (response.way, response.entered_by) == ("paper", manager)
    page = client.get(tasks).text
    assert "1 / 30" in page
    follow = reverse("education:survey_follow", args=[response.pk])
    assert follow in page
    assert client.post(follow, {"measure": "增开弹性窗口"}).status_code == 302
    assert "增开弹性窗口" in client.get(tasks).text


def test_an_outlet_sees_no_other_outlets_answers(client, survey, manager, system, at):
    other = Unit.objects.get(code="MXW11")
    answers = {
        one.pk: Given(rating=1) for one in survey.questions.filter(kind="rating")
    }
    answers |= {
        one.pk: Given(choices=(0,))
        for one in survey.questions.filter(kind="single", is_required=True)
    }
    filled = Filled(uuid4(), other, surveys.ONLINE, answers)
    response = surveys.take(survey, filled, actor=system, at=at)
    found = reading.results(survey, manager)
    assert (found.returned, found.index) == (0, None)
    assert [one.name for one in found.outlets] == ["营业部"]
    assert reading.low(survey, manager) == []
    client.force_login(manager)
    follow = reverse("education:survey_follow", args=[response.pk])
    assert client.get(follow).status_code == 404


def test_the_code_is_a_sheet_to_put_up(client, survey, manager):
    client.force_login(manager)
    door = reverse("education:survey_poster", args=[survey.pk])
    made = client.get(door, {"outlet": "MXW10"})
    assert made.content.startswith(b"%PDF-")
    assert client.get(door, {"outlet": "MXW11"}).status_code == 404


def test_questions_stay_as_they_are_once_it_is_open(survey, officer, at):
    with pytest.raises(MoveRefused, match="已开放"):
        surveys.drop_question(survey.questions.first(), actor=officer, at=at)
    values = {"kind": "open", "text": "还有什么？", "section": "", "options": []}
    with pytest.raises(MoveRefused, match="已开放"):
        surveys.add_question(survey, values, actor=officer, at=at)


def test_a_survey_without_questions_is_not_opened(draft, officer, at):
    SurveyQuestion.objects.all().delete()
    with pytest.raises(MoveRefused, match="至少"):
        surveys.move_survey(draft, "open", actor=officer, at=at)


def test_head_office_plans_with_its_own_questions_on_pages(client, officer, union):
    client.force_login(officer)
    today = timezone.localdate()
    values = {"name": "问卷周", "starts_on": f"{today}", "ends_on": f"{today}"}
    client.post(reverse("education:survey_plan"), values)
    own = Survey.objects.get()
    assert not own.questions.exists()
    add = reverse("education:survey_question_add", args=[own.pk])
    wrong = {"text": "常用渠道？", "kind": "single", "options": "柜面"}
    assert client.post(add, wrong).status_code == 422
    right = {**wrong, "options": "柜面\n手机银行\n柜面\n"}
    assert client.post(add, right).status_code == 302
    question = own.questions.get()
    assert question.options == ["柜面", "手机银行"]
    assert question.text in client.get(own.get_absolute_url()).text
    edit = reverse("education:survey_edit", args=[own.pk])
    assert client.get(edit).status_code == 200
    client.post(edit, {**values, "name": "问卷调查周"})
    drop = reverse("education:survey_question_drop", args=[question.pk])
    assert client.post(drop).status_code == 302
    assert not own.questions.exists()
    client.post(add, right)
    move = reverse("education:survey_move", args=[own.pk, "open"])
    assert client.get(move).status_code == 200
    assert client.post(move).status_code == 302
    own.refresh_from_db()
    assert (own.status, own.name) == ("open", "问卷调查周")


def test_a_survey_of_a_year_is_counted_by_its_start(draft, system, now):
    kept("surveys", system, now, starts_on=date(2023, 12, 31))
    kept("surveys", system, now, name="另一次")
    year = parse_period("2024", as_of=date(2025, 6, 1))
    assert FIGURES["education.surveys"].fact(system, year).value == 1


def test_a_past_survey_comes_from_a_ledger_as_closed(union):
    assert [one.field for one in ledgers.SURVEYS.columns if one.required] == [
        "name",
        "starts_on",
        "ends_on",
    ]
