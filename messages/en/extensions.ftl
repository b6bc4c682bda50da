button-extend = More time
button-days = +{ $days ->
    [one] 1 working day
   *[other] { $days } working days
}
button-grant = Agree
pick-days = No. { $number }: how many more working days?
why-more-days = { $days ->
    [one] 1 more working day.
   *[other] { $days } more working days.
} Why? Please reply to this message.
why-no-more-days =
    No. { $number }: no more time. Why?
    One line, for whoever handles it.
extension-wanted = ⏰ { $who } wants { $days ->
    [one] 1 more day
   *[other] { $days } more days
} for No. { $number }
extension-why = Why: { $reason }
extension-dates = Due { $before }, would be { $after }
extension-granted = { $time } { $who } agreed: by { $date }
extension-refused = { $time } { $who } didn’t agree: still by { $date }
more-days = { $days ->
    [one] 1 working day
   *[other] { $days } working days
}
