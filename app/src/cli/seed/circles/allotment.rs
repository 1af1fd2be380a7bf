//! The allotment by the railway line.

use kith_adapters::scenery::{Scene, Tone};
use kith_core::accounts::Gender;

use super::{Circle, person, say};

pub(super) const CIRCLE: Circle = Circle {
    people: &[
        person("amara", "Amara", "Okafor", Gender::Female, "1984-03-09")
            .of("Leeds", "Community nurse")
            .about("Plot 14, by the water butt. Will swap seedlings for almost anything.", &["allotment", "seeds", "compost", "slow cooking"]),
        person("tomasz_k", "Tomasz", "Kowalczyk", Gender::Male, "1971-11-23")
            .called("Tomek")
            .of("Leeds", "Train driver")
            .about("I wave at my own tomatoes from the 7:12.", &["tomatoes", "railways", "bees"]),
        person("junko_m", "Junko", "Matsuda", Gender::Female, "1992-06-30")
            .of("Leeds", "Textile conservator")
            .about("Shiso, daikon and patience.", &["vegetables", "indigo", "mending"]),
        person("derek_w", "Derek", "Whitaker", Gender::Male, "1949-01-17")
            .of("Leeds", "Retired plumber")
            .about("Forty-one years on plot 3. Ask me about leeks.", &["leeks", "brass bands", "allotment"]),
        person("farida_a", "Farida", "Amiri", Gender::Female, "1988-08-02")
            .of("Bradford", "Primary school teacher")
            .about("Learning to grow what my grandmother grew.", &["herbs", "school garden", "allotment"])
            .private(),
    ],
    posts: &[
        say(0, "First proper morning on the plot in two weeks. The bindweed sends its regards. #allotment")
            .shows(&[(Scene::Beds, "Six rows of young plants in dark earth, seen from above")]),
        say(3, "Somebody has left a wheelbarrow across the main path again. You know who you are, and so do I."),
        say(1, "The bees came through the cold spell. I put my ear to the hive and there it was, that low hum. I may have cried a bit. Do not tell the depot."),
        say(2, "Daikon report: one is the size of my forearm, the other eleven are the size of a pencil. I am told this is called a learning year. #vegetables #allotment"),
        say(4, "My class sowed coriander today. Twenty-six pots, twenty-six names on lolly sticks, and one pot called 'Kevin the Second'."),
        say(0, "What we agreed at the meeting, for those who could not come:\n\n- The tap stays on until the first frost.\n- Compost goes in the **left** bay. Left as seen from the gate.\n- @derek_w will show anyone who asks how to prune the old apple.\n- Next working day is the second Sunday, bring gloves and something to share.")
            .titled("Notes from the plot holders' meeting"),
        say(3, "Leeks, since you ask: trench in spring, soot if you can get it, and leave them alone. Most gardening is *leaving things alone*. #leeks"),
        say(1, "View from the cab this morning. They do not pay me extra for it, but they could charge.")
            .shows(&[
                (Scene::Hills(Tone::Dusk), "Lines of hills in orange light under a low sun"),
                (Scene::Hills(Tone::Violet), "The same kind of hills in violet, just before sunrise"),
            ]),
        say(2, "Does anybody have fleece to spare? Mine blew onto the line and I would rather not explain that to @tomasz_k."),
        say(1, "I saw the fleece. We were four minutes late because of a fleece."),
        say(4, "Brought mint home, and my mother looked at it for a long time and said: too polite. So now I am looking for a ruder mint. #herbs"),
        say(0, "Swapped six chilli plants for a bicycle pump and a long talk about wool. This is the economy I want.")
            .shows(&[
                (Scene::Beds, "Rows of leafy plants in a freshly raked bed"),
                (Scene::Beds, "Another bed, the plants a little further on"),
                (Scene::Hills(Tone::Green), "Green hills beyond the allotments"),
            ]),
        say(3, "Found my father's dibber at the back of the shed. Ash handle, worn to the shape of his hand. Fits mine now."),
        say(2, "A slug the length of a tram. I moved it to the compost and it had the nerve to look back.")
            .shows(&[(Scene::Beds, "A bed with gaps between the plants")]),
        say(0, "Note to myself: the shed key is under the third pot, not the second. The second pot has a toad.").only_me(),
        say(4, "Seed list for the school garden, shared with the parents' group. Ask me for packets at the gate.").titled("What we sow next").unlisted(),
        say(1, "Twelve jars from the last of the green tomatoes. Recipe is sugar, onions, and a neighbour who lends you a bigger pan."),
        say(3, "Frost on the sprouts. Good. That is what they were waiting for."),
        say(2, "Dyed two metres of cotton with woad I grew myself. The colour is somewhere between a bruise and a good sky, and I love it.")
            .shows(&[(Scene::Hills(Tone::Blue), "Hills in shades of blue, the blue of the cloth")]),
        say(0, "Working day on Sunday, nine o'clock. I bring soup. @derek_w brings opinions. #allotment"),
        say(3, "I heard that."),
        say(4, "Kevin the Second has germinated. There was applause."),
        say(1, "If a train hoots twice near plot 14 tomorrow at 7:31, that is me saying happy birthday, @amara."),
        say(0, "It hooted twice. I dropped the watering can.")
            .shows(&[(Scene::Hills(Tone::Teal), "Morning light over the valley, teal and cream")]),
    ],
};
