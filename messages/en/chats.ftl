listening-hello = Hello everybody, I'm Gege.
listening-grids = This group belongs to: { $grids }
listening-what = Somebody is missing, a light is broken, there is danger: write a line and I pass it on to the grid workers. In an emergency call 110 first.
listening-called = Here I listen only when called: send /report, reply to me, or write my name. In an emergency call 110 first.
listening-chatter = Chatter is not stored, not logged, not shown to a language model.
listening-memory = For 10 minutes I remember who sent a photo in which group, without words, at most 20 a person.
listening-draft = Only words that look like a report are kept; unconfirmed ones are deleted after 24 hours.
listening-operator = Responsible: { $operator }
bound = Bound: { $grids } · { $audience ->
    [residents] residents' group
    [staff] staff group
   *[business] business group
}
bound-deaf = I can't hear ordinary messages yet. Make me an admin of the group, or turn privacy mode off at @BotFather, then remove me and add me again.
bound-link = Link to the private chat for the notice board (or a QR code): { $link }
bound-staff = People who report or give clues are named here: please let only staff in.
unbound = This group is no longer bound to a grid; I don't listen for reports any more.
