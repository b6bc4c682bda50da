start-hello = Hello { $name }, I'm Gege.
start-hello-stranger = Hello, I'm Gege.
start-what = Somebody is missing, a light is broken, there is danger: just write it to me and I pass it on to the grid workers.
start-urgent = In an emergency call 110 / 119 / 120 first.
start-grids = Your grids: { $grids }
start-help = /help: what I can do · /language: change language
start-id = Your user id: { $id }

help-urgent = In an emergency call 110 / 119 / 120 first.
help-report = One sentence is enough, for example:
    My child is missing, 5, red jacket
    The light on floor 4 of building 3 is broken
help-group = Write it in your residents' group or here. Photos and places work too.
help-case = /case number: how it is going
help-mine = /cases: what I have reported
help-gatherings = /training: trainings and activities near you
help-commands =
    /report: report something · /light: a broken lamp
    /lost: somebody is missing · /found: a lost person
help-privacy =
    /privacy: what I hear and keep
    /mydata: what is mine · /forget: delete it
help-watch = Under the alert that I send you: press Passed on, Patrolling or Taken over, and staff know at once
help-cases = /cases: what is open in your grids
help-find = /find building 3 light: find a case by place, words or number
help-agenda = /agenda: what the meeting is about; decide there, and assign
help-staff = /staff: who works in the grid · /staff CODE: who is in one below
help-settled = Already settled: end one line with “settled on the spot”, with a photo if you like
help-alert = /alert and the words: warn residents’ groups of a danger, with a preview first
help-training = /training: plan trainings and see who comes
help-remind = /remind: notices and safety reminders for residents, at an hour, once or again
help-correct = To correct what the groups read: reply to the card with “correction:” and what is right
help-leave = /leave: be away, and somebody stands in
help-bind = /bind CODE residents: bind a group to a grid (admins)
help-suspend = /suspend: end somebody’s rights to work (duty, admins)
help-appoint = /staff + ID worker CODE name: appoint somebody (admins)
help-coverage = /staff coverage: what the grid lacks (duty, admins)
help-language = /language: change language

you-are-welcome = You are welcome. Write to me at any time.
not-understood =
    I did not understand.
    Please write one sentence: what happened, and where. In an emergency call 110 first. What I can do: /help
not-understood-plan = To plan something, send /training with when, where, what and for how many; to tell residents something, send /remind.
nothing-open = All right, there is nothing open to cancel.
not-understood-whom =
    Whom do you mean? Is somebody missing, or have you met somebody?
    Please write one sentence: who, and where. In an emergency call 110 first.
no-duty-phone = No duty phone is registered here yet.
no-case =
    You have not reported such a matter.
    If you know the number, send /case and the number.
privacy-title = What I hear and keep, and who sees it:
privacy-hears = I use what is said in a group only to recognise reports. Chatter is not stored, not logged, not given to a language model; for 10 minutes I remember who sent a photo.
privacy-keeps = I keep: your reports and what you add, clues, a phone number you gave, your Telegram name and id, the compound you last reported from, your language, sign-ups and certificates.
privacy-sees = Phone numbers and names stand in no group. Only the worker who claimed the case and the duty desk can look; each look is on record, and you see it in /case number.
privacy-opinion =
    Once a report of a missing or found person is submitted, its words go, without phone numbers and the names I recognise, to a language model at { $host }, which looks for what I missed.
    It can only point at your own words, and workers see which. It gets no other report and no chatter.
privacy-ends = What was not submitted is deleted after 24 hours. When a case ends, photos and descriptions leave the groups at once, personal data is wiped after { $days } days.
privacy-abroad = Telegram's servers are abroad, and what others have forwarded I can't take back.
privacy-name = On Telegram I have one name only: @{ $bot }. Whoever is called otherwise is not me.
privacy-no-operator = Responsible: not filled in yet; please ask your grid worker.
privacy-own = /mydata: get all that is stored about you.
privacy-forget = /forget: delete your compound, your language, what was not submitted, cases that have ended, your sign-ups and certificates. A deleted certificate can't be verified any more.
forget-certificates = You hold { $count ->
    [one] a certificate that is
   *[other] { $count } certificates that are
} still valid. Once deleted nobody can verify or replace { $count ->
    [one] it
   *[other] them
}.
forget-places = You have signed up for { $count ->
    [one] something that is
   *[other] { $count } things that are
} still to come. Once deleted your { $count ->
    [one] place goes
   *[other] places go
} to others.
forget-surely = Delete this and everything else?
forget-not = All right, everything stays. Send /forget whenever you want it gone.
button-forget-all = Delete all
button-forget-nothing = Not now
forgotten = Done. What can go at once has gone.
forgot-what = Deleted: { $what }
forgotten-nothing = There is nothing that can go at once.
forgot-home = your compound
forgot-language = your language
forgot-drafts = what was not submitted: { $count }
forgot-photos = photos: { $count }
forgot-cases = cases that have ended: { $count }
forgot-clues = clues: { $count }
forgot-sign-ups = sign-ups: { $count }
forgot-certificates = certificates: { $count }
kept-record = Of those cases I keep only number, place and outcome, without your words, photos and name.
kept-open = Still in hand: No. { $numbers }. Deleted { $days } days after the end, or by /forget then.
kept-at-stake = Not submitted, but somebody may be in danger: { $count }. The grid workers are looking; deleted after 24 hours unless it is submitted.
kept-clues = Clues still in use: { $count }. Deleted { $days } days after that case ends.
kept-copies = Older than 48 hours, { $count } of your voice messages or places may stay in staff groups: please ask a grid worker to delete them.
kept-positions = Positions: { $count }. Your office has entered them; an admin can end them.

language-name = English
language-choice = 请选语言 / Choose a language
language-set = English from now on.

staff-list-title = People of the grid:
staff-duty-title = On duty today:
staff-lent = stands in
staff-away = on leave until { $day }, { $name } stands in
staff-list-more = { $people ->
    [one] and 1 more
   *[other] and { $people } more
}
staff-awaited = Not here yet:
staff-awaited-end = To wait no longer, send { $order }
staff-list-empty = Nobody is on the list here yet.
role-worker = grid worker
role-instructor = instructor
role-duty = duty desk
role-partner = partner
role-volunteer = volunteer
role-admin = admin

own-data = This is all that I have stored about you. Nobody else gets it.
own-data-none = I have nothing stored about you.
own-reports = reports: { $count }
own-clues = clues: { $count }
own-sign-ups = sign-ups: { $count }
own-certificates = certificates: { $count }
own-appointments = positions: { $count }
own-data-more = /privacy: what I hear and keep · /forget: delete my data
