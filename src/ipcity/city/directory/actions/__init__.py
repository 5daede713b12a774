"""Acts on the directory. Each is one transaction and leaves its entry in the trail."""

from __future__ import annotations

from ipcity.city.directory.actions.delegations import delegate, revoke_delegation
from ipcity.city.directory.actions.grants import grant, withdraw
from ipcity.city.directory.actions.invitations import (
    accept,
    cancel_invitation,
    invite_firm,
    invite_staff,
    open_invitation,
    verify_organisation,
)
from ipcity.city.directory.actions.people import add_person, add_post, appoint, end_appointment
from ipcity.city.directory.actions.proposals import approve, propose, reject, withdraw_proposal
from ipcity.city.directory.actions.units import UNITS, load_units

__all__ = [
    "UNITS",
    "accept",
    "add_person",
    "add_post",
    "appoint",
    "approve",
    "cancel_invitation",
    "delegate",
    "end_appointment",
    "grant",
    "invite_firm",
    "invite_staff",
    "load_units",
    "open_invitation",
    "propose",
    "reject",
    "revoke_delegation",
    "verify_organisation",
    "withdraw",
    "withdraw_proposal",
]
