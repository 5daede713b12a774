"""What a form understood, while it is being filled: one line of text for the field that asks."""

from __future__ import annotations

from django.http import Http404, HttpRequest, JsonResponse

from ipcity.city.portal.patterns import LONGEST, PATTERNS


def understood(request: HttpRequest, pattern: str) -> JsonResponse:
    """Reads and forgets; what was typed is in no log, since it comes as a form."""
    if pattern not in PATTERNS or request.method != "POST":
        raise Http404(pattern)
    text = request.POST.get("text", "")[:LONGEST]
    if not text.strip():
        return JsonResponse({"said": "", "right": True})
    found = PATTERNS[pattern](text)
    return JsonResponse({"said": found.said, "right": found.value is not None})
