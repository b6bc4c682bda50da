start-hello = Hello { $name }, I'm Gege.
start-hello-stranger = Hello, I'm Gege.
start-what = Somebody is missing, a light is broken, there is danger: just write it to me and I pass it on to the grid workers.
start-urgent = In an emergency call 110 / 119 / 120 first.
start-grids = Your grids: { $grids }
start-help = /help what I can do · /language change language

help-urgent = In an emergency call 110 / 119 / 120 first.
help-report = One sentence is enough, for example:
    My child is missing, 5, red jacket
    The light on floor 4 of building 3 is broken
help-group = Write it in your residents' group or here. Photos and places work too.
help-case = /case number: how far it is
help-cases = /cases: what is open in your grids
help-staff = /staff: who works in the grid
help-bind = /bind CODE residents: bind a group to a grid (admins)
help-language = /language: change language

not-understood = I did not understand. Please write one sentence: what happened, and where. In an emergency call 110 first. What I can do: /help

language-name = English
language-choice = 请选语言 / Choose a language
language-set = All right, English from now on.

staff-list-title = People of the grid:
staff-list-more = { $people ->
    [one] and 1 more
   *[other] and { $people } more
}
staff-list-empty = Nobody is on the list here yet.
role-worker = grid worker
role-instructor = instructor
role-duty = duty desk
role-partner = partner
role-volunteer = volunteer
role-admin = admin
