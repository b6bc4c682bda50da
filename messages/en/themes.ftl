button-theme-more = Read more

theme-drowning = Safe near water
    .short =
        Near water, keep your eyes on the child
        Ponds, canals and even shallow water have cost lives. A drowning child is often silent.
        Swim with an adult, in a pool that has a lifeguard.
        Today: agree with your child, no adult means no water.
    .long =
        Six rules to agree on
        · Never go into water in secret
        · Never go in with friends only
        · Never without a parent or teacher
        · Never where there is no lifeguard
        · Never in water you don't know
        · Whoever isn't trained doesn't go in to rescue

        At the water with children
        · Stay within arm's reach and leave the phone alone
        · A swim ring is a toy; a life jacket that fits is not
        · With toddlers at home, empty or cover tubs and buckets

        Somebody is in the water
        · Shout for help, ring 110 and 120
        · Stand firm, reach out a pole or throw a ring, a can or a rope
        · Never go in as a chain of hands

        Out of the water
        · No response, no normal breathing: clear the mouth, give 2 breaths, then 30 compressions and 2 breaths, on and on until help takes over
        · Press the middle of the chest, 100 to 120 times a minute
        · Don't hang the person upside down, it only costs time
    .quiz-1 =
        A classmate fell into the river and no adult is near. What should a child do?
        Jump in at once
        Shout for adults, then throw something that floats or reach out a pole
        Go in hand in hand with friends
        Children who jump in often don't come out either. Shouting, ringing 110 and helping from the bank is what saves.
    .quiz-2 =
        A toddler plays in shallow water. Where should the adult be?
        Anywhere on the bank with a view
        With a swim ring on, a short walk is fine
        Within arm's reach of the child
        Drowning is often silent and takes less than a minute. Stay within an arm's length, phone away.
    .quiz-3 =
        Somebody pulled out doesn't respond or breathe. What comes first?
        Have 120 called, start breaths and chest compressions
        Carry them upside down to drain the water
        Pinch them and wait until they wake up
        Every minute without oxygen counts. Draining water does nothing but delay CPR.

theme-fire = Fire safety
    .short =
        Leaving home? Stove, power, gas off
        Most fires begin at the stove, a socket or a cigarette.
        Keep boxes off stairs and balconies: that is everyone's way out.
        Today: clear whatever can burn away from the stove and sockets.
    .long =
        Every day
        · Stay by a burning stove; turn off fire, power and gas when you leave
        · Never chain power strips; heaters and air conditioners get a wall socket
        · Put cigarettes out, never smoke in bed, keep candles off curtains
        · Nothing on stairs and balconies; keep fire doors shut
        · Have an extinguisher and a smoke alarm, and show them to everyone

        A fire has just started
        · Burning oil: heat off, lid on, no water
        · Appliances: cut the power first
        · Extinguisher: pull the pin, aim at the base, squeeze
        · Not out quickly? Leave, shut the door, ring 119

        High up
        · No smoke outside: walk down bent low, never take the lift
        · Smoke outside: stay in, shut the door, seal it with wet towels, call from the window, ring 119 with building, floor, flat and number of people
        · Don't jump, don't go back for things
    .quiz-1 =
        Oil in the pan catches fire. What now?
        Carry the pan outside
        Pour water on it
        Turn off the heat and put the lid on
        Water makes hot oil explode, carrying it burns people. Without air the fire dies under the lid.
    .quiz-2 =
        Your flat is fine, but the stairs are full of smoke. What now?
        Shut the door, seal it with wet towels, call from the window
        Hold your breath and run down
        Take the lift
        A few breaths of smoke knock you out, and a lift shaft is a chimney. A shut door keeps smoke away until help comes.
    .quiz-3 =
        May some boxes stay on the stairs for a day or two?
        Yes, by your own door
        No, the stairs are everybody's way out
        Yes, if you take them in at night
        Burning boxes fill the stairs with smoke, and people trip over them. Clear stairs let everyone sleep well.

theme-scald = Burns and scalds
    .short =
        Scalded? Cool water for 20 minutes
        Hot soup, kettles and bath water hurt little ones most.
        Cool it with water first. No toothpaste, soy sauce or ice.
        Today: move kettle and soup out of your child's reach.
    .long =
        Every day
        · Kettle and pots at the back, handles inwards, no long tablecloth
        · Say “hot, coming through”; nothing hot while you hold a child
        · Bath: cold water first, then hot; test it with your wrist
        · Hot-water bags and heat pads go over clothes and out before sleep: even mild heat burns in time

        Five steps
        · Rinse at once with gently running cool water for 20 minutes, never less than 15
        · Remove clothes under the water; never pull what sticks, cut round it
        · Soak a while longer if it still hurts; not toddlers or large burns, they get cold
        · Cover with clean gauze or cloth, leave blisters alone
        · Go to hospital if it is larger than a palm, on the face, hands, joints or groin, or blistered or white; if it is bad, ring 120

        Don't
        · No toothpaste, soy sauce, oil or powder
        · No ice right on the skin
    .quiz-1 =
        Hot soup got on a child's arm. What is first?
        Running cool water for 20 minutes
        Toothpaste, to cool it
        Pressing ice on it
        Water takes the heat away, the sooner the better. Toothpaste keeps heat in, ice hurts the skin.
    .quiz-2 =
        Clothes stick to the scalded skin. What now?
        Pull them off while warm
        Don't pull; rinse, then cut round what sticks
        Leave everything on
        Pulling tears the skin. Undress under the water and leave what sticks to the doctor.
    .quiz-3 =
        How do you run a baby's bath?
        Hot water first, then cold
        Add hot water while bathing
        Cold water first, then hot, and test with your wrist
        A child may sit down in hot water in a moment. The wrist feels heat better than the palm.

theme-falls = Falls and windows
    .short =
        No stools by windows: screens give way
        Children climb beds and sofas to the sill; old people fall in bathrooms and at night.
        Fit window locks that stop at 10 cm and put down anti-slip mats.
        Today: move whatever can be climbed away from windows.
    .long =
        Children and windows
        · Bars or locks on windows and balconies, gaps of 11 cm at most
        · No bed, sofa, stool or boxes under a window
        · Fly screens give way at a push
        · Never leave a toddler alone at home, not even asleep
        · Don't hold a child out to look at the street

        Old people
        · Anti-slip mats in bath and kitchen, a handle by the toilet
        · A night light on the way, no cables or puddles
        · At night lie half a minute, sit half a minute, stand, then walk
        · Shoes that fit, grip and hold the heel

        After a fall
        · Don't pull anyone up; ask where it hurts and what moves
        · Dizzy or sick, back or hip too painful to move, not waking: leave them lying, ring 120
        · A child hit its head: watch for 24 hours; vomiting, sleepy or unsteady means hospital
    .quiz-1 =
        There is a fly screen and a child leans on the window. Safe?
        Yes, the screen holds
        No, a screen gives way at a push
        Yes, a child is light
        A screen keeps flies out, it can't carry a child. Bars and locks can.
    .quiz-2 =
        After a fall an old person has bad pain in the hip and can't move. What now?
        Help them up and walk a little
        Rub where it hurts
        Don't move them, keep them warm, ring 120
        It may be broken, and lifting makes it worse. Let them lie until help comes.
    .quiz-3 =
        How do you get up safely at night?
        Lie a moment, sit a moment, stand, then walk
        Get up quickly
        Keep the light off to stay sleepy
        Blood pressure lags behind a sudden start and you get dizzy. Three slow steps and a small light.

theme-getting_lost = Not getting lost
    .short =
        Agree first: if we lose you, stay put
        Crowds at festivals, malls and stations part families fastest.
        Learn a family number by heart; a card in the pocket for the old.
        Today: practise your names and number with your child.
    .long =
        Children
        · Know their name, their parents' names, one number and where they live
        · Lost: stay where they are, call out; ask a uniform, a cashier or a mother with children
        · Never follow anyone with sweets or “I'll take you to mum”
        · Take a photo that day; bright clothes
        · Hold hands in crowds, one adult always watching

        Old people who forget
        · A contact card sewn in, a yellow wristband or a charged locating watch
        · Keep a recent photo and the places they know
        · Ask neighbours and guards to call if they go out alone

        Somebody is missing
        · Ring 110 at once, there is no waiting for 24 hours
        · One stays, the others search; ask for an announcement and the cameras
        · Tell Gege the age, clothes and last place, and neighbours help
        · A “clue” that wants money first is a fraud: tell the police
    .quiz-1 =
        A child has lost the family in a mall. What should it do?
        Run around and search
        Stay put, or ask a uniform or a cashier
        Follow a man who says he knows mum
        When everybody moves, nobody meets. Who stays put is found where they were lost.
    .quiz-2 =
        An old person at home is missing. When may you call the police?
        After 24 hours
        After a day of searching yourself
        At once, on 110
        There is no 24-hour rule. The earlier you call, the sooner they are found.
    .quiz-3 =
        A caller knows where the child is but wants money first. What now?
        Don't pay, tell the police officer on the case
        Pay a little and see
        Pay, the child comes first
        Whoever really knows doesn't ask for money. Let the police check the number.

theme-traffic = On the road
    .short =
        Helmet on; stop and look, then cross
        A turning lorry can't see you; a child running out between cars is in most danger.
        Helmets on bikes, belts for all, child seats for children.
        Today: check that every helmet at home closes firmly.
    .long =
        On foot
        · Use pavements, crossings and bridges; look both ways even on green
        · Don't run out between parked cars, don't walk with your phone
        · Keep away from turning lorries and buses
        · Wear bright clothes at night and in rain

        Riding
        · Bicycles from 12, e-bikes from 16
        · Helmet closed; not against traffic or on red; push across crossings
        · No umbrella or bags on the handlebar

        By car
        · Belts front and back; a child seat that fits, never on a lap in front
        · No phone, no drink; tired means stop
        · Open the door with the far hand, it makes you look back
        · Never leave a child in a car alone

        After a crash
        · Pull over if the car moves, get everyone off the road, ring 122; if somebody is hurt, 120
    .quiz-1 =
        The light is green. What comes before you cross?
        Run straight over
        See that cars on both sides have stopped
        Answer a message on the way
        Some cars can't stop in time and some turn right. Stop, look, go.
    .quiz-2 =
        From what age may a child ride an e-bike on the road?
        16
        12
        As soon as it can ride
        Bicycles from 12, e-bikes from 16, and with a helmet.
    .quiz-3 =
        A big lorry is turning. Where are you safe?
        Right beside it
        Walking by its wheels
        Well away until it has turned
        The rear wheels cut inwards and the driver can't see the side. A few metres and a moment are enough.

theme-fireworks = Fireworks
    .short =
        Fireworks: never near a manhole
        Sewers hold gas; one firecracker can blow the cover off.
        Only where allowed, bought with a label, lit by an adult.
        Today: agree with your child, nothing goes down a manhole.
    .long =
        Before
        · Read the local notice: where and when. Many streets and compounds don't allow any
        · Buy at a licensed shop, nothing unlabelled, online or home-made
        · Store away from fire, kitchen and balcony

        Lighting them
        · Open ground, away from houses, trees, cables, petrol, dry grass and manholes
        · Flat on the ground, an adult, a long taper, then step back
        · Never in the hand, never at people, cars or windows
        · A dud: wait 15 minutes, don't look in, soak it
        · Not on balconies, stairs, roofs or indoors

        If somebody is hurt
        · Burns: cool water 20 minutes, clean gauze, hospital
        · Eye: don't rub, rinse or press; a paper cup over it, hospital
        · Bleeding: press a clean cloth on it; a cut-off finger: wrap it, bag it, ice outside, take it along
        · Fire 119, badly hurt 120

        It is a festival without them, too: couplets, lanterns, dinner together
    .quiz-1 =
        Why must no firecracker go into a manhole?
        It dirties the cover
        There may be gas that explodes
        It is too loud
        Sewer gas throws up the cover and whoever stands on it. Children are hurt like this every year.
    .quiz-2 =
        A lit firecracker didn't go off. What now?
        Look closely and light it again
        Pick it up and throw it away
        Wait 15 minutes at least, then soak it
        The fuse may still glow inside. Enough time and water make it safe.
    .quiz-3 =
        A firework hurt an eye. What comes first?
        Don't rub or press; cover with a paper cup and go to hospital
        Rub it
        Press hard to stop the bleeding
        Rubbing and pressing make it worse. Cover it and let a doctor see it soon.

theme-ebike = Charging e-bikes
    .short =
        No battery indoors, no e-bike upstairs
        A burning e-bike fills the stairs with smoke in a minute or two, worst at night.
        No cable from the window, no all-night charging, its own charger.
        Today: take the battery at home down to a charging point.
    .long =
        Charging
        · At outdoor charging points, no cables hanging from windows
        · Neither bike nor battery in lifts, stairs, flats or cellars
        · The charger made for it; unplug when full, not all night
        · Just ridden, sun-hot or wet: wait half an hour
        · No bigger or changed battery; swollen, leaking, hot or smelly means stop and have it replaced

        Riding and parking
        · Buy one with the CCC mark; wear a helmet
        · Don't block doors or fire lanes
        · Help old neighbours to charge theirs

        It smokes
        · Run first; don't unplug or carry it; shut the door, warn people, ring 119
        · Battery fires are hard to put out and poisonous; don't stay for the bike
        · Smoke on the stairs: shut the door, seal it, call from the window
    .quiz-1 =
        May the battery charge at home while you watch it?
        Yes, if you watch
        Yes, up to half
        No, there is no time to run when it burns
        A failing battery fills a room with fire and poison in seconds. Charge outdoors.
    .quiz-2 =
        The battery is hot after a ride. When do you charge?
        After it has cooled for half an hour
        At once
        After cooling it with water
        Hot charging is risky and water makes a short. A rest makes the battery last longer, too.
    .quiz-3 =
        A charging battery smokes. What now?
        Carry it to the balcony
        Leave at once, shut the door, ring 119
        Cover it with a wet towel and watch
        From smoke to fire it takes seconds. Out, door shut, 119.

theme-gas = Gas at home
    .short =
        Smell gas? No switch, open up, get out
        Gas smells of rotten eggs, and one spark can explode it.
        Shut the valve on your way, touch no switch; ring the gas company or 119 from outdoors.
        Today: put soapy water on hose and joints and look for bubbles.
    .long =
        Every day
        · Stay by the flame; shut the main valve when you leave or sleep
        · Air while cooking and bathing; a heater needs a flue to the outside and never hangs in a bathroom
        · Use steel hose; rubber not through walls, 2 m at most, replaced in time
        · Fit a gas alarm, test it monthly, keep it plugged in
        · Replace stove and heater after 8 years; buy stoves that cut the gas when the flame dies
        · Bottles stand upright, not in cellars, never heated; no other fire in that room

        You smell gas
        · Gently open windows, shut the valve, put out flames
        · Touch no switch or plug, no hood, no phone inside
        · Outside, ring the gas company or 119; tell neighbours not to ring bells
        · Smell on the stairs: knock at doors, no lift

        It burns already
        · Wet towel round your hand and shut the valve; if you can't, leave and ring 119
    .quiz-1 =
        At night you smell gas. What must you not do first?
        Switch on the light
        Open the window
        Shut the valve
        The spark in a switch may set off a room full of gas. Window and valve, in the dark.
    .quiz-2 =
        There is a leak. Where do you phone?
        In the kitchen
        In a shut bedroom
        Outdoors, in the open
        Phones may spark. Get out first, then ring the gas company or 119.
    .quiz-3 =
        How do you check a hose?
        With a lighter
        With soapy water, looking for bubbles
        By smelling hard
        A flame would explode it. Where it bubbles it leaks: shut the valve and have it repaired.

theme-carbon_monoxide = Carbon monoxide
    .short =
        Dizzy by stove or bath? Get out
        Carbon monoxide has no colour and no smell, and a bowl of water doesn't help.
        No charcoal indoors; leave a gap in the window when you bathe.
        Today: see that your heater's flue leads outdoors.
    .long =
        Every day
        · No charcoal or briquettes indoors; if you must, a chimney, a window ajar, and out before sleep
        · No barbecue in tents, garages or shut rooms
        · A gas heater hangs outside the bathroom, its flue leads outdoors and is tight; short baths
        · Don't run a car in a shut garage or sleep in one
        · Fit an alarm near the bedrooms

        What it feels like
        · Headache, dizzy, sick, weak, racing heart, like a cold
        · Several people at once, and better outdoors: that is it
        · Red lips, not waking: already grave

        What to do
        · Open up, hold your breath, bring them into fresh air, loosen the collar, keep warm
        · Ring 120 and say that it may be carbon monoxide
        · Breathing but not waking: on the side
        · Not breathing: CPR at once
        · Go to hospital even when awake again; it can return days later
        · No switch, no flame: it may be gas as well
    .quiz-1 =
        Does a bowl of water in the room protect you?
        Yes, water takes it up
        No, it hardly dissolves in water
        Yes, two bowls do
        What helps is fresh air, an alarm, and no charcoal indoors.
    .quiz-2 =
        A family eats from a charcoal pot indoors, all feel dizzy and sick. What is most likely?
        Too much chilli
        Too little sleep
        Carbon monoxide
        Several dizzy people who feel better outdoors are its sign. Window, out, 120.
    .quiz-3 =
        In the shower you feel dizzy and weak. What now?
        Turn it off, get out, call your family
        Sit down and go on
        Make the water hotter
        A little later you may not be able to stand. Get to fresh air first.

theme-heat = Heat
    .short =
        Hot days: sip water, avoid noon
        From ten to four it is worst for the old, for children and for people working outdoors.
        A car is an oven: no child stays in it, not for a minute.
        Today: ring a relative who lives alone; is the cooling on?
    .long =
        Every day
        · Drink before you are thirsty, little and often; add a pinch of salt when you sweat
        · Stay in from ten to four; light loose clothes, a hat
        · Air conditioning at about 26 °C; without it, spend the day in a library, mall or community room
        · Outdoor workers rest at noon, take breaks and watch each other
        · Look at the back seat before you leave the car
        · Ask after old people who live alone, daily

        Feeling it
        · Dizzy, thirsty, weak, sweating: shade, loose clothes, salted water in sips, a fan

        Heat stroke: ring 120 at once
        · Burning hot, confused, cramps, unsteady, not waking; some don't sweat
        · Shade, clothes off, pour cool water, fan hard
        · Ice packs on neck, armpits, groin
        · Not awake: no drink, no medicine; on the side
        · Cool until the ambulance comes; the first half hour counts
    .quiz-1 =
        You sweat a lot. How should you drink?
        A big bottle once you are thirsty
        Cold beer
        Little and often, with a pinch of salt
        Too much at once is hard on the body, and alcohol dries you out.
    .quiz-2 =
        A workmate talks nonsense and is burning hot. What first?
        Ring 120, shade, cool water, fan
        Fever medicine
        A blanket and some sleep
        That is heat stroke and it kills. Fever medicine does nothing; fast cooling does.
    .quiz-3 =
        Five minutes in the shop: may a sleeping child stay in the car?
        With the window ajar
        No, a car heats up within minutes
        In the shade
        In summer a car reaches 50 °C in a quarter of an hour. Take the child along.

theme-flood = Heavy rain and floods
    .short =
        Heavy rain: don't wade, leave early
        Fast water below the knee knocks you over, and manholes hide in it.
        By slopes, rivers and in low places, go when told, even at night.
        Today: agree at home which way you would leave.
    .long =
        Before
        · Watch warnings; take flower pots in, move things up from the cellar
        · One bag: torch, power bank, water, medicine, papers
        · By slopes and rivers: know the way out and the shelter

        On the way
        · Don't walk where you can't see the ground; avoid whirls and bubbles
        · Keep off poles, lamps and signs; from a fallen wire hop 10 m away on one leg
        · Engine dead in water: don't restart, get out early, go up
        · Not into cellars for the car; not into flooded tunnels

        Hills and rivers
        · With rain about, no camping by rivers; water suddenly muddy or fast: run up
        · Mudflow: up the side, never down the gully

        When told to leave
        · Go at once, people first, things stay
        · Power and gas off; don't go back until told
        · Trapped: up high, wave something bright, ring 119 or 110
    .quiz-1 =
        An underpass is flooded and the car ahead got through. Follow?
        Yes
        No, turn round and take another way
        Get out and wade first
        Depth can't be seen and rises within minutes. The detour is quickest.
    .quiz-2 =
        You play in a gully and the water turns muddy. Where to?
        Down along the gully
        Onto a big stone in the middle
        Up the side
        A flood may be coming from above. It is faster than you; only higher ground is safe.
    .quiz-3 =
        You are told to leave at night and the rain seems weaker. Go?
        At once
        Wait a little
        Sleep until morning
        Water and mud from hills often come after the rain eases. People first.

theme-earthquake = Earthquakes
    .short =
        Earthquake: drop, cover, hold on
        Low down and steps from open ground, run out; higher up, take cover.
        Don't jump, don't take the lift, keep off windows and lamps.
        Today: find a safe spot at home and let everyone try it.
    .long =
        Before
        · Fix cupboards to the wall, nothing heavy above beds
        · Shoes, a torch and a whistle by the bed
        · Turn on quake warnings on phone and TV; act when it counts down
        · Agree where to meet and which relative far away to tell

        While it shakes
        · Ground floor, steps from open ground: cover your head, run, keep off walls and wires
        · Upstairs: under a solid table or in an inner corner, low, pillow on the head, hold on
        · In bed: face down, pillow over your head
        · In class: follow the teacher, under the desk, leave after it stops
        · In a car: stop gently, off bridges and tunnels
        · In the hills: away from steep slopes, to open ground

        After
        · Fire, gas, power off; stairs, open ground, aftershocks come
        · Buried: cover mouth, tap on pipes, whistle; save water and food
        · Trust official news only
    .quiz-1 =
        On the 20th floor it shakes hard. What now?
        Take the lift
        Jump from the balcony
        Get under a solid table, cover your head, hold on
        It mostly lasts less than a minute; you can't get down. Lift and jump are worse.
    .quiz-2 =
        The shaking stops. What first?
        Fire and gas off, down the stairs to open ground
        Pack valuables
        Back to bed
        Aftershocks may follow at once. People first, things later.
    .quiz-3 =
        Buried, how are you found?
        By crying all the time
        By tapping on pipes in rhythm and whistling
        By pushing the rubble
        Shouting tires and dust chokes. Tap when you hear somebody; it carries far.

theme-lifts = Lifts
    .short =
        Stuck in a lift: ring, wait, don't pry
        A cabin has vents, you get air; climbing out is the danger.
        Press the bell, ring the number on the wall, or 119.
        Today: take a photo of the number in your lift.
    .long =
        Riding
        · When the door opens, see that the cabin is there
        · No hand or foot in a closing door; press open
        · Don't lean, jump or pry; full means wait
        · Children inside, adults by the door; dogs short or on the arm
        · No e-bikes or batteries
        · No lift in a fire, an earthquake or with water in it
        · Escalators: stand, hold on, mind laces and skirts; no sitting, running or playing

        Stuck
        · Press the bell; no answer: the number on the wall or 119, with building and lift number
        · Sit or stand by the wall, save strength, knock now and then
        · Don't pry doors or climb out: it may move any time

        Suddenly falling
        · Press all floors from the bottom up
        · Head and back to the wall, knees bent, hold the rail, guard your neck

        A broken button, a door that pinches, uneven stops: tell the management, or Gege
    .quiz-1 =
        The lift stops between floors, the door ajar. What now?
        Pry it and climb out
        Keep off the door and wait
        Out by the roof
        If it moves while you climb, you are crushed or fall. Inside is safest.
    .quiz-2 =
        The door closes and somebody comes running. How do you help?
        With your foot
        With a shopping bag
        Keep the open button pressed
        Sensors don't always work. The button is fast and safe.
    .quiz-3 =
        Can you suffocate in a stuck lift?
        No, it has vents; wait calmly
        Yes, break it open
        Yes, after half an hour
        A cabin isn't airtight. Sit, breathe slowly; help mostly comes within half an hour.

theme-elder_fraud = Fraud against older people
    .short =
        Before you pay, call your children
        Free eggs, miracle cures and high returns are after your savings.
        Police, courts and banks never ask for a “safe account”.
        Today: agree at home on one call before any transfer.
    .long =
        What it looks like
        · Free eggs, check-ups and trips, then pills for thousands
        · Monthly returns, care-home shares, your flat as a pension: first a little money, then they are gone
        · “Police”, “court”, “insurance”: you are a suspect, move your money
        · “Granny, it's me, don't tell my parents”; voice and face can be faked
        · They have you install an app, share the screen, tell a code, and the money is gone
        · Refunds, lost parcels, “insurance fees”

        Three rules
        · Hang up; look the number up and call back yourself
        · Codes, passwords and cards are for nobody
        · Before paying ask family, a grid worker or the police

        Already paid
        · Ring 110 at once, it may still be stopped; note account, time, amount
        · Unsure? Ask 96110; always answer when it calls
        · It isn't your fault, they do it all day. Say it, and you can be helped
    .quiz-1 =
        “Police” say you are a suspect and must move money to a safe account. What now?
        Pay, to prove you are honest
        Hang up and check with 110
        Install the app they name
        There is no safe account. Real police never ask for a transfer by phone.
    .quiz-2 =
        Your grandson's voice needs money at once, and parents mustn't know. What now?
        Hang up, call him and his parents
        Hurry to the bank
        Send half
        Voices can be faked. “Don't tell anyone” is how you know a fraud.
    .quiz-3 =
        You find you have paid a fraud. What matters most?
        Keep quiet, the children would scold
        Wait for the refund
        Ring 110 at once
        In the first half hour it can best be stopped. There is no shame, and every minute counts.

theme-online = Safe online
    .short =
        Online with your child: three no's
        No address or school to strangers, no meeting alone, no paying.
        Turn on the minors' mode and keep payment codes to yourself.
        Today: see with your child what they play and with whom.
    .long =
        Agree with your child
        · Name, school, address, photos and parents' numbers are not for people online
        · Free skins, “unlock play time”, fan groups: a code to scan or tell is fraud
        · No undressed pictures, for nobody; threatened? Tell us at once
        · Before meeting anyone, tell an adult
        · Something ugly or scary: close it, come to us

        What adults do
        · Minors' mode, agreed times, phones sleep in the living room
        · Keep passwords and face payment; paid by mistake? Keep records, ask the platform
        · No location, uniform or door number in photos
        · Phones down at meals; listen first, don't scold
        · Sit well, keep distance, look far every half hour

        When it happened
        · Fraud, blackmail, secret photos: keep screenshots, ring 110
        · Report bad content on 12377
        · Feeling low: 12355 or 12356 listen
    .quiz-1 =
        Somebody gives a free skin and wants a scan with mum's phone. What now?
        Try it
        Don't, and tell your parents
        Give the password first
        A free skin is a hook: one scan and money is gone.
    .quiz-2 =
        Somebody online threatens a child to send more photos. What now?
        Do as told
        Solve it in secret
        Tell parents, keep screenshots, ring 110
        The one who threatens is wrong, not the child. The sooner told, the sooner it stops.
    .quiz-3 =
        A child won't put the phone down. What works better?
        Agree on times, and adults keep them too
        Snatch it away
        Let it be
        Rules made together are kept. An adult who puts the phone down is the best example.

theme-food = Food
    .short =
        Raw apart, cook through, no wild fungi
        Half-cooked beans, fungus soaked overnight and unknown mushrooms poison.
        Leftovers go into the fridge within two hours; heat them through.
        Today: set one board and knife apart for raw food.
    .long =
        Five habits
        · Clean hands, boards, knives
        · Raw and cooked apart
        · Meat, eggs, fish, beans cooked through; soy milk some minutes more
        · Leftovers cooled, in the fridge within 2 hours, heated through
        · Clean water, fresh food; throw out sprouting potatoes, mouldy nuts or cane

        Special care
        · Wild mushrooms: don't pick, buy or eat
        · Wood ear: soak an hour or two, not overnight; no mouldy rice or flour
        · No aconite in home-made liquor
        · Village feasts: a licensed cook, keep samples
        · No honey under one; no whole nuts or jelly for toddlers

        It went wrong
        · Sick, diarrhoea, cramps: rehydration salts in sips; blood, fever, double vision: hospital
        · Mushrooms: hospital, bring the rest
        · Several ill: keep food, 120
        · Choking, silent: from behind, fist above the navel, in and up; not waking: 120, CPR
        · Under one: face down, head low, 5 back blows; turn, 5 two-finger chest thrusts; again
    .quiz-1 =
        Wild mushrooms cooked with garlic that stayed white: safe?
        Yes
        Yes, cooked longer
        No, garlic shows nothing
        No home test tells poison; one wrong mushroom can kill. Don't pick, buy or eat.
    .quiz-2 =
        Wood ear has soaked for a day and a night. What now?
        Throw it away
        Rinse it well and eat
        Cook it longer
        Bacteria grow in it whose poison cooking leaves. Soak one meal's worth.
    .quiz-3 =
        What does a three-year-old choke on most easily?
        Soft noodles
        Whole peanuts
        Steamed egg
        Smooth hard bits slip into the windpipe. Grind nuts, and eat sitting.

theme-dogs = Dog and cat bites
    .short =
        Bitten: soap, water 15 min, vaccine
        Even your own pet, even a scratch: see a rabies clinic the same day.
        Dogs on a lead; don't tease, stare at or run from strange ones.
        Today: check whether your pet's vaccine is due.
    .long =
        Dog owners
        · Vaccine and licence in time, on a lead; short or on the arm in crowds and lifts
        · An adult stays when a child is with a dog

        Teach children
        · Don't touch strange animals; ask the owner first
        · Leave dogs alone that eat, sleep or have pups
        · A dog runs up: stand like a tree, arms down, eyes away; when it leaves, go slowly
        · Knocked down: curl up, hands over face and neck

        Bitten or scratched
        · Soap and running water in turn, for 15 minutes
        · Then iodine; no tight bandage, no oil, no sucking
        · The same day to a rabies clinic; deep wounds or head and face need immunoglobulin, too
        · A day or two late? Go all the same
        · Take every dose

        A stray that chases people: tell a grid worker or ring 110
    .quiz-1 =
        Your own puppy scratched you, a little blood. Does it matter?
        No, it is our own
        Yes: soap and water 15 minutes, clinic the same day
        A plaster will do
        Rabies can't be cured, but vaccine in time prevents it. Broken skin means go.
    .quiz-2 =
        A strange dog barks at you. What now?
        Run
        Throw stones
        Stand still, look away, leave slowly
        It chases what runs. Steady, sideways, slow, and most dogs leave.
    .quiz-3 =
        Bitten yesterday, no vaccine yet. Still go?
        Yes, the sooner the better
        No, after 24 hours it is useless
        Not without fever
        There is no deadline: as long as nothing has broken out, it helps.

theme-school_start = School starts
    .short =
        Walk the way to school together first
        Where to cross, where cars are, whom to ask: once walked, remembered.
        Bring bedtime forward some days before and it starts gently.
        Today: write the contact card in the satchel together.
    .long =
        On the way
        · Walk it: where to cross, where cars are, round canals and building sites
        · Agree who collects; tell teacher and child of a change; go with no stranger
        · Don't block the gate; get out on the pavement side
        · Home on time; call before visiting a friend

        At school
        · Keep right on stairs, no pushing, no lace tying there
        · No chasing or sharp things; unwell? Tell the teacher
        · Hit, called names, asked for money: no shame, tell teacher and parents

        How they feel
        · Earlier to bed a week before, phones in the living room
        · The first month listen more: who did you play with, was something sad?
        · Won't go, tummy aches, bad sleep, silent: be there, then talk to the teacher
        · Somebody to talk to: 12355 for the young, 12356 for heavy hearts

        On the card
        · Name, two numbers of parents, the teacher's, allergies
    .quiz-1 =
        A stranger says “your mum sent me to fetch you”. What now?
        Go along
        Don't; go back and let the teacher call
        Wait for mum in the car
        If somebody else comes, family says so first. If nobody did, don't go.
    .quiz-2 =
        A classmate calls a child names and pushes. What should the child do?
        Bear it
        Hit back
        Tell teacher and parents
        That isn't telling tales. The sooner adults know, the sooner it stops.
    .quiz-3 =
        How do you change bedtime before school?
        A week ahead, a little earlier each day
        Early the night before
        It comes by itself
        A body takes days. In small steps the first day isn't hard.

theme-holiday_travel = Holiday trips
    .short =
        Before you go: home, car, weather
        Water, power, gas off, doors shut; tyres, brakes; belts for all.
        Stay off hills and waters that aren't open; where it is packed, go elsewhere.
        Today: tell somebody who stays at home where you go.
    .long =
        Leaving home
        · Water, power, gas off; balcony cleared; doors and windows shut
        · Don't post that nobody is home; ask a neighbour to look

        On the way
        · Tyres, brakes, wipers; belts front and back, child seats
        · Rest 20 minutes every 4 hours at least; tired means stop
        · No overfull cars, no riding on lorries or three-wheelers
        · Breakdown on a motorway: hazard lights, people behind the barrier, triangle 150 m back, ring 122

        While there
        · Off hills, reservoirs, banks that aren't open; no gullies in rain
        · Book on known platforms; beware of cheap tours
        · Children and old people in the middle; agree where to meet
        · Rides: licence, gear, and only if you feel well

        In a crowd
        · Too full: turn back; caught: go with it, never against, don't bend down
        · Fists before your chest, to breathe; if you fall, curl up, guard your head, get up soon
    .quiz-1 =
        Your car breaks down on a motorway. Where do you wait?
        In the car
        Waving behind it
        Behind the barrier
        The next car may not stop in time. Car aside, people off, 122.
    .quiz-2 =
        In a tight crowd your phone falls. What now?
        Bend down
        Leave it, go out with the crowd
        Stop until it is emptier
        Who bends or stops is pushed over first. Get out, then ask staff.
    .quiz-3 =
        On a long drive, how often do you rest?
        After 4 hours at most, for 20 minutes
        On arrival
        Coffee will do
        Tired people react far slower and coffee doesn't help. Rest, then go.

theme-falling_objects = Falling objects
    .short =
        A bare sill is a safer street below
        A flower pot from high up can kill, most likely in wind.
        Loose drying racks, brackets and screens: tighten them in time.
        Today: bring the pots on sill and rail inside.
    .long =
        At home
        · No pots, mops or things on sills, rails or outdoor units
        · Check screens, frames, racks, awnings and brackets yearly; mend what is loose
        · Before wind and rain, washing in, windows shut
        · No cigarette, bottle or rubbish out of the window
        · Teach children: not even a sweet or a brick; stay with them at windows
        · Cleaning or repairs up high: block the place below, somebody watches

        Down below
        · Walk under cover, don't stand along walls; in wind keep off signs and scaffolds
        · “Mind falling objects” means go round

        In shared places
        · Loose tiles, awnings, signs: a photo to the management, or to Gege, and somebody looks; 12345 takes it, too

        Somebody was hit
        · Head or neck: don't move them, ring 120; press on bleeding
        · Ring 110, keep the object, ask for the cameras
    .quiz-1 =
        An egg thrown from a tower block: what happens?
        Nothing, it is soft
        From high up it can hurt somebody badly
        It only makes a stain
        The higher, the faster; small things hit hard. Throw nothing.
    .quiz-2 =
        Wind is forecast. What do you do on the balcony?
        Take pots and washing in, shut windows
        Tie pots to the rail
        Wait for the wind
        Once it blows it is too late. Inside is safest.
    .quiz-3 =
        Tiles are loose on a wall. What now?
        Just walk round
        Poke them down
        Keep off, send a photo to the management or a grid worker
        One word makes it safer for the next neighbour. Poking hits somebody.

theme-cold = Cold days
    .short =
        Colder: go out later, one layer more
        Mornings are coldest and hardest on heart and vessels; wait for sun.
        Blanket off before sleep; heaters a metre from anything.
        Today: feel an old relative's bed; ask about their pills.
    .long =
        Body
        · Hat, scarf, gloves; several layers
        · Heart or blood pressure: pills on time, rise slowly, out after sunrise
        · Chest pain, one side weak, face crooked, slurred words: 120 at once, note the time
        · Alcohol doesn't warm; baths not too hot or long

        Heating
        · Electric blankets flat, off before sleep, new after 6 years
        · Heaters a metre from what burns, no drying clothes, off when you go, own socket
        · Hot-water bags off the skin and out before sleep
        · With coal or gas leave a window ajar

        Ways and home
        · Bridges and shade freeze: walk slowly, hands free
        · Wrap pipes; thaw with warm water, no flame

        Too cold
        · Fingers white and numb: indoors, in water of 38 to 40 °C that your elbow has tested; no snow, no fire
        · Shivering, slurring: wet clothes off, blankets, sweet drink if awake, 120

        Knock at the door of old neighbours who live alone
    .quiz-1 =
        When is it good to exercise in winter?
        Before dawn
        After the sun is up
        At midnight
        Early it is coldest and blood pressure is high. Wait until it is warmer.
    .quiz-2 =
        Fingers are white and numb with cold. What now?
        Rub them with snow
        Hold them over a fire
        Put them in water of 38 to 40 °C
        Rubbing tears, fire burns. Slow warmth is best.
    .quiz-3 =
        An old person's face goes crooked, one hand weak. What now?
        Ring 120 at once and note when it began
        Let them sleep
        Prick the fingers
        That looks like a stroke. Treatment works only within hours.

theme-fire_day = Fire day, 9 November
    .short =
        Fire day 119: practise getting out
        A real fire leaves minutes; who has practised stays calm.
        Two ways out, one meeting place, once through it bent low.
        Today: walk from bed to the street and time it.
    .long =
        Ten minutes, all together
        · Draw two ways out of every room
        · Agree where to meet, like the tree by the gate
        · Lights off, along the wall, bent low, down the stairs; time it
        · Say who takes the old and the little ones
        · Teach 119: compound, building, floor, what burns, who is trapped, your number

        Look round the home
        · Extinguisher: needle in green, in date, everyone knows where
        · Smoke alarm: press, it sounds
        · Rope, smoke hood and torch at hand
        · One barred window opens from inside
        · Nothing before the door, fire doors shut

        Remember
        · Small fire: lift, pull, aim at the base, press
        · Big fire: leave and don't return
        · Smoke outside: stay, shut, seal, call from the window
        · Clothes on fire: stop, drop, roll

        119 is free, and comes to rescue people without fire, too
    .quiz-1 =
        Your clothes are on fire. What now?
        Run
        Stop, drop and roll
        Beat it with your hands
        Running fans it. Rolling smothers it.
    .quiz-2 =
        What must 119 hear first?
        That you are afraid
        How big it is
        Where: compound, building, floor
        They must find you. Don't hang up first, answer their questions.
    .quiz-3 =
        Which colour should the extinguisher's needle be in?
        Green
        Red
        Any
        Red means too little pressure: have it serviced. Look once a month.

theme-disaster_day = Disaster day, 12 May
    .short =
        12 May: pack one family bag
        Water, torch, whistle, medicine, power bank, by the door.
        Know the nearest shelter and where your family meets.
        Today: walk to the nearest shelter and look at it.
    .long =
        In the bag
        · Water and food without cooking for three days
        · Torch, radio, power bank, whistle
        · Medicine, plasters, gauze, masks
        · Clothes, blanket, raincoat, tissues; baby milk and nappies
        · Copies of papers, cash, numbers on paper
        · Check it twice a year

        Agree
        · The way to the shelter
        · Where to meet, which relative far away to tell
        · Who takes the old, the children, the valves

        Learn three things
        · CPR: no response, no normal breathing: have 120 called, an AED fetched; press mid-chest, 100 to 120 a minute, 5 to 6 cm; 30 presses, 2 breaths
        · Bleeding: press a clean cloth, don't let go
        · Choking: from behind, above the navel, in and up; under one: 5 back blows, 5 chest thrusts

        Hear the warning
        · Turn on weather and quake warnings
        · A red warning, or told to leave: do it at once
        · Official news only

        Your community has drills and first-aid courses: come along
    .quiz-1 =
        For how many days is the water and food in the bag?
        One meal
        Three days
        A month
        Mostly help arrives within three days. Replace it twice a year.
    .quiz-2 =
        How fast do you press an adult's chest?
        40 to 60 a minute
        60 to 80 a minute
        100 to 120 a minute
        Fast, deep, and let the chest come back. Tired? Change over, don't stop.
    .quiz-3 =
        A cut in the hand won't stop bleeding. What first?
        Press a clean cloth on it
        Put ash on it
        Keep rinsing it
        Pressing without letting go stops most bleeding. If not, ring 120.

theme-family_education = Bringing up children
    .short =
        Today, listen for ten minutes first
        Phone down, sit, don't interrupt, don't judge.
        Where talk is kind, children dare to tell when it matters.
        Today: ask “what was best today?” and only listen.
    .long =
        A little daily
        · Ten minutes, no phone, just the child
        · Listen, then speak: “you are angry, is it because …”
        · Praise what they did: “you tried three times”
        · One job at home: table, rubbish, plants
        · Enough sleep, move together, read together

        When they did wrong
        · Pause; say nothing in anger
        · Talk of the matter; no hitting, no “I'll leave you”
        · Think together: how to mend it, what next time
        · Adults say sorry, too

        Couples and grandparents
        · Quarrel elsewhere; agree on rules first
        · Thank grandparents for their work, then talk gently

        When to ask for help
        · Two weeks sad, no school, no sleep, not wanting to live: stay, don't blame, ring 12356 or 12355, see a doctor
        · Somebody harms a child: 110
        · You can't go on: 12356, too, or the parents' hour in your community
    .quiz-1 =
        “They laughed at me today.” What do you say first?
        Don't cry over that
        Did you start it?
        That sounds hard, tell me
        Take the feeling in first, then they go on talking and you find a way together.
    .quiz-2 =
        Which praise helps more?
        You are so clever
        You tried three times and didn't give up
        You are the best
        Praise for effort lets a child try hard things again.
    .quiz-3 =
        A child says life has no point. What now?
        Listen, stay, ring 12356 or see a doctor
        Scold such talk
        It passes in some days
        Take every such word seriously. Don't leave the child alone, ask for help early.

# Why a reminder comes on its day

anchor-date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
anchor-nth = { $nth ->
    [-1] last
    [1] first
    [2] second
    [3] third
    [4] fourth
   *[other] fifth
} { $weekday } of { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
anchor-feast = { $feast ->
    [little_new_year] Little New Year
    [new_years_eve] New Year's Eve by the moon
    [spring_festival] Spring Festival
    [lanterns] Lantern Festival
    [dragon_boats] Dragon Boat Festival
    [mid_autumn] Mid-Autumn Festival
   *[double_ninth] Double Ninth
}
anchor-term = { $term ->
    [minor_cold] Minor Cold
    [major_cold] Major Cold
    [spring_begins] Spring Begins
    [rain_water] Rain Water
    [insects_awaken] Insects Awaken
    [spring_equinox] Spring Equinox
    [clear_and_bright] Clear and Bright
    [grain_rain] Grain Rain
    [summer_begins] Summer Begins
    [grain_buds] Grain Buds
    [grain_in_ear] Grain in Ear
    [summer_solstice] Summer Solstice
    [minor_heat] Minor Heat
    [major_heat] Major Heat
    [autumn_begins] Autumn Begins
    [heat_ends] Heat Ends
    [white_dew] White Dew
    [autumn_equinox] Autumn Equinox
    [cold_dew] Cold Dew
    [frost] Frost
    [winter_begins] Winter Begins
    [minor_snow] Minor Snow
    [major_snow] Major Snow
   *[winter_solstice] Winter Solstice
}
anchor-holiday = { $days } days before the { $holiday ->
    [new_year] New Year
    [spring_festival] Spring Festival
    [tomb_sweeping] Tomb-Sweeping
    [labour_day] May Day
    [dragon_boats] Dragon Boat
    [mid_autumn] Mid-Autumn
   *[national_day] National Day
} holiday
anchor-season = { $season ->
    [year] the year
    [warm] the warm months
    [cold] the cold months
    [flood] the flood season
    [summer_break] the summer break
   *[winter_break] the winter break
}
anchor-begins = the first day of { $season }
anchor-ends = the last day of { $season }
anchor-before = { $days } days before { $what }
anchor-after = { $days } days after { $what }
anchor-weekly = { $every ->
    [1] every { $weekday }
    [2] every second { $weekday }
    [3] every third { $weekday }
   *[other] a { $weekday } every { $every } weeks
} of { $season }
anchor-weekday = { $weekday ->
    [0] Monday
    [1] Tuesday
    [2] Wednesday
    [3] Thursday
    [4] Friday
    [5] Saturday
   *[6] Sunday
}
