"""A typical case on its way into the library and out of it."""

from datetime import datetime

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from consumer_protection.core.deeds import FORM, answered, posted
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.transitions import make_move
from education.models import TypicalCase


@require_http_methods(FORM)
@access(sees="education")
def typical_case_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """The table of moves says who may."""
    visible = TypicalCase.objects.visible_to(request.user)
    one = get_object_or_404(visible, pk=pk)
    asked = one.machine.moves.get(move)
    if asked is None:
        raise Http404

    def write(at: datetime) -> None:
        make_move(one, move, actor=request.user, at=at)

    form = forms.Form(posted(request))
    return answered(request, form, write, title=asked.label, back=one)
