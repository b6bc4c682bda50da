refusal-not-allowed = This is for the workers of this grid.
refusal-chief-only = This is for the chief grid or the duty desk.
refusal-wider = Widening further is for the level above or the duty desk.
refusal-wider-runs = The level above or the duty desk may widen further; it also happens by itself in time.
refusal-check = The chief grid or the duty desk checks this. If no check is needed, press “Close”.
refusal-second = This is for another person of the chief grid or the duty desk.
refusal-suspended = Your rights to work are suspended; please ask the duty desk.
refusal-usage-staff = Like this: /staff + 510001 worker CODE name. To end it: /staff - 510001 CODE
refusal-appoint = Only an admin of this grid or above may do this; an equal admin is changed by the level above.
refusal-no-appointment = They hold nothing in this grid. Please check the id and the code.
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
refusal-stale = This has moved on. Please see the latest message.
refusal-closed = This case is closed.
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
refusal-usage-find = Write it like this: /find 3号楼 灯, or /find 1001
refusal-find-long = Too long. Please use a few words only.
refusal-private-only = Please send me this in private.
refusal-police-number = A healthy adult of 18 to 59 is published only with a police case number.
refusal-no-staff-above = Nobody above can take it yet.
refusal-already-out = It is published already.
refusal-no-alert = Nothing is published right now.
refusal-too-many-lookups = Too many numbers. Please try again in an hour.
refusal-reason-needed = Please give a reason, one sentence.
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
refusal-call-reporter = They have not opened a private chat with me. Please phone them.
refusal-open-limit = { $count } of your reports are still open; the next one can follow when one is done. If somebody is in danger, just write, and call 110 first.
refusal-extend-untaken = Nobody has it yet; please press “Claim” first.
refusal-extend-owner = More time is for whoever works on it to ask for.
refusal-extend-often = It has had more time { $count } times. For more, please ask whoever is on duty to press it.
refusal-extend-waits = The next level has been asked already; please wait.
refusal-extend-above = More time is for the next level or the duty desk to give.
