"""Forms of the sign-in whose words the library leaves in English."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

NOME = "Nome della chiave"


class NuovaChiaveForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey, or a key to be plugged in."""

    name = forms.CharField(label=NOME, required=False)


class RinominaChiaveForm(EditWebAuthnForm):  # type: ignore[misc]  # as above
    name = forms.CharField(label=NOME)
