"""Who is who in the city: units with their days, names, groups and successors.

Words: a *unit* is a department, a group, a district or a zone; a *name* may end while the duties go on with the
successor. The directory knows no plan and no record; every duty stands on it.
"""
