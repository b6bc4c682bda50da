agenda-title = 🗓 { $grid } · agenda
agenda-together = Of the same kind, to solve together:
agenda-singly = Singular, to solve one by one:
agenda-many = { $n }. { $matter } · { $grid }: { $open ->
    [0] all closed
   *[other] { $open } open
}, { $recent } within 30 days
agenda-one = { $n }. { $line }
agenda-climbed = { $times ->
    [one] climbed once
   *[other] climbed { $times } times
}
agenda-reopened = { $times ->
    [one] reopened once
   *[other] reopened { $times } times
}
agenda-decided = Decided: { $text }
agenda-none = Nothing overdue, climbed, reopened or piling up: no meeting needed this time.
agenda-which = 🗓 The agenda of which level?
button-decide = Decide { $n }
decision-wanted = { $what }: what was decided?
decision-wanted-how = Please send me one sentence, for example: motion-sensor lamps, installed by Friday. Or “cancel”.
decision-hands = The decision is on record. Who takes it?
decision-off = All right: it does not hold, and is off the cards.
decision-handed = ✅ Given to { $who }
decision-hands-nobody = The decision is on record. There is nobody here to give it to.

page-title = { $grid }: agenda
page-level = { $level ->
    [town] Town
    [chief] Chief grid
   *[general] General grid
}
page-drawn-up = { $level } · { $year }-{ $month }-{ $day }
page-summary = { $together } of the same kind, { $singly } singular
page-together = Of the same kind, to solve together
page-singly = Singular, to solve one by one
page-number = No.
page-what = What
page-where = Where
page-how-long = Since
page-who = Who has it
page-decision = Decision
page-open-recent = { $open ->
    [0] all closed
   *[other] { $open } open
}, { $recent } within 30 days
page-more = { $items } more are not listed.
page-none = None.
page-present = Present:
page-signed = Minutes:
