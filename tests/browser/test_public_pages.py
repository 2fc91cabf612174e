"""The public pages on a phone, in a browser that runs no scripts."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from complaints.models import Complaint
from complaints.public import public_actions
from consumer_protection.core.models import Unit

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(browser):
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def switched_on(transactional_db, union, system, now, settings):
    settings.LIMITS_PREFIX = f"test:{uuid4()}:"
    values = {"shows_channels": True, "takes_complaints": True, "phone": "0598-2866123"}
    outlet = Unit.objects.get(code="MXW11")
    contacts = {outlet: {"address": "城关镇新大街2号", "phone": "0598-2811000"}}
    public_actions.keep_public_pages(union, values, contacts, 0, actor=system, at=now)


def test_a_complaint_is_filed_and_asked_for_without_scripts(
    phone, live_server, switched_on
):
    phone.goto(f"{live_server.url}/public/")
    phone.click("main .button")
    phone.click("main .button")
    expect(phone.locator("[role=alert] li")).to_have_count(4)
    phone.fill("#id_complainant", "陈大明")
    phone.fill("#id_phone", "13800001111")
    phone.fill("#id_description", "社保卡被限制，柜面说不清原因")
    phone.check("#id_consent")
    phone.click(".size")
    expect(phone.locator("html.large")).to_have_count(1)
    expect(phone.locator("#id_complainant")).to_have_value("陈大明")
    expect(phone.locator("#id_consent")).to_be_checked()

    phone.dblclick("main .button")
    phone.wait_for_load_state("networkidle")
    expect(phone.locator(".told")).to_have_count(2)
    number, secret = phone.locator(".told").all_inner_texts()
    assert re.fullmatch(r"TS\d{8}", number)
    assert Complaint.objects.get().number == number

    phone.click("main .button")
    phone.fill("#id_number", number)
    phone.fill("#id_secret", "wrong")
    phone.click("main .button")
    expect(phone.locator("[role=alert]")).to_be_visible()
    phone.fill("#id_secret", secret.lower())
    phone.click("main .button")
    expect(phone.locator("[aria-current=step]")).to_be_visible()
    expect(phone.locator(".found h2")).to_have_text(number)


@pytest.mark.parametrize("size", ["", "?print=large"])
@pytest.mark.parametrize("path", ["", "complain/", "progress/"])
def test_nothing_is_wider_than_a_small_phone(
    browser, live_server, switched_on, path, size
):
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{live_server.url}/public/{path}{size}")

    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    context.close()
    assert wider <= 0
