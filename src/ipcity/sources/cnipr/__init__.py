"""A Chinese patent as the portal CNIPR answers it: with legal events, citations, claims and classes of industry."""
