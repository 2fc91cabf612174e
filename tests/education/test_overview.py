"""A year of education on one page."""

from datetime import date

from django.urls import reverse

from tests.education.making import activity, campaign, kept

PAGE = "education:overview"


def test_each_tile_opens_the_records_it_counts(client, staff, union, system, now):
    campaign(system, now, reached=600)
    kept("publications", system, now, partner="闽南日报", reads=40)
    client.force_login(staff("cp_officer"))
    page = client.get(reverse(PAGE), {"year": 2024})
    tiles = {str(one["label"]): one for one in page.context["tiles"]}
    assert tiles["宣教活动"]["value"] == 1
    assert tiles["触达人次"]["value"] == 600
    for tile in tiles.values():
        assert client.get(tile["url"]).status_code == 200


def test_media_partners_are_told_with_their_publications(
    client, staff, union, system, now
):
    for number, partner in enumerate(("闽南日报", "明溪电视台", "闽南日报", "")):
        title = f"第{number}篇"
        kept("publications", system, now, partner=partner, title=title, reads=10)
    kept("publications", system, now, partner="去年", published_on=date(2023, 5, 1))
    client.force_login(staff("cp_officer"))
    page = client.get(reverse(PAGE), {"year": 2024})
    told = [
        (one.name, one.publications, one.reads) for one, _ in page.context["partners"]
    ]
    assert told == [("闽南日报", 2, 20), ("明溪电视台", 1, 10)]
    _one, door = page.context["partners"][0]
    assert client.get(door).context["table"].paginator.count == 2


def test_an_outlet_sees_its_own_year_alone(client, staff, union, system, now):
    activity(system, now, unit="MXW10")
    for outlet, has_chart in (("MXW10", True), ("MXW11", False)):
        client.force_login(staff("branch_manager", outlet))
        page = client.get(reverse(PAGE), {"year": 2024})
        assert (page.context["plane"] is not None) is has_chart


def test_one_page_asks_so_often_and_no_more(
    client, staff, union, system, now, django_assert_max_num_queries
):
    for day in range(1, 9):
        activity(system, now, held_on=date(2024, 5, day))
    client.force_login(staff("cp_officer"))
    with django_assert_max_num_queries(60):
        client.get(reverse(PAGE), {"year": 2024})
