//! The people of one street.

use kith_adapters::scenery::{Scene, Tone};
use kith_core::accounts::Gender;

use super::{Circle, person, say};

pub(super) const CIRCLE: Circle = Circle {
    people: &[
        person("rosalind", "Rosalind", "Achebe", Gender::Female, "1967-02-20")
            .called("Ros")
            .of("Rua das Flores 8", "Translator")
            .about("I have the spare keys of half the street.", &["neighbours", "translation", "dominoes"]),
        person("duarte_m", "Duarte", "Moreira", Gender::Male, "1978-09-03")
            .of("Rua das Flores 11", "Bicycle mechanic")
            .about("If it squeaks, ring.", &["bicycles", "street party", "football"]),
        person("hyejin_k", "Hye-jin", "Kwon", Gender::Female, "1993-07-22")
            .of("Rua das Flores 4", "Game sound designer")
            .about("Recording your gate. It has a wonderful creak.", &["sound", "games", "kimchi"]),
        person("valentin_i", "Valentin", "Ionescu", Gender::Male, "1959-12-12")
            .of("Rua das Flores 15", "Retired geography teacher")
            .about("I can tell you where the wind comes from.", &["maps", "chess", "weather"]),
        person("saoirse_k", "Saoirse", "Keane", Gender::Female, "1990-05-31")
            .of("Rua das Flores 9", "Midwife")
            .about("Asleep at odd times. Please do not ring before two.", &["neighbours", "swimming", "naps"])
            .private(),
    ],
    posts: &[
        say(0, "The parcel for number 12 is with me. The parcel for number 10 is also with me. I am basically a depot with a kettle."),
        say(1, "Free check of lights and brakes on Saturday in front of number 11. Bring the bicycle, and the squeak if you can reproduce it."),
        say(3, "Wind from the north-west, 28 km/h at my window. If you have washing out at the front, now is the time."),
        say(2, "Thank you, @valentin_i. My pillowcase has moved to number 17 and seems happy there."),
        say(4, "Two boys and a girl before breakfast, all loud, all well. I am going to bed. It is noon. Good night."),
        say(0, "What we need for the street party:\n\n- tables: @duarte_m has two, the parish lends six\n- lamps: everybody brings one\n- music: @hyejin_k, *quietly* after eleven\n- the permit: I have it, in three copies, they know me\n\n#streetparty")
            .titled("Street party"),
        say(1, "Found on the handlebar of the blue bicycle at the corner: a knitted sock, child's size, left foot. It waits in my window."),
        say(2, "Recorded: Ros's gate, the tram bell, Duarte's freewheel, rain on the tin roof of number 6. The dragon in the game is now made of our street."),
        say(3, "Chess on the bench, five o'clock. I play white against the afternoon sun, which is a disadvantage, and I mention it in advance."),
        say(1, "Lost in 23 moves. The sun did not disturb him at all."),
        say(4, "Swam before work. Eleven degrees. I said a word that I normally only hear at work.")
            .shows(&[(Scene::Hills(Tone::Teal), "Teal hills across still water")]),
        say(0, "The water is off tomorrow from nine to eleven. Fill a pot. I have told number 3 in person because they do not read."),
        say(2, "We read now! Greetings from number 3, we borrow Hye-jin's account."),
        say(3, "From the roof, facing west. The furthest line is forty kilometres away, I checked it on the map.")
            .shows(&[
                (Scene::Hills(Tone::Dusk), "Five lines of hills in orange light"),
                (Scene::Hills(Tone::Violet), "The same direction half an hour later"),
            ]),
        say(1, "The sock has been claimed. The owner is three and gave me a very firm handshake."),
        say(0, "Lamps are up. If yours flickers, it is not the lamp, it is number 6's cable, we know.")
            .shows(&[
                (Scene::Lights, "Lamps over the street, out of focus"),
                (Scene::Lights, "More of them, red and gold"),
                (Scene::Lights, "The far end of the street, small lights")
            ]),
        say(4, "Came down in slippers at midnight to complain about the noise, stayed until two. The slippers are ruined. Good party. #streetparty"),
        say(2, "A minute of sound from the party: eleven languages, one accordion, and Valentin explaining the wind to a baby. I am keeping it forever."),
        say(3, "The baby agreed with me."),
        say(0, "Lost property after the party: one cardigan, two bowls, a trombone. **A TROMBONE.** How does one go home without a trombone?"),
        say(1, "I went home without a trombone. Coming over."),
        say(0, "Who has which spare key. Not for anybody else.").only_me(),
        say(3, "Minutes of the residents' meeting, for those who live here.").among(&[0, 1, 2, 4]).titled("Minutes"),
        say(4, "Whoever left soup outside my door after the long night: you are the reason people live in streets."),
    ],
};
