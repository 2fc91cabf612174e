"""Live and ready, for whatever watches the machine."""

import shutil

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from consumer_protection.core import limits
from consumer_protection.core.http import access

# Less room than this, and the next report or back-up may not be written.
_LEAST_FREE = 500 * 1024 * 1024


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
    found = (
        ("migrations", not plan),
        ("broker", limits.store_answers()),
        ("disk", shutil.disk_usage(settings.DATA_DIR).free > _LEAST_FREE),
    )
    return [name for name, is_well in found if not is_well]
