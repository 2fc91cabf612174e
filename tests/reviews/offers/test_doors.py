"""Who sees and writes what of products, fees, partners and checks."""

import pytest
from django.urls import reverse

from consumer_protection.core.roles import ROLES
from reviews.figures import FIGURES

KEPT = (
    "product",
    "productadjustment",
    "feeitem",
    "reliefmeasure",
    "partner",
    "partnerreview",
    "postlaunchevaluation",
)
WATCHED = ("feedisplay", "monitoringcheck", "suitabilitycheck", "followup")
SEES = {
    "cp_officer",
    "cp_head",
    "complaint_center",
    "branch_handler",
    "branch_manager",
    "dept_submitter",
    "reviewer",
    "risk_reviewer",
    "senior_exec",
    "committee_member",
    "board_member",
    "supervisor",
    "auditor",
    "pii_officer",
}
KEEPS = {"cp_officer", "cp_head"}
WATCHES = KEEPS | {"branch_manager"}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_passes_exactly_these_doors(client, staff, role):
    client.force_login(staff(role, "MXW10"))

    for noun in (*KEPT, *WATCHED, "rectification"):
        passes = client.get(reverse(f"reviews:{noun}_list")).status_code == 200
        assert passes == (role in SEES), noun
    for nouns, may in ((KEPT, KEEPS), (WATCHED, WATCHES)):
        for noun in nouns:
            passes = client.get(reverse(f"reviews:{noun}_add")).status_code == 200
            assert passes == (role in may), noun


def test_an_outlet_sees_products_and_fees_but_not_others_partners(client, add, staff):
    item, product, partner = add("fee"), add("product"), add("partner")
    client.force_login(staff("branch_manager", "MXW10"))

    assert client.get(item.get_absolute_url()).status_code == 200
    assert client.get(product.get_absolute_url()).status_code == 200
    assert client.get(partner.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "code",
    [
        "monitoring_checks",
        "post_launch_evaluations",
        "suitability_rate",
        "fee_items",
        "fee_items.by_price_type",
        "fee_preferential",
        "partners",
    ],
)
def test_each_figure_opens_the_list_of_what_it_counts(client, add, officer, code):
    add("product")
    for noun in ("fee", "partner", "check", "evaluation", "sample"):
        add(noun)
    figure = FIGURES[f"reviews.{code}"]
    name = f"reviews:{figure.counted._meta.model_name}_list"
    client.force_login(officer)

    page = client.get(reverse(name), {"figure": figure.code, "period": "2024"})

    period = page.context["figure"].period
    assert page.context["found"] == len(figure.fact(officer, period).record_ids)


@pytest.mark.parametrize("noun", [*KEPT, *WATCHED])
def test_every_list_is_handed_out_as_a_file(client, officer, noun):
    client.force_login(officer)

    page = client.get(reverse(f"reviews:{noun}_export"))

    assert page.status_code == 200


def test_lists_of_many_take_few_queries(
    client, officer, add, django_assert_max_num_queries
):
    add("product")
    for number in range(20):
        add("fee", name=f"项目{number}")
        add("check", name=f"活动{number}", product="惠农贷")
    client.force_login(officer)
    for name in ("feeitem_list", "monitoringcheck_list"):
        with django_assert_max_num_queries(16):
            assert client.get(reverse(f"reviews:{name}")).status_code == 200
