refusal-not-allowed = This is for the workers of this grid.
refusal-moved = This has gone to “{ $grid }”. Please ask them.
refusal-chief-only = This is for the chief grid or the duty desk.
refusal-wider = Widening further is for the level above or the duty desk.
refusal-wider-runs = The level above or the duty desk may widen further; it also happens by itself in time.
refusal-check = The chief grid or the duty desk checks this. If no check is needed, press “Close”.
refusal-second = This is for another person of the chief grid or the duty desk.
refusal-suspended = Your rights to work are suspended; please ask the duty desk.
refusal-usage-staff = Like this: /staff + 510001 worker CODE name (without the id you get a link). To end it: /staff - 510001 CODE
refusal-appoint = Only an admin of this grid or above may do this; an equal admin is changed by the level above.
refusal-staff-at = Who works in that grid is for the staff there and above to see.
refusal-nobody-awaited = Nobody of this name is awaited. Of somebody who has joined, please write the user id.
refusal-admin-elsewhere = This grid is not yours. Please ask its own admin.
refusal-no-appointment = They have no role in this grid. Please check the id and the code.
refusal-usage-leave = Like this: /leave 3d and the id of the stand-in, or /leave 7.5-7.8 and the id. Back again: /leave off
refusal-leave-staff = Leave is for people who work for a grid.
refusal-leave-others = For others, their chief grid or the duty desk does this.
refusal-leave-time = A leave lasts up to 60 days, begins within 60 days and ends after it begins.
refusal-stand-in = A stand-in is a grid worker or on the duty desk, somebody else, and not on leave.
refusal-no-leave = There is no leave now.
refusal-away = { $who } is on leave; please give it to somebody else.
refusal-coverage = This is for the duty desk and admins, for their own grids.
refusal-second-leave = One of you stands in for the other; a third person must agree.
refusal-leave-covering = They stand in for { $who } then. Please find { $who } another stand-in first.
refusal-link-unknown = I don't know this link. Please ask for a new one.
refusal-link-used = This link has been used. Please ask for a new one.
refusal-link-done = You have joined by this link already.
refusal-link-expired = This link is older than its 7 days. Please ask for a new one.
refusal-link-for-group = This link is for a group: open it, choose a group, and I come in.
refusal-joined-already = You work for this grid already. If the name is wrong, an admin can change it.
refusal-own-phone = Please use the button below, it sends your own number.
refusal-bound-already = This group belongs to { $grid } already. To change that, an admin sends /unbind first.
refusal-doubt-own = You published this one; somebody else must say whether it is right.
refusal-suspend = Only duty and admins may suspend those below them.
refusal-unknown-account = No such member of staff. Answer their message with it, or give their user id.
refusal-not-suspended = Their rights to work are not suspended.
refusal-usage-suspend = Like this: answer their message with /suspend, or /suspend 510001 2h reason
refusal-second-other = You asked for this yourself; somebody else must agree.
refusal-second-wait = Wait { $seconds } more seconds; if nobody answers, you may send it.
refusal-second-busy = Another step still waits for a second person. Let that be decided first.
refusal-answer-elsewhere = Here it counts for the level above. Please press it in your own staff group.
refusal-not-found = Nothing found. Please check the number.
refusal-not-yours = Only the reporter and the grid workers may see this.
refusal-stale = This button can't be used now. Please see the latest message.
refusal-closed = This case is closed. If it isn't right yet, just write to me again.
refusal-closed-by = { $by } closed this case on { $at }. If it isn't done, send /case with its number and press “Take up again”.
refusal-taken = { $by } claimed it at { $at }.
refusal-not-built = This is not available yet.
refusal-unbound = This group is not bound to a grid yet. An admin can send /bind.
refusal-unknown-grid = There is no grid with the code “{ $code }”.
refusal-audience = Please say what the group is for: residents, staff or business.
refusal-clue-limit = { $count ->
    [one] Thank you, the grid workers have your clue and need no more for now. If the person is right there, call 110.
   *[other] Thank you, the grid workers have your { $count } clues and need no more for now. If the person is right there, call 110.
}
refusal-case-over = This is over. Thank you.
refusal-usage-bind = Write it like this: /bind CODE residents
refusal-usage-case = Write it like this: /case 1001
refusal-agenda-staff = The agenda is for those who work for a general grid, a chief grid or the town.
refusal-decision-long = Please keep the decision within { $most } characters.
refusal-usage-find = Write it like this: /find building 3 light, or /find 1001
refusal-find-long = Too long. Please use a few words only.
refusal-private-only = Please send me this in private.
refusal-police-number = A healthy adult of 18 to 59 is published only with a police case number.
refusal-no-staff-there = Nobody works in { $grid } yet. Hand it to another grid, or press “Escalate”.
refusal-no-staff-above = Nobody above can take it yet.
refusal-already-out = It is published already.
refusal-said-found = This waits to be checked. If they are still missing, press “Check failed” first.
refusal-no-alert = Nothing is published right now.
refusal-too-many-lookups = Too many numbers. Please try again in an hour.
refusal-too-long = Please be shorter: at most { $most } characters, these are { $now }. Nothing was noted.
refusal-reason-needed = Please give a reason, one sentence.
refusal-twin-over = That one is finished. If yours is not, press “Submit” and it is taken up.
refusal-merge-kind = No. { $number } is about another kind of matter. Please check the number.
refusal-merge-over = No. { $number } has ended. Please check the number, or choose another outcome.
refusal-merge-elsewhere = No. { $number } is not yours. Please check the number, or ask those above.
refusal-merged-itself = That number has been merged into this case already.
refusal-language = To change the language, please write /language zh (中文) or /language en (English).
refusal-number-needed = Please say which case it repeats.
refusal-groups-only = Please send me this in the group.
refusal-drill = Somebody reported this in earnest; it can't become an exercise.
refusal-widest = It has gone as far as it can.
refusal-claim-first = Claim the case to see how to reach the reporter.
refusal-not-author = This is for whoever wrote it, or for the grid workers.
refusal-admin-only = This is for an administrator.
refusal-staff-only = Only people who work for a grid may see this.
refusal-other-audience = This group is already bound for { $audience ->
    [residents] residents
    [staff] staff
   *[business] business
}. To change it, send /unbind first.
refusal-where = In an emergency call 110 first. Please send it again with the name of your compound, or write it in your residents' group.
refusal-not-verified = Not checked yet: clues stay with staff. Pass it on once it is checked.
refusal-call-reporter = They have not opened a private chat with me. Please phone them.
refusal-open-limit = { $count } of your reports are still open; the next one can follow when one is done. If somebody is in danger, just write, and call 110 first.
refusal-extend-untaken = Nobody has it yet; please press “Claim” first.
refusal-extend-owner = More time is for whoever works on it to ask for.
refusal-extend-often = It has had more time { $count } times. For more, please ask whoever is on duty to press it.
refusal-extend-waits = The next level has been asked already; please wait.
refusal-extend-above = More time is for the next level or the duty desk to give.
refusal-gathering-staff = Grid workers and the duty desk plan trainings: please give time and place to your grid worker. Send /training to see what is coming up.
refusal-gathering-past = That time has passed; please write one to come, such as tomorrow 7:30pm.
refusal-gathering-far = That is too far away; please stay within a year.
refusal-gathering-length = Please stay within 12 hours.
refusal-no-such-day = There is no such day; please check the date, such as 30 April 19:30.
refusal-which-day = Which day is “{ $day }”? Please write the month by its name, such as 5 July.
refusal-weekday = That day is a { $weekday ->
    [0] Monday
    [1] Tuesday
    [2] Wednesday
    [3] Thursday
    [4] Friday
    [5] Saturday
   *[other] Sunday
}, not the one you wrote. Please check the date and write it again.
refusal-no-such-time = There is no such time; please write it as 19:30.
refusal-gathering-capacity = Please write a number of people above 0, such as 30.
refusal-gathering-many = Please stay within { $most } people.
refusal-gathering-taken = { $count } have signed up already; it can't be fewer.
refusal-gathering-slots = A consultation counts its slots; change how long it takes.
refusal-gathering-place = Please write a place.
refusal-gathering-title = Please write a title.
refusal-gathering-no-groups = { $grid } has no group yet; choose another area under “More” first.
refusal-gathering-begun = It has begun; sign-ups can't be changed now.
refusal-gathering-neighbours = This one is for residents of { $grid }. If you live there, please send /training in your neighbours’ group, then sign up.
refusal-gathering-asked = It waits for a second person; it can't be changed now.
refusal-gathering-role = This one is for certain staff of { $grid } only; you are welcome at others.
refusal-gathering-off = This one is called off, or over.
refusal-gathering-time = I couldn't read the time; please write it like 5 July 19:30.
refusal-companions = Everybody may bring { $most } at most.
refusal-no-room = There is no room for one more.
refusal-slot-taken = That slot has just been taken; please choose another.
refusal-gathering-list = The list is for the organiser and the trainer only.
refusal-gathering-node = That grid is not yours; please ask its workers.
refusal-check-in-unknown = There is no such code; please scan the one at the door again.
refusal-check-in-day = This code works on { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} only.
refusal-check-in-own = You run this one and need not check in. Whoever has come: tap their name in the list.
refusal-check-in-full = It is full; please ask the trainer.
refusal-roster-early = Who came can be noted from an hour before it starts.
refusal-name = Please write a name of 2 to 20 characters, without emoji or figures. For example: Wang Xiaoli
refusal-name-made = The certificate is made already. If the name is wrong, ask the trainer.
refusal-passed = They have passed. To mark them absent, tap “Has passed” first to undo it.
refusal-pass-early = They can pass once it has started.
refusal-gathering-certified = Certificates have been given; it can't be called off any more.
refusal-not-there = Note first that they came.
refusal-rated = You have given { $stars } stars already.
