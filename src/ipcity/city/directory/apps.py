from django.apps import AppConfig
from django.utils.module_loading import import_string


class DirectoryConfig(AppConfig):
    name = "ipcity.city.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Now that the models are known: the signals of signing in, and the permissions."""
        import_string("ipcity.city.directory.signin.receivers.signed_in")
        import_string("ipcity.city.directory.permissions.register")()
