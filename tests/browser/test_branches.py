"""A quarter of all outlets: one branch scores itself, appeals, and finds its place."""

from datetime import date

import pytest

from consumer_protection.core.models import Unit
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
    page.locator("details summary", has_text="添加文件").click()
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


def thirty_nine_outlets():
    """As many as the largest unions of the county have."""
    pattern = Unit.objects.get(code="MXW11")
    known = Unit.objects.outlets().count()
    Unit.objects.bulk_create(
        Unit(
            code=f"MXX{number:02}",
            name=f"第{number}信用社",
            kind=pattern.kind,
            parent_id=pattern.parent_id,
            root_id=pattern.root_id,
        )
        for number in range(39 - known)
    )


def without_points(page):
    """The codes of items that neither figures nor people gave points for."""
    lines = page.locator("main table tbody tr").all()
    for line in lines:
        code = line.locator("strong").first.inner_text().split()[0]
        score = line.locator("td:nth-child(6) strong").inner_text()
        if score == "—" and not code.startswith("E"):
            yield code


def press(page, name):
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()


def test_a_branch_appeals_and_the_quarter_is_published(year, sign_in_anew, live_server):
    thirty_nine_outlets()
    page = sign_in_anew("officer")
    page.goto(f"{live_server.url}/branches/open/")
    page.fill("[name=quarter]", QUARTER)
    send(page)
    quarter = BranchRound.objects.get()
    own = quarter.scores.get(unit__code="MXW10")
    address = f"{live_server.url}{own.get_absolute_url()}"

    page = sign_in_anew("manager")
    page.goto(address)
    score_itself(page, address, list(without_points(page)))
    steps = (
        ("manager", "提交自评", ""),
        ("officer", "确认复核", ""),
        ("manager", "申诉", "告知均已留痕"),
        ("head", "答复申诉", "维持复核结果"),
    )
    for person, step, note in steps:
        page = sign_in_anew(person)
        page.goto(address)
        go(page, step, note)

    review_the_others(quarter, own)
    ranking = f"{live_server.url}{quarter.get_absolute_url()}"
    page.goto(ranking)
    press(page, "锁定全部可锁定网点")
    press(page, "公布")
    assert quarter.scores.filter(status="locked").count() == 39

    page = sign_in_anew("manager")
    page.goto(ranking)
    assert page.locator("main th[scope=row] a").count() == 39
    assert "营业部" in page.inner_text("main")
