from django.apps import AppConfig


class LawbookConfig(AppConfig):
    name = "ipcity.city.lawbook"
    label = "lawbook"
    default_auto_field = "django.db.models.BigAutoField"
