from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "ipcity.city.plan"
    label = "plan"
    default_auto_field = "django.db.models.BigAutoField"
