"""Reports for programs: asked for, watched, fetched."""

from collections.abc import Mapping
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.response import Response

from consumer_protection.core import files
from consumer_protection.core.api.describing import Operation
from consumer_protection.core.api.doors import (
    ApiView,
    Rule,
    StaffApiRequest,
    json_object,
)
from consumer_protection.core.api.problems import ApiProblem, invalid
from reporting import actions
from reporting.forms import ReportForm
from reporting.locking import ReportLocked
from reporting.models import ReportRun
from reporting.nudging import nudge
from reporting.reports.building import KINDS

_SEES = Rule(may=("reports.see",))
_TEXT = {"type": "string"}


class ReportList(ApiView):
    rules: Mapping[str, Rule] = {"POST": Rule(may=("reports.build",))}

    def post(self, request: StaffApiRequest) -> HttpResponse:
        data, raw = json_object(request)
        return self.write(request, raw, lambda: self._ask(request, data))

    def _ask(self, request: StaffApiRequest, data: Mapping[str, Any]) -> Response:
        """Only writes what is owed; a worker builds it."""
        unit = request.user.unit
        if unit is None or unit.root is None:
            raise Http404
        form = ReportForm({name: _text(data, name) for name in ("kind", "period")})
        if not form.is_valid():
            name, found = next(iter(form.errors.get_json_data().items()))
            raise invalid(name, "value.invalid", found[0]["message"])
        method = _text(data, "method")
        if method:
            raise invalid("method", "value.invalid", _("This report has no methods."))
        try:
            run = actions.request_report(
                form.cleaned_data["kind"],
                form.cleaned_data["period"],
                root=unit.root,
                actor=request.user,
                at=timezone.now(),
            )
        except ReportLocked as locked:
            raise ApiProblem("move_refused", str(locked)) from locked
        nudge(run)
        url = request.build_absolute_uri(f"/api/v1/reports/{run.pk}/")
        told = {"id": run.pk, "state": run.status}
        return Response(told, 202, headers={"Location": url})

    def operation(self, method: str) -> Operation:
        body = {
            "kind": {**_TEXT, "enum": list(KINDS)},
            "period": _TEXT,
            "method": {"type": ["string", "null"]},
        }
        answer = {"id": {"type": "integer"}, "state": _TEXT}
        return Operation(
            "ask_for_report",
            _("Ask for a report"),
            _("Reports"),
            {"type": "object", "properties": answer, "required": list(answer)},
            status=202,
            body={
                "type": "object",
                "properties": body,
                "required": ["kind", "period"],
            },
        )


class ReportDetail(ApiView):
    rules: Mapping[str, Rule] = {"GET": _SEES}

    def get(self, request: StaffApiRequest, **address: Any) -> Response:
        run = run_of(request, address["id"])
        frozen = run.frozen or {}
        return Response(
            {
                "id": run.pk,
                "kind": run.kind,
                "period": run.period,
                "state": run.status,
                "progress": run.progress,
                "step": run.step,
                "failure": run.failure,
                "content_sha256": run.content_sha256,
                "files": [
                    {
                        "name": one.name,
                        "media_type": one.media_type,
                        "size": one.size,
                        "sha256": one.sha256,
                        "url": request.build_absolute_uri(
                            f"/api/v1/reports/{run.pk}/files/{one.name}"
                        ),
                    }
                    for one in run.files.all()
                ],
                "checks": [
                    {"code": one["code"], "passed": one["passed"]}
                    for one in frozen.get("checks", ())
                ],
            }
        )

    def operation(self, method: str) -> Operation:
        return Operation("read_report", _("How far a report is"), _("Reports"), _RUN)


class ReportFileView(ApiView):
    rules: Mapping[str, Rule] = {"GET": _SEES}

    def get(self, request: StaffApiRequest, **address: Any) -> FileResponse:
        kept = run_of(request, address["id"]).files.filter(name=address["name"]).first()
        if kept is None:
            raise Http404
        actions.tell_download(kept, actor=request.user, at=timezone.now())
        return FileResponse(
            files.path_of(kept.stored_as).open("rb"),
            as_attachment=True,
            filename=kept.name,
            content_type=kept.media_type,
        )

    def operation(self, method: str) -> Operation:
        return Operation(
            "read_report_file",
            _("A file of a report"),
            _("Reports"),
            None,
            addressed={"id": {"type": "integer", "minimum": 1}, "name": _TEXT},
        )


def run_of(request: StaffApiRequest, pk: int) -> ReportRun:
    found = ReportRun.objects.visible_to(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name) or ""
    if not isinstance(value, str):
        raise invalid(
            name, "value.type", _("Expected: %(types)s") % {"types": "string"}
        )
    return value


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
    }


_FILE = _object(
    name=_TEXT, media_type=_TEXT, size={"type": "integer"}, sha256=_TEXT, url=_TEXT
)
_RUN = _object(
    id={"type": "integer"},
    kind=_TEXT,
    period=_TEXT,
    state=_TEXT,
    progress={"type": "integer"},
    step=_TEXT,
    failure=_TEXT,
    content_sha256=_TEXT,
    files={"type": "array", "items": _FILE},
    checks={
        "type": "array",
        "items": _object(code=_TEXT, passed={"type": "boolean"}),
    },
)
