"""Every door has a declared rule, and anonymous visitors pass only the public ones."""

import pytest
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver

from consumer_protection.core.api.docs import docs_page
from consumer_protection.core.api.doors import ApiView, TokenAuthentication
from consumer_protection.core.api.schema import SchemaView

PUBLIC = {
    "core:sign_in",
    "core:sign_out",
    "core:first_sign_in",
    "core:live",
    "core:ready",
    "core:setup",
    "governance:feed_file",
    "public:channels",
    "public:complain",
    "public:progress",
    "survey:answer",
}


def doors(resolver=None, namespace=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from doors(pattern, namespace + inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern.callback


def test_every_route_has_a_declared_access_rule():
    undeclared = [name for name, view in doors() if not hasattr(view, "access")]

    assert undeclared == []


def test_only_these_routes_open_to_whoever_gave_the_setup_code():
    assert {name for name, view in doors() if getattr(view.access, "setup", False)} == {
        "core:setup_institution",
        "core:setup_person",
        "core:setup_upload",
    }


def test_only_these_routes_are_public():
    assert {name for name, view in doors() if view.access.public} == PUBLIC


def api_doors():
    """Every door for programs, by its address."""
    for resolver in get_resolver().url_patterns:
        if isinstance(resolver, URLResolver) and str(resolver.pattern) == "api/v1/":
            for one in resolver.url_patterns:
                if one.callback is not docs_page:
                    yield str(one.pattern), one.callback


def test_every_door_for_programs_has_a_rule_for_each_method_it_takes():
    taken = {
        address: {name.upper() for name in view.initkwargs["http_method_names"]}
        for address, view in api_doors()
    }
    ruled = {address: {*view.access.rules, "HEAD"} for address, view in api_doors()}

    assert len(taken) > 40
    assert {key: one | {"HEAD"} for key, one in taken.items()} == ruled
    assert all(issubclass(view.cls, ApiView) for _address, view in api_doors())


def test_nothing_is_written_over_the_api_without_a_clearance():
    open_to_all = [
        (address, method)
        for address, view in api_doors()
        for method, rule in view.access.rules.items()
        if method != "GET" and not all(rule.may or [""])
    ]

    assert open_to_all == []


def test_programs_come_in_by_token_alone():
    assert {
        view.cls
        for _address, view in api_doors()
        if view.cls.authentication_classes != [TokenAuthentication]
    } == {SchemaView}


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
