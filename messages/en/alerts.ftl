alert-unverified = Still being verified
alert-see-lost = Seen them? Stay with them, call 110, then press “I have a clue”
alert-see-found = Family? Press “I'm the parent” and I'll check with you in private
alert-see-hazard = Please keep away and don't gather
alert-valid = valid until { $until }
alert-call-police = Police 110
alert-call-both = Fire 119 · Police 110
alert-duty = Duty desk { $phone }
alert-latest = Before forwarding, see the latest @{ $bot }

preview = Preview · { $rings }
preview-now = { $groups ->
    [one] now 1 group
   *[other] now { $groups } groups
}
preview-later = { $groups ->
    [one] in { $minutes } min 1 group
   *[other] in { $minutes } min { $groups } groups
}
preview-nowhere = no residents' group in reach
preview-promise = “Confirm and publish” means: I know the reporter, or have called them.
preview-unverified = “Publish unverified” goes without name and photo; clues stay with staff.
preview-published = ✅ Confirmed and published
preview-published-unverified = ✅ Published, still to be verified
preview-cancelled = Not published

clear-found-child = Child found. Thank you all
clear-found-adult = Found. Thank you all
clear-safe-child = Child is safe. Thank you
clear-safe-adult = They are safe. Thank you
clear-over-person = No need to search. Thanks
clear-over-hazard = All is well. Thank you
clear-search-ended = The search has ended
clear-recalled = This message was recalled
clear-expired = This message has expired
clear-number = No. { $number } · { $at }
clear-forwarded = If you forwarded it, please say so there too.
thanks-found = The child is found. Thank you all
thanks-over = No need to search any more. Thank you all
