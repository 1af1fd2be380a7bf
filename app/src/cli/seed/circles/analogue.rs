//! A circle that photographs on film.

use kith_adapters::scenery::{Scene, Tone};
use kith_core::accounts::Gender;

use super::{Circle, person, say};

pub(super) const CIRCLE: Circle = Circle {
    people: &[
        person("lucia_f", "Lucía", "Ferrer", Gender::Female, "1982-10-21")
            .of("València", "Camera repairer")
            .about("If it has a shutter I have probably had it in pieces.", &["film cameras", "repair", "light meters"]),
        person("minh_t", "Minh", "Trần", Gender::Male, "1996-04-03")
            .of("Đà Nẵng", "Motion designer")
            .about("36 exposures, four of them good.", &["film photography", "35 mm", "typography"]),
        person("orla_ni", "Orla", "Ní Bhriain", Gender::Female, "1977-05-08")
            .called("Orla B")
            .of("Galway", "Lighthouse keeper's daughter, archivist")
            .about("Glass plates, wet weather, long exposures.", &["archives", "large format", "the sea"]),
        person("yusuf_e", "Yusuf", "Erdem", Gender::Male, "1969-09-12")
            .of("İzmir", "Pharmacist")
            .about("I mixed my first developer behind the counter in 1987.", &["darkroom", "chemistry", "cats"]),
        person("wren_h", "Wren", "Hollis", Gender::Other, "2001-01-29")
            .of("Bristol", "Cinema projectionist")
            .about("Expired film, fresh coffee.", &["film photography", "projectors", "zines"])
            .private(),
    ],
    posts: &[
        say(0, "A camera came in with a roll still inside, wound on to 22. The owner bought it at a flea market. Do you develop a stranger's roll? I did. #filmphotography")
            .titled("Twenty-two frames"),
        say(0, "Twenty-one are a dog. One is the dog's empty basket. I had to close the shop for ten minutes."),
        say(1, "Back from the hills with two rolls. These are straight scans, I promise I only straightened the horizon. #filmphotography")
            .shows(&[
                (Scene::Hills(Tone::Green), "Green hills in haze, a white sun above"),
                (Scene::Hills(Tone::Teal), "Teal hills, layered like paper"),
                (Scene::Hills(Tone::Blue), "A blue morning over the ridges"),
                (Scene::Hills(Tone::Violet), "Violet hills after sunset"),
                (Scene::Hills(Tone::Dusk), "Brown and orange hills in the evening"),
            ]),
        say(3, "People ask for my stand development times. One to a hundred, one hour, turn it once at thirty minutes, drink tea, do not touch it. The tea is **important**. #darkroom"),
        say(2, "Catalogued box 41 today. Plate 7: a harbour, nine men, one blur. The blur is a boy who could not stand still, and he is the only one who looks alive."),
        say(4, "Ran a 35 mm print tonight for eleven people. The reel change was perfect and nobody noticed, which is the point.")
            .shows(&[(Scene::Lights, "Warm round lights out of focus in a dark room")]),
        say(1, "Question for the chemists: is fixer that smells of old swimming pool still fixer?"),
        say(3, "It is now an old swimming pool. Mix fresh, @minh_t. #darkroom"),
        say(2, "The tide took my tripod. I have the picture, though. Fair trade.")
            .shows(&[(Scene::Hills(Tone::Blue), "Rounded blue shapes of hills across the bay")]),
        say(0, "Shop window this week: seven rangefinders, all working, none of them for sale until I have had one more weekend with them."),
        say(4, "Found film that expired when I was four. It came out mauve. All of it. I have never been so happy.")
            .shows(&[
                (Scene::Hills(Tone::Violet), "Everything in mauve: hills and sky"),
                (Scene::Hills(Tone::Violet), "A second frame, just as mauve"),
            ]),
        say(3, "The cat sat in the enlarger's light. Test strip with tail. I will print it large."),
        say(1, "Lettering for the zine is done. I drew the ampersand nineteen times, and we will print it at six points where nobody can see."),
        say(4, "@minh_t, I can see it. I looked for it first."),
        say(2, "What I wish I had known before my first glass plate:\n\n1. The cold makes everything slower, including you.\n2. A drop on the back is not a drop on the front. Check which side you hold.\n3. Someone will ask whether it is a camera. Be kind.")
            .titled("Three notes on wet plates"),
        say(0, "Light meter repaired, circa 1958. It now agrees with my telephone to a third of a stop and is far more charming about it."),
        say(3, "Ordering chemicals together saves us all the postage. Write what you need in a message, not here, my nephew reads this."),
        say(1, "Night market, one second, elbows on a fruit crate. #nightshots #filmphotography")
            .shows(&[
                (Scene::Lights, "Market lamps as soft orange discs"),
                (Scene::Lights, "The same lamps, the camera moved a little"),
                (Scene::Lights, "More lamps, mostly red and amber"),
            ]),
        say(2, "Box 42 is all weddings. I have decided to like them."),
        say(4, "Draft of the zine's back page, for us only.").friends()
            .shows(&[(Scene::Books, "A shelf of thin and thick spines in many colours")]),
        say(0, "Serial numbers and prices of what is in the safe. Not for the world.").only_me(),
        say(3, "Forty years behind the counter today. They gave me a cake in the shape of a film canister. It was liquorice. I ate all of it."),
        say(1, "Zine is back from the printer. The ampersand is perfect."),
        say(2, "Mine arrived wet, as everything does here, and is drying on the radiator, page by page."),
    ],
};
