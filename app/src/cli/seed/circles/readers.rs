//! A reading circle that never agrees.

use kith_adapters::scenery::{Scene, Tone};
use kith_core::accounts::Gender;

use super::{Circle, person, say};

pub(super) const CIRCLE: Circle = Circle {
    people: &[
        person("anaya_s", "Anaya", "Sharma", Gender::Female, "1988-09-19")
            .of("Jaipur", "Bookbinder")
            .about("I judge books by their sewing.", &["bookbinding", "novels", "paper"]),
        person("jonas_w", "Jonas", "Weidmann", Gender::Male, "1965-05-24")
            .of("Bern", "Prison librarian")
            .about("My readers have time.", &["libraries", "crime novels", "trams"]),
        person("zeynep_c", "Zeynep", "Çelik", Gender::Female, "1995-01-13")
            .of("Ankara", "Junior doctor")
            .about("Reads in lifts.", &["poetry", "short stories", "naps"]),
        person("malik_j", "Malik", "Jefferson", Gender::Male, "1981-07-07")
            .of("Baltimore", "Middle school librarian")
            .about("Yes, comics are books.", &["comics", "libraries", "chess"]),
        person("ottilie_g", "Ottilie", "Graf", Gender::PreferNotToSay, "1938-04-04")
            .of("Graz", "Formerly a proof-reader")
            .about("There is a comma missing on page 212.", &["proof-reading", "detective stories", "cake"])
            .private(),
    ],
    posts: &[
        say(0, "Rebound a cookery book from 1911 today. The page with the plum cake was almost transparent with butter. Best review I have ever seen.")
            .shows(&[(Scene::Books, "A shelf of books with bands on their spines, violet, blue and cream")]),
        say(1, "Most borrowed this month: an atlas. Followed by another atlas."),
        say(4, "The new translation has a hyphen on page 9 where no hyphen has any business. I stopped and made coffee."),
        say(2, "Finished a whole poem between the fourth floor and the eleventh. Then the doors opened and somebody needed stitches."),
        say(3, "A sixth-grader asked for 'a book where it is OK in the end but not right away'. Gave her three. I have been thinking about that sentence all day."),
        say(0, "Our next book is chosen, by two votes to two and Ottilie's sigh:\n\na long novel about a small island. Until the end of the month, first half only, and no looking at the last page, @jonas_w. #nextbook")
            .titled("Next book"),
        say(1, "I have not looked at the last page. I have merely checked how many there are."),
        say(4, "I have looked at the last page. There is a comma missing."),
        say(3, "Shelved the returns, found: a bus ticket, a love letter (returned to sender, discreetly), a slice of processed cheese. Never the cheese, people.")
            .shows(&[
                (Scene::Books, "A full shelf of colourful spines"),
                (Scene::Books, "Another shelf, mostly blue and yellow")
            ]),
        say(2, "Page 60. Nobody has done anything yet except look at the sea. I love it."),
        say(1, "Page 60. One of my readers says that whoever has looked at a wall for six years understands the man with the sea."),
        say(0, "Marbled paper day. Every sheet is a hill range if you turn it on its side.")
            .shows(&[
                (Scene::Hills(Tone::Teal), "Layered teal shapes like hills"),
                (Scene::Hills(Tone::Violet), "Layered violet shapes"),
                (Scene::Hills(Tone::Dusk), "Layered orange and brown shapes"),
                (Scene::Hills(Tone::Green), "Layered green shapes")
            ]),
        say(3, "Hot take: the island is the main character and the rest are weather. #books"),
        say(4, "The main character is the ferryman's aunt. She is mentioned four times, always with cake. I rest my case."),
        say(2, "Read aloud to a patient who cannot hold a book at the moment. We are on the same page now, literally, and he snores at the good parts."),
        say(1, "Somebody returned a book eleven years late, by post, with a bar of chocolate as the fine. Accepted.")
            .shows(&[(Scene::Books, "Spines in many colours, one of them much thinner")]),
        say(0, "Order book and debts of the workshop. Private.").only_me(),
        say(3, "Reading list for the parents who asked, with ages and honest warnings.").titled("Forty books").unlisted(),
        say(4, "I am eighty-some and have just been called 'a surprisingly active reader' by a machine. I have written to the machine."),
        say(2, "Second half. I take back what I said about nobody doing anything. I missed my stop, twice."),
        say(0, "Met on the screen last night, five of us on four continents of bookshelves. Nobody agreed on anything for two hours. Perfect.")
            .shows(&[(Scene::Books, "A tidy shelf: that is mine, everybody else's was worse")]),
        say(1, "Vote on the ending: two for hope, two against, one for cake."),
        say(3, "We read comics next. I won the coin toss fair and square. #comics #books"),
        say(4, "Very well. But I shall read the small print in the speech bubbles."),
    ],
};
