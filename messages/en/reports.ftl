call-police-missing = Call 110 now: no 24-hour wait.
call-police-found = Call 110 first and ask the police to come.
call-police = Call 110 first.
call-fire = Get away first, then call 119.
inside-gas = In that building: touch no switch, light no flame, leave doors open, get out now
inside-fire = In that building: take the stairs, never the lift; if smoke blocks the way, shut the door and wait for 119
call-trapped = If anyone is trapped, call 119 first.
call-rescue = Call 110 and 119 first. Don't risk your own life.
call-injury = If anyone is hurt or unwell, call 120 first.
call-harm = Call 110 first, and 120 if anybody is hurt.

prompt-heard = This is what I understood:
prompt-others = { $others } more? Please send a message for each, like “another boy is missing, 8, blue sweater”.
prompt-missing = Still needed: { $what }. Just send it here.
missing-and = {", "}
missing-photo = a photo
missing-clothes = clothes
missing-where = where last seen
missing-met = where you met them
missing-when = when last seen
missing-building = which building
missing-floor = which floor
spot-building = Which building? Tap one, or write its number.
spot-floor = Which floor? Tap one; write a higher one.
spot-floor-number = Floor { $floor }
prompt-sent = Grid workers have been sent this (unconfirmed).
prompt-nobody = No grid worker could be reached yet. Please call the number above.
prompt-question = Is that right? Press “Submit” and the grid workers start.
prompt-question-short = Is that right? Press “Submit” to pass it on to the grid workers.
prompt-question-unsigned = I can't see who wrote this: a grid worker checks it and presses Submit.
prompt-staff = To report it, press “Submit”.
prompt-staff-same = If this is about No. { $number }, press “Same person”; if not, “Submit”.
prompt-staff-twin = It may be No. { $number }: if it is the same, press “Me too”; if not, “Submit”.
prompt-twin = Somebody may have reported it already:
prompt-question-twin = If it is the same, press “Me too”; if not, “Submit”.
prompt-private = Please tell me this in private. I won't speak of it in the group.
prompt-harm = If somebody is being harmed now, call 110 first.
prompt-confidential = I have noted it. Only the staff of the community read it; no residents' group ever will.
despair-call = In danger now? Call 110 or 120.
despair-heard = Thank you for telling me. You are not alone; we will come to you.
despair-listens = Call 12356 at any time: somebody listens, free of charge.
despair-line = Call 12356 any time: somebody listens. In danger: 110.
despair-where = Where are you, and how do we reach you? Just write it.
despair-private = I hear you. You are not alone. Tell me in private.
asked-no-more = All right, nothing was written down.
draft-gone = This was not submitted, and has been put away.
withdrawn = Not submitted. Call me when you need me.

delivered = Delivered to the workers of { $grid }
delivered-nobody = Noted; no grid worker could be reached yet
reporter-seen = { $who } got it at { $time }
reporter-groups = { $groups ->
    [one] Sent to 1 group
   *[other] Sent to { $groups } groups
}
reporter-recalled = Taken out of the groups, staff are checking
reporter-expired = The message in the groups has expired; the case goes on
reporter-stopped = No longer in the groups; the case goes on
reporter-clues = { $clues ->
    [one] 1 clue
   *[other] { $clues } clues
}
reporter-same = The same person as case { $number }: see there how it goes.
reporter-next-ring = more groups at { $time }
reporter-call = In an emergency: 110
reporter-unheard = Nobody has answered yet.
reporter-mine = All my cases
reporter-check = It is over once a grid worker has seen or spoken to them.
reporter-found = Found
reporter-question = Are you the parent or a relative?
reporter-left = A copy may still be in these groups, and I can't delete it; please ask somebody there: { $grids }
reporter-delete = If your own message in the group has a photo or phone number, please delete it.

moved-first = No. { $number }: { $news }
moved-at = { $time } { $news }
moved-acknowledge = { $who } has got it
moved-hear = { $who } has listened to you
moved-claim = { $who } has taken it
moved-assign = { $who } has been given it
moved-transfer = Passed to the workers of { $grid }
moved-escalate = One level up now: { $grid }
moved-untaken = One level up now: { $grid }
moved-overdue = One level up now: { $grid }
moved-publish = { $groups ->
    [0] Goes out to the groups in the morning
    [one] On its way to 1 group
   *[other] On its way to { $groups } groups
}
moved-recall = Taken out of the groups, staff are checking
moved-renew = It goes on, and stays in the groups
moved-end = No longer in the groups; the case goes on
moved-expire = The message in the groups has expired; the case goes on
moved-expire-person = The message in the groups has expired; staff search on
moved-found = Found; staff will make sure
moved-finish = { $who } has done it, to be checked
moved-finish-person = { $who } says found; staff will make sure
moved-fail = The check failed; work goes on
moved-fail-person = Checked; the search goes on
moved-take_up = This is being worked on again
moved-take_up-person = The search goes on again
moved-close = Result: { $result }

stay-here = Stay where you are.
stay-police = Call 110 and say that you can’t find your way home.
stay-guard = Find a guard in uniform, or sit down in a shop nearby, and show them your phone.
stay-where = In private, send your position, or write the shop or street sign you see. Only grid workers see it.

finder-light = Go to a well-lit place and stay with them.
finder-second = Ask a second adult to join you.
finder-hand-over = Hand over only when a grid worker or the police are there, to nobody else.
finder-call = Call 110 and ask the police to come.
finder-stay =
    Please don't go yet: nobody should be left alone.
    If you can't wait, call 110 and ask the police to come first.

guardian-call = Call 110 now: no 24-hour wait.
guardian-glad = Good to hear. Staff will check.
guardian-scam = “Clues” for money are a scam. Tell the police first.
guardian-card = I'll tell you here whenever there is news of No. { $number }.
guardian-found = Found? Press “Found” and every group stops at once.
guardian-photo = A photo is still missing: send a recent one here, so that people know whom to look for.
guardian-privacy = Your name and phone number appear in no group.

group-also = { $also ->
    [one] 1 more person has this too
   *[other] { $also } more people have this too
}
group-owner = { $who } is on it
group-unchecked = { $who } has done it, to be checked
group-private = Please tell me this in private.

unheard-call = Please call 110 yourself.
unheard-call-fire = Get away first, then call 119 yourself.
unheard-call-trapped = Please call 119 yourself.
unheard-call-rescue = Please call 110 and 119 yourself. Don't risk your own life.
unheard-call-injury = Please call 120 yourself, then 110.
unheard-call-pipe = Shut the stop valve if you can. If anyone is in danger, call 110.
unheard-since = { $waited } and no grid worker has answered.
unheard-told = I have told the next level and the people on duty.
unheard-nobody = I have not reached any grid worker or the duty desk yet.

also-ended = You reported it too, so we let you know. If it isn't right yet, just write to me again.
survey-light = No. { $number }: is the light repaired?
survey-hazard = No. { $number }: is the danger gone?
survey-person = No. { $number }: are they home safe?
survey-found = No. { $number }: is the person you met safe with the family?
survey-other = No. { $number }: is this settled?
survey-outcome = The grid worker says: { $outcome }
survey-cannot = No. { $number }: can't be done yet
survey-why = The grid worker says: { $reason }
survey-again = We are sorry. Is that all right with you? If not, press “Not solved” and it is worked on again.
rated-solved = Thank you, noted: solved.
rated-partly = Thank you, noted: partly solved.
rated-unsolved = Noted: not solved. It is worked on again, and the level above sees it.
rated-unsolved-top = Noted: not solved. It is worked on again, and the duty desk sees it.
rated-other = Thank you, noted.
rated-what-remains = What is still missing? Answer this with a sentence or a photo, if you like.
remaining-taken = Noted; whoever takes it on will see it.

add-start = Send what you want to add: words, a photo or a place.
add-received = Added to your report.
not-settled = Not closed yet: it is outside your grid. Press Submit, and it goes to the workers there.
add-told = The grid workers have been told.
ransom = Asked for money? Don't pay, call 110.
found-not-yet = I'm telling the grid workers to go on searching. Please call 110 again.
found-told = Wonderful. I have told the grid workers.
found-perhaps = I have told the grid workers; they will check with you.
found-press = Found? Press “Found” and every group stops at once.
found-draft = If all is well, press “Not a report”; there is nothing to submit.
retracted-draft = The grid workers know of it already. If there is nothing to it, press “Not a report”.
retracted-told = I have told the grid workers; once they have checked, it is closed. Still needed? Press “Add”.
where-are-you =
    In which compound?
    Its name or a location is enough; all you said is kept.
where-you-stand =
    Added; only grid workers can read it.
    Please send your location as well: it is the quickest way to you.
where-choose =
    Where is it?
    Tap your village, then your compound; or write its name, or send a location.
    What you said before is kept.
report-report = Please write one line: what happened, and where.
report-lost = Who is missing? Age, clothes, where last seen, and at what time.
report-found = Where did you find them? About how old, and who is with them now?
report-light = Which building, which floor?
report-danger = What is dangerous, and where? In a fire leave first and call 119.
report-speak = Hold the microphone, speak, let go. A grid worker listens at once and answers you.
report-how = You may send a photo or a location first; I wait for your words. A voice message is fine too.
photo-received = Got the photo. Now one line, please: what happened, and where.
film-received = Got it. Please write one line: what happened, and where.
photo-passed-on =
    Got the photo. Staff can see it now.
    They will check it and decide whether the groups get it.
pin-received = Got the location. Now one line, please: what happened?
answer-passed-on = Passed on to the reporter.
already-reported = This one is reported already; please see my message under it.
answer-the-words = Please reply to the message you mean with “report this”.
reporter-voice = Your voice message is with the grid worker. A few written words would be faster.
staff-answer = No. { $number } · { $who } answered at { $time }:
staff-answer-voice = Please listen to the voice message below.
tip-child = No. { $number }: your child is back – so good. A few small things help against a next time:
tip-phone = Teach your child one family phone number, or write it inside the clothes.
tip-place = Agree before you go out: when we lose each other, stand still and wait.
tip-photo = Where it is crowded, take a photo of your child before you set out.
tip-stay = Tell your child: ask somebody in uniform or a parent with children, and go with nobody.
tip-session = For parents nearby: { $title }, { $time }. You are welcome.
button-tip-session = Have a look
here-or-private = Write it here after /{ $command }, or tell me in private what not everybody should read.
private-instead = Many people read here. Please tell me in private.
call-answered =
    I’m here. What is it, and where?
    For example: the hallway light on floor 4 of building 3 is out.
call-which =
    Which message do you mean?
    Please answer that one with “is this true?”
answer-in-private = I'll answer you in private.
own-account-wanted = I can't see who wrote this. Please send the command from your own account.
own-words-wanted = A forwarded command doesn't count. To use it, please write it yourself.
