leave-how-long = How long will you be away?
leave-how = Or write it: /leave 7.5-7.8 and the id of whoever stands in
leave-days = { $days ->
    [one] 1 day
   *[other] { $days } days
}
leave-who = { $days ->
    [one] Away for 1 day. Who stands in for you?
   *[other] Away for { $days } days. Who stands in for you?
}
leave-nobody = Nobody in your grid could stand in yet. Write it like this: /leave 3d and the id of whoever does
leave-title = 🏖 { $who } is on leave
leave-from = From { $time }
leave-until = Until { $time }
leave-stand-in = Stands in: { $name }
leave-means = Meanwhile nothing is assigned to them, nobody calls them by name, and cards go to the stand-in.
leave-out-of-reach = ⚠️ { $name } has not opened the private chat with me, so no card arrives. Please pass this link on:
leave-over = { $who }: the leave is over.
leave-over-own = Your leave is over.
button-i-am-back = I'm back
stand-in-title = 🤝 Please stand in for { $who }
stand-in-means = Meanwhile their cards come to you, and you may press what they may.
stand-in-over = You stand in for { $who } no longer. Thank you.
