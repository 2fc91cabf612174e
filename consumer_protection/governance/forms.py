"""Forms of organs, meetings and policies."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import code_list
from consumer_protection.core.models import Unit
from consumer_protection.governance.models import Attendance, Meeting


def _day(label: Any, **kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **kwargs)


def _line(label: Any, most: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, **kwargs)


def _text(label: Any, rows: int = 4, most: int = 20_000, **kwargs: Any) -> Any:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, **kwargs)


class CodedForm(forms.Form):
    """``codes``: the code list of each field that has one; ``units`` may be chosen."""

    codes: dict[str, str] = {}

    def __init__(
        self, *args: Any, units: QuerySet[Unit] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, own in self.fields.items():
            field: Any = own
            if name in self.codes:
                labels = code_list(self.codes[name]).labels
                field.choices = [("", ""), *labels.items()]
            elif name == "unit" and units is not None:
                field.queryset = units.order_by("code")


class MemberForm(CodedForm):
    codes = {"organ": "organ", "role": "member_role"}

    organ = forms.ChoiceField(label=_("Organ"))
    name = _line(_("Name"), 60)
    unit: Any = forms.ModelChoiceField(label=_("Unit"), queryset=None)
    role = forms.ChoiceField(label=_("Role in the organ"))
    post = _line(_("Post"), 80, required=False)
    from_on = _day(_("Member from"))
    until_on = _day(_("Member until"), required=False)


class TermForm(forms.Form):
    until_on = _day(_("Member until"))


class ProposalForm(CodedForm):
    codes = {"organ": "organ", "kind": "agenda_kind"}

    organ = forms.ChoiceField(label=_("Organ"))
    kind = forms.ChoiceField(label=_("Kind of item"))
    title = _line(_("Proposal"), 300)
    reason = _text(_("Reason"), most=4000, required=False)


class MeetingForm(CodedForm):
    codes = {"organ": "organ"}

    organ = forms.ChoiceField(label=_("Organ"))
    name = _line(_("Meeting name"), 200)
    held_on = _day(_("Meeting date"))
    place = _line(_("Place"), 120, required=False)


class TakeUpForm(forms.Form):
    meeting: Any = forms.ModelChoiceField(label=_("Meeting"), queryset=None)

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]


class ItemForm(CodedForm):
    codes = {"kind": "agenda_kind"}

    text = _line(_("Agenda item"), 500)
    kind = forms.ChoiceField(label=_("Kind of item"))


class HoldForm(forms.Form):
    present = forms.MultipleChoiceField(
        label=_("Members present"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    chair = _line(_("Chaired by"), 60)

    def __init__(self, *args: Any, invited: QuerySet[Attendance], **kw: Any) -> None:
        super().__init__(*args, **kw)
        own: Any = self.fields["present"]
        own.choices = [(str(one.pk), one.name) for one in invited]


class ResolutionForm(CodedForm):
    codes = {"result": "resolution_result"}

    resolution_number = _line(_("Resolution number"), 80, required=False)
    resolution = _text(_("Resolution"), most=4000)
    result = forms.ChoiceField(label=_("Resolution result"))
    unit: Any = forms.ModelChoiceField(
        label=_("Responsible unit"), queryset=None, required=False
    )
    owner = _line(_("Person in charge"), 60, required=False)
    due_on = _day(_("Complete by"), required=False)


class MinutesForm(forms.Form):
    text = _text(_("Minutes"), 16)


class FollowUpForm(CodedForm):
    codes = {"state": "follow_up"}

    reported_on = _day(_("Reported on"))
    state = forms.ChoiceField(label=_("Follow-up"))
    text = _text(_("How it went"), most=4000)


class OpinionForm(CodedForm):
    codes = dict.fromkeys(("whole", "timely", "effective"), "supervision_rating")

    whole = forms.ChoiceField(label=_("Completeness"))
    timely = forms.ChoiceField(label=_("Timeliness"))
    effective = forms.ChoiceField(label=_("Effectiveness"))
    text = _text(_("Opinion"), most=4000)


class DraftForm(CodedForm):
    codes = {
        "category": "policy_category",
        "action": "policy_action",
        "trigger": "policy_trigger",
    }

    title = _line(_("Policy title"), 200)
    category = forms.ChoiceField(label=_("Category"))
    document_number = _line(
        _("Document number"), 80, help_text=_("Like 明农信联〔2024〕12号.")
    )
    action = forms.ChoiceField(label=_("Action"))
    trigger = forms.ChoiceField(label=_("Change trigger"))
    issued_on = _day(_("Issued on"))
    effective_on = _day(_("Effective on"))
    next_review_on = _day(_("To be reviewed by"), required=False)
    text = _text(_("Text of the policy"), 16, 200_000)


class NoteForm(forms.Form):
    """The table of moves says whether a reason is needed."""

    note = _text(_("Reason"), most=500, required=False)


class ApprovalForm(NoteForm):
    review_number = _line(_("Number of the consumer-protection review"), 60)


class DutyForm(CodedForm):
    codes = {"part": "duty_part"}

    unit: Any = forms.ModelChoiceField(label=_("Unit"), queryset=None)
    duty = _line(_("Duty"), 120)
    part = forms.ChoiceField(label=_("Part in the duty"))
    basis = _line(_("Basis"), 200, required=False)


class AssignmentForm(CodedForm):
    codes = {"kind": "assignment_kind", "degree": "degree"}

    unit: Any = forms.ModelChoiceField(label=_("Unit"), queryset=None)
    name = _line(_("Name"), 60)
    kind = forms.ChoiceField(label=_("Kind of assignment"))
    degree = forms.ChoiceField(label=_("Degree"), required=False)
    finance_years = forms.IntegerField(
        label=_("Years in finance"), min_value=0, max_value=60, required=False
    )
    certificates = _line(_("Qualifications"), 200, required=False)
    from_on = _day(_("Assigned from"))
    until_on = _day(_("Assigned until"), required=False)


class ArticleForm(CodedForm):
    law = _line(_("Law"), 200)
    number = _line(_("Number of the law"), 80, required=False)
    article = _line(_("Article"), 40)
    text = _text(_("Text of the article"), 6)
    effective_on = _day(_("Effective on"), required=False)
    checkpoint = _line(_("Checkpoint"), 300, required=False)
    policies: Any = forms.ModelMultipleChoiceField(
        label=_("Policies"), queryset=None, required=False
    )
    duties: Any = forms.ModelMultipleChoiceField(
        label=_("Duties"), queryset=None, required=False
    )

    def __init__(self, *args: Any, policies: Any, duties: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields
        chosen["policies"].queryset = policies.order_by("title")
        chosen["duties"].queryset = duties.order_by("duty", "pk")
