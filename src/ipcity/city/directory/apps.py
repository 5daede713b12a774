from django.apps import AppConfig
from django.utils.module_loading import import_string


class DirectoryConfig(AppConfig):
    name = "ipcity.city.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_string(
            "ipcity.city.directory.signin.receivers.signed_in"
        )  # connects the signals, models now known
