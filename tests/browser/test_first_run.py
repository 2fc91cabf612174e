"""From the code the server printed to the list of what is missing."""

import pytest
from django.utils import timezone

from consumer_protection.core import first_run
from consumer_protection.core.models import Institution, User
from tests.core.test_organisation import picture

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
