"""The addresses of every register the settings name, and of the API itself."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404
from django.urls import URLPattern, path, re_path, register_converter
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from consumer_protection.core.api.docs import docs_page
from consumer_protection.core.api.doors import ApiView, Rule, door
from consumer_protection.core.api.files import AttachmentFile, RecordFiles
from consumer_protection.core.api.moves import RecordMove
from consumer_protection.core.api.records import RecordDetail, RecordList
from consumer_protection.core.api.resources import Resource, resources
from consumer_protection.core.api.schema import SchemaView


class NumberConverter:
    """A record's number as people gave it: a slash as well, what cannot be stored not."""

    regex = r"[^\x00]{1,40}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Unknown(ApiView):
    """Any other address: refused like everything else, as problem details."""

    schema: Any = None
    rules: Mapping[str, Rule] = {"GET": Rule()}

    def initial(self, *args: Any, **kwargs: Any) -> None:
        super().initial(*args, **kwargs)
        raise Http404

    def check_permissions(self, request: Request) -> None:
        """Strangers learn nothing here; others that there is nothing."""
        if not request.user.is_authenticated:
            raise NotAuthenticated

    def get(self, request: Request) -> Response:
        raise Http404


register_converter(NumberConverter, "number")


def api_urls(one: Resource) -> list[URLPattern]:
    """A register's list, its records, their moves, files and further parts; a record
    comes last, since its number may hold a slash."""
    kind = one.kind
    below = f"{kind}/<{'number:number' if one.address == 'number' else 'int:id'}>/"
    urls = [path(f"{kind}/", door(RecordList, resource=one), name=f"{kind}_list")]
    if one.machine is not None:
        view = door(RecordMove, resource=one)
        urls.append(path(f"{below}moves/<str:move>/", view, name=f"{kind}_move"))
    if one.keeps:
        view = door(RecordFiles, resource=one)
        urls.append(path(f"{below}attachments/", view, name=f"{kind}_files"))
    for name, part in one.parts.items():
        view = door(part, resource=one)
        urls.append(path(f"{below}{name}/", view, name=f"{kind}_{name}"))
    return [*urls, path(below, door(RecordDetail, resource=one), name=kind)]


app_name = "api"
urlpatterns = [
    *(pattern for one in resources().values() for pattern in api_urls(one)),
    path("attachments/<int:id>/", door(AttachmentFile), name="attachment"),
    path("schema/", door(SchemaView), name="schema"),
    path("docs/", docs_page, name="docs"),
    re_path(r"", door(Unknown), name="unknown"),
]
