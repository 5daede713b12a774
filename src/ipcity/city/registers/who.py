"""Who may see and fill which register: by the roles that its declaration names."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest

from ipcity.city.directory.gate import roles_held
from ipcity.city.registers.declaration import Register, find, known_registers
from ipcity.city.registers.models import Batch


def roles(request: HttpRequest) -> frozenset[str]:
    user = request.user
    return roles_held(request) if isinstance(user, User) else frozenset()


def may_read(request: HttpRequest, register: Register) -> bool:
    return bool(roles(request) & (register.readers | register.writers))


def may_write(request: HttpRequest, register: Register) -> bool:
    return bool(roles(request) & register.writers)


def registers_for(request: HttpRequest) -> list[Register]:
    return [one for one in known_registers() if may_read(request, one)]


def readable(request: HttpRequest, code: str) -> Register:
    """Not there and not allowed are the same answer."""
    one = find(code)
    if one is None or not may_read(request, one):
        raise Http404
    return one


def writable(request: HttpRequest, code: str) -> Register:
    one = readable(request, code)
    if not may_write(request, one):
        raise Http404
    return one


def own_batch(request: HttpRequest, code: str, batch_id: int) -> Batch:
    """A batch of a register that this person may fill, his own or a colleague's."""
    writable(request, code)
    found = Batch.objects.filter(register=code, pk=batch_id).first()
    if found is None:
        raise Http404
    return found


def user_of(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user
