"""Pictures of all pages for all kinds of people, in their states, and a page that shows them side by side.

The addresses are those of the house itself, so Django is woken before anything else of this folder is read.
"""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ipcity.web.settings")
django.setup()
