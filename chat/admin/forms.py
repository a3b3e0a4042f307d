"""What staff say when they decide on an act."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chat.models import Label
from chat.moderation.export import FORMATS
from chat.moderation.redaction import ALL


class ActForm(forms.Form):
    """A reason, without which nothing is done."""

    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea({"rows": 3, "class": "vLargeTextField"}), max_length=2000
    )

    def detail(self) -> dict[str, Any]:
        """What the act has to know besides."""
        return {}


class StatusForm(ActForm):
    message = forms.CharField(
        label=_("What the person reads"),
        help_text=_("Leave it empty for the usual sentence."),
        widget=forms.TextInput({"class": "vTextField"}),
        max_length=300,
        required=False,
    )

    def detail(self) -> dict[str, Any]:
        return {"message": self.cleaned_data["message"]}


class AssignForm(ActForm):
    assignee: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("To whom"), queryset=None, required=False, empty_label=_("Nobody")
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        staff = get_user_model()._default_manager.filter(is_staff=True, is_active=True)
        self.fields["assignee"].queryset = staff  # type: ignore[attr-defined]

    def detail(self) -> dict[str, Any]:
        return {"assignee": self.cleaned_data["assignee"]}


class LabelForm(ActForm):
    labels = forms.ModelMultipleChoiceField(
        label=_("Labels"), queryset=Label.objects.all(), widget=forms.CheckboxSelectMultiple, required=False
    )
    new = forms.CharField(
        label=_("New labels"),
        help_text=_("Separated by commas."),
        widget=forms.TextInput({"class": "vTextField"}),
        required=False,
    )

    def clean_new(self) -> set[str]:
        names = {name.strip() for name in self.cleaned_data["new"].split(",")} - {""}
        if any(len(name) > 40 for name in names):
            raise forms.ValidationError(_("A label has 40 characters at most."))
        return names

    def detail(self) -> dict[str, Any]:
        return {"labels": sorted({*map(str, self.cleaned_data["labels"]), *self.cleaned_data["new"]})}


class NoteForm(ActForm):
    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["reason"].label = _("Note")


class RedactForm(ActForm):
    items = forms.CharField(widget=forms.HiddenInput, required=False)

    def detail(self) -> dict[str, Any]:
        return {"items": self.cleaned_data["items"].split() or ALL}


class ExportForm(ActForm):
    format = forms.ChoiceField(
        label=_("Format"), choices=[(ending, name) for ending, (name, *_rest) in FORMATS.items()]
    )

    def detail(self) -> dict[str, Any]:
        return {"format": self.cleaned_data["format"]}


class SuspendForm(ActForm):
    until = forms.DateField(label=_("Until the end of"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["until"].initial = lambda: timezone.localdate() + timedelta(days=7)

    def clean_until(self) -> datetime:
        """The beginning of the day after."""
        day: date = self.cleaned_data["until"]
        if not timezone.localdate() <= day < date(9999, 1, 1):
            raise forms.ValidationError(_("Choose a day that is not over."))
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))

    def detail(self) -> dict[str, Any]:
        return {"until": self.cleaned_data["until"]}


FORMS: dict[str, type[ActForm]] = {
    "lock": StatusForm,
    "close": StatusForm,
    "assign": AssignForm,
    "label": LabelForm,
    "note": NoteForm,
    "redact": RedactForm,
    "export": ExportForm,
    "suspend": SuspendForm,
}
"""The form of an act, where a reason alone is not enough."""
