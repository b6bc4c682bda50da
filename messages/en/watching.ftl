watch-person = Please tell guards and patrols; if you see them call 110, then reply here
watch-hazard = Please go and look, ask people to stay away; reply here with news
button-told = Passed on
button-searching = Patrolling
button-taken-over = Taken over
ack-told = passed it on
ack-searching = is patrolling
ack-taken_over = has taken over
