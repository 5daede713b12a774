"""Analysis: measures over the records of one version of the lake.

A measure answers with the records it counted, those it could not place, and its rule. It knows no page and no
indicator; run again on the same version it gives the same records in the same order.
"""

from __future__ import annotations

from ipcity.analysis.areas import lies_in
from ipcity.analysis.measures import Measured, granted, in_force
from ipcity.analysis.rights import GrantedRight, granted_rights

__all__ = ["GrantedRight", "Measured", "granted", "granted_rights", "in_force", "lies_in"]
