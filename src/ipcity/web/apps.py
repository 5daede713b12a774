from django.apps import AppConfig
from django.utils.module_loading import import_string


class WebConfig(AppConfig):
    """Last in the list of apps: when it is ready, all rooms are, and can be wired together."""

    name = "ipcity.web"
    label = "web"

    def ready(self) -> None:
        import_string("ipcity.web.wiring.wire")()
