"""Every door has a declared rule, and anonymous visitors pass only the public ones."""

import pytest
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC = {
    "core:sign_in",
    "core:sign_out",
    "core:first_sign_in",
    "core:live",
    "core:ready",
    "core:setup",
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
    assert {name for name, view in doors() if view.access.setup} == {
        "core:setup_institution",
        "core:setup_person",
        "core:setup_upload",
    }


def test_only_these_routes_are_public():
    assert {name for name, view in doors() if view.access.public} == PUBLIC


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
