rings-title = 🔔 About to go further · { $what }
rings-published = Published by { $who } { $time }, sent to { $grid }
rings-next = Goes to { $grid } at { $time }
rings-by-hand = Next is { $grid }, only when somebody presses
rings-held = On hold, not sent to { $grid }
rings-do = If it should not go out: “Hold”. To hurry it: “Widen now”.
rings-used-up = Its publisher has sent { $count } further today; this one stops nearby.
rings-used-up-do = If it should go out, press “Widen now”.
rings-over = It goes no further.

second-title = ✋ A second person must agree · { $what }
second-asked = { $who } wants to send it to { $grid }, { $groups ->
    [one] 1 group
   *[other] { $groups } groups
}
second-used-up = { $who } has sent { $count } further today.
second-how = If it should go out, press “Agree”. If nobody does by { $time }, it doesn't.
second-goes-on = If nobody presses, it goes out by itself at { $time }.
second-override = Nobody answers? After 90 seconds the duty desk may press “Send now”.
second-confirmed = { $who } { $time } agreed, it is going out.
second-overridden = { $who } { $time } did not wait and sent it.
second-refused = { $who } { $time } did not agree, it was not sent.
second-expired = { $time } Nobody had agreed, it was not sent.
second-dropped = { $time } No longer needed.
