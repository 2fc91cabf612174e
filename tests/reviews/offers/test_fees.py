"""Fees: published before they begin, one version after another, on a notice."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from consumer_protection.core import tokens, trail
from consumer_protection.core.ledgers.declaration import WriteRefused
from consumer_protection.core.models import TimeLimit, TrailEntry
from consumer_protection.core.periods import parse_period
from reviews.figures import FIGURES
from reviews.models.offers import FeeItem
from reviews.offers import actions
from reviews.offers.ledgers import FEE_ITEMS
from tests.api.conftest import Program
from tests.core.test_record_forms import form_of
from tests.reviews.offers.making import passed

HEADERS = ["服务项目", "服务价格", "定价类型", "生效日期", "公示日期"]
ROW = ["短信通知", "2元/月", "市场调节价", "2024-03-01", "2024-02-01"]
YEAR = parse_period("2024", as_of=date(2025, 6, 1))
FORM = {
    "name": "短信通知",
    "price": "2元/月",
    "price_type": "market",
    "effective_from": "2024-03-01",
}


def faults(outcome, *, warnings=False):
    return [
        (problem.field, problem.code)
        for row in outcome.reading.rows
        for problem in row.problems
        if problem.is_warning is warnings
    ]


def value(code, asker):
    return FIGURES[f"reviews.{code}"].fact(asker, YEAR).value


@pytest.mark.parametrize("known", ["2024-03-01", "2024-03-02"])
def test_a_fee_published_too_late_is_refused_by_the_ledger(take, known):
    outcome = take(FEE_ITEMS, HEADERS, [*ROW[:4], known])

    assert faults(outcome) == [("published_on", "fee.published_late")]
    assert not FeeItem.objects.exists()


def test_a_fee_published_too_late_is_refused_by_the_page(client, officer):
    client.force_login(officer)

    sent = FORM | {"published_on": "2024-03-05"}
    page = client.post(reverse("reviews:feeitem_add"), sent)

    assert "published_on" in page.context["form"].errors
    assert not FeeItem.objects.exists()


def test_a_fee_published_too_late_is_refused_by_the_api(officer, system):
    wish = tokens.Wish("test", may_write=True)
    _token, secret = tokens.issue(officer, wish, actor=system, at=timezone.now())

    answer = Program(secret).post("fee-items/", FORM | {"published_on": "2024-03-05"})

    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["errors"]] == ["published_on"]
    assert not FeeItem.objects.exists()


def test_how_long_before_is_a_limit_of_the_day_it_begins(take):
    TimeLimit.objects.filter(code="fee.publish_before").update(days=90)

    outcome = take(FEE_ITEMS, HEADERS, ROW)

    assert faults(outcome) == [("published_on", "fee.published_late")]


def test_an_unpublished_fee_is_taken_with_a_doubt(take):
    outcome = take(FEE_ITEMS, HEADERS, [*ROW[:4], ""])

    assert faults(outcome) == []
    assert ("published_on", "fee.unpublished") in faults(outcome, warnings=True)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"终止日期": "2024-02-01"}, ("effective_until", "date.order")),
        (
            {
                "优惠政策": "免费",
                "优惠生效日期": "2024-05-01",
                "优惠终止日期": "2024-04-01",
            },
            ("preferential_until", "date.order"),
        ),
        ({"优惠终止日期": "2024-04-01"}, ("preferential", "value.missing")),
        ({"审查编号": "XS2024-404"}, ("review", "record.unknown")),
        ({"产品名称": "没有的产品"}, ("product", "record.unknown")),
        ({"定价类型": "随便"}, ("price_type", "code.unknown")),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(take, more, fault):
    row = dict(zip(HEADERS, ROW, strict=True)) | more

    outcome = take(FEE_ITEMS, list(row), list(row.values()))

    assert faults(outcome) == [fault]
    assert not FeeItem.objects.exists()


def test_the_headers_of_the_price_notice_are_understood(take, system, now, union):
    number = passed(system, now)
    headers = [
        "服务项目",
        "服务内容",
        "服务价格",
        "适用对象",
        "政府指导价或政府定价的文件文号",
        "生效日期",
        "咨询（投诉）联系方式",
        "价格类型",
        "公示日期",
        "监制机构",
        "审查编号",
    ]
    row = [
        "个人跨行柜台转账汇款手续费",
        "跨行汇款",
        "每笔2元",
        "个人",
        "发改价格〔2014〕268号",
        "2024.3.1",
        "0598-1234567",
        "政府指导价",
        "2024年2月1日",
        "省物价局",
        number,
    ]
    outcome = take(FEE_ITEMS, headers, row)

    assert faults(outcome) == []
    item = FeeItem.objects.get()
    assert item.price_type == "government_guided"
    assert item.document_number == "发改价格〔2014〕268号"
    assert item.review.number == number
    again = take(FEE_ITEMS, headers, row)
    assert again.batch is None


def thirty(add):
    """13 guided, 17 of the market; 8 of all with a preferential policy."""
    for number in range(30):
        guided = number < 13
        add(
            "fee",
            name=f"项目{number}",
            price_type="government_guided" if guided else "market",
            document_number="发改价格〔2014〕268号" if guided else "",
            preferential="免收" if number % 4 == 0 else "",
        )


def test_thirty_items_thirteen_guided_eight_preferential(add, system):
    thirty(add)

    assert value("fee_items", system) == 30
    assert value("fee_preferential", system) == 8
    assert value("fee_items.by_price_type", system) == {
        "market": 17,
        "government_guided": 13,
    }


def test_fees_never_recorded_are_no_zero(union, system):
    for code in ("fee_items", "fee_preferential", "fee_items.by_price_type"):
        assert value(code, system) is None


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ({}, 1),
        ({"effective_from": date(2025, 1, 1)}, 0),
        ({"effective_from": date(2024, 12, 31)}, 1),
        ({"effective_until": date(2024, 12, 30)}, 0),
        ({"effective_until": date(2024, 12, 31)}, 1),
    ],
)
def test_fees_are_counted_as_they_stand_at_the_end(add, system, more, count):
    add("fee", **more)

    assert value("fee_items", system) == count


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ({}, 1),
        ({"preferential_until": date(2024, 12, 30)}, 0),
        ({"preferential_from": date(2025, 1, 1)}, 0),
    ],
)
def test_a_preference_counts_while_it_lasts(add, system, more, count):
    add("fee", preferential="免收", **more)

    assert value("fee_preferential", system) == count


def test_a_later_version_takes_the_place_of_the_one_before(
    add, system, client, officer
):
    add("fee")
    newer = add(
        "fee",
        price="1元/月",
        published_on=date(2024, 5, 1),
        effective_from=date(2024, 6, 1),
    )

    assert value("fee_items", system) == 1
    assert list(FeeItem.objects.in_force_on(date(2024, 5, 31))) != [newer]
    client.force_login(officer)
    text = client.get(newer.get_absolute_url()).text
    assert "2元/月" in text
    assert "现行" in text


def test_the_price_customers_were_told_does_not_change(add, officer, now):
    item = add("fee")

    with pytest.raises(WriteRefused):
        actions.change(item, {"price": "9元"}, actor=officer, at=now, way=trail.FORM)

    actions.change(item, {"contact": "96262"}, actor=officer, at=now, way=trail.FORM)
    item.refresh_from_db()
    assert (item.price, item.contact) == ("2元/月", "96262")


def test_the_form_says_that_another_price_is_another_version(client, add, officer):
    item = add("fee")
    client.force_login(officer)
    url = reverse("reviews:feeitem_correct", args=[item.pk])
    sent = form_of(client.get(url)) | {"price": "9元"}

    page = client.post(url, sent)

    assert "另行登记" in page.text
    item.refresh_from_db()
    assert item.price == "2元/月"


def test_rows_of_the_table_enter_the_trail_past_the_application(add):
    item = add("fee")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reviews_feeitem SET price = '0'")

    told = TrailEntry.objects.filter(noun="reviews.feeitem", record_id=item.pk)
    assert told.filter(action="reviews.feeitem.row_update").exists()


def test_an_outlet_sees_whether_its_notice_is_current(client, add, staff, system, now):
    add("fee")
    client.force_login(staff("branch_manager", "MXW10"))
    page = reverse("reviews:price_notices")

    assert "未公示" in client.get(page).text
    sent = {"unit": "MXW10", "displayed_on": f"{timezone.localdate():%Y-%m-%d}"}
    assert client.post(reverse("reviews:feedisplay_add"), sent).status_code == 302
    assert client.get(page).context["current"] == 1
    newer = date(2024, 6, 1)
    add("fee", effective_from=newer, published_on=date(2024, 5, 1))
    assert client.get(page).context["changed_on"] == newer


def test_the_notice_is_a_pdf_of_the_outlet(client, add, staff, union):
    thirty(add)
    manager = staff("branch_manager", "MXW10")
    client.force_login(manager)

    answer = client.get(reverse("reviews:price_notice", args=[manager.unit_id]))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    away = client.get(reverse("reviews:price_notice", args=[union.pk]))
    assert away.status_code == 404
