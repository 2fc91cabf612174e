"""The officer's day: sign in, build, watch, download, follow a figure."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from reporting import tasks
from reporting.models import ReportRun

EXPECTED = json.loads(
    (Path(__file__).parents[1] / "reporting" / "mingxi-2024.json").read_text(
        encoding="utf-8"
    )
)["figures"]

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_officer_builds_the_report_and_follows_a_figure_to_its_records(
    year, worker, sign_in, live_server
):
    worker()
    page = sign_in("officer")

    page.goto(f"{live_server.url}/figures/?period=2024")
    for code, value in EXPECTED.items():
        shown = page.locator(f"[data-figure='{code}']").inner_text()
        total = sum(value.values()) if isinstance(value, dict) else value
        assert float(shown.replace(",", "").rstrip("%")) == total, code

    page.goto(f"{live_server.url}/reports/")
    page.fill("input[name=period]", "2024")
    page.locator("form[action$='/reports/add/'] button[type=submit]").click()
    page.wait_for_selector(".report-text", timeout=60_000)
    assert "受理消费投诉17件" in page.inner_text(".report-text")

    with page.expect_download() as download:
        page.locator("a[href$='annual_work-2024.pdf']").click()
    pages = PdfReader(io.BytesIO(download.value.path().read_bytes())).pages
    assert len(pages) > 5

    page.locator(".report-text a.figure", has_text="129").first.click()
    page.wait_for_selector("#rows")
    assert "129" in page.inner_text("main")


def test_a_killed_worker_delays_and_loses_nothing(
    year, worker, sign_in, live_server, wait_until
):
    page = sign_in("officer")
    first = worker()
    page.goto(f"{live_server.url}/reports/")
    page.fill("input[name=period]", "2024")
    page.locator("form[action$='/reports/add/'] button[type=submit]").click()
    wait_until(lambda: ReportRun.objects.get().progress >= 10)
    first.kill()
    first.wait()
    # As if the lease of half a minute had run out.
    ReportRun.objects.filter(status="building").update(lease_until=LONG_AGO)

    worker()
    tasks.build_owed_reports()
    wait_until(lambda: not ReportRun.objects.get().is_unended)

    run = ReportRun.objects.get()
    assert run.status == "built"
    assert sorted(run.files.values_list("name", flat=True)) == [
        "annual_work-2024.docx",
        "annual_work-2024.json",
        "annual_work-2024.pdf",
        "annual_work-2024.xlsx",
    ]


def test_the_manager_sees_only_the_own_outlet_everywhere(year, sign_in, live_server):
    page = sign_in("manager")

    page.goto(f"{live_server.url}/complaints/cases/")
    assert "城关信用社" not in page.inner_text("#rows tbody")
    assert page.locator("#rows tbody tr").count() == 6
    answer = page.goto(f"{live_server.url}/reports/")
    assert answer.status == 403


def test_the_page_of_a_complaint_shows_people_masked_until_a_reason_is_given(
    year, sign_in, live_server
):
    page = sign_in("officer")
    page.goto(f"{live_server.url}/complaints/cases/?q=TS20240001")
    page.locator("#rows tbody a", has_text="TS20240001").click()
    page.wait_for_selector("form[hx-post$='/reveal/']", state="attached")
    assert "曾小梅" not in page.content()

    page.locator("details.reveal summary").click()
    page.locator("form[hx-post$='/reveal/'] input[name=reason]").fill("回访客户")
    page.locator("form[hx-post$='/reveal/'] button[type=submit]").click()

    page.get_by_text("曾小梅").wait_for()


def test_signing_out_leaves_nothing_behind(year, sign_in, live_server):
    page = sign_in("officer")
    page.goto(f"{live_server.url}/complaints/cases/")
    page.locator("form[action$='/sign-out/'] button[type=submit]").first.click()
    page.wait_for_url("**/sign-in/**")

    page.go_back()
    page.wait_for_url("**/sign-in/**")
    assert page.evaluate("localStorage.length") == 0
    kept = page.evaluate("Object.values(sessionStorage)")
    assert all(value.startswith("/sign-in/") for value in kept), kept
