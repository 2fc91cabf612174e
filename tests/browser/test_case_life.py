"""The whole life of a case: two people, one extension, a letter, a close."""

import pytest

from complaints.models import Complaint

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def send(page):
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()


def step(page, case, move, **chosen):
    """Makes a move: fields chosen by value, the rest as offered."""
    page.goto(f"{case}moves/{move}/")
    for name, value in chosen.items():
        page.select_option(f"main [name={name}]", value)
    if page.locator("main [name=no_interest]").count():
        page.check("main [name=no_interest]")
    if page.locator("main [name=rectification]").count():
        page.fill("main [name=rectification]", "完善告知话术")
    send(page)


CODES = {
    "transaction_channel": "branch_counter",
    "category": "debit_card",
    "cause": "service_attitude",
    "finding": "partly",
    "outcome": "explained",
}


def test_a_case_is_taken_extended_decided_told_and_closed(
    year, sign_in, live_server, browser
):
    page, head = sign_in("officer"), second(browser, live_server, "head")
    case, found = take(page, live_server)
    due = found.due_on
    for move in ("accept", "assign", "investigate"):
        step(page, case, move)

    extend(page, head, case, live_server, found)
    assert (found.due_on - due).days == 15

    step(page, case, "propose", **CODES)
    assert page.goto(f"{case}moves/decide/").status == 404
    step(head, case, "decide")
    write_letter(page, case, live_server, found)
    page.goto(f"{case}moves/notify/")
    page.fill("[name=notified_on]", f"{found.received_on}")
    page.select_option("[name=notify_method]", "phone")
    send(page)
    step(page, case, "close", satisfaction="satisfied")

    found.refresh_from_db()
    assert (found.status, found.satisfaction) == ("closed", "satisfied")
    assert "办结" in page.inner_text("header")


def take(page, live_server):
    """The address of the new case, and the case."""
    page.goto(f"{live_server.url}/complaints/cases/new/")
    page.select_option("[name=unit]", label="营业部")
    page.select_option("[name=intake_channel]", "visit")
    page.fill("[name=complainant]", "王小明")
    page.fill("[name=description]", "社保卡新办等候时间太长")
    page.wait_for_selector("#similar .list-group")
    page.click("#intake button.btn-primary")
    page.wait_for_url("**/cases/*/")
    return page.url, Complaint.objects.get(registered_at__isnull=False)


def extend(page, head, case, live_server, found):
    """Asked for by one, approved by the other, told by the first."""
    page.goto(f"{case}extend/")
    page.select_option("[name=kind]", "to_30")
    page.fill("[name=reason]", "需调阅监控录像")
    send(page)
    address = f"{live_server.url}/complaints/extensions/{found.extensions.get().pk}"
    head.goto(f"{address}/approve/")
    send(head)
    page.goto(f"{address}/tell/")
    page.fill("[name=told_on]", f"{found.received_on}")
    page.select_option("[name=told_method]", "phone")
    send(page)
    found.refresh_from_db()


def second(browser, live_server, number):
    """Somebody else in a window of their own."""
    page = browser.new_context().new_page()
    page.goto(f"{live_server.url}/sign-in/")
    page.fill("input[name=username]", number)
    page.fill("input[name=password]", "Correct-Horse-7")
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{live_server.url}/")
    return page


def write_letter(page, case, live_server, found):
    """The proposed texts, completed, issued, told."""
    page.goto(f"{case}letters/decision/")
    page.fill("[name=reasons]", "经调阅监控，等候时间较长属实")
    send(page)
    letter = found.letters.get()
    page.goto(f"{live_server.url}/complaints/letters/{letter.pk}/")
    page.get_by_role("button", name="印发").click()
    page.wait_for_load_state()
    page.goto(f"{live_server.url}/complaints/letters/{letter.pk}/tell/")
    page.select_option("[name=method]", "phone")
    page.fill("[name=proof]", "录音编号 1")
    send(page)
