"""The schema tells the truth: what it promises is what comes, whatever is sent."""

import itertools
import json

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from consumer_protection.core import trail
from consumer_protection.core.api.resources import resources
from consumer_protection.core.api.schema import openapi
from tests.api.making import one_of_each
from tests.api.test_doors import addresses

EXAMPLES = 4


@pytest.fixture
def schema(union):
    return openapi()


def test_the_schema_is_openapi_and_covers_every_address(schema, officers):
    told = officers.get("schema/")

    assert told.json() == json.loads(json.dumps(schema))
    assert schema["openapi"] == "3.1.1"
    assert len(schema["paths"]) == len(set(addresses()))


def test_every_operation_has_a_name_of_its_own_a_summary_and_problems(schema):
    operations = [
        one for methods in schema["paths"].values() for one in methods.values()
    ]

    assert len({one["operationId"] for one in operations}) == len(operations)
    assert all(one["summary"] and one["security"] for one in operations)
    assert all({"401", "403", "500"} <= set(one["responses"]) for one in operations)


@pytest.mark.parametrize("kind", resources())
def test_every_column_is_typed_and_labelled(schema, kind):
    told = schema["components"]["schemas"][kind]["properties"]

    for column in resources()[kind].columns:
        assert told[column.field]["type"]
        assert told[column.field]["title"] == column.label


def test_code_lists_are_listed_with_their_labels(schema):
    source = schema["components"]["schemas"]["complaints"]["properties"]["source"]

    assert "gov_12345" in source["enum"]
    assert "gov_12345 12345" in source["description"]


def test_the_page_tells_every_operation_without_any_script(client, officer, schema):
    client.force_login(officer)

    page = client.get("/api/v1/docs/").content.decode()

    for path, methods in schema["paths"].items():
        assert path in page
        assert all(one["operationId"] in page for one in methods.values())
    assert "被投诉机构" in page
    assert "curl" in page
    assert "<style" not in page
    assert "style=" not in page
    assert "cdn" not in page.lower()


@pytest.fixture
def application():
    """The real one, but the test's connection is not its to close."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_nothing_that_the_schema_allows_breaks_the_api(
    application, officers, union, system, now, tmp_path, settings
):
    """A small seed and few examples; the answers fit what the schema promises."""
    settings.FILES_DIR = tmp_path / "files"
    each = one_of_each(union, system, now)
    told = schemathesis.openapi.from_wsgi(
        "/api/v1/schema/", application, headers=officers.headers
    )
    statuses = set()
    for found in told.get_all_operations():
        statuses |= tried(found.ok(), officers.headers, each)

    assert {200, 201, 400, 404, 409} <= statuses
    assert not {status for status in statuses if status >= 500}


def tried(operation, headers, each):
    """The statuses of a few calls of one operation; failed checks are raised. Every
    other call is of a record there is, at the version it has."""
    statuses, turn = set(), itertools.count()

    @given(case=operation.as_strategy())
    @hypothesis_settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def call(case):
        if next(turn) % 2:
            aim(case, each)
        response = case.call(headers=headers)
        statuses.add(response.status_code)
        case.validate_response(
            response,
            checks=[
                not_a_server_error,
                status_code_conformance,
                content_type_conformance,
                response_schema_conformance,
            ],
        )

    call()
    return statuses


def aim(case, each):
    record = each.get(case.path.removeprefix("/api/v1/").partition("/")[0])
    name = next((one for one in ("number", "id") if one in case.path_parameters), "")
    if record is None or not name:
        return
    case.path_parameters[name] = getattr(record, name)
    if isinstance(case.body, dict) and "version" in case.body:
        case.body["version"] = trail.version_of(record)
