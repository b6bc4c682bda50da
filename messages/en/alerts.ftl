alert-unverified = Still being verified
alert-see-lost = Seen them? Stay with them, call 110, then press “I have a clue”
alert-see-found = Family? Press “I'm the parent” and I'll check with you in private
alert-see-others = Everybody else: please keep away
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
police-number-wanted = An adult of 18 to 59 who is not ill is published only with a police report. Please reply with its number, and the preview follows.
photo-shown = Noted. The alert will carry the photo.

clear-found-child = The child is found. Thank you all
clear-found-adult = The person is found. Thank you all
clear-safe-child = The child is in good hands. Thank you all
clear-safe-adult = They are in good hands. Thank you all
clear-over-person = No need to search any more. Thank you
clear-over-hazard = All is well here. Thank you all
clear-not-found-child = The child is still missing
clear-not-found-adult = The person is still missing
clear-search-on = What stood here no longer holds. If you see them, call 110.
clear-search-ended = The search has ended. Thank you all
clear-recalled = This message was recalled
clear-expired = This message has expired
clear-number = No. { $number } · { $at }
clear-ask = Is it safe now? Ask your grid worker first.
clear-ask-phone = Is it safe now? Ask the duty desk first: { $phone }
clear-forwarded = If you forwarded it, please say so there too.
thanks-child = The child is found. Thank you all
thanks-adult = The person is found. Thank you all
thanks-safe-child = No need to search: the child is in good hands. Thank you all
thanks-safe-adult = No need to search: they are in good hands. Thank you all
thanks-over = No need to search any more. Thank you all
