"""Who is who in the example district, and which group is whose."""

MOTHER = 520001
FATHER = 520002
NEIGHBOUR = 520003
NEXT_DOOR = 520004
GRANDMOTHER = 520005
EAST = 520008
FAR_AWAY = 520009

WORKER = 510001
GENERAL_WORKER = 510002
CHIEF_WORKER = 510003
OTHER_CHIEF = 510004
INSTRUCTOR = 510005
DUTY = 510006
GUARD = 510007
ADMIN = 510008

HOME = -1001000000001
"""Where the mother lives: residents of 香樟苑, buildings 1 to 3."""
HOME_OTHER = -1001000000002
NEXT = -1001000000003
"""Residents of the micro-grid beside, in the same general grid."""
NEXT_OTHER = -1001000000004
EAST_GROUP = -1001000000005
"""Residents of the other general grid: ring 2."""
EAST_OTHER = -1001000000006
FAR_GROUP = -1001000000007
"""Residents of the other village: ring 3."""
STAFF = -1001000000011
STAFF_CHIEF = -1001000000012
STAFF_OTHER = -1001000000013
"""The other village's; its grids have none of their own."""
DESK = -1001000000014
"""The duty desk's staff group, at the town."""

FIRST_RINGS = (HOME, HOME_OTHER, NEXT, NEXT_OTHER)
