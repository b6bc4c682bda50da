suspended-title = 🔒 { $who }: rights to work ended
suspended-lifted = 🔓 { $who }: rights to work given back
suspended-by = { $who } { $time }
suspended-why = Reason: { $why }
suspended-recalled = Recalled in all groups: { $numbers }
suspended-missing = Still missing; please check and publish again: { $numbers }
suspended-unfinished = Not over; please check and publish again: { $numbers }
suspended-corrected = They changed what these say in the groups; please check: { $numbers }
suspended-stopped = Goes no further by itself: { $numbers }
suspended-freed = Nobody has these now, please claim: { $numbers }
suspended-unchecked = Done and waiting for the check; chief grid or duty, please press whether it passes: { $numbers }
suspended-do = If this was a mistake, /suspend { $user } off gives them back.
suspended-lifted-do = What was recalled is not sent again by itself; publish it again if needed.

you-suspended = Your rights to work with Gege are suspended.
you-suspended-call = Questions? Call the duty desk: { $phone }.
you-suspended-ask = Questions? Please ask the duty desk of your town.
you-suspended-still = You can still report things and look for people as before.
