//! A choir that meets on Wednesdays.

use kith_adapters::scenery::{Scene, Tone};
use kith_core::accounts::Gender;

use super::{Circle, person, say};

pub(super) const CIRCLE: Circle = Circle {
    people: &[
        person("thandiwe", "Thandiwe", "Mokoena", Gender::Female, "1980-01-05")
            .called("Thandi")
            .of("Cardiff", "Choir leader and bus planner")
            .about("Everybody can sing. Some people have been told otherwise.", &["choir", "arranging", "timetables"]),
        person("gareth_p", "Gareth", "Pryce", Gender::Male, "1956-08-29")
            .of("Cardiff", "Retired steelworker")
            .about("Second bass. First to the biscuits.", &["choir", "rugby", "hymns"]),
        person("leila_h", "Leila", "Haddad", Gender::Female, "1994-10-10")
            .of("Cardiff", "Speech therapist")
            .about("Alto by nature, soprano when somebody is ill.", &["choir", "phonetics", "oud"]),
        person("paolo_z", "Paolo", "Zanetti", Gender::Male, "1989-04-16")
            .of("Newport", "Ice cream maker")
            .about("Tenor. Yes, still looking for other tenors.", &["choir", "gelato", "opera"]),
        person("bronwen", "Bronwen", "Ellis", Gender::Female, "2003-12-01")
            .of("Cardiff", "Student of music")
            .about("Page turner, accompanist, youngest by a decade.", &["piano", "choir", "sight reading"])
            .private(),
    ],
    posts: &[
        say(0, "Wednesday at seven, the usual hall. We begin with the round, because on Wednesdays we all arrive at different times anyway. #choir"),
        say(1, "The hall has new chairs. I have tried four of them on behalf of the basses and can report that they hold."),
        say(3, "WANTED: tenors. No audition. Ice cream provided. I am not above bribery. #choir #tenors"),
        say(2, "Forty-one people breathing in at the same moment. I hear breathing all day at work and it still gives me goosebumps."),
        say(4, "Thandi put a change of key on a page turn. I turned, I played, I survived. Nobody knows what it cost me."),
        say(0, "@bronwen, I know what it cost you. I did it on purpose, and you were splendid."),
        say(0, "Programme for the winter concert, as far as we have agreed:\n\n1. The round, from the back of the hall\n2. Two psalms\n3. The lullaby Leila's aunt taught us\n4. Something loud, chosen by the basses\n5. Everyone who came, singing with us")
            .titled("Winter concert")
            .shows(&[(Scene::Lights, "Warm and blue lights, blurred, in a dark hall")]),
        say(1, "The basses have chosen. It is very loud."),
        say(3, "Made a flavour called Second Bass: dark chocolate, salt, a hint of smoke. @gareth_p ate two litres for quality control."),
        say(1, "A litre and a half."),
        say(2, "Sound of the day: the l in 'llan'. If you are not from here, put your tongue as for l and breathe as if you had seen the electricity bill."),
        say(4, "Practised on the piano in the station. A man put down his shopping and sang the whole of the second verse, then ran for his train.")
            .shows(&[(Scene::Lights, "Station lamps as round discs of light")]),
        say(0, "To the man at the station: Wednesdays at seven. You are a tenor, I have heard reports."),
        say(3, "HE CAME. His name is Ossie. He is a tenor. I have promised him Second Bass for life."),
        say(2, "We walked up the hill after rehearsal and sang the lullaby to nobody in particular. A dog answered, in tune.")
            .shows(&[
                (Scene::Hills(Tone::Violet), "Violet hills at nightfall"),
                (Scene::Hills(Tone::Blue), "Blue hills, one light left in the sky"),
            ]),
        say(1, "My late wife's part is still in the folder with her pencil marks. 'Smile here, Gareth.' So I do."),
        say(0, "Recordings of last week's rehearsal for those who practise at home. For the choir only, please.").friends(),
        say(4, "Fingering for bar 62: 2 4 1 3. Do NOT forget again.").only_me(),
        say(3, "We are four tenors now. Four! We have our own row. We have a draught."),
        say(2, "Dress rehearsal. Nobody fainted, the psalms are in the same key at the end as at the beginning, and the heating works on one side. Sit on that side.")
            .shows(&[(Scene::Lights, "Lights above the platform, seen through half-closed eyes")]),
        say(0, "Full house. You could hear them listening. Thank you, all of you, and thank you to whoever brought the soup.")
            .titled("Afterwards")
            .shows(&[
                (Scene::Lights, "The hall's lamps, all soft"),
                (Scene::Lights, "Amber and red lights near the door"),
                (Scene::Hills(Tone::Dusk), "The hills on the way home, in the evening"),
            ]),
        say(1, "It was me with the soup."),
        say(4, "I turned every page."),
    ],
};
