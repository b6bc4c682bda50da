gathering-type-training = training
gathering-type-drill = drill
gathering-type-consultation = consultation
gathering-type-meet_up = meet-up
gathering-type-activity = activity
gathering-type-on_site = on-site lesson
gathering-type-meeting = meeting

gathering-when = Time: { $start }–{ $end }
gathering-trainer = Trainer: { $name }
gathering-host = Host: { $name }
gathering-organiser = Contact: { $name }
gathering-for = For: residents of { $grid }
gathering-for-role = For: every { $role } of { $grid }
gathering-for-unit = For: every { $role } of { $grid } ({ $unit })
gathering-places = Places: { $capacity }, signed up: { $taken }
gathering-unlimited = No limit on places, signed up: { $taken }
gathering-slots = { $capacity } slots of 15 minutes, taken: { $taken }
gathering-full = { $waiting ->
    [0] Full; you may wait for a place
   *[other] Full, { $waiting } waiting
}
gathering-companions = You may bring { $most } more
gathering-nth = Weekly, no. { $nth } of { $times }
gathering-weekly = Weekly, { $times } times
gathering-cancelled = ❌ Called off: { $title }
gathering-cancelled-line = Everybody who signed up is told.
gathering-over = ✅ Over: { $title }
gathering-over-line = Thank you all.

button-join = Sign up
button-leave = Sign off
button-join-nth = Sign up { $nth }
button-leave-nth = Sign off { $nth }
button-bring = Bring { $count } more
button-bring-none = Come alone
button-slot = Other slot
button-manage-nth = Manage { $nth }

news-signed-up = ✅ You are in · { $title }
news-waiting = ⏳ Waiting, no. { $position } · { $title }
news-moved-up = ✅ It is your turn · { $title }
news-changed = 🔁 Changed · { $title }
news-cancelled = ❌ Called off · { $title }
news-day-before = ⏰ Don't forget · { $title }
news-hour-before = ⏰ Starts soon · { $title }
news-left = ↩️ You are not coming · { $title }
news-full = ⌛ No place became free · { $title }
news-name = 🎓 You passed · { $title }
news-feedback = ⭐ How was it · { $title }
news-signed-up-line = We'll remind you before it starts. Tap the file to put it into your calendar.
news-waiting-line = When somebody signs off, the next one moves up. We'll tell you at once.
news-moved-up-line = A place is free, and it is yours. If you can't come, sign off for the next one.
news-changed-line = Please come at the new time and place. If you can't, sign off.
earlier-time = New time. It was: { $time }
earlier-place = New place. It was: { $place }
news-changed-waiting-line = You are still on the waiting list. We'll tell you at once when you are in.
news-cancelled-line = It won't take place. Sorry for the trouble.
news-reminder-line = If you can't come, press “Sign off”: somebody else gets the place.
news-left-line = Changed your mind? Tap “Sign up”.
news-full-line = It is full, you need not wait any longer. Send /training to see what else is near.
news-name-line = What name shall the certificate have? Tell me below and I send it at once.
news-feedback-line = Tap how many stars, or write “5 stars”. Whoever runs it reads only the average, once { $least } people have rated.
stars-noted = Noted: { $stars ->
    [one] 1 star
   *[other] { $stars } stars
}. Thank you.
your-slot = Your slot: { $from }–{ $to }
your-paper-name = Name on the certificate: { $name }
your-paper-name-wanted = The certificate will bear your name; tap “Name on it” to tell me.
button-paper-name = Name on it
name-wanted = What name shall the certificate have? As on your identity card, 2 to 20 characters.
name-of = What name shall the certificate of “{ $name }” have? 2 to 20 characters.
name-example = For example: Wang Xiaoli
name-noted = ✅ Noted. Once you have passed, the certificate has this name.
name-made = ✅ Noted, the certificate is on its way.
button-rename = Correct a name
whose-name = Whose name on the certificate?
your-companions = You bring { $count } more
no-slots = No other slot is free now.
slot-choice = Choose a slot of 15 minutes.
gathering-file = event

call-day-before = 🔔 Don't forget · { $title }
call-hour-before = 🔔 Starts soon · { $title }
call-changed = 🔁 Changed · { $title }
call-cancelled = ❌ Called off · { $title }
call-moved-up = ✅ A place is free · { $title }
call-names = { $names }:
call-names-more = { $names } and others, { $all } in all:
call-line = You have no private chat with me yet, so nothing reaches you. Tap below and it will.
call-moved-up-line = The free place is yours. Open the private chat for time and place.

organiser-head = 📋 { $title }
organiser-taken = Signed up { $taken }/{ $capacity }
organiser-unlimited = Signed up { $taken }, no limit
organiser-waiting = waiting { $waiting }
organiser-groups = In { $groups ->
    [one] 1 group
   *[other] { $groups } groups
}
organiser-later = From { $time } on in { $groups ->
    [one] 1 group
   *[other] { $groups } groups
}
organiser-missed = { $groups ->
    [one] 1 group
   *[other] { $groups } groups
} did not hear of it.
organiser-unheard = { $groups ->
    [one] 1 more group has
   *[other] { $groups } more groups have
} had all the notices of these days, so it was not sent there. You may pass this link on:
organiser-unreached = { $count } without a private chat; they are named in their group
organiser-attended = { $count } came
organiser-stars = { $stars } stars ({ $count } ratings)
organiser-few-stars = Stars: shown once { $least } people have rated
runs-day-before = ⏰ Tomorrow · { $title }
runs-hour-before = ⏰ It starts soon · { $title }
runs-names = Who comes: { $names }
runs-names-more = Who comes: { $names } and others, { $all } in all
button-roster = List
button-check-in = Check-in code
button-new-time = New time
button-new-place = New place
button-new-capacity = Places
button-call-off = Call off

plan-head = 📝 Please check; it goes to { $groups ->
    [one] 1 group
   *[other] { $groups } groups
}
plan-head-unheard = 📝 Please check; no group has room for it
plan-by-hand = For groups without room you get a link to pass on by hand, once it is published.
plan-later = It is night: it goes out on { $time }.
plan-no-groups = ⚠️ { $grid } has no group yet; choose another area.
plan-clash = ⚠️ { $trainer } has “{ $title }” on { $time }; the times overlap.
button-announce = Announce
button-plan-more = More
button-drop = Forget it
button-new-title = Title
button-new-type = Type
button-new-companions = Companions
button-new-times = Repeat
button-new-scope = Area
button-new-role = For whom
button-new-trainer = Trainer
button-residents = Residents
button-once = Once
button-times = { $times } weeks
button-no-companions = None
button-most-companions = { $most } more
button-all-units = Any unit
button-up = Up: { $grid }

plan-start = What is it? One line will do, for example:
plan-example = tomorrow 7pm first aid training at Community Hall, 30 people
plan-start-more = A training, drill, consultation, meet-up, activity, on-site lesson or meeting. For staff, add “for workers”.
plan-wants-title = What is it? For example: first aid training
plan-wants-time = On which day, at what time? For example: 5 July 19:30
plan-wants-place = Where? For example: Community Hall
plan-wants-capacity = How many people at most? Please write a number, or “no limit”.
really-fire = Is there really a fire? If so, call 119 first.
really-danger = Has it really happened? If so, call 110 / 119 / 120 first.
button-not-really = It is the topic
button-not-really-said = It is what to send
plan-which-type = What kind is it?
plan-which-companions = How many may everybody bring?
plan-which-times = The same time every week: how many times?
plan-which-scope = For which area? Now: { $grid }
plan-which-role = For whom is it?
plan-which-unit = From which unit ({ $role })?
plan-which-trainer = Who trains?
plan-dropped = All right, it is forgotten.
plan-changed = ✅ Changed, everybody is being told.
plan-change-asked = ✅ Noted. The whole town is invited: once somebody else on duty agrees it is changed and everybody is told.
gathering-asked-soon = ⏰ Starts in an hour, waits for an OK · { $grid }
gathering-was-asked = A gathering for all of { $grid }
gathering-change-asked = A change for all of { $grid } takes two
gathering-change-asked-by = { $who } wants it at the time and place below; it changes in { $groups ->
    [one] 1 group
   *[other] { $groups } groups
}, and whoever has signed up is told.
plan-asked = ✅ Noted. It goes to the whole town: it is sent once somebody else on duty agrees.
plan-sent = ✅ Done, it is going out to { $groups ->
    [one] 1 group
   *[other] { $groups } groups
}.
plan-sent-days = ✅ Done, it goes out like this:
plan-sent-later = ✅ Done, it goes to { $groups ->
    [one] 1 group
   *[other] { $groups } groups
} on { $time }.

cancel-sure = Really call off “{ $title }”? { $count ->
    [0] Nobody has signed up yet.
    [one] The 1 person who signed up is told.
   *[other] All { $count } who signed up are told.
}
why-off-which = Why is “{ $title }” called off? Tap one or write a line; everybody signed up reads it.
why-off-rain = Rain
why-off-trainer = The teacher can't come
why-off-few = Too few signed up
button-why-other = Other
button-why-none = Give no reason
why-off-wanted = Please write the reason in one line; everybody signed up reads it.
why-off-example = For example: no power in the activity room
gathering-why-off = Reason: { $why }
gathering-goes-on = All right, it is not called off.
called-off = ✅ Called off. Everybody is being told.
refusal-gathering-reason = Please write a shorter reason, at most { $most } characters.
button-cancel-one = Call this one off
button-cancel-following = This and all after it

coming-head = 📅 Coming up near you
coming-none = Nothing is coming up near you.
coming-homeless = I don't know yet where you live. Send /training in your residents' group and I will.
coming-line = { $nth }. { $title }
coming-when = { $time } · { $place }
coming-free = { $free ->
    [one] 1 place left
   *[other] { $free } places left
}
coming-runs = You run it
coming-in = You are in
coming-waiting = You are waiting
own-head = 📋 Yours
own-none = You have nothing coming up.
own-how = For a new one you can simply write a line: when, where and what.
button-plan-new = Plan one
button-nearby = Coming up nearby
button-my-certificates = My certificates
button-able = First aiders

check-in-head = 📷 Check-in code · { $title }
check-in-line = Whoever has come scans it. It works on { $day } only. If scanning fails, tap:
checked-in = ✅ Checked in · { $title }
roster-head = 📋 { $title } · { $taken ->
    [one] 1 person
   *[other] { $taken } people
}
roster-none = Nobody has signed up yet.
roster-mark = Tap a name to note that they came, again if they did not.
roster-pass = Tap “Passed” for who has come and passed; they get the certificate at once. If a name is wrong, tap “Correct a name”: it is made anew with the same number.
roster-early = From an hour before it starts you can note who came.
roster-waiting = Waiting { $count }: { $names }
button-missed = Mark absent
button-pass-training = Passed
button-passed = 🎓 Has passed
button-failed = Has not passed
results-head = 🎓 Who passed · { $title }
results-again-head = 🎓 Results missing · { $title }
results-line = { $count ->
    [one] One has no result yet. Who passed gets the certificate at once.
   *[other] { $count } have no result yet: one tap each. Who passed gets the certificate at once.
}
results-done = ✅ Everybody has a result, thank you.
button-result-passed = { $name } passed
results-lacking-head = 🎓 Results missing · { $title }
results-lacking = No result yet: { $names }
results-lacking-more = No result yet: { $names } and others, { $count } in all
results-lacking-line = { $trainer } was asked and has not said. You can note it, too: tap “List”.

certificate-head = 🎓 Your certificate · { $title }
certificate-name = Name: { $name }
certificate-number = Certificate no. { $number }
certificate-issued = Issued: { $day }
certificate-until = Valid until: { $day }
certificate-verify = Scan the code in the picture to verify it. If the name is wrong, ask the trainer.
certificate-callable = Grid workers may call you when somebody near needs first aid; the buttons change that.
certificate-not-callable = You said you would rather not be called; the buttons change that.
certificate-may-call = May a grid worker call you when somebody near needs first aid?
button-callable = You may call me
button-not-callable = Rather not
certificate-gone = Certificate taken back · { $title }
certificate-gone-line = The trainer has changed the result. Please ask the trainer.
refresher-head = ⏳ Certificate runs out · { $title }
refresher-line = Take the training again for a new one; see what is coming near you.
verified-valid = ✅ The certificate is valid
verified-expired = ⌛ The certificate has expired
verified-unknown = ❓ No such certificate
verified-unknown-line = Please check the number, or ask the grid that issued it.
verified-title = For: { $title }
ready-head = 🚑 First aiders near { $grid }
ready-line = All of them may be called. Call 120 first, then them.
ready-none = Near { $grid } there is no first aider yet with a valid certificate who may be called.
paper-title = Certificate
paper-passed = has passed “{ $title }”
paper-by = { $grid } · trainer { $trainer }
paper-scan = scan to verify
no-certificates = You have no valid certificate now.
