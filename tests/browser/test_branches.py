"""A quarter of all outlets: one branch scores itself, appeals, and finds its place."""

from datetime import date

import pytest

from reporting.models import BranchRound

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
QUARTER = "2026Q3"


@pytest.fixture
def sign_in_anew(sign_in, page):
    def as_person(number):
        page.context.clear_cookies()
        return sign_in(number)

    return as_person


def send(page):
    page.locator("main form.narrow-card button[type=submit]").click()
    page.wait_for_load_state()
    assert page.locator(".invalid-feedback, .alert-danger").count() == 0


def go(page, name, note=""):
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_load_state()
    if note:
        page.fill("[name=note]", note)
    send(page)


def score_itself(page, address, items):
    for item in items:
        page.goto(f"{address}give/{item}/")
        page.fill("[name=points]", "4")
        page.fill("[name=reason]", "见佐证材料")
        send(page)
    page.set_input_files(
        "main input[type=file]",
        {"name": "佐证.png", "mimeType": "image/png", "buffer": PNG},
    )
    page.locator("main form[enctype] button[type=submit]").click()
    page.wait_for_load_state()


def review_the_others(quarter, own):
    """All other branches, reviewed long ago."""
    card = {"lines": [], "extras": [], "elements": [], "total": "80.00"}
    quarter.scores.exclude(pk=own.pk).update(
        status="reviewed",
        total=80,
        coefficient=1,
        card={**card, "missing": [], "coefficient": "0.95"},
        reviewed_on=date(2026, 1, 5),
    )


def test_a_branch_appeals_and_the_quarter_is_published(year, sign_in_anew, live_server):
    page = sign_in_anew("officer")
    page.goto(f"{live_server.url}/branches/open/")
    page.fill("[name=quarter]", QUARTER)
    send(page)
    quarter = BranchRound.objects.get()
    own = quarter.scores.get(unit__code="MXW10")
    assert quarter.scores.count() == 39
    address = f"{live_server.url}{own.get_absolute_url()}"

    page = sign_in_anew("manager")
    page.goto(address)
    lines = page.locator("main table tbody tr")
    missing = [
        row.locator("strong").first.inner_text().split()[0]
        for row in lines.all()
        if row.locator("td:nth-child(6) strong").inner_text() == "—"
        and not row.locator("strong").first.inner_text().startswith("E")
    ]
    score_itself(page, address, missing)
    go(page, "提交自评")
    page = sign_in_anew("officer")
    page.goto(address)
    go(page, "确认复核")
    page = sign_in_anew("manager")
    page.goto(address)
    go(page, "申诉", "告知均已留痕")
    page = sign_in_anew("head")
    page.goto(address)
    go(page, "答复申诉", "维持复核结果")

    review_the_others(quarter, own)
    page.goto(f"{live_server.url}{quarter.get_absolute_url()}")
    page.get_by_role("button", name="锁定全部可锁定网点").click()
    page.wait_for_load_state()
    # The others are computed anew when locked, and lack points of their own.
    assert quarter.scores.filter(status="locked").count() == 39
    page.get_by_role("button", name="公布").click()
    page.wait_for_load_state()

    page = sign_in_anew("manager")
    page.goto(f"{live_server.url}{quarter.get_absolute_url()}")
    assert page.locator("main tbody tr", has=page.locator("th a")).count() == 39
