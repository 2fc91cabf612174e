"""One audit from its plan to a finding closed by another, and one outlet checked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consumer_protection.audits.models import AuditProject, Finding, OutletCheck
from consumer_protection.core.models import Unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
NAME = "2026年消保专项审计"


@pytest.fixture
def at(live_server):
    return lambda path: f"{live_server.url}/audits/{path}"


@pytest.fixture
def sign_in_anew(sign_in, page):
    def as_person(number):
        page.context.clear_cookies()
        return sign_in(number)

    return as_person


def send(page):
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()
    assert page.locator(".invalid-feedback, .alert-danger").count() == 0


def press(page, name):
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_load_state()


def plan(page, at, outlet, today):
    page.goto(at("projects/"))
    press(page, "审计立项")
    page.fill("[name=name]", NAME)
    page.fill("[name=starts_on]", f"{today - timedelta(9)}")
    page.fill("[name=ends_on]", f"{today - timedelta(1)}")
    page.check("[name=scopes][value=complaint]")
    page.select_option("[name=audited]", str(outlet.pk))
    page.fill("[name=conclusion]", "制度基本健全，回访记录需加强。")
    send(page)


def write_finding(page, outlet, today):
    press(page, "登记问题")
    page.fill("[name=text]", "回访记录不完整")
    page.select_option("[name=severity]", "low")
    page.select_option("[name=scope]", "complaint")
    page.select_option("[name=unit]", str(outlet.pk))
    page.fill("[name=due_on]", f"{today + timedelta(30)}")
    send(page)


def go(page, *names):
    for name in names:
        press(page, name)
        send(page)


def mend(page, at, found):
    page.goto(at(f"findings/{found.pk}/"))
    go(page, "开始整改")
    press(page, "提交验收")
    page.fill("[name=result]", "已逐笔补录")
    proof = {"name": "补录.png", "mimeType": "image/png", "buffer": PNG}
    page.set_input_files("[name=file]", proof)
    send(page)


def test_an_audit_ends_with_a_fix_that_somebody_else_verified(
    year, sign_in_anew, live_server, at
):
    page, today = sign_in_anew("auditor"), timezone.localdate()
    outlet = Unit.objects.get(code="MXW10")
    plan(page, at, outlet, today)
    go(page, "开始现场审计")
    write_finding(page, outlet, today)
    go(page, "出具审计报告", "进入整改")
    project = AuditProject.objects.get(name=NAME)
    assert (project.status, project.score) == ("rectification", 98)

    page = sign_in_anew("manager")
    found = Finding.objects.get(project=project)
    mend(page, at, found)
    assert page.get_by_role("link", name="销号", exact=True).count() == 0

    page = sign_in_anew("auditor")
    page.goto(at(f"findings/{found.pk}/"))
    go(page, "销号")
    page.goto(f"{live_server.url}{project.get_absolute_url()}")
    go(page, "审计结项")
    assert "已结项" in page.inner_text("body")
    project.refresh_from_db()
    assert project.status == "closed"


def test_an_outlet_is_checked_on_a_phone(year, sign_in_anew, at):
    page = sign_in_anew("manager")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(at("outlets/check/"))
    page.locator("label[for]", has_text="有").first.click()
    shredder = page.locator("fieldset", has_text="碎纸机")
    shredder.locator("label", has_text="缺少").click()
    photo = {"name": "大厅.png", "mimeType": "image/png", "buffer": PNG}
    page.set_input_files("[name=photos]", [photo])
    send(page)

    check = OutletCheck.objects.get()
    assert (check.lacking, check.status) == (["shredder"], "open")
    page.goto(at("outlets/"))
    assert page.locator("td.bg-red-lt").count() == 1
