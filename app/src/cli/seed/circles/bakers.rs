//! Sourdough people.

use kith_adapters::scenery::{Scene, Tone};
use kith_core::accounts::Gender;

use super::{Circle, person, say};

pub(super) const CIRCLE: Circle = Circle {
    people: &[
        person("camille_d", "Camille", "Dubois", Gender::Female, "1991-03-25")
            .of("Nantes", "Nurse anaesthetist")
            .about("My starter is called Gérard. He is older than my marriage.", &["sourdough", "rye", "markets"]),
        person("rohan_p", "Rohan", "Patil", Gender::Male, "1985-12-18")
            .of("Pune", "Data analyst")
            .about("I keep a spreadsheet of crumb.", &["sourdough", "spreadsheets", "cricket"]),
        person("hanne_v", "Hanne", "Vermeulen", Gender::Female, "1963-06-06")
            .of("Gent", "Village baker")
            .about("Up at three so that you need not be.", &["bread", "wood ovens", "cycling"]),
        person("eliyahu", "Eli", "Rosenfeld", Gender::Male, "1974-02-28")
            .called("Eli")
            .of("Montréal", "Piano tuner")
            .about("Bagels are a temperament question.", &["bagels", "pianos", "hockey"]),
        person("noor_s", "Noor", "Siddiqui", Gender::Female, "1999-11-11")
            .of("Rotterdam", "Architecture student")
            .about("Flat bread in a flat country.", &["flatbread", "models", "student kitchens"]),
    ],
    posts: &[
        say(0, "Gérard doubled in three hours. Fastest this year. I told him I was proud and my husband asked who I was talking to.")
            .shows(&[(Scene::Loaf, "A round brown loaf with slanting cuts, on a spotted cloth")]),
        say(1, "Bake 118. Hydration 74 %, oven 246 °C, ear: modest. The correlation between my mood and the ear is now 0.61. #sourdough #spreadsheets"),
        say(2, "People bring me their dead loaves like to a doctor. I press, I listen. Nine in ten: too young. The loaf, not the baker."),
        say(4, "No oven in this flat, so: cast iron pan, lid, faith. #bread")
            .shows(&[(Scene::Loaf, "A flat round loaf seen from above")]),
        say(3, "Tuned a concert grand this morning and shaped sixty bagels this afternoon. Both want you to stop a moment before you think you should."),
        say(0, "The method, because four of you asked:\n\n- **Evening:** 100 g starter, 350 g water, 500 g flour, stir, sleep.\n- **Morning:** 10 g salt, fold, wait, fold, wait.\n- **Noon:** shape it as if it were asleep.\n- **Evening again:** bake it darker than you dare.\n\n#sourdough #bread")
            .titled("Gérard's two-day bread"),
        say(1, "Followed @camille_d's recipe *exactly* except for the flour, the water, the times and the oven. Looks quite different."),
        say(0, "@rohan_p, that is called another recipe."),
        say(2, "The new oven arrived on a lorry at five in the morning. The driver stayed for breakfast. Now he wants to learn.")
            .shows(&[
                (Scene::Lights, "Glowing spots of light, like embers in the dark"),
                (Scene::Loaf, "The first loaf of the new oven"),
                (Scene::Loaf, "The second, darker"),
            ]),
        say(4, "My studio partner uses my rolling pin to make contour models. There is plaster in my flatbread. It is load-bearing flatbread now."),
        say(3, "Debate at my table: is the hole in the bagel a note or a rest? We finished the bagels before we finished the argument."),
        say(1, "Bake 121, a failure, documented for science. Gummy at 94 °C inside. Next time 97. #sourdough")
            .shows(&[(Scene::Loaf, "A loaf with few cuts and a pale crust")]),
        say(2, "Flour is up again. I will not make the loaf smaller. I will complain instead, which is free."),
        say(0, "Walked to the mill. Six kilometres there with an empty rucksack, six back with ten kilos. Nobody passed me on the way back, because I kept stopping to look.")
            .shows(&[
                (Scene::Hills(Tone::Green), "Soft green hills on the way to the mill"),
                (Scene::Hills(Tone::Dusk), "The same way back in the evening"),
            ]),
        say(4, "Does anyone have a banneton that is not a strainer with a tea towel in it? Mine is a strainer with a tea towel in it."),
        say(2, "I have six. Come before noon and bring a story."),
        say(4, "Came before noon. Paid with the story of the plaster. Fair price."),
        say(3, "Poppy, sesame, and for my brother-in-law nothing, because he has no joy in him. Happy birthday, Avi.")
            .shows(&[(Scene::Loaf, "A round bread with crossing cuts")]),
        say(1, "Somebody in the office asked what I do at the weekend. I opened the spreadsheet. They have not asked again."),
        say(2, "Orders for the feast days, so that the apprentice and I do not forget.").only_me(),
        say(0, "Gérard has a child. She lives in a jam jar in my mother's kitchen and is called Brigitte. #sourdough"),
        say(3, "Where to find us with the bread stall, for friends of friends. Please do not pass it on, there are only forty.").unlisted(),
        say(4, "Brought bread to the crit. Nobody criticised anything. Take note.")
            .shows(&[(Scene::Loaf, "Bread on a checked cloth, ready to be cut")]),
        say(1, "Bake 124. Ear: magnificent. Mood: magnificent. I have not entered it yet, I just sat there."),
        say(2, "Three in the morning, snow on the roof of the van, first batch in. I would not swap with anybody.")
            .shows(&[(Scene::Hills(Tone::Blue), "Pale blue hills under a cold sky")]),
    ],
};
