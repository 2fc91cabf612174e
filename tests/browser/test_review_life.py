"""The whole life of one advertisement and of one loan product, by several people."""

from io import BytesIO

import pytest
from docx import Document

from consumer_protection.core import accounts
from consumer_protection.core.models import Unit, User
from reviews.models import Review
from tests.browser.conftest import AT, PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MORE = {
    "leader": ("陈国栋", "MX00", "senior_exec"),
    "risk": ("王建平", "MX00", "risk_reviewer"),
}


@pytest.fixture
def people(year, browser, live_server):
    """Signs each in in a window of their own: people(name)."""
    system = User.objects.system()
    for number, (name, code, role) in MORE.items():
        unit = Unit.objects.get(code=code)
        user = accounts.add_user(
            number, name=name, unit=unit, roles=[role], actor=system, at=AT
        )
        accounts.set_password(user, PASSWORD, actor=system, at=AT)
    known = {}

    def window(number):
        if number not in known:
            page = browser.new_context().new_page()
            page.goto(f"{live_server.url}/sign-in/")
            page.fill("input[name=username]", number)
            page.fill("input[name=password]", PASSWORD)
            page.press("input[name=password]", "Enter")
            page.wait_for_url(f"{live_server.url}/")
            known[number] = page
        return known[number]

    return window


def word(*paragraphs, name="折页.docx"):
    document, target = Document(), BytesIO()
    for one in paragraphs:
        document.add_paragraph(one)
    document.save(target)
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return {"name": name, "mimeType": media, "buffer": target.getvalue()}


def send(page, address, **filled):
    """Fills the form at an address and sends it: choices by value, ticks, files."""
    page.goto(address)
    for name, value in filled.items():
        field = page.locator(f"main [name={name}]")
        if isinstance(value, dict):
            field.set_input_files(value)
        elif value is True:
            field.check()
        elif field.first.get_attribute("type") == "radio":
            page.check(f"main [name={name}][value={value}]")
        elif field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def ask(page, live_server, **filled):
    send(
        page,
        f"{live_server.url}/reviews/new/",
        trigger="new",
        customers="辖内存量客户",
        **filled,
    )
    page.wait_for_url("**/requests/*/")
    return page.url, Review.objects.get(requested_by__isnull=False)


def tick_all(page, address):
    page.goto(f"{address}checklist/")
    for row in page.locator(".check-row").all():
        row.locator("input[value=yes]").check()
    page.click(".check-save button")
    page.wait_for_load_state()


def answer(page, live_server, opinion, **filled):
    address = f"{live_server.url}/reviews/opinions/{opinion.pk}/answer/"
    send(page, address, **filled)


def test_an_advertisement_is_asked_for_mended_passed_and_launched(people, live_server):
    asker, reviewer = people("manager"), people("officer")
    case, found = ask(
        asker, live_server, kind="marketing", title="存款折页",
        material=word("年利率1.95%", "电话96336"),
    )  # fmt: skip
    assert asker.goto(f"{case}moves/take/").status == 404
    send(reviewer, f"{case}moves/take/")
    send(
        reviewer, f"{case}opinions/new/", code="C2.1", text="写明单利", must_change=True
    )
    send(reviewer, f"{case}moves/opine/")
    answer(
        asker, live_server, found.opinions.get(), adoption="adopted", text="见第二版"
    )
    mended = word("年利率1.95%（单利）", "电话96336")
    send(asker, f"{case}material/", file=mended)
    send(asker, f"{case}moves/answer/")
    newest = found.materials.get(version=2)
    reviewer.goto(f"{live_server.url}/reviews/materials/{newest.pk}/")
    assert reviewer.inner_text("ins") == "年利率1.95%（单利）"
    send(reviewer, f"{case}moves/conclude/", conclusion="pass_with_change")
    assert "要点" in reviewer.inner_text("main form")
    tick_all(reviewer, case)
    send(reviewer, f"{case}moves/conclude/", conclusion="pass_with_change")
    send(asker, f"{case}moves/launch/")
    found.refresh_from_db()
    assert (found.status, found.launched_on) == ("concluded", None)
    send(asker, f"{case}release/", file=mended)
    send(asker, f"{case}moves/launch/")

    found.refresh_from_db()
    assert found.status == "launched"
    assert found.launch_checks.count() == 2
    assert "一致" in asker.inner_text("main")
    complete(reviewer, live_server, found)


def complete(page, live_server, found):
    check = found.launch_checks.first()
    address = f"{live_server.url}/reviews/checks/{check.pk}/done/"
    send(page, address, note="网点现场查看")
    check.refresh_from_db()
    assert check.result == "kept"


def test_a_loan_product_meets_risk_and_the_leader(people, live_server):
    asker, reviewer = people("manager"), people("officer")
    case, found = ask(
        asker,
        live_server,
        kind="product_development",
        title="惠农消费贷",
        is_personal_loan=True,
        charges="年利率6%，无其他费用",
        material=word("年利率6%", "综合融资成本明示表", name="方案.docx"),
    )
    send(reviewer, f"{case}moves/take/")
    send(reviewer, f"{case}opinions/new/", text="缩短贷款期限")
    send(reviewer, f"{case}moves/opine/")
    opinion = found.opinions.get()
    answer(asker, live_server, opinion, adoption="not_adopted", text="省联社统一设定")
    send(asker, f"{case}moves/answer/")
    tick_all(reviewer, case)
    assert found.check_items.filter(checkpoint__group="C15").exists()
    send(reviewer, f"{case}moves/conclude/", conclusion="pass")
    address = f"{live_server.url}/reviews/opinions/{opinion.pk}/decide/"
    send(people("leader"), address, decision="accepted", reason="属实")
    send(reviewer, f"{case}moves/conclude/", conclusion="pass")
    found.refresh_from_db()
    assert found.status == "in_review"
    send(people("risk"), f"{case}risk/", verdict="agree", reasons="风险可控")
    send(reviewer, f"{case}moves/conclude/", conclusion="pass")

    found.refresh_from_db()
    assert (found.status, found.conclusion) == ("concluded", "pass")
    reviewer.goto(case)
    assert found.letter_number in reviewer.inner_text("main")
