rings-title = 🔔 About to go further · { $what }
rings-title-waits = 🔔 Going out in the morning · { $what }
rings-published = Published by { $who } { $time }, sent to { $grid }
rings-published-waits = Published by { $who } { $time }; nobody is woken, so not sent yet
rings-next = Goes to { $grid } at { $time }
rings-by-hand = Next is { $grid }, only when somebody presses
rings-held = On hold, not sent to { $grid }
rings-do = To keep it here for now: “Hold”. If it is false: “Recall” on the card.
rings-hurry = To hurry it: “Widen now”.
rings-used-up = { $who } has sent { $count } further today; this one stops nearby for now.
rings-used-up-do = If { $grid } should hear of it, press “Widen now”; if not, “Hold”. If nobody presses, it stays here.
rings-wanted = ✋ Should it go further? · { $what }
rings-wanted-again = ⏰ No answer yet: further? · { $what }
rings-over = ✅ It goes no further · { $what }
rings-furthest = 📣 As far as it goes · { $what }

second-title = ✋ A second person must agree · { $what }
second-asked = { $who } wants to send it to { $grid }, { $groups ->
    [one] 1 group
   *[other] { $groups } groups
}
second-asked-rewrite = { $who } wants to change what { $grid } reads, { $groups ->
    [one] 1 group
   *[other] { $groups } groups
}
second-used-up = { $who } has sent { $count } further today.
second-how = { $then ->
    [rewrite] If it should read so, press “Agree”: it changes at once. If nobody does by { $time }, it stays.
    [morning] If it should go out, press “Agree”. If nobody does by { $time }, it doesn't.
   *[now] If it should go out, press “Agree”: it goes at once. If nobody does by { $time }, it doesn't.
}
second-morning = Even then it goes out no earlier than { $at }.
second-goes-on = If nobody presses, it goes out by itself at { $time }.
second-override = Nobody answers? After 90 seconds the duty desk may press “Send now”.
second-photo = With a photo.
second-confirmed = { $who } { $time } agreed, it is { $what ->
    [rewrite] being changed.
   *[send] going out.
}
second-overridden = { $who } { $time } did not wait and { $what ->
    [rewrite] changed it.
   *[send] sent it.
}
second-refused = { $who } { $time } did not agree, it was not { $what ->
    [rewrite] changed.
   *[send] sent.
}
second-expired = { $time } Nobody had agreed, it was not { $what ->
    [rewrite] changed.
   *[send] sent.
}
second-changed = { $time } The text has changed since, so this no longer counts. Whoever wants it must ask again.
second-dropped = { $time } No longer needed.
