board-sending = 📤 Sending { $sent }/{ $groups } groups
board-sent = 📤 Sent to { $sent }/{ $groups } groups
board-before = ☀️ Goes out at { $time } to { $groups ->
    [one] 1 group
   *[other] { $groups } groups
}
board-over = 📥 Over · taken down { $changed }/{ $groups }
board-case = No. { $number }
board-ring = Ring { $ring }: { $sent }/{ $groups } groups have it
board-ring-failed = { $failed } not reached
board-ring-answered = { $answered }/{ $watches } staff groups answered
board-waiting = Still waiting: { $grids }
board-failed = Not reached: { $grids }
board-unchanged = Not taken down yet: { $grids }
board-left = A copy may still be there; please look into the group and delete it: { $grids }
board-silent = Staff have not answered: { $grids }
board-slowest = Slowest: { $grid }, { $seconds } s
board-and = {", "}
board-and-more = { $names } and others, { $all } grids in all
unanswered = { $grids ->
    [one] 🔕 1 grid has not answered
   *[other] 🔕 { $grids } grids have not answered
}
unanswered-do = Please ring them up, or send somebody to look.
unanswered-none = ✅ All have answered · No. { $number }
unanswered-over = The messages of No. { $number } have stopped, no need to ask any more.
