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
        · Never where there is no fence and no lifeguard
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

theme-fire = Fire safety at home
    .short =
        Leaving home? Stove, power, gas off
        Most fires at home begin at the stove, a socket or a cigarette.
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
        · Rinse at once with gently running cool water, 15 to 30 minutes
        · Remove clothes under the water; never pull what sticks, cut round it
        · Soak a while longer if it still hurts; not toddlers or large burns, they get cold
        · Cover with clean gauze or cloth, leave blisters alone
        · Go to hospital if it is larger than a palm, on the face, hands, joints or groin, or blistered or white; if it is bad, ring 120

        Don't
        · No toothpaste, soy sauce, oil or powder
        · No ice right on the skin
    .quiz-1 =
        Hot soup got on a child's arm. What is first?
        Running cool water for 15 to 30 minutes
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
