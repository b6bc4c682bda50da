list-title = { $which ->
    [mine] 📋 Cases in my hands
    [overdue] 📋 Overdue cases
    [unclaimed] 📋 Cases nobody has claimed
    [own] 📋 What I reported
   *[grids] 📋 Open cases of the grid
}
list-kind = Only: { $kind }
list-number = { $number }
list-below = 　{ $told }
list-owner = { $who }: { $state }
list-late = { $unit ->
    [days] { $count ->
        [one] 1 day late
       *[other] { $count } days late
    }
    [hours] { $count ->
        [one] 1 hour late
       *[other] { $count } hours late
    }
   *[minutes] { $count ->
        [one] 1 minute late
       *[other] { $count } minutes late
    }
}
list-due = by { $date }
list-gone = now with { $grid }
list-empty = { $which ->
    [mine] Nothing open is in your hands.
    [overdue] Nothing is overdue.
    [unclaimed] Everything open has been claimed.
    [own] You have not reported anything yet. Just write to me.
   *[grids] Nothing is open in the grid right now.
}
list-empty-kind = Nothing of this kind here.
list-which-kind = Which kind?

button-my-cases = My cases
button-list-mine = Mine
button-list-grids = My grids
button-list-overdue = Overdue
button-list-unclaimed = Unclaimed
button-list-kind = Kind: { $kind }
button-list-all = All
button-list-back = ‹ Back
button-newer = ‹ Previous
button-older = Next ›
button-chosen = ✓ { $label }
