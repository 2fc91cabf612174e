"""What anybody may open: complaint channels, filing online, asking how far it is.

No account, no session, nothing personal shown; without scripts, and by no search
engine. While a page is switched off, it is not there.
"""

from typing import Any

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from complaints import filing
from complaints.models import PublicPages
from complaints.public.public_forms import ComplainForm, ProgressForm
from complaints.registering import CaseRefused
from consumer_protection.core import limits
from consumer_protection.core.http import access
from consumer_protection.core.limits import Limit, TooOften

_HOUR = 3600
# Of the whole, of one address, of one case: times an hour.
_FILED, _FILED_HERE = 100, 10
_ASKED, _ASKED_HERE, _ASKED_OF_ONE = 1000, 20, 20
_STEPS = (
    ("received", gettext_lazy("Received")),
    ("handled", gettext_lazy("Being handled")),
    ("answered", gettext_lazy("Answered")),
    ("closed", gettext_lazy("Closed")),
)
_NO_SCRIPTS = {"script-src": ["'none'"], "connect-src": ["'none'"]}


@require_GET
@never_cache
@access(public=True)
@csp_replace(_NO_SCRIPTS)
def channels(request: HttpRequest) -> HttpResponse:
    """Whoever complains online is told the channels only where they are shown."""
    pages = _pages()
    if not pages.shows_channels:
        raise Http404
    outlets = [
        (unit, contact)
        for unit in pages.outlets(timezone.localdate())
        if (contact := getattr(unit, "public_contact", None))
        and (contact.address or contact.phone)
    ]
    return _answer(request, "channels", pages, {"outlets": outlets})


@require_http_methods(["GET", "POST"])
@never_cache
@access(public=True)
@csp_replace(_NO_SCRIPTS)
def complain(request: HttpRequest) -> HttpResponse:
    """Sent in one step, without a draft; what was typed stays where it is refused."""
    pages = _pages()
    if not pages.takes_complaints:
        raise Http404
    outlets = pages.outlets(timezone.localdate())
    if request.method == "GET" or "size" in request.POST:
        # Another size of print: all that was typed is shown again, nothing is taken.
        form = ComplainForm(units=outlets, initial=request.POST.dict())
        return _form(request, pages, form, request.POST.get("key", ""))
    form = ComplainForm(request.POST, units=outlets)
    key, status, wait = request.POST.get("key", ""), 422, 0
    if form.is_valid():
        try:
            filed = _file(request, pages, key, form.cleaned_data)
            return _answer(request, "filed", pages, {"filed": filed})
        except filing.KeyUnfit:
            key = ""
            form.add_error(None, _("The page stood open too long. Send it once more."))
        except CaseRefused as error:
            form.add_error(None, str(error))
        except TooOften as error:
            status, wait = 429, error.seconds
            form.add_error(None, _too_often(pages))
    return _later(_form(request, pages, form, key, status), wait)


@require_http_methods(["GET", "POST"])
@never_cache
@access(public=True)
@csp_replace(_NO_SCRIPTS)
def progress(request: HttpRequest) -> HttpResponse:
    """A wrong number and a wrong code are told the same."""
    pages = _pages()
    form = ProgressForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "steps": _STEPS}
    status, wait = 200, 0
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                found = _ask(request, **form.cleaned_data)
            except TooOften as error:
                status, wait = 429, error.seconds
                form.add_error(None, _too_often(pages))
            else:
                context["found"], status = found, 200 if found else 422
                if found is None:
                    form.add_error(None, _("Number and code do not belong together."))
    return _later(_answer(request, "progress", pages, context, status), wait)


def consent_of(pages: PublicPages) -> str:
    """What a complainant agrees to; it is kept with the case as it was shown."""
    message = _(
        "%(name)s uses your name, your phone and what you write here only to handle "
        "this complaint. Name and phone are stored encrypted; all of it is seen only by "
        "the staff who handle it, and kept as long as the rules for complaint files ask for. You may have "
        "them corrected, copied or deleted: call %(phone)s."
    )
    return message % {"name": pages.root.institution_name, "phone": pages.phone}


def _file(
    request: HttpRequest, pages: PublicPages, key: str, data: dict[str, Any]
) -> filing.Filed:
    """The same form once more costs nothing and makes nothing."""
    if not filing.is_known(key):
        here = limits.address_of(request)
        # First its own: one address does not use up what is everybody's.
        limits.spend([Limit("filed-here", here, _FILED_HERE, _HOUR)])
        limits.spend([Limit("filed", "", _FILED, _HOUR)])
    now = timezone.now()
    values = {
        "record_nature": "complaint",
        "received_on": timezone.localdate(now),
        "source": "direct_customer",
        "intake_channel": "web",
        "capacity": "self",
        "unit": data["unit"] or pages.root,
        **{name: data[name] for name in _TAKEN},
    }
    return filing.file_online(key, values, consent_of(pages), at=now)


_TAKEN = ("complainant", "phone", "description", "demand", "category")


def _ask(request: HttpRequest, number: str, secret: str) -> filing.Progress | None:
    here = limits.address_of(request)
    limits.spend([Limit("asked-here", here, _ASKED_HERE, _HOUR)])
    limits.spend(
        [
            Limit("asked-of", filing.plain(number), _ASKED_OF_ONE, _HOUR),
            Limit("asked", "", _ASKED, _HOUR),
        ]
    )
    return filing.progress_of(number, secret)


def _pages() -> PublicPages:
    pages = PublicPages.objects.switched_on()
    if pages is None:
        raise Http404
    return pages


def _form(
    request: HttpRequest,
    pages: PublicPages,
    form: ComplainForm,
    key: str,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "key": key or filing.new_key(),
        "consent": consent_of(pages),
    }
    return _answer(request, "complain", pages, context, status)


def _answer(
    request: HttpRequest,
    name: str,
    pages: PublicPages,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    is_large = request.GET.get("print") == "large"
    frame = {"pages": pages, "is_large": is_large, "here": name}
    frame["keep"] = "?print=large" if is_large else ""
    template = f"complaints/public_{name}.html"
    response = render(request, template, {**frame, **context}, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _later(response: HttpResponse, seconds: int) -> HttpResponse:
    if seconds:
        response["Retry-After"] = str(seconds)
    return response


def _too_often(pages: PublicPages) -> str:
    message = _("Too many at once. Try again in an hour, or call %(phone)s.")
    return message % {"phone": pages.phone}
