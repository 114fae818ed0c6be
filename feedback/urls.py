"""The addresses of the questionnaire: the company's, the office's, the redazione's."""

from django.urls import URLPattern

app_name = "feedback"
urlpatterns: list[URLPattern] = []
