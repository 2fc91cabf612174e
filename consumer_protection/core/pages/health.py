"""Live and ready, for whatever watches the machine."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from consumer_protection.core.http import access


@access(public=True)
def live(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "live"})


@access(public=True)
def ready(request: HttpRequest) -> JsonResponse:
    """503 with the name of what is missing."""
    missing = _missing()
    if missing:
        return JsonResponse({"status": "not ready", "missing": missing}, status=503)
    return JsonResponse({"status": "ready"})


def _missing() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return ["database"]
    return ["migrations"] if plan else []
