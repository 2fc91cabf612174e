"""An advertisement's wording, checked in a browser: marked in place, mended, clean."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
BAD = "明溪县农村信用合作联社存款产品，国家级品牌，零 风 险！咨询投诉电话：0598-2881234"
GOOD = "明溪县农村信用合作联社存款产品，年利率1.6%。咨询投诉电话：0598-2881234"


def test_a_text_is_checked_mended_and_checked_again(year, sign_in):
    page = sign_in("officer")
    page.get_by_role("link", name="宣传用语检查").first.click()
    page.get_by_label("文字").fill(BAD)
    page.get_by_role("button", name="检查", exact=True).click()

    expect(page.locator("mark.wording-block")).to_have_count(2)
    expect(page.locator("mark").nth(1)).to_contain_text("零 风 险")
    expect(page.get_by_text("《广告法》第九条第（三）项")).to_be_visible()

    page.get_by_role("link", name="宣传用语检查").first.click()
    page.get_by_label("文字").fill(GOOD)
    page.get_by_role("button", name="检查", exact=True).click()

    expect(page.get_by_text(re.compile("没有发现不合规用语"))).to_be_visible()
    expect(page.locator("mark")).to_have_count(0)
