"""Products: nine stages forward, reviews before customers, all on one page."""

from datetime import date

import pytest
from django.urls import reverse

from consumer_protection.core.ledgers.declaration import WriteRefused
from consumer_protection.core.ledgers.taking_back import CannotTakeBack, take_back
from consumer_protection.core.models import TrailEntry
from reviews.models.offers import Product, ProductStage
from reviews.offer_states import STAGES
from reviews.offers import actions
from reviews.offers.ledgers import PRODUCTS
from tests.complaints.making import complaint
from tests.education.making import training
from tests.reviews.making import review
from tests.reviews.offers.making import passed

DAY = date(2024, 3, 1)


@pytest.fixture
def go(officer, now):
    def run(product, stage, day=DAY, note=""):
        actions.record_stage(product, stage, day, note, actor=officer, at=now)
        product.refresh_from_db()

    return run


def test_a_product_goes_through_its_nine_stages(add, go, system, now):
    product = add("product", reviews=passed(system, now))

    for stage in STAGES:
        go(product, stage, note="已完成")

    assert product.stage == "run_feedback"
    assert list(product.stages.values_list("stage", flat=True)) == list(STAGES)
    told = TrailEntry.objects.filter(action="reviews.product.stage_recorded")
    assert told.count() == 9


@pytest.mark.parametrize(
    ("stage", "day"),
    [
        ("declare", DAY),  # back
        ("preliminary", DAY),  # the same again
        ("filing", DAY),  # past one without a record
        ("initiated", date(2024, 1, 1)),  # before the stage before
        ("initiated", date(2030, 1, 1)),  # still to come
    ],
)
def test_a_stage_out_of_turn_is_refused(add, go, stage, day):
    product = add("product", stage="preliminary", stage_on=date(2024, 2, 1))

    with pytest.raises(WriteRefused):
        go(product, stage, day)

    assert product.stage == "preliminary"
    assert ProductStage.objects.count() == 1


def test_the_unions_products_may_pass_over_its_own_steps(add, go):
    product = add("product", origin="provincial", stage="declare", stage_on=DAY)

    go(product, "handover")

    with pytest.raises(WriteRefused):
        go(product, "filing")


def test_customers_meet_no_product_without_a_passed_review(add, go, system, now):
    review(system, now, number="XS2024-700", conclusion="reject")
    product = add("product", reviews="XS2024-700", stage="cp_assessment", stage_on=DAY)

    with pytest.raises(WriteRefused, match="."):
        go(product, "run_feedback")


def test_the_page_refuses_a_step_back_in_words(client, add, officer):
    product = add("product", stage="initiated", stage_on=DAY)
    client.force_login(officer)
    url = reverse("reviews:product_stage", args=[product.pk])

    page = client.post(url, {"stage": "declare", "day": "2024-04-01"})

    assert page.status_code == 422
    assert "不能倒退" in page.text
    sent = {"stage": "filing", "day": "2024-04-01", "note": "已备案"}
    assert client.post(url, sent).status_code == 302
    product.refresh_from_db()
    assert product.stage == "filing"


def test_a_ledger_does_not_take_a_product_back(take, add, system):
    add("product", stage="initiated", stage_on=DAY)
    with pytest.raises(Exception, match="不能倒退"):
        take(
            PRODUCTS,
            ["产品名称", "当前阶段"],
            ["惠农贷", "内部申报"],
            update=True,
        )

    assert Product.objects.get().stage == "initiated"


def test_a_launch_before_the_review_passed_is_refused(take, system, now):
    number = passed(system, now)
    headers = ["产品名称", "审查编号", "上线日期"]

    late = take(PRODUCTS, headers, ["惠农贷", number, "2022-12-01"])
    assert [one.code for one in late.reading.rows[0].problems] == [
        "product.before_review"
    ]
    good = take(PRODUCTS, headers, ["惠农贷", number, "2024-03-01"])
    assert good.batch.taken == 1
    assert Product.objects.get().reviews.get().number == number


def test_a_launch_without_any_review_is_taken_and_found(take):
    outcome = take(PRODUCTS, ["产品名称", "上线日期"], ["惠农贷", "2024-03-01"])

    assert outcome.batch.taken == 1
    assert list(Product.objects.unreviewed()) == [Product.objects.get()]


def test_the_page_has_the_whole_life_of_a_product(client, add, officer, system, now):
    product = add("product", reviews=passed(system, now), partners="", stage="declare")
    add("partner")
    product.partners.add(*product.partners.model.objects.all())
    add("fee", product="惠农贷")
    add("check", product="惠农贷", issue="未提示风险", unmet=("risk_notice",))
    add("evaluation", result="improve", issue="条款难懂")
    add("sample", passed=19, issue="一笔超出承受能力")
    add("follow_up", satisfied=24)
    complaint(system, now, description="惠农贷提前还款收违约金")
    training(system, now, name="惠农贷产品培训")
    client.force_login(officer)

    text = client.get(product.get_absolute_url()).text

    for words in (
        "XS2024-900",
        "短信通知",
        "明溪保险代理",
        "开门红营销",
        "条款难懂",
        "一笔超出承受能力",
        "待整改",
        "内部申报",
        "2024-03",
        "产品运行监测及反馈",
    ):
        assert words in text, words


def test_the_page_keeps_checks_of_other_units_from_a_branch(client, add, staff):
    product = add("product")
    add("check", product="惠农贷", name="城关营销", unit="MXW11")
    client.force_login(staff("branch_manager", "MXW10"))

    text = client.get(product.get_absolute_url()).text

    assert "惠农贷" in text
    assert "城关营销" not in text


def test_a_product_of_another_institution_is_none(client, add, officer, system, now):
    product = add("product")
    Product.objects.update(root=product.unit_id)
    client.force_login(officer)

    assert client.get(product.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "changes", [{"stage": ""}, {"stage_on": date(2024, 1, 2)}, {"stage": "declare"}]
)
def test_a_recorded_stage_is_not_taken_away(add, officer, now, changes):
    product = add("product", stage="initiated", stage_on=DAY)

    with pytest.raises(WriteRefused):
        actions.change(product, changes, actor=officer, at=now)

    product.refresh_from_db()
    assert (product.stage, product.stage_on) == ("initiated", DAY)


def test_a_product_with_fees_is_not_taken_back_from_under_them(take, add, officer, now):
    outcome = take(PRODUCTS, ["产品名称", "目标客户"], ["惠农贷", "农户"])
    add("fee", product="惠农贷")

    with pytest.raises(CannotTakeBack):
        take_back(outcome.batch, actor=officer, at=now)

    assert Product.objects.exists()
