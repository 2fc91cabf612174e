"""Materials of a review and the released file for programs: files in versions."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from consumer_protection.core import attachments
from consumer_protection.core.api.describing import Operation
from consumer_protection.core.api.doors import Rule, StaffApiRequest
from consumer_protection.core.api.problems import ApiProblem, FieldError, invalid
from consumer_protection.core.api.records import ResourceView
from reviews import states
from reviews.api.parts import done
from reviews.doing import launching, materials
from reviews.models import Material, Review

_TEXT = {"type": "string"}
_MATERIAL = {
    "name": _TEXT,
    "version": {"type": "integer"},
    "sha256": _TEXT,
    "size": {"type": "integer"},
    "file": {"type": "integer"},
    "uploaded_at": {"type": "string", "format": "date-time"},
}
_RELEASE = {"sha256": _TEXT, "is_same": {"type": "boolean"}, "reason": _TEXT}


class _FileForm(forms.Form):
    file = forms.FileField(max_length=200)
    name = forms.CharField(max_length=100, required=False)
    reason = forms.CharField(max_length=4000, required=False)


class _Files(ResourceView):
    """``told`` is answered; ``keep`` is done with the file that came."""

    parser_classes = [MultiPartParser]
    most_bytes = attachments.LIMIT + 64 * 1024
    verb = ""
    title: Any = ""
    shape: Mapping[str, Any] = {}
    takes: tuple[str, ...] = ()

    @property
    def rules(self) -> Mapping[str, Rule]:  # type: ignore[override]
        return {"GET": self.reading, "POST": Rule(self.own.subject, (states.SUBMIT,))}

    def told(self, review: Review) -> list[dict[str, Any]]:
        raise NotImplementedError

    def keep(
        self, review: Review, upload: attachments.Upload, data: Mapping[str, Any]
    ) -> None:
        raise NotImplementedError

    def get(self, request: StaffApiRequest, **address: Any) -> Response:
        return Response({"results": self.told(self.record(address))})

    def post(self, request: StaffApiRequest, **address: Any) -> HttpResponse:
        self.record(address)
        form = _FileForm(request.POST, request.FILES)
        if not form.is_valid():
            errors = form.errors.get_json_data()
            told = [
                FieldError(name, "value.invalid", own[0]["message"])
                for name, own in errors.items()
            ]
            raise ApiProblem("invalid", errors=tuple(told))
        data = form.cleaned_data
        file = data["file"]
        upload = attachments.Upload(file.name, file.read(attachments.LIMIT + 1))
        digest = hashlib.sha256(upload.content).hexdigest()
        words = "|".join([upload.name, digest, data["name"], data["reason"]])
        return self.write(
            request, words.encode(), lambda: self._keep(address, upload, data)
        )

    def _keep(
        self,
        address: Mapping[str, Any],
        upload: attachments.Upload,
        data: Mapping[str, Any],
    ) -> Response:
        try:
            done(lambda: self.keep(self.record(address), upload, data))
        except attachments.FileUnfit as unfit:
            raise invalid("file", "file.unfit", str(unfit)) from unfit
        return Response({"results": self.told(self.record(address))}, 201)

    def operation(self, method: str) -> Operation:
        label = str(self.own.label)
        items = {"type": "object", "properties": dict(self.shape)}
        answer = {
            "type": "object",
            "properties": {"results": {"type": "array", "items": items}},
            "required": ["results"],
        }
        if method == "GET":
            return Operation(
                f"read_review_{self.verb}",
                f"{label}: {self.title}",
                label,
                answer,
                addressed=self.addressed,
            )
        sent: dict[str, Any] = dict.fromkeys(self.takes, _TEXT)
        sent["file"] = {"type": "string", "format": "binary"}
        return Operation(
            f"add_review_{self.verb}",
            _("Write: %s") % self.title,
            label,
            answer,
            status=201,
            body={"type": "object", "properties": sent, "required": ["file"]},
            sent_as="multipart/form-data",
            addressed=self.addressed,
        )


class Materials(_Files):
    """With the name of one that is there, its next version."""

    verb = "materials"
    title = gettext_lazy("Materials")
    shape = _MATERIAL
    takes = ("name",)

    def told(self, review: Review) -> list[dict[str, Any]]:
        return [
            {
                "name": one.name,
                "version": one.version,
                "sha256": one.sha256,
                "size": one.size,
                "file": one.file_id,
                "uploaded_at": timezone.localtime(one.uploaded_at).isoformat(),
            }
            for one in review.materials.all()
        ]

    def keep(
        self, review: Review, upload: attachments.Upload, data: Mapping[str, Any]
    ) -> None:
        paper = materials.Paper(upload, data["name"])
        materials.add_material(review, paper, actor=self.asker, at=timezone.now())


class Released(_Files):
    """Compared with the approved version of ``name``; a difference needs ``reason``."""

    verb = "release"
    title = gettext_lazy("Released file")
    shape = _RELEASE
    takes = ("name", "reason")

    def told(self, review: Review) -> list[dict[str, Any]]:
        release = getattr(review, "release", None)
        if release is None:
            return []
        return [{name: getattr(release, name) for name in _RELEASE}]

    def keep(
        self, review: Review, upload: attachments.Upload, data: Mapping[str, Any]
    ) -> None:
        approved = {one.name: one for one in launching.approved(review)}
        material: Material | None = approved.get(data["name"])
        if material is None and len(approved) == 1:
            material = next(iter(approved.values()))
        if material is None:
            raise invalid("name", "value.invalid", _("Name the approved material."))
        at = timezone.now()
        release = launching.keep_release(
            review, material, upload, actor=self.asker, at=at
        )
        if not release.is_same and data["reason"].strip():
            launching.confirm_release(review, data["reason"], actor=self.asker, at=at)
