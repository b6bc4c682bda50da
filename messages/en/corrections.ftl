alert-updated = Updated: { $at }
correction-by = { $who } corrected it · No. { $number }
correction-checked = { $who } checked it. Update what is out?
correction-added = News. Update the alert? · No. { $number }
correction-groups = { $groups ->
    [one] 1 group will read this instead:
   *[other] { $groups } groups will read this instead:
}
correction-faster = It is more urgent now: once updated, the next ring goes out earlier.
correction-waits = More urgent now. Send at once? · No. { $number }
correction-waits-do = This alert was to wait for the morning. Press “Send now” and residents get it now:
correction-wanted = No. { $number }: please write what is right; it replaces what was said.
correction-wanted-draft = Please write what is right; it replaces what was said.
correction-example = { $kind ->
    [lost] For example: blue school uniform, last seen at Wutong Road
    [found] For example: a girl of 4, found at Wutong Road
   *[hazard] In full: where, what happened, what people should do
}
correction-photo = Or send a new photo, with words under it if you like.
corrected = Corrected.

button-correct = Correct
button-update = Update
button-dont-update = Leave as it is
button-wait-for-morning = In the morning
toast-updated = Updating it in the groups
toast-not-updated = The groups keep what they have
refusal-nothing-corrected =
    I can't see what to change.
    Please write only what is right, such as: blue school uniform. Or send a photo.
refusal-nothing-corrected-hazard = Please write a line that is right, or send a photo.
refusal-photo-reason = Why should everybody see the photo? Please write the reason under it.

step-correct = corrected it
step-update = updated the alert
step-update-now = sent it without waiting for the morning

unverified-title = ⚠️ Out, but nobody has checked it · No. { $number }
unverified-do = If you know the reporter, or have called them: “It is checked”.
unverified-then = Then name and photo may be added in the groups.
button-verify = It is checked
step-verify = checked it
