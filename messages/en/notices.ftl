notice-title = Notice
notice-title-policy = Policy explained
notice-corrected = { " (corrected)" }
notice-source = Source: { $source }
notice-until = Valid until { $day }
notice-day = { $day } { $year }
notice-by = — { $grid }

notice-asked = To all of { $grid }: a second person must agree
notice-asked-soon = ⏰ Due in an hour, waits for an OK · { $grid }
notice-was-asked = A notice to all of { $grid }
notice-asked-by = { $who } wants to send what follows; { $groups ->
    [one] 1 group
   *[other] { $groups } groups
} will read it:
notice-agreed = { $time } { $who } agreed
notice-refused = { $time } { $who } did not agree; it is not sent for now
notice-lapsed = Nobody had agreed by its hour; it was not sent.
notice-no-day-left = It was agreed to too late for any day; it was not sent.
notice-ask-again = Change it, then you may ask for an OK again.
notice-ask-later = If it still matters, give it another time and ask for an OK again.
button-notice-agree = I agree

notice-loud = Groups with most notices this week
notice-loud-group = { $group }: { $count }
notice-loud-only-missed = Reminders missed last week
notice-loud-missed = The bot was away, so nobody heard these reminders: { $themes }
notice-loud-rule = A group hears at most 1 a day and 3 in seven days.

remind-title = Tell or remind people
remind-how =
    Choose a theme or write your own. Or all in one line, such as:
    /remind tomorrow 8am Clean-up of the stairs, please clear them
    /remind for workers Meeting at 3pm
remind-budget = A group hears at most 1 a day and 3 in seven days; what does not fit waits for the next day.
remind-listed = Below are { $count } that are there; open one to pause, change or delete it.
remind-no-theme = There is no theme “{ $name }”; below it stands as words of your own.
remind-themes = Choose a theme; you will see it before it goes out.
remind-wanted = What should people know? Please write the whole text. You may add a picture, or a PDF of up to 10 MB.
remind-wanted-words = What is the new text? Please write all of it.
remind-rewrite-sent = { $count ->
    [one] The message in the group
   *[other] The { $count } messages in the groups
} will be replaced, marked as corrected. Pictures and PDFs stay.
remind-at-night =
    { $time } is at night.
    Nobody is disturbed then. Your words are kept; below stands when they go out, and Time changes it.
remind-rewritten = ✅ Changed, whatever goes out from now on says it.
remind-rewritten-sent = { $count ->
    [one] 1 message in a group still says the old words. Change it, too?
   *[other] { $count } messages in the groups still say the old words. Change them, too?
}
remind-rewritten-last = { $count ->
    [one] The message of the last time still says the old words. Change it, too?
   *[other] The { $count } messages of the last time still say the old words. Change them, too?
} Earlier ones stay.
remind-rewritten-file = What has gone out keeps its PDF and stays as it is.
remind-replaced = ✅ Changed. { $count ->
    [one] 1 message in a group is
   *[other] { $count } messages in the groups are
} being replaced.
remind-wanted-policy = Write the policy to be explained: what it is, who may use it, how. You may add a picture or a PDF.
remind-wanted-example = Best with a short first line, like: No water tomorrow morning
remind-when = When shall it go out? Tap one, or write it.
remind-when-example = Like: tomorrow 8am · 5 July 9:30
remind-until = Until when? Tap one, or write the last day.
remind-until-example = Like: 10 July · 7 days
remind-source = Which office has decided this?
remind-source-example = Like: District Office of Civil Affairs, notice 3 of 2026
remind-repeat = How often?
remind-scope = To which grids? Those with a tick will hear it.

notice-plan = { $time } · { $groups ->
    [one] 1 group
   *[other] { $groups } groups
}
notice-plan-why = { $time } · { $groups ->
    [one] 1 group
   *[other] { $groups } groups
} ({ $why })
notice-never = { $groups ->
    [one] 1 group has
   *[other] { $groups } groups have
} no day for it ({ $why })
notice-never-until = { $groups ->
    [one] 1 group has
   *[other] { $groups } groups have
} no day for it ({ $why }); the first free one is { $day }
notice-whys-joined = { ", " }
notice-too-late = ⚠️ It speaks of “{ $word }”; { $groups ->
    [one] 1 group hears
   *[other] { $groups } groups hear
} it on { $day }, when that is over.
notice-means-another = ⚠️ { $groups ->
    [one] 1 group hears it on { $day } and takes
   *[other] { $groups } groups hear it on { $day } and take
} “{ $word }” for { $meant }. Better write the date.
notice-pushes = ⏩ “{ $name }” by { $who } gives way: { $how }.
notice-hears-later = { $groups ->
    [one] 1 group hears
   *[other] { $groups } groups hear
} it later
notice-hears-never = { $groups ->
    [one] 1 group doesn't
   *[other] { $groups } groups don't
} hear it at all
notice-pushes-more = { $count ->
    [one] 1 more gives way.
   *[other] { $count } more give way.
}
notice-at-night = Nobody is disturbed at night; it goes out in the morning.
notice-late-day = 1 notice a day for a group
notice-late-week = 3 notices in 7 days for a group
notice-late-theme = they have just heard this theme
notice-late-rival = another one goes first on the day it was meant for
notice-late-muted = they have muted this theme
notice-late-paused = it is paused
notice-told-on = This theme was last told on { $last } and may be told again on { $again }. If it is urgent, choose another theme or write your own.
notice-at-once = At once
notice-for-residents = To residents' groups only
notice-for-business = To business groups only
notice-for-staff = To staff groups only
notice-repeat = Repeats: { $every }
notice-every-once = once only
notice-every-days = daily for { $days } days
notice-every-daily = daily
notice-every-weekly = weekly
notice-every-monthly = monthly
notice-every-yearly = yearly
notice-each-weekly = every { $weekday ->
    [0] Monday
    [1] Tuesday
    [2] Wednesday
    [3] Thursday
    [4] Friday
    [5] Saturday
   *[other] Sunday
}
notice-each-monthly = monthly, on day { $day }
notice-each-yearly = yearly, on { $day } { $month ->
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
   *[other] December
}
notice-days = { $days ->
    [one] 1 day
   *[other] { $days } days
}
notice-ends = Valid until { $time }
notice-author = Written by { $who }
notice-lacks-both = Source and end are still missing; then it can go out.
notice-lacks-source = The source is still missing; then it can go out.
notice-lacks-end = The end is still missing; then it can go out.
notice-next = Next: { $time }
notice-if-resumed = If it goes on: { $time }
notice-if-agreed = If somebody agrees: { $time }
notice-replan = What is to change? Until something does it goes out as planned; then it waits for you.
notice-rests = When it is as you want it press { $button }; it does not go out by itself.
notice-none-left = Its time has passed. To send it, give it another one.
notice-state-asked = waits for a second person
notice-state-active = will go out
notice-state-paused = paused
notice-state-over = all sent
notice-state-waiting = waiting for its day
notice-state-unheard = not sent
notice-state-deleted = deleted
notice-sent = Sent to { $sent ->
    [one] 1 group
   *[other] { $sent } groups
}
notice-sent-again = { $sent ->
    [one] 1 message
   *[other] { $sent } messages
} sent so far
notice-waiting = { $waiting ->
    [one] 1 group
   *[other] { $waiting } groups
} still waiting
notice-takes-two = The whole town will read it: once confirmed, somebody else on duty must agree.
notice-seconds = Who could agree: { $names }
notice-no-second = Nobody else is on duty who could agree. Ask the admin to appoint a second person for duty, or send it to one community at a time.
notice-later = ⏳ Changed: { $name }
notice-later-do = To be in time, change its hour, choose fewer grids, or tell people by phone.
notice-unheard = ⚠️ Not sent: { $name }
notice-unheard-away = The bot was away when it was due.
notice-unheard-again = If it still matters, write another one, or tell people by phone.
button-notice-open = See this notice
notice-why-day = { $count ->
    [one] 1 group
   *[other] { $count } groups
} not reached: a notice was heard that day
notice-why-week = { $count ->
    [one] 1 group
   *[other] { $count } groups
} not reached: 3 were heard within seven days
notice-why-theme = { $count ->
    [one] 1 group
   *[other] { $count } groups
} not reached: this theme was heard just before
notice-why-muted = { $count ->
    [one] 1 group
   *[other] { $count } groups
} not reached: this theme is muted there
notice-why-rival = { $count ->
    [one] 1 group
   *[other] { $count } groups
} not reached: another one went first that day
notice-why-paused = { $count ->
    [one] 1 group
   *[other] { $count } groups
} not reached: it was paused until its end
notice-why-refused = { $count ->
    [one] 1 group
   *[other] { $count } groups
} could not be reached
notice-why-dropped = { $count ->
    [one] 1 group
   *[other] { $count } groups
}: there was no time left
notice-missed = Missed { $count ->
    [one] once
   *[other] { $count } times
} (the bot was away): { $dates }
notice-quiz = Quiz: { $answered } answers, { $right } right
notice-log = Who did what
notice-did-confirmed = confirmed
notice-did-agreed = agreed
notice-did-refused = did not agree
notice-did-lapsed = nobody agreed by its hour
notice-did-paused = paused
notice-did-resumed = let it go on
notice-did-skipped = skipped { $note }
notice-did-rewritten = changed the text
notice-did-replaced = replaced { $note } that had been sent
notice-did-moved = changed the time
notice-did-replanned = changed grids, rhythm or end
notice-did-taken-back = took { $note } back
notice-did-deleted = deleted
notice-did-stopped = its author no longer works for the grid; stopped
notice-delete-sure = Delete “{ $name }”? It won't go out again.
notice-delete-back = The { $count } in groups can be taken back right after.
notice-dropped = All right, it is not sent.

button-notice-theme = Choose a theme
button-notice-write = Write my own
button-notice-policy = Explain a policy
button-notice-calendar = Safety calendar
button-notice-list = All notices
button-notice-time = Time
button-notice-repeat = Repeat
button-notice-source = Source
button-notice-now = At once
button-notice-today-18 = Today 18:00
button-notice-tomorrow-8 = Tomorrow 8:00
button-notice-tomorrow-18 = Tomorrow 18:00
button-notice-no-end = No end
button-notice-pause = Pause
button-notice-resume = Go on
button-notice-ask-again = Ask again
button-notice-skip = Skip once
button-notice-replace = Change what was sent, too
button-notice-leave = Only what comes
button-notice-replan = Change more
button-notice-rewrite = Change text
button-notice-log = Record
button-notice-delete = Delete
button-notice-delete-now = Delete
button-notice-take-back = Take back { $count }

refusal-remind-staff = Notices are written by grid workers and the duty desk. If you have something to report, just write to me.
refusal-remind-others = Its author changes this notice; you may pause or delete it.
refusal-no-notice = There is no such notice, or it is not yours.
refusal-no-theme = There is no such theme. Send /remind and tap “Choose a theme”.
refusal-no-talk = There is no such theme; the link may be too old. Tap “Read more” under the newest notice in your group.
refusal-remind-words = Please write a few words with it.
refusal-remind-long = That is too long; please write up to { $most } characters.
refusal-remind-file = Only one picture, or one PDF of up to 10 MB, can go along.
refusal-remind-time = I did not understand the time. Write day and hour, like: tomorrow 8am.
refusal-remind-day = I did not understand the date. Write the last day, like: 10 July.
refusal-remind-only-time = That is the time; what shall it say? For example: /remind tomorrow 8am no water tomorrow
refusal-remind-hour = At which hour? Write “/remind 5 July 8:00 no power”; to send it now, begin with “now”.
refusal-remind-passed = That time has passed; please write one to come.
refusal-remind-begun = It has begun to go out, so its time and grids stay. For others, delete it and write a new one.
refusal-remind-far = That is too far away; please write a time within a year.
refusal-remind-quiet = Nobody is disturbed at night. The earliest is { $day } { $month ->
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
}, { $time }.
refusal-remind-until = It would end before it goes out; please change that.
refusal-remind-nowhere = The grids you chose have no group yet. Please choose others.
refusal-remind-never = None of these groups has room for it. Please choose another time, scope or theme.
refusal-remind-never-until = The first day with room in these groups is { $day } { $month ->
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
   *[other] December
}. Please move it there, or choose another scope or theme.
refusal-remind-source = A policy needs its source and its end; please add them first.
refusal-remind-source-long = Please write the source in up to { $most } characters.
refusal-remind-file-stays = A PDF that has gone out can't be replaced. Please write words only.
refusal-remind-over = This notice has no next time. Write a new one to send it again.
refusal-remind-second = Somebody else on duty must agree to this.

button-notice-quiz = Three questions
button-notice-mute = Mute such notices
notice-mute-which = Which groups shall hear no more of “{ $theme }”? Tap to mute, tap again to end that.
notice-mute-none = Your grid has no group yet.
quiz-answer = Answer: { $letter }. { $why }

button-notice-theme-on = Bring it back
button-notice-theme-off = Leave it out here
button-notice-planned = As planned
calendar-which = Whose safety calendar?
calendar-title = Safety calendar · { $grid }
calendar-how = 🔔 is on, 🔕 is off. Tap a theme to switch it off or move its hour; grids below follow.
calendar-theme = { $theme } · { $grid }
calendar-next = Next: { $time }. Tap another hour to move it.
calendar-none = Not within a year.
calendar-off = This theme is left out here.
refusal-remind-agreed = Two people have agreed on this text. Delete it and write a new one.
