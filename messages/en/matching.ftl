match-title = Maybe the same { $who ->
    [child] child
   *[adult] person
} · No. { $lost } and { $found }
match-same = The same { $who ->
    [child] child
   *[adult] person
} · No. { $lost } and { $found }
match-other = Not the same { $who ->
    [child] child
   *[adult] person
} · No. { $lost } and { $found }
match-agree = Alike: { $signs }
match-differ = Not alike: { $signs }
match-apart = { $where }, { $when }
match-when = { $when }
match-near = Very near each other
match-metres = About { $metres } m apart
match-kilometres = About { $kilometres } km apart
match-after = { $after } between them
match-at-once = at about the same time
match-at = No. { $number }: { $grid }, not claimed yet
match-with = No. { $number }: { $grid }, in { $who }’s hands
match-photo = The photo is from No. { $number }
match-do = Call each other and compare first, then press a button.
match-confirmed = { $time } confirmed by { $who }
match-denied = { $time } { $who } looked: no
match-own-will = An adult may have left on their own: ask them before you tell the family; if they don't want it, call the police.
match-tell = The family has not heard yet. Please call them.
match-hand-over = No. { $found }: check in person, hand over, then press “Close”.
match-close = No. { $lost }: press “Close” once the person was seen.
match-keep = Keep the one that has the family and is published.
match-merge = Press “Close” on the other one and choose “Duplicate”.
match-merged = No. { $gone } is part of No. { $number } now; both families hear how it goes.
match-over = This is over, its contents are put away.

sign-both = { $lost } and { $found }
sign-name = the name fits
sign-other-name = another name
sign-sex = { $who ->
    [boy] boy
    [girl] girl
    [male] male
   *[female] female
}
sign-age = age { $age }
sign-height = height ({ $height } cm)
sign-coloured = { $colour } { $garment }
sign-colours = { $garment } ({ $colours })
garment = { $garment ->
    [top] top
    [bottoms] trousers
    [dress] dress
    [shoes] shoes
    [hat] hat
    [bag] bag
    [scarf] scarf
    [uniform] school uniform
    [glasses] glasses
    [cane] cane
    [wheelchair] wheelchair
   *[hair] hair
}
colour = { $colour ->
    [red] red
    [pink] pink
    [orange] orange
    [yellow] yellow
    [green] green
    [blue] blue
    [purple] purple
    [black] black
    [grey] grey
    [white] white
    [beige] beige
   *[brown] brown
}

button-same-person = Same person
button-not-it = No
step-same_person = confirmed: the same person as another number
step-other_person = looked: not the person of another number
toast-same-person = Noted. What to do next stands in the message.
toast-other-person = Noted, nobody is asked again
