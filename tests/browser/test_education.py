"""Education in the browser: a campaign of ten outlets, an examination, a survey."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from consumer_protection.core.models import Unit
from education.models import Activity, Campaign, Exam, Question, Survey, Training
from education.models.exam import ExamPaper
from education.models.survey import SurveyResponse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def photo():
    target = BytesIO()
    Image.new("RGB", (1200, 900), "green").save(target, "JPEG")
    return ContentFile(target.getvalue()).read()


@pytest.fixture
def sign_in_anew(sign_in, page):
    def as_person(number):
        page.context.clear_cookies()
        return sign_in(number)

    return as_person


def send(page):
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    assert page.locator(".invalid-feedback, .alert-danger").count() == 0


def follow(page, name):
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state()


def fill(page, **values):
    for name, value in values.items():
        page.fill(f"main [name={name}]", f"{value}")


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


def test_a_campaign_of_ten_outlets_from_its_plan_to_the_summary_handed_in(
    page, live_server, sign_in_anew, year
):
    outlets = list(Unit.objects.outlets().order_by("code")[:10])
    sign_in_anew("officer")
    page.goto(f"{live_server.url}/education/campaigns/")
    plan_campaign(page, outlets)
    campaign = Campaign.objects.get(name="2026年金融教育宣传周")
    address = f"{live_server.url}{campaign.get_absolute_url()}"
    for person, act in (("head", "批准"), ("officer", "开始")):
        sign_in_anew(person)
        page.goto(address)
        follow(page, act)
        send(page)

    sign_in_anew("manager")
    page.goto(f"{live_server.url}/education/campaigns/tasks/")
    assert page.locator("tbody tr").count() == 1
    follow(page, "登记")
    log_with_a_photo(page)

    sign_in_anew("officer")
    for outlet in outlets[1:]:
        page.goto(
            f"{live_server.url}/education/activities/log/"
            f"?campaign={campaign.name}&unit={outlet.code}"
        )
        page.select_option("[name=form]", "stall")
        fill(page, name="赶集日设点", reached="40", held_on=days_ago(3))
        send(page)
    assert Activity.objects.filter(campaign=campaign).count() == 10
    page.goto(address)
    assert page.get_by_text("420余").count() >= 1
    sum_up_and_hand_in(page)
    campaign.refresh_from_db()
    assert campaign.status == "reported"


def plan_campaign(page, outlets):
    follow(page, "制定活动方案")
    fill(
        page,
        name="2026年金融教育宣传周",
        starts_on=days_ago(7),
        ends_on=days_ago(1),
        theme="保障金融权益",
        plan_number="明农信〔2026〕58号",
    )
    page.select_option("[name=kind]", "sept_education")
    page.select_option("[name=organiser]", "nfra")
    send(page)
    follow(page, "分配网点")
    for outlet in outlets:
        page.check(f"input[name=units][value='{outlet.pk}']")
    fill(page, activities=1)
    send(page)


def log_with_a_photo(page):
    page.select_option("[name=form]", "outlet_hall")
    fill(page, name="营业厅宣讲", reached="60余", held_on=days_ago(2))
    page.set_input_files(
        "[name=photos]",
        {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": photo()},
    )
    send(page)
    assert page.locator(".photo img").count() == 1
    fill(page, caption="向老年客户讲解反诈知识")
    page.check("[name=is_chosen]")
    page.locator(".photo button").click()
    page.wait_for_load_state()


def sum_up_and_hand_in(page):
    follow(page, "填写总结")
    fill(
        page,
        highlights="联合公安机关进校园",
        effect="知晓率提高",
        problems="山区频次偏低",
    )
    send(page)
    follow(page, "总结")
    send(page)
    with page.expect_download() as found:
        page.get_by_role("link", name="总结（PDF）").click()
    assert found.value.path().read_bytes().startswith(b"%PDF-")
    follow(page, "上报")
    fill(page, reported_on=days_ago(0))
    send(page)


@pytest.fixture
def five_questions(year):
    root = Unit.objects.get(parent=None)
    Question.objects.bulk_create(
        Question(
            root=root,
            unit=root.lead(),
            kind="single",
            text=f"第{number}题",
            option_a="甲",
            option_b="乙",
            answer="B",
        )
        for number in range(5)
    )


def hold_exam(page):
    now = timezone.localtime()
    follow(page, "新建考试")
    page.check("input[name=audiences][value=frontline]")
    fill(
        page,
        name="应知应会答题",
        opens_at=f"{now - timedelta(hours=1):%Y-%m-%dT%H:%M}",
        closes_at=f"{now + timedelta(hours=2):%Y-%m-%dT%H:%M}",
        singles=5,
        multiples=0,
        statements=0,
    )
    send(page)
    follow(page, "开放考试")
    send(page)


def test_an_examination_is_written_on_a_page_that_keeps_each_answer(
    page, live_server, sign_in_anew, five_questions
):
    sign_in_anew("officer")
    page.goto(f"{live_server.url}/education/exams/")
    hold_exam(page)

    sign_in_anew("manager")
    page.goto(f"{live_server.url}/education/exams/mine/")
    page.get_by_role("button", name="开始").click()
    page.wait_for_load_state()
    for place in range(1, 5):
        with page.expect_response(lambda told: "/answers/" in told.url):
            page.check(f"input[name=q-{place}][value=B]")
    page.get_by_text("已保存").wait_for()
    page.reload()
    assert page.locator("input[type=radio]:checked").count() == 4
    page.get_by_role("button", name="交卷").click()
    page.wait_for_load_state()
    assert page.get_by_text("80.0").count() == 1
    assert ExamPaper.objects.get().has_passed

    Exam.objects.update(
        opens_at=timezone.now() - timedelta(hours=3),
        closes_at=timezone.now() - timedelta(hours=1),
    )
    sign_in_anew("officer")
    page.goto(f"{live_server.url}{Exam.objects.get().get_absolute_url()}")
    follow(page, "结束考试")
    send(page)
    assert page.get_by_text("80.0").count() >= 1
    assert Training.objects.get(name="应知应会答题").passed == 1


def test_a_survey_from_the_code_to_the_chart(page, live_server, sign_in_anew, year):
    sign_in_anew("officer")
    page.goto(f"{live_server.url}/education/surveys/")
    follow(page, "新建调查")
    fill(page, name="客户满意度调查", starts_on=days_ago(0), ends_on=days_ago(-7))
    send(page)
    follow(page, "开放调查")
    send(page)
    survey = Survey.objects.get()

    page.context.clear_cookies()
    outlet = Unit.objects.get(code="MXW10")
    for rating in (5, 1):
        page.goto(f"{live_server.url}{survey.public_path(outlet)}")
        answer_survey(page, survey, rating)
    assert SurveyResponse.objects.count() == 2

    sign_in_anew("officer")
    page.goto(f"{live_server.url}{survey.get_absolute_url()}")
    assert page.locator("figure.chart svg").count() >= 5
    assert page.get_by_text("<b>多开</b>窗口").count() == 2
    assert page.get_by_text("50.0").count() >= 1
    follow(page, "跟进")
    fill(page, measure="增开弹性窗口")
    send(page)
    assert SurveyResponse.objects.exclude(measure="").count() == 1


def answer_survey(page, survey, rating):
    for question in survey.questions.filter(is_required=True):
        value = rating if question.kind == "rating" else 0
        page.check(f"input[name=q{question.pk}][value='{value}']")
    opinion = survey.questions.get(kind="open")
    page.fill(f"[name=q{opinion.pk}]", "<b>多开</b>窗口")
    page.get_by_role("button", name="提交问卷").click()
    page.wait_for_load_state()
    assert page.get_by_text("感谢").count() == 1
