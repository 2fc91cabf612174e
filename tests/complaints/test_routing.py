"""Rules that route complaints: which decides, who keeps them, what is refused."""

from datetime import date
from itertools import product

import pytest

from complaints import queries
from complaints import routing_actions as actions
from complaints.models import RoutingRule
from complaints.routing import Facts, against, route
from consumer_protection.core.models import TrailEntry, Unit
from tests.complaints.making import complaint

TODAY = date(2025, 1, 5)
LIST = "/complaints/routing/"


class Rule:
    """A rule without a database."""

    def __init__(self, position, handling_ends=None, **values):
        self.position, self.handling_ends = position, handling_ends
        self.source = self.category = self.intake_channel = self.level = ""
        self.unit_id, self.valid_to = None, None
        self.valid_from = date(2024, 1, 1)
        vars(self).update(values)


def facts(**values):
    return Facts(**{"on": TODAY, "unit_id": 7, "level": "general", **values})


CONDITIONS = {
    "source": "petition",
    "category": "loan",
    "intake_channel": "phone",
    "level": "major",
    "unit_id": 9,
}


@pytest.mark.parametrize("chosen", list(product([False, True], repeat=len(CONDITIONS))))
def test_a_rule_fits_when_every_condition_it_names_holds(chosen):
    named = dict(
        one for one, is_in in zip(CONDITIONS.items(), chosen, strict=True) if is_in
    )
    rule = Rule(1, **named)

    assert against(facts(**CONDITIONS), rule) == []
    assert set(against(facts(), rule)) == set(named)
    for name in named:
        rest = {key: CONDITIONS[key] for key in named if key != name}
        assert against(facts(**rest), rule) == [name]


@pytest.mark.parametrize(
    ("category", "fits"),
    [
        ("loan", True),
        ("loan/rate", True),
        ("loans", False),
        ("", False),
        ("debit_card/fee", False),
    ],
)
def test_a_first_level_category_holds_for_the_second_below_it(category, fits):
    assert (not against(facts(category=category), Rule(1, category="loan"))) is fits


def test_a_second_level_category_holds_for_itself_alone():
    rule = Rule(1, category="loan/rate")

    assert against(facts(category="loan"), rule) == ["category"]
    assert against(facts(category="loan/rate"), rule) == []


def test_the_first_in_order_wins_however_they_come():
    first, second = Rule(1, source="petition"), Rule(2)

    assert route(facts(source="petition"), [second, first]) is first
    assert route(facts(), [second, first]) is second
    assert route(facts(), []) is None


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2023, 12, 31), ["valid_from"]),
        (date(2024, 1, 1), []),
        (date(2024, 5, 31), []),
        (date(2024, 6, 1), ["valid_to"]),
    ],
)
def test_a_rule_holds_from_its_first_day_up_to_its_end(day, why):
    assert against(facts(on=day), Rule(1, valid_to=date(2024, 6, 1))) == why


def test_a_rule_to_a_unit_that_has_ended_does_not_hold():
    assert against(facts(), Rule(1, handling_ends=TODAY)) == ["handling_unit"]


@pytest.fixture
def add(union, officer, now):
    def make(**values):
        known = {
            "position": None,
            "handling_unit": Unit.objects.get(code="MXB02"),
            "valid_from": date(2025, 1, 1),
        }
        for name in ("unit", "handling_unit"):
            if isinstance(values.get(name), str):
                values[name] = Unit.objects.get(code=values[name])
        return actions.add_rule(union, known | values, actor=officer, at=now)

    return make


def test_a_case_goes_where_the_rule_says(add, system, now):
    add(source="petition", handling_unit="MXW11")
    case = complaint(system, now, source="petition", closed_on=None)

    assert queries.suggested_unit(case, TODAY).code == "MXW11"


@pytest.mark.parametrize(
    ("unit", "goes_to"), [("MXW10", "MXW10"), ("MX00", "MXB02"), ("MXB02", "MXB02")]
)
def test_without_a_rule_an_outlet_answers_and_the_lead_department_for_others(
    union, system, now, unit, goes_to
):
    case = complaint(system, now, unit=unit, closed_on=None)

    assert queries.suggested_unit(case, TODAY).code == goes_to


def test_without_a_rule_the_lead_department_takes_over_from_a_closed_outlet(
    union, system, now
):
    Unit.objects.filter(code="MXW10").update(valid_to=date(2025, 1, 1))
    case = complaint(system, now, closed_on=None)

    assert queries.suggested_unit(case, TODAY).code == "MXB02"


def test_a_major_case_is_major_whatever_its_level_says(add, system, now):
    add(level="major", handling_unit="MXW11")
    case = complaint(system, now, is_major=True, level="complex", closed_on=None)

    assert queries.suggested_unit(case, TODAY).code == "MXW11"


def test_another_institution_has_rules_of_its_own(add, officer, system, now):
    other = Unit.objects.create(code="QX00", name="清县联社", kind="legal_person")
    outlet = Unit.objects.create(
        code="QXW1", name="清县营业部", kind="outlet", parent=other
    )
    add(handling_unit="MXW11")
    case = complaint(system, now, unit=outlet, closed_on=None)

    assert queries.suggested_unit(case, TODAY) == outlet
    assert list(RoutingRule.objects.visible_to(officer)) == list(
        RoutingRule.objects.all()
    )


def test_a_rule_without_an_order_comes_last(add):
    assert [add().position, add().position] == [1, 2]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"position": 1}, "position"),
        ({"valid_to": date(2024, 12, 31)}, "valid_to"),
        ({"handling_unit": "MXW11", "valid_from": date(2025, 3, 1)}, "handling_unit"),
        ({"unit": "MXW11"}, "unit"),
    ],
)
def test_bad_rules_are_refused(add, values, field):
    add(position=1)
    Unit.objects.filter(code="MXW11").update(valid_to=date(2025, 1, 3))

    with pytest.raises(actions.RuleRefused) as refused:
        add(**values)

    assert refused.value.field == field
    assert RoutingRule.objects.count() == 1


def test_a_unit_of_another_institution_is_refused(add):
    other = Unit.objects.create(code="QX00", name="清县联社", kind="legal_person")

    for field in ("unit", "handling_unit"):
        with pytest.raises(actions.RuleRefused) as refused:
            add(**{field: other})
        assert refused.value.field == field


def test_rules_of_one_place_may_follow_one_another(add):
    add(position=1, valid_to=date(2025, 6, 1))

    assert add(position=1, valid_from=date(2025, 6, 1)).pk
    with pytest.raises(actions.RuleRefused):
        add(position=1, valid_from=date(2025, 5, 31))


def test_two_rules_change_places(add, officer, now):
    first, second, third = add(), add(), add()

    actions.shift_rule(third, up=True, actor=officer, at=now)
    actions.shift_rule(first, up=False, actor=officer, at=now)

    order = RoutingRule.objects.order_by("position")
    assert list(order) == [third, first, second]
    with pytest.raises(actions.RuleRefused):
        actions.shift_rule(third, up=True, actor=officer, at=now)


def test_an_ended_rule_routes_no_more_and_stays_on_record(add, officer, system, now):
    rule = add(handling_unit="MXW11")
    case = complaint(system, now, closed_on=None)

    actions.end_rule(rule, TODAY, actor=officer, at=now)

    assert queries.suggested_unit(case, TODAY).code == "MXW10"
    assert queries.suggested_unit(case, date(2025, 1, 4)).code == "MXW11"
    with pytest.raises(actions.RuleRefused):
        actions.end_rule(rule, TODAY, actor=officer, at=now)


def test_an_ended_rule_is_changed_no_more(add, officer, now):
    rule = add()
    actions.end_rule(rule, TODAY, actor=officer, at=now)

    with pytest.raises(actions.RuleRefused):
        actions.change_rule(rule, {"valid_to": None}, actor=officer, at=now)
    assert RoutingRule.objects.get().valid_to == TODAY


def test_a_rule_is_not_ended_in_the_past(add, officer, now):
    rule = add(valid_from=date(2024, 1, 1))

    with pytest.raises(actions.RuleRefused):
        actions.end_rule(rule, date(2025, 1, 4), actor=officer, at=now)


def test_the_trail_tells_who_changed_what(add, officer, now):
    rule = add()
    actions.change_rule(rule, {"level": "major"}, actor=officer, at=now)
    actions.end_rule(rule, TODAY, actor=officer, at=now)

    told = TrailEntry.objects.filter(noun="complaints.routingrule", record_id=rule.pk)
    moves = [one.action.rpartition(".")[2] for one in told.order_by("sequence")]
    assert [one for one in moves if not one.startswith("row_")] == [
        "added",
        "changed",
        "ended",
    ]
    assert {one.actor_id for one in told} == {officer.pk}


# --- doors ---

SENT = {"handling_unit": "", "valid_from": "2025-01-01", "source": "petition"}


@pytest.mark.parametrize("role", ["cp_officer", "cp_head"])
def test_who_keeps_rules_adds_edits_orders_ends_and_tries(union, client, staff, role):
    client.force_login(staff(role))
    unit = Unit.objects.get(code="MXW11")
    for _ in range(2):
        client.post(f"{LIST}add/", {**SENT, "handling_unit": unit.pk})
    first, second = RoutingRule.objects.order_by("position")

    assert client.get(LIST).context["found"] == 2
    assert client.get(f"{LIST}{first.pk}/").status_code == 200
    edited = {**SENT, "handling_unit": unit.pk, "level": "major", "position": 1}
    assert client.post(f"{LIST}{first.pk}/edit/", edited).status_code == 302
    assert client.post(f"{LIST}{second.pk}/shift/up/").status_code == 302
    assert list(RoutingRule.objects.order_by("position")) == [second, first]
    ended = client.post(f"{LIST}{second.pk}/end/", {"valid_to": "2099-01-01"})
    assert ended.status_code == 302


@pytest.mark.parametrize(
    "role", ["branch_manager", "complaint_center", "auditor", "senior_exec", "reviewer"]
)
@pytest.mark.parametrize("door", ["", "add/", "try/", "1/", "1/edit/", "1/end/"])
def test_nobody_else_passes_the_doors(union, client, staff, role, door):
    client.force_login(staff(role))

    assert client.get(f"{LIST}{door}").status_code == 403


def test_a_rule_of_another_institution_is_not_found(add, client, staff):
    rule = add()
    Unit.objects.create(code="QX00", name="清县联社", kind="legal_person")
    client.force_login(staff("cp_head", "QX00"))

    assert client.get(f"{LIST}{rule.pk}/").status_code == 404
    assert client.get(f"{LIST}{rule.pk}/edit/").status_code == 404
    assert client.post(f"{LIST}{rule.pk}/shift/up/").status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"handling_unit": ""},
        {"handling_unit": "0"},
        {"source": "no_such_code"},
        {"category": "loan/no_such"},
        {"position": "0"},
        {"position": "-3"},
        {"position": "99999"},
        {"valid_from": "nonsense"},
        {"valid_from": ""},
        {"valid_to": "2020-01-01"},
        {"remark": "长" * 201},
    ],
)
def test_bad_input_is_told_beside_its_field(union, client, officer, changes):
    client.force_login(officer)
    unit = Unit.objects.get(code="MXW11")
    page = client.post(f"{LIST}add/", {**SENT, "handling_unit": unit.pk, **changes})

    assert page.status_code == 422
    assert set(changes) <= set(page.context["form"].errors)
    assert not RoutingRule.objects.exists()


def tried(client, **asked):
    unit = Unit.objects.get(code="MXW10")
    return client.get(f"{LIST}try/", {"on": "2025-01-05", "unit": unit.pk, **asked})


def test_trying_says_which_rule_decides_and_why_the_others_do_not(add, client, officer):
    add(source="gov_12345", level="major")
    add(source="petition", handling_unit="MXW11")
    add()
    client.force_login(officer)

    told = tried(client, source="petition").context["tried"]

    assert [one.decides for one in told] == [False, True, False]
    assert [str(reason) for reason in told[0].reasons] == ["来源不符", "等级不符"]
    assert told[2].comes_too_late
    assert tried(client).context["handling_unit"].code == "MXB02"


def test_trying_without_a_rule_names_the_outlet(union, client, officer):
    client.force_login(officer)
    page = tried(client)

    assert page.context["handling_unit"].code == "MXW10"
    assert page.context["chosen"] is None


@pytest.mark.parametrize(
    "asked", [{"unit": ""}, {"unit": "0"}, {"on": "nonsense"}, {"source": "nothing"}]
)
def test_trying_with_junk_decides_nothing(union, client, officer, asked):
    client.force_login(officer)
    page = tried(client, **asked)

    assert page.status_code == 200
    assert "tried" not in page.context


def test_the_list_and_the_trial_ask_the_database_a_few_times(
    add, client, officer, django_assert_max_num_queries
):
    for _ in range(5):
        add(source="petition", unit="MXW10")
    client.force_login(officer)
    client.get(LIST)

    with django_assert_max_num_queries(7):
        client.get(LIST)
    with django_assert_max_num_queries(7):
        tried(client)


@pytest.mark.parametrize(
    ("role", "ways"),
    [
        ("cp_head", ["cases", "tasks", "rechecks", "statistics", "routing", "cases"]),
        ("branch_manager", ["cases", "tasks", "rechecks", "statistics", "cases"]),
        ("investigator", ["tasks", "rechecks"]),
    ],
)
def test_the_list_of_complaints_leads_to_what_one_may_open(
    union, client, staff, role, ways
):
    client.force_login(staff(role))
    page = client.get("/complaints/cases/")

    led = [act.url.split("/")[2] for act in page.context["acts"]]
    assert led == ways
    for act in page.context["acts"]:
        assert client.get(act.url).status_code == 200
