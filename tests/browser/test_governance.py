"""A board thread and a policy, each from first to last, in a browser."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consumer_protection.core.models import User
from consumer_protection.governance.models import (
    AgendaItem,
    Meeting,
    PolicyVersion,
    Proposal,
)
from tests.reviews.making import review

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def fill(live_server):
    def fill(page, path, **values):
        """Opens a form, fills it by name, sends it."""
        page.goto(f"{live_server.url}/governance/{path}")
        for name, value in values.items():
            field = page.locator(f"main [name={name}]").first
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(str(value))
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_load_state()
        assert page.locator(".invalid-feedback").count() == 0

    return fill


def plan(page, fill, day, name):
    fill(page, "meetings/plan/", organ="board", name=name, held_on=day)
    return Meeting.objects.get(name=name)


def hold(page, live_server, meeting, count):
    page.goto(f"{live_server.url}/governance/meetings/{meeting.pk}/hold/")
    for box in page.locator("main [name=present]").all()[:count]:
        box.check()
    page.fill("main [name=chair]", "王理事")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()


def test_a_board_thread_is_done_on_the_next_agenda(year, sign_in, live_server, fill):
    page, today = sign_in("officer"), timezone.localdate()
    for name in ("王理事", "李理事", "赵理事"):
        page.goto(f"{live_server.url}/governance/organs/add/")
        page.locator("main [name=unit]").select_option(index=1)
        page.select_option("main [name=organ]", "board")
        page.fill("main [name=name]", name)
        page.select_option("main [name=role]", "member")
        page.fill("main [name=from_on]", "2024-01-01")
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_load_state()
    title = "审议年度消保工作规划"
    fill(page, "proposals/add/", organ="board", kind="decide", title=title)
    proposal = Proposal.objects.get()
    first = plan(page, fill, today - timedelta(days=20), "第一次会议")
    fill(page, f"proposals/{proposal.pk}/take-up/", meeting=str(first.pk))
    hold(page, live_server, first, 2)
    item = AgendaItem.objects.get(meeting=first)
    fill(
        page,
        f"resolutions/{item.pk}/resolve/",
        resolution="同意。",
        resolution_number="决议〔2026〕9号",
        result="agreed",
    )
    fill(page, f"meetings/{first.pk}/minutes/")
    page.goto(f"{live_server.url}{proposal.get_absolute_url()}")
    page.locator("form[action$='/answer/'] button").click()
    page.wait_for_load_state()
    state = {"state": "done", "text": "规划已印发。"}
    fill(page, f"resolutions/{item.pk}/follow-up/", **state)

    second = plan(page, fill, today, "第二次会议")
    page.goto(f"{live_server.url}{second.get_absolute_url()}")
    shown = page.inner_text("main")
    assert "决议〔2026〕9号" in shown and "已落实" in shown


def test_a_policy_is_confirmed(year, sign_in, live_server, fill):
    page, today = sign_in("officer"), timezone.localdate()
    number = "明农信联〔2026〕88号"
    review(User.objects.system(), timezone.now(), number="XS-2026-001")
    fill(
        page,
        "policies/draft/",
        title="适当性管理办法",
        category="suitability",
        document_number=number,
        action="new",
        trigger="regulator",
        issued_on=today,
        effective_on=today,
        text="第一条 目的。",
    )
    made = PolicyVersion.objects.get(document_number=number)
    fill(page, f"policies/{made.pk}/moves/submit/")
    page.context.clear_cookies()
    page = sign_in("head")
    fill(page, f"policies/{made.pk}/moves/approve/", review_number="XS-2026-001")
    fill(page, f"policies/{made.pk}/moves/put_in_force/")
    for person in ("head", "officer", "manager", "board", "auditor"):
        page.context.clear_cookies()
        page = sign_in(person)
        page.goto(f"{live_server.url}/governance/readings/{made.pk}/")
        page.locator("main form button[type=submit]").click()
        page.wait_for_load_state()
    assert made.readings.count() == 5
    page.context.clear_cookies()
    page = sign_in("officer")
    page.goto(f"{live_server.url}{made.get_absolute_url()}")
    assert "全员已确认" in page.inner_text("main")
