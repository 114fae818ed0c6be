"""The app `feedback`: the questionnaire that follows a pratica, its answers, what is done about them."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "feedback"
    verbose_name = "feedback"
