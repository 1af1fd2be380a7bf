//! Slow runners of the early morning.

use kith_adapters::scenery::{Scene, Tone};
use kith_core::accounts::Gender;

use super::{Circle, person, say};

pub(super) const CIRCLE: Circle = Circle {
    people: &[
        person("achieng_o", "Achieng", "Otieno", Gender::Female, "1986-11-02")
            .of("Kisumu", "Surveyor")
            .about("Pace: conversational. Conversation: constant.", &["running", "maps", "lake"]),
        person("henrik_s", "Henrik", "Sørensen", Gender::Male, "1972-03-14")
            .of("Aarhus", "Ferry captain")
            .about("Started at forty-eight. Third marathon pending.", &["running", "ferries", "rye bread"]),
        person("isla_mc", "Isla", "McAllister", Gender::Female, "1997-08-08")
            .of("Inverness", "Forest ranger")
            .about("Hills. Then other hills.", &["hill running", "forests", "oats"]),
        person("dat_ng", "Đạt", "Nguyễn", Gender::Male, "1983-06-17")
            .of("Huế", "Secondary school chemistry teacher")
            .about("I run so that I may eat bún bò.", &["running", "noodles", "chemistry"]),
        person("marisol_v", "Marisol", "Vega", Gender::Female, "1979-04-27")
            .called("Mari")
            .of("Oaxaca", "Radio producer")
            .about("5 a.m. is a time. I have seen it.", &["running", "radio", "mezcal"])
            .private(),
    ],
    posts: &[
        say(0, "Eight kilometres along the lake, in company of two dogs, one goat and my sister, who talked for seven of them. #running")
            .shows(&[(Scene::Hills(Tone::Dusk), "Sunrise over hills, orange to brown")]),
        say(1, "Ran twice around the deck before the first crossing. 41 laps make five kilometres. The mate counts with peas."),
        say(2, "Met nobody for two hours except a stag, who looked at my shoes. #hillrunning #running")
            .shows(&[
                (Scene::Hills(Tone::Green), "Green hills, mist between them"),
                (Scene::Hills(Tone::Violet), "Heather-coloured hills under a pale sky"),
                (Scene::Hills(Tone::Blue), "Far ridges in blue")
            ]),
        say(3, "Pupils asked why I run if nobody is chasing me. I said: entropy. #running"),
        say(4, "First kilometre: why. Second kilometre: why. Third kilometre: oh, that is why.")
            .shows(&[(Scene::Hills(Tone::Violet), "A violet morning above the valley")]),
        say(1, "Knee says no. Physiotherapist says slowly. Wife says told you. Three opinions, one knee."),
        say(0, "What helped me when I began:\n\n**Walk first.** Run until the next tree. Walk again. After a month there are more trees than you thought. Do not buy anything except shoes.")
            .titled("For Henrik's nephew, who asked"),
        say(2, "Wet feet from kilometre one to kilometre nineteen. There is a kind of freedom in it, once you stop hoping."),
        say(3, "Evening run along the river after forty-two lab reports. Two of them were about the same accident, told very differently.")
            .shows(&[(Scene::Lights, "Lamps by the river as round spots of light")]),
        say(4, "Interviewed a 78-year-old who has run every day since 1981. I asked for his secret. He said: I was never asked not to."),
        say(1, "Ten minutes, no pain. Ten minutes! I told the passengers over the loudspeaker. They applauded politely."),
        say(0, "Measured the new loop properly, with the instrument from work. It is 9.87 km. I am sorry to everyone who has been telling people ten."),
        say(3, "So my record was not a record. Thank you, @achieng_o, I was happy."),
        say(2, "Windfall across the upper path, please go round by the burn until Friday. I am the one with the saw, say hello.")
            .shows(&[(Scene::Hills(Tone::Green), "Hills above the tree line")]),
        say(4, "Ran with the sound recorder. What you hear in minute four is not a motor, it is me on the steep bit."),
        say(1, "Twenty minutes. The peas are back in use."),
        say(3, "Breakfast after the long one. I will not say how many bowls. An odd number."),
        say(0, "Goat joined again. She has a better finish than I do.")
            .shows(&[
                (Scene::Hills(Tone::Teal), "The lake's far shore in teal"),
                (Scene::Hills(Tone::Dusk), "The same shore, the sun a little higher")
            ]),
        say(2, "Plan until spring: two hill days, one long one, one with nothing at all. Weight and pulse in the notebook.").only_me(),
        say(4, "Route and meeting point for the Sunday run, for those we know.").titled("Sunday, 5:40").followers(),
        say(1, "Signed up. Number 1204. If you see a large Dane weeping at kilometre 35, that is as planned. #marathon #running"),
        say(0, "We will stand at kilometre 35 with a sign. @isla_mc paints it, so it will be rude. #marathon"),
        say(2, "It is rude and it rhymes."),
        say(1, "4:51:07. The sign was there. I wept at 34 to get it over with.")
            .titled("Done")
            .shows(&[(Scene::Hills(Tone::Blue), "A wide blue view from the bridge at kilometre 35")]),
    ],
};
