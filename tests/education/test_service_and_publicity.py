"""What the public could read and what outlets did for customers, each in one list."""

from datetime import date

import pytest
from django.urls import reverse

from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.ledgers.parsers import Count
from consumer_protection.core.models import Unit
from consumer_protection.core.periods import parse_period
from education import ledgers
from education.figures import FIGURES
from education.models import Material, Publication, ServiceRecord
from tests.education.making import kept
from tests.governance.making import problems
from tests.making import workbook

YEAR = parse_period("2024", as_of=date(2025, 6, 1))
STOPPED = {
    "服务日期": "2024-03-05",
    "网点": "MXW10",
    "服务类型": "拦截诈骗",
    "服务内容": "劝阻客户向“安全账户”转账",
    "诈骗类型": "冒充公检法",
    "拦截金额": "50000",
}
ARTICLE = {"发布日期": "2024-03-15", "标题": "警惕刷单返利", "媒介": "微信公众号"}
HANDBOOK = {"资料名称": "安全用卡指南", "印制日期": "2024-02-01", "印制数量": 30000}


@pytest.fixture
def take(union, system, now, tmp_path):
    """Imports a ledger of a few rows, each a dictionary: take(ledger, *rows)."""

    def run(ledger, *rows, **asked):
        headers = list(dict.fromkeys(header for row in rows for header in row))
        cells = [[row.get(header) for header in headers] for row in rows]
        path = workbook(tmp_path, headers, cells)
        return import_ledger(ledger, Order(path=path, actor=system, at=now, **asked))

    return run


def test_rows_people_keep_become_records_and_the_same_file_changes_nothing(take):
    for ledger, row, noun in (
        (ledgers.SERVICE_RECORDS, STOPPED, ServiceRecord),
        (ledgers.PUBLICATIONS, {**ARTICLE, "阅读量": "3200余次"}, Publication),
        (ledgers.MATERIALS, HANDBOOK, Material),
    ):
        for _again in range(2):
            assert problems(take(ledger, row)) == []
        assert noun.objects.count() == 1

    assert ServiceRecord.objects.get().scam == "impersonation"
    assert Publication.objects.get().count("reads") == Count(3200, is_approx=True)
    assert Material.objects.get().left == 30000


@pytest.mark.parametrize(
    ("ledger", "row", "wrong"),
    [
        (
            ledgers.SERVICE_RECORDS,
            {**STOPPED, "服务类型": "上门服务"},
            [("scam", "value.unfit"), ("amount", "value.unfit")],
        ),
        (
            ledgers.SERVICE_RECORDS,
            {**STOPPED, "服务人数": -1},
            [("persons", "number.unreadable")],
        ),
        (
            ledgers.PUBLICATIONS,
            {**ARTICLE, "链接": "javascript:alert(1)"},
            [("link", "link.unreadable")],
        ),
        (
            ledgers.PUBLICATIONS,
            {**ARTICLE, "链接": "https://[::1"},
            [("link", "link.unreadable")],
        ),
        (
            ledgers.MATERIALS,
            {**HANDBOOK, "发放数量": 30001},
            [("issued", "count.order")],
        ),
    ],
)
def test_a_row_that_contradicts_itself_is_an_error_at_its_field(
    take, ledger, row, wrong
):
    assert problems(take(ledger, row)) == wrong


def test_figures_count_interceptions_their_money_visits_and_publications(
    union, system, now
):
    for number, day in enumerate((date(2023, 12, 31), *(date(2024, 5, 2),) * 2)):
        stopped = {"kind": "interception", "name": f"劝阻{number}", "amount": 1000}
        kept("service-records", system, now, held_on=day, **stopped)
    kept("service-records", system, now)
    kept("publications", system, now)
    value = {
        code: FIGURES[f"education.{code}"].fact(system, YEAR).value
        for code in ("interceptions", "interception_yuan", "home_visits")
    }
    assert value == {"interceptions": 2, "interception_yuan": 2000, "home_visits": 1}
    assert FIGURES["education.publications"].fact(system, YEAR).value == 1


@pytest.mark.parametrize("noun", ["publication", "material", "servicerecord"])
def test_who_sees_education_opens_the_list_and_nobody_else(client, staff, union, noun):
    url = reverse(f"education:{noun}_list")
    client.force_login(staff("cp_officer"))
    assert client.get(url).status_code == 200
    client.force_login(staff("reviewer"))
    assert client.get(url).status_code == 403


def test_an_outlet_logs_its_own_service_and_sees_no_other_outlets(
    client, staff, union, system, now
):
    other = kept("service-records", system, now, name="别处上门", unit="MXW11")
    branch = Unit.objects.get(code="MXW10")
    client.force_login(staff("branch_manager", "MXW10"))
    page = client.get(reverse("education:servicerecord_add"))
    assert page.status_code == 200
    assert "MXW11" not in page.text
    sent = {"held_on": "2024-05-06", "unit": "MXW10", "kind": "home_visit"}
    answer = client.post(
        reverse("education:servicerecord_add"), {**sent, "name": "上门服务老人"}
    )
    assert answer.status_code == 302, answer.context["form"].errors
    assert ServiceRecord.objects.get(name="上门服务老人").unit == branch
    assert "别处上门" not in client.get(reverse("education:servicerecord_list")).text
    assert client.get(other.get_absolute_url()).status_code == 404
    elsewhere = client.post(
        reverse("education:servicerecord_add"),
        {**sent, "unit": "MXW11", "name": "替别处记的"},
    )
    assert elsewhere.status_code == 200
    assert not ServiceRecord.objects.filter(name="替别处记的").exists()


def test_a_phone_number_in_a_remark_is_masked_on_the_page(
    client, staff, union, system, now
):
    one = kept("service-records", system, now, remark="老人电话 13850591234")
    client.force_login(staff("cp_officer"))
    page = client.get(one.get_absolute_url())
    assert page.status_code == 200
    assert "老人电话" in page.text
    assert "13850591234" not in page.text
