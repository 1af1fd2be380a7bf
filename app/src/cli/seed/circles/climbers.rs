//! Climbers from the wall by the canal.

use kith_adapters::scenery::{Scene, Tone};
use kith_core::accounts::Gender;

use super::{Circle, person, say};

pub(super) const CIRCLE: Circle = Circle {
    people: &[
        person("linnea_b", "Linnea", "Bergström", Gender::Female, "1995-02-11")
            .of("Göteborg", "Structural engineer")
            .about("I calculate loads all day and then hang from my fingers.", &["climbing", "bouldering", "bridges"]),
        person("mateo_r", "Mateo", "Restrepo", Gender::Male, "1993-09-27")
            .called("Teo")
            .of("Göteborg", "Physiotherapist")
            .about("I will look at your shoulder. Please warm up.", &["climbing", "physiotherapy", "salsa"]),
        person("ingvild", "Ingvild", "Haugen", Gender::NonBinary, "1990-12-05")
            .of("Oslo", "Route setter")
            .about("I set the ones you swear at.", &["route setting", "climbing", "skiing"]),
        person("kwame_d", "Kwame", "Donkor", Gender::Male, "1998-05-19")
            .of("Göteborg", "Marine biology student")
            .about("Top rope by conviction.", &["climbing", "kelp", "sea kayaking"]),
        person("sofie_l", "Sofie", "Lindqvist", Gender::Female, "1987-07-14")
            .of("Göteborg", "Paramedic")
            .about("Nights, rock, sleep, repeat.", &["climbing", "first aid", "coffee"])
            .private(),
    ],
    posts: &[
        say(2, "New set in the cave, all of it. The yellow one is not broken, you are just standing on the wrong foot.")
            .shows(&[
                (Scene::Wall, "A grey climbing wall with holds in many colours"),
                (Scene::Wall, "Another panel of the wall, steeper, with fewer holds"),
            ]),
        say(0, "The yellow one is broken."),
        say(1, "It is not broken, I did it at lunch. Left foot, hips in, breathe out."),
        say(3, "Fell off the warm-up in front of a children's birthday party. They cheered. I bowed."),
        say(4, "Three night shifts done. Slept, ate something that was mostly cheese, and now an hour on easy rock with nobody's pager but the gulls'.")
            .shows(&[(Scene::Hills(Tone::Blue), "Blue hills and a pale sky by the coast")]),
        say(1, "Your weekly reminder. Fingers do not get strong in a week. Tendons take months.\n\n> If it hurts when you press on it, do not climb on it.\n\nThen come and see me.")
            .titled("About that finger"),
        say(0, "Did the load calculation for our new anchor board, then asked a colleague to check it, then asked him to check it again because he answered too quickly."),
        say(2, "Resoled shoes are back. They smell of nothing. It will not last."),
        say(3, "Trip report: two days, four routes, one seal that watched us the whole time and clearly thought little of our footwork. #climbing #islands")
            .titled("Out on the islands")
            .shows(&[
                (Scene::Hills(Tone::Teal), "Low hills in teal, seen across the water"),
                (Scene::Hills(Tone::Blue), "Blue ridges one behind the other"),
                (Scene::Hills(Tone::Dusk), "Evening over the ridges, orange and brown"),
                (Scene::Hills(Tone::Violet), "The last light, violet"),
            ]),
        say(4, "That seal. I am sure it shook its head."),
        say(0, "Looking for a partner on Thursday evenings. I am 61 kilos, I do not talk on the rope, and I bring cinnamon buns. #climbing #partner"),
        say(3, "I weigh 84 and I talk constantly, but I feel strongly about the buns."),
        say(2, "Setting day. Somebody asked what inspires me. Mostly a bag of old holds and a deadline. #climbing")
            .shows(&[(Scene::Wall, "A wall half set, with a lot of bare panel between the holds")]),
        say(1, "Somebody left a blue chalk bag at the desk. It contains chalk, a tooth guard and a raw potato. No questions asked."),
        say(3, "The potato is for luck and I would like it back."),
        say(4, "Refresher evening next week, free, in the room above the wall: bleeding, breathing, and how to call for help when you do not know where you are. Come even if you came last year."),
        say(0, "Did it. The yellow one. Left foot, hips in. I am not going to say who was right.")
            .shows(&[(Scene::Wall, "The holds of the cave from below")]),
        say(1, "I was right."),
        say(2, "Yellow comes down on Monday. Nothing lasts."),
        say(3, "Exam on seaweed tomorrow. I can name forty and tell apart about nine."),
        say(0, "Training diary: hangs 4 x 10 s, still scared of the left hand, less scared than in spring.").only_me(),
        say(4, "Picture from the ridge, for those who were asleep. You missed the wind."). shows(&[(Scene::Hills(Tone::Green), "Green ridges under a hazy sky")]),
        say(2, "List of boots, ropes and helmets that the club lends. Ask at the desk, sign, bring back dry.").titled("Gear to borrow").unlisted(),
        say(3, "Passed. The seaweed was kind."),
    ],
};
