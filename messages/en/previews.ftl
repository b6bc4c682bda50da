preview-scope = Goes to: { $nodes }
preview-scope-more = Goes to: { $nodes } and more
preview-at = { $groups ->
    [one] at { $time } 1 group
   *[other] at { $time } { $groups } groups
}
preview-another-day = ⚠️ It goes out tomorrow at { $time }; “today” or “tomorrow” will mean another day then. Please write the date.
preview-quiet = Quiet hours. If it is urgent, change the level first.
preview-tells = ⚠️ There is a phone or identity number in it; everybody will see it.
preview-promise-hand = “Confirm and publish” means: I have checked this.
alert-wanted = What should people know? In full: where, what happened, what they should do.
alert-wanted-example = For example: Gas leak in building 3. Open windows, no flames, go down to the square.
headline-notice = Notice
headline-gas = Gas leak
headline-water = Water supply
headline-attention = Please take note
clear-ended = This notice has ended
valid-hours = { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
}
level-red = 🔴 Red: a life in danger
level-orange = 🟠 Orange: to be known now
level-yellow = 🟡 Yellow: can wait for morning
level-blue = 🔵 Blue: a notice

button-adjust-more = Change
button-adjust-level = Level
button-adjust-category = Kind
button-adjust-validity = Valid for
button-adjust-scope = Where to
button-adjust-other = Other
button-adjust-drill = Exercise
button-adjust-real = Not an exercise
button-scope-open = Open ›
button-scope-up = Up
step-adjust = changed how it is published
step-adjust-level = changed the level
step-adjust-category = changed the kind
step-adjust-validity = changed how long it is valid
step-adjust-scope = changed where it goes
step-adjust-drill = made it an exercise
step-adjust-real = made it real again
button-back = Back

refusal-alert-staff = Notices are for grid workers and the duty desk. If something is wrong, just write to me.
refusal-alert-here = Please send /alert in the staff group or in private.
refusal-scope = That grid is not yours; please choose another.
refusal-scope-duty = Beyond one community it is for the duty desk.
refusal-scope-empty = Please choose at least one grid.
refusal-quiet = Quiet hours. If it is urgent, recall it and publish it as orange or red.
