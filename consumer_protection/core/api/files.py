"""Files beside records, for programs: the same checks and the same trail."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.http import FileResponse, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from consumer_protection.core import attachments, keeping
from consumer_protection.core.api.describing import Operation
from consumer_protection.core.api.doors import ApiView, Rule, StaffApiRequest
from consumer_protection.core.api.problems import ApiProblem, FieldError, invalid
from consumer_protection.core.api.records import ResourceView
from consumer_protection.core.models import Attachment

# A file of the most and the lines around it.
_MOST_BYTES = attachments.LIMIT + 64 * 1024


class RecordFiles(ResourceView):
    parser_classes = [MultiPartParser]
    most_bytes = _MOST_BYTES

    @property
    def rules(self) -> Mapping[str, Rule]:  # type: ignore[override]
        return {"GET": self.reading, "POST": Rule(self.own.subject, (self.own.keeps,))}

    def get(self, request: StaffApiRequest, **address: Any) -> Response:
        record = self.record(address)
        kept = attachments.of_record(record)
        return Response({"results": [shown(one, request) for one in kept]})

    def post(self, request: StaffApiRequest, **address: Any) -> HttpResponse:
        self.record(address)
        form = keeping.AttachmentForm(request.POST, request.FILES)
        if not form.is_valid():
            errors = form.errors.get_json_data()
            raise ApiProblem(
                "invalid",
                errors=tuple(
                    FieldError(name, "value.invalid", own[0]["message"])
                    for name, own in errors.items()
                ),
            )
        upload = keeping.upload_of(form.cleaned_data)
        told = [upload.name, upload.proves_from, upload.proves_to]
        told += [hashlib.sha256(upload.content).hexdigest()]
        content = "|".join(map(str, told)).encode()
        return self.write(
            request, content, lambda: self._keep(request, upload, address)
        )

    def _keep(
        self,
        request: StaffApiRequest,
        upload: attachments.Upload,
        address: Mapping[str, Any],
    ) -> Response:
        record = self.record(address)
        try:
            kept = attachments.attach(
                record,
                upload,
                unit_id=record.unit_id,
                actor=request.user,
                at=timezone.now(),
            )
        except attachments.FileUnfit as unfit:
            raise invalid("file", "file.unfit", str(unfit)) from unfit
        told = shown(kept, request)
        return Response(told, 201, headers={"Location": told["url"]})

    def operation(self, method: str) -> Operation:
        label = str(self.own.label)
        if method == "POST":
            return Operation(
                self.name("attach"),
                _("Put a file beside a record: %s") % label,
                label,
                _FILE,
                status=201,
                body=_FORM,
                sent_as="multipart/form-data",
                addressed=self.addressed,
            )
        return Operation(
            self.name("list_files_of"),
            _("Files beside a record: %s") % label,
            label,
            {
                "type": "object",
                "properties": {"results": {"type": "array", "items": _FILE}},
                "required": ["results"],
            },
            addressed=self.addressed,
        )


class AttachmentFile(ApiView):
    rules: Mapping[str, Rule] = {"GET": Rule()}

    def get(self, request: StaffApiRequest, **address: Any) -> FileResponse:
        return keeping.sent_if_seen(address["id"], request.user)

    def operation(self, method: str) -> Operation:
        tag = _("Attachments")
        return Operation("read_attachment", _("Read a file"), tag, None)


def shown(kept: Attachment, request: StaffApiRequest) -> dict[str, Any]:
    return {
        "id": kept.pk,
        "name": kept.name,
        "media_type": kept.media_type,
        "size": kept.size,
        "sha256": kept.sha256,
        "proves_from": kept.proves_from,
        "proves_to": kept.proves_to,
        "uploaded_at": timezone.localtime(kept.uploaded_at).isoformat(),
        "url": request.build_absolute_uri(f"/api/v1/attachments/{kept.pk}/"),
    }


_DAY = {"type": ["string", "null"], "format": "date"}
_TEXT = {"type": "string"}
_FILE = {
    "type": "object",
    "properties": {
        "id": {"type": "integer"},
        "name": _TEXT,
        "media_type": _TEXT,
        "size": {"type": "integer"},
        "sha256": _TEXT,
        "proves_from": _DAY,
        "proves_to": _DAY,
        "uploaded_at": {**_TEXT, "format": "date-time"},
        "url": {**_TEXT, "format": "uri"},
    },
    "required": ["id", "name", "media_type", "size", "sha256", "url"],
}
_FORM = {
    "type": "object",
    "properties": {
        "file": {"type": "string", "format": "binary"},
        "proves_from": {"type": "string", "format": "date"},
        "proves_to": {"type": "string", "format": "date"},
    },
    "required": ["file"],
}
