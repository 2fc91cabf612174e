"""From the code the server printed to the union's own report in Word."""

import pytest
from django.utils import timezone
from docx import Document

from complaints.models import Complaint
from consumer_protection.core import first_run
from consumer_protection.core.models import Institution, User
from tests.core.test_organisation import picture
from tests.making import workbook

PASSWORD = "Correct-Horse-7"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def send(page):
    page.locator("main form button[type=submit]").first.click()


def fill(page, **values):
    for name, value in values.items():
        page.fill(f"main input[name={name}]", value)


@pytest.fixture
def watched(page):
    """The page; anything the security policy refuses fails the test."""
    refused = []
    page.on(
        "console",
        lambda told: (
            refused.append(told.text) if "Content Security" in told.text else None
        ),
    )
    page.on("pageerror", lambda error: refused.append(str(error)))
    yield page
    assert refused == []


def test_a_new_union_sets_itself_up(first_data, watched, live_server):
    make_institution(watched, live_server.url)
    make_first_person(watched)
    add_outlet(watched)
    code = add_manager(watched, live_server.url)

    watched.goto(f"{live_server.url}/setup/missing/")
    missing = watched.inner_text("main")
    assert "没有设定消保牵头部门" in missing
    assert "有网点的负责人没有账号" not in missing
    brand = watched.locator(".navbar-brand img")
    assert brand.evaluate("one => one.naturalWidth") == 40
    assert Institution.objects.get().letters == "明农信联"

    watched.locator("form[action$='/sign-out/'] button").first.click()
    watched.goto(f"{live_server.url}/first-sign-in/")
    fill(watched, staff_number="0002", code=code, password=PASSWORD, again=PASSWORD)
    send(watched)
    watched.wait_for_url(f"{live_server.url}/")
    assert User.objects.get(staff_number="0002").last_login


def make_institution(page, address):
    page.goto(address)
    fill(page, code=first_run.make_code(at=timezone.now()))
    send(page)
    fill(page, name="明溪县农村信用合作联社", code="MX00", letters="明农信联")
    logo = {"name": "logo.png", "mimeType": "image/png", "buffer": picture()}
    page.set_input_files("main input[name=logo]", logo)
    send(page)


def make_first_person(page):
    fill(page, staff_number="0001", name="林小梅", password=PASSWORD, again=PASSWORD)
    send(page)
    page.wait_for_url("**/setup/units/")


def add_outlet(page):
    page.locator("a[href$='/units/add/?from=setup']").first.click()
    fill(page, code="MXW10", name="营业部", head_name="赖永福")
    send(page)
    page.wait_for_url("**/setup/units/")


def add_manager(page, address):
    """The one-time code to hand over."""
    page.goto(f"{address}/people/add/?from=setup")
    fill(page, staff_number="0002", name="赖永福")
    page.select_option("main select[name=unit]", label="营业部")
    page.check("input[value=branch_manager]")
    send(page)
    return page.inner_text(".slip-code")


# One union's own numbers: three complaints, two of them closed and satisfied.
COMPLAINTS = (
    ("2024-02-01", "城关社", "柜面办卡等候过久", "2024-02-08", "满意"),
    ("2024-05-06", "城关社", "短信费未经同意开通", "2024-05-14", "满意"),
    ("2024-09-12", "营业部", "贷款提前结清手续费", "", ""),
)
HEADERS = ("受理日期", "被投诉机构", "投诉内容", "办结日期", "客户评价")


def test_from_an_empty_installation_to_the_report_in_word(
    first_data, watched, live_server, worker, tmp_path
):
    worker()
    address = live_server.url
    make_institution(watched, address)
    make_first_person(watched)
    for code, name in (("MXW10", "营业部"), ("MXW11", "城关社")):
        watched.goto(f"{address}/units/add/?from=setup")
        fill(watched, code=code, name=name, head_name="赖永福")
        send(watched)
        watched.wait_for_url("**/setup/units/")
    import_complaints(watched, address, workbook(tmp_path, HEADERS, COMPLAINTS))

    watched.goto(f"{address}/setup/missing/")
    assert "没有设定消保牵头部门" in watched.inner_text("main")
    watched.goto(f"{address}/figures/?period=2024")
    received = watched.locator("[data-figure='complaints.received']")
    assert received.inner_text() == "3"
    word = Document(str(built(watched, address)))

    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    rows = [row for table in word.tables for row in table.rows]
    assert "明溪县农村信用合作联社" in text
    assert "受理消费投诉3件" in text
    assert "办结2件" in text
    assert "城关社" in {cell.text for row in rows for cell in row.cells}


def import_complaints(page, address, ledger):
    page.goto(f"{address}/setup/ledgers/")
    page.locator("a[href$='/imports/new/complaints/']").first.click()
    page.set_input_files("input[name=file]", str(ledger))
    send(page)
    page.get_by_role("button", name="确认").click()
    page.wait_for_selector("text=3")
    assert Complaint.objects.count() == 3


def built(page, address):
    """The report of 2024 in Word, as it was downloaded."""
    page.goto(f"{address}/reports/")
    page.fill("input[name=period]", "2024")
    page.locator("form[action$='/reports/add/'] button[type=submit]").click()
    page.wait_for_selector(".report-text", timeout=60_000)
    with page.expect_download() as download:
        page.locator("a[href$='annual_work-2024.docx']").click()
    return download.value.path()
