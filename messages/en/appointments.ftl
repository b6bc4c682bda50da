standing-made = ✅ Appointed: { $name }
standing-ended = ✅ Ended: { $name }
standing-now = User id { $user }, now:
standing-nothing = Has no role any more.
standing-freed = { $cases ->
    [one] One case has nobody now; the people of its grid are asked to take it.
   *[other] { $cases } cases have nobody now; the people of their grids are asked to take them.
}
standing-unchecked = { $cases ->
    [one] One is done and still waits for its check; nobody need claim it.
   *[other] { $cases } are done and still wait for their check; nobody need claim them.
}
standing-recorded = The change is on record.
expected-title = 🔗 { $name } may join
expected-do = Please send them this link: for one use, within 7 days.
awaited-link-dead = Not here yet; the link given out leads nowhere now.
you-appointed = { $grid }: you are now { $role }.
you-appointed-ended = { $grid }: you are no longer { $role }.
you-appointed-by = By { $who }. Questions? Please ask them.
