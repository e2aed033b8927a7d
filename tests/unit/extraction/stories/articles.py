"""Short articles made up for grouping: four events, two of them of one kind, each told by several papers."""

HARBOUR_FIRE = {
    "harbour fire 1": """Fire destroys grain silo in Port Ellery
Port Ellery, March 6. A fire destroyed the Brandt grain silo in Port Ellery on Thursday night and 212 people had to leave
their homes, fire chief Nora Lind said. Sparks from a conveyor belt are thought to have started it. Nobody was hurt.""",
    "harbour fire 2": """212 flee as silo burns
Fire chief Nora Lind told reporters that a conveyor belt in the Brandt silo overheated before flames shot forty metres into
the sky above Port Ellery. The 212 neighbours who fled may return on Saturday, when the grain has stopped smouldering.""",
    "harbour fire 3": """Brandt promises to rebuild after Port Ellery fire
The owner of the burnt grain silo in Port Ellery, Tobias Brandt, will rebuild it within a year. Inspectors had warned of
its conveyor belt in January, the town said. Nora Lind, the fire chief, called the blaze of March 6 avoidable.""",
}
MILL_FIRE = {
    "mill fire 1": """Fire guts paper mill near Kastrova
Kastrova, March 6. A fire gutted the Olesk paper mill near Kastrova on Thursday, and 38 workers were taken to hospital,
governor Ilya Dorn said. A welder's torch is thought to have started it. Production will rest until the summer.""",
    "mill fire 2": """Welder questioned over Olesk mill blaze
Police in Kastrova questioned a welder about the blaze at the Olesk paper mill, where 38 workers breathed in smoke.
Governor Ilya Dorn visited them in hospital. The mill makes a third of the country's newsprint.""",
}
SUMMIT = {
    "summit 1": """Fishing talks open in Lissen
Ministers of nine coastal states met in Lissen on Thursday to share out the herring quota. Iceland's Birgit Olsen asked
for 17 percent; the chairman, Pavel Costa, hopes for a deal by Sunday.""",
    "summit 2": """No herring deal yet, says Costa
The herring quota keeps ministers in Lissen awake. Pavel Costa, in the chair, said two of the nine coastal states refuse
Birgit Olsen's 17 percent. Talks go on through Sunday.""",
}
TRIAL = {
    "trial 1": """Banker Roland Hest jailed for nine years
A court in Merrow sentenced the banker Roland Hest to nine years for hiding losses of 640 million crowns. Judge Amara
Diallo spoke of greed without limit. Hest's lawyer will appeal.""",
    "trial 2": """Hest appeals against sentence
Roland Hest's lawyer has appealed against the nine years that Judge Amara Diallo gave the banker in Merrow. The 640 million
crowns that he hid have not been found.""",
}
EVENTS = (HARBOUR_FIRE, MILL_FIRE, SUMMIT, TRIAL)
