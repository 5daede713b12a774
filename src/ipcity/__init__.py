"""ipcity (知城): the operating platform of an intellectual-property demonstration city."""

__version__ = "0.1.0"
