exercise = [Drill]{ " " }

date = { $weekday ->
    [0] Mon
    [1] Tue
    [2] Wed
    [3] Thu
    [4] Fri
    [5] Sat
   *[6] Sun
} { $day } { $month ->
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
}, { $time }
month-day = { $day } { $month ->
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

age-years = { $age }
age-half = { $age } and a half
age-months = { $age } months
age-decade = { $age }s
age-range = { $from }–{ $to }

# Whom we mean, by age and sex; $who is one of the words in brackets.
person = { $who ->
    [boy] boy
    [girl] girl
    [child] child
    [grandpa] man
    [granny] woman
    [elder] elder
    [man] man
    [woman] woman
   *[adult] adult
}
person-any = { $who ->
    [boy] a boy
    [girl] a girl
    [child] a child
    [grandpa] a man
    [granny] a woman
    [elder] an elder
    [man] a man
    [woman] a woman
   *[adult] an adult
}
person-aged = { $person }, { $age }
called = { $who ->
    [boy] surname { $surname }
    [girl] surname { $surname }
    [child] surname { $surname }
    [grandpa] Mr { $surname }
    [granny] Ms { $surname }
    [man] Mr { $surname }
    [woman] Ms { $surname }
   *[other] surname { $surname }
}

# What staff read once the description is gone.
matter-lost_child = Missing child
matter-found_child = Child found alone
matter-lost_adult = Missing adult
matter-found_adult = Adult found alone
matter-hazard = Hazard
matter-light = Broken light
matter-help = Somebody needs help
matter-dispute = Dispute
matter-need = A wish

headline-lost = Missing: { $person }
headline-found = Found: { $person }
headline-light = Broken light
headline-help = Help needed
headline-dispute = Dispute
headline-need = A wish

category-fire = Fire
category-fire_lane = Fire lane blocked
category-ebike = Unsafe e-bike charging
category-gas = Possible gas leak
category-water = Danger near water
category-water_pipe = Water leaking or cut off
category-power = Electrical danger
category-flood = Flooding
category-manhole = Manhole cover
category-elevator = Lift out of order
category-falling_object = Falling objects
category-structure = Unsafe structure
category-road = Road danger
category-animal = Dangerous animal
category-other = Hazard

number = No. { $number }
label-address = Name: { $value }
label-features = Description: { $value }
guessed = { $value }?
label-height = about { $cm } cm
label-place = Place: { $value }
label-last-seen = Last seen: { $value }
label-now-at = Now at: { $value }
label-found-at = Found at: { $value }
label-time = Time: { $value }
label-reported = Reported: { $value }
label-grid = Grid: { $value }
label-what = What: { $value }
label-owner = Handled by: { $value }
label-keeper = Looked after by: { $value }
duty-phone = Duty desk { $phone }

state-draft = Unconfirmed
state-new = Received
state-accepted = Accepted
state-expired = Expired
state-assigned = Assigned
state-in_progress = In progress
state-pending_check = To be checked
state-resolved = Resolved
state-unresolved = Not resolved
state-merged = Merged
state-withdrawn = Withdrawn

# Among staff.
outcome-reunited = Reunited
outcome-found_safe = Found safe
outcome-handed_to_police = Handed to police
outcome-search_ended = Search ended
outcome-repaired = Repaired
outcome-partly_repaired = Partly repaired
outcome-hazard_removed = Hazard removed
outcome-mediated = Mediated
outcome-answered = Answered
outcome-duplicate = Duplicate
outcome-false_alarm = False alarm
outcome-notice-answered = Notice over
outcome-notice-false_alarm = Sent by mistake, void
outcome-not_reproducible = Could not verify
outcome-cannot_fix = Cannot be fixed

# For residents.
result-reunited = Back with the family
result-found_safe = Found safe
result-handed_to_police = Now with the police
result-search_ended = The search has ended
result-repaired = Repaired
result-partly_repaired = Partly repaired
result-hazard_removed = Hazard removed
result-mediated = Mediated
result-answered = Answered
result-notice-answered = The notice is over
result-notice-false_alarm = The notice is void
result-not_reproducible = Looked, nothing found
result-cannot_fix = Can't be fixed for now
result-over = No need to search
result-sought = Same person as in another report, still missing
result-joined = Reported before, handled together
result-no-need = Checked, nothing to do
result-closed = Closed
span-minutes = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
span-hours = { $hours } hours
span-both = { $hours } h { $minutes } min
