"""Who is who: units; people, posts and who holds them; roles and delegations; proposals; organisations."""

from __future__ import annotations

from ipcity.city.directory.models.grant import Delegation, RoleGrant
from ipcity.city.directory.models.organisation import (
    Invitation,
    Organisation,
    OrganisationMember,
    OrganisationName,
)
from ipcity.city.directory.models.person import Appointment, Person, Post
from ipcity.city.directory.models.proposal import Proposal
from ipcity.city.directory.models.unit import Membership, Unit, UnitName

__all__ = [
    "Appointment",
    "Delegation",
    "Invitation",
    "Membership",
    "Organisation",
    "OrganisationMember",
    "OrganisationName",
    "Person",
    "Post",
    "Proposal",
    "RoleGrant",
    "Unit",
    "UnitName",
]
