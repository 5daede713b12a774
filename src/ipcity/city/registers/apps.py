from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RegistersConfig(AppConfig):
    name = "ipcity.city.registers"
    label = "registers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Every app's `registers.py` makes its registers known."""
        autodiscover_modules("registers")
