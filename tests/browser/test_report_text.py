"""The head writes a section with live figures, builds again, freezes, verifies."""

import pytest
from docx import Document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_head_writes_a_section_and_freezes_the_report(
    year, worker, sign_in, live_server
):
    worker()
    page = sign_in("head")
    page.goto(f"{live_server.url}/reports/")
    page.fill("input[name=period]", "2024")
    page.locator("form[action$='/reports/add/'] button[type=submit]").click()
    page.wait_for_selector(".report-text", timeout=60_000)

    page.locator(".section-edit").first.click()
    page.fill("#text", "")
    page.type("#text", "本年按评价的满意率为{satisfaction_rate")
    page.wait_for_selector("#offers [role=option]")
    page.keyboard.press("Enter")
    page.keyboard.type("。")
    page.wait_for_selector("#preview >> text=满意率为93.75%。")
    page.locator("main form button[type=submit]").first.click()

    page.get_by_role("button", name="重新生成").click()
    page.wait_for_selector(".report-text", timeout=60_000)
    assert "满意率为93.75%。" in page.inner_text(".report-text")
    page.get_by_role("button", name="对本版定稿").click()
    page.wait_for_selector("text=已定稿")
    assert page.locator(".section-edit").count() == 0

    with page.expect_download() as download:
        page.locator("a[href$='annual_work-2024.docx']").click()
    word = download.value.path()
    texts = [paragraph.text for paragraph in Document(str(word)).paragraphs]
    assert any("本年按评价的满意率为93.75%。" in text for text in texts)

    page.goto(f"{live_server.url}/reports/verify/")
    page.set_input_files("input[type=file]", str(word))
    page.locator("main form button[type=submit]").click()
    page.wait_for_selector("text=逐字节一致")
