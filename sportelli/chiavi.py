"""The keys with which a person chooses her password: in the mail of an invitation, or when she forgot it."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from sportelli.models import Utente


class ChiaviDiPassword(PasswordResetTokenGenerator):
    """One use: a key dies with the password, the address or the sign-in that it was made for, and opens
    nothing for who has been put out (A-05)."""

    def check_token(self, user: Utente | None, token: str | None) -> bool:
        return user is not None and user.is_active and super().check_token(user, token)
