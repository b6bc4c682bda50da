short-date = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
} { $time }
deadline-taken = To be claimed by { $date }
deadline-done = Due by { $date }
deadline-over = ⏰ Was due by { $date }, not done yet
climbed-untaken = { $grid }: unclaimed since { $since }
climbed-unsolved = { $who } closed it on { $since } ({ $outcome }); the resident says it isn’t solved
climbed-overdue = { $grid }: { $who } has had it since { $since }, the time is over
handed-up = With { $grid } now, to be taken up
promised = Promised by { $date }
promised-by = { $who } promises { $kind ->
    [light] a repair
   *[other] it done
} by { $date }

half-time-untaken = ⏰ No. { $number }: nobody has it yet
half-time-untaken-do = If nobody claims it by { $date }, the next level gets it.
half-time = ⏰ No. { $number }: half of the time is over
half-time-do = Please finish by { $date }. If that is too soon: “More”, then “More time”.
half-time-details = Details
handed-up-now = ⏰ No. { $number } is one level up now
handed-up-do = It is for { $grid } now; please press “Claim”.
sent-back = ↩️ No. { $number } did not pass its check; please go on with it
sent-back-why = Still wrong: “{ $words }”
came-back = No. { $number }: the resident says it isn't solved
came-back-to = It was taken up again, and is with { $grid } now.
time-over = ⏰ No. { $number }: the time is over
time-over-untaken = Nobody claimed it by { $date }.
time-over-owned = It was due by { $date }; { $who } is still on it.
time-over-do = Whoever is on duty, please decide who takes it.
time-over-person = ⏰ No. { $number }: no result yet
time-over-person-do = Whoever is on duty, please ask: more people, a wider alert?

unchecked = ⏰ No. { $number } still waits for its check
unchecked-do = Please have a look, then press “Check passed” or “Check failed”.
unchecked-person-do = Please see or speak to the person, then press “Check passed”.
