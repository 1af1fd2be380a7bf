//! What the people of the demo community say about each other's posts.

/// A conversation below a post.
pub(super) struct Conversation {
    /// How the post begins that it is about.
    pub(super) below: &'static str,
    /// In the order in which it was said.
    pub(super) remarks: &'static [Remark],
}

/// Something that somebody says.
pub(super) struct Remark {
    /// Which of the circle's people says it.
    pub(super) by: usize,
    /// Which of the remarks before it is answered.
    pub(super) to: Option<usize>,
    pub(super) text: &'static str,
}

const fn says(by: usize, text: &'static str) -> Remark {
    Remark { by, to: None, text }
}

impl Remark {
    const fn to(self, earlier: usize) -> Self {
        Self {
            to: Some(earlier),
            ..self
        }
    }
}

/// All there are.
pub(super) const CONVERSATIONS: &[Conversation] = &[
    Conversation {
        below: "Gérard doubled in three hours",
        remarks: &[
            says(2, "In this cold? What are you feeding him?"),
            says(0, "Rye, and compliments.").to(0),
            says(2, "The compliments I believe.").to(1),
            says(
                1,
                "Three hours at what temperature? I have a column for this.",
            ),
            says(0, "Next to the radiator. Rohan, no.").to(3),
            says(1, "'Next to the radiator' is not a number.").to(4),
            says(3, "Write 440 Hz, he won't know the difference.").to(5),
            says(1, "I would know. I would always know.").to(6),
            says(
                4,
                "My flatmate talks to his tomato. You are in good company. 🍅",
            ),
        ],
    },
    Conversation {
        below: "The method, because four of you asked",
        remarks: &[
            says(4, "Can I do this in a pan?"),
            says(0, "With a lid, yes. Twenty minutes on, twenty off.").to(0),
            says(4, "Reporting back: it is a loaf. A short one, but a loaf.").to(1),
            says(2, "'Darker than you dare' should be above every oven."),
            says(
                3,
                "Folded, waited, folded, fell asleep. Is there a nap in the recipe?",
            ),
            says(0, "There is now.").to(4),
        ],
    },
    Conversation {
        below: "The new oven arrived on a lorry",
        remarks: &[
            says(0, "It is beautiful. Does it have a name yet?"),
            says(2, "It has a number. It is an oven.").to(0),
            says(4, "Its name is Number.").to(1),
            says(1, "Capacity? Stone or steel? How long to 250?"),
            says(
                2,
                "Forty loaves, stone, one hour. The driver asked the same, and he was holding it.",
            )
            .to(3),
        ],
    },
    Conversation {
        below: "Bake 124. Ear: magnificent",
        remarks: &[
            says(0, "Rohan. You left a cell empty."),
            says(1, "I know. It felt right.").to(0),
            says(2, "He is one of us now."),
            says(3, "I am telling the spreadsheet."),
        ],
    },
    Conversation {
        below: "First proper morning on the plot",
        remarks: &[
            says(3, "It never left. You did."),
            says(0, "Good morning, Derek.").to(0),
            says(2, "It has a cousin on my side, they write to each other."),
            says(
                1,
                "The bees say welcome back. They stung me first, but they say welcome back.",
            ),
        ],
    },
    Conversation {
        below: "Somebody has left a wheelbarrow",
        remarks: &[
            says(2, "It was not me this time."),
            says(3, "I know it was not you. You leave yours on the compost.").to(0),
            says(2, "That is where it lives.").to(1),
            says(0, "It was me. I went for tea and there was cake."),
            says(3, "What kind?").to(3),
            says(0, "Plum.").to(4),
            says(3, "Then I withdraw the post.").to(5),
        ],
    },
    Conversation {
        below: "My class sowed coriander today",
        remarks: &[
            says(0, "What became of Kevin the First?"),
            says(4, "We do not speak of the windowsill.").to(0),
            says(3, "Coriander wants to be left alone. Tell Kevin."),
            says(
                1,
                "Twenty-six pots on one sill, that is a heavier load than my last train. 🌱",
            ),
        ],
    },
    Conversation {
        below: "If a train hoots twice",
        remarks: &[
            says(2, "I will stand at the fence and film her face."),
            says(3, "Twice is against the rule book."),
            says(
                1,
                "Rule book, section 4: 'to warn persons near the line'. She is near the line.",
            )
            .to(1),
            says(3, "...happy birthday, then.").to(2),
        ],
    },
    Conversation {
        below: "New set in the cave",
        remarks: &[
            says(0, "I have been on the wrong foot since Tuesday."),
            says(2, "I watched. I said nothing. It was hard.").to(0),
            says(4, "Is the green one open to people who slept three hours?"),
            says(1, "As your physiotherapist: no.").to(2),
            says(4, "As my friend?").to(3),
            says(1, "Also no. Tomorrow.").to(4),
        ],
    },
    Conversation {
        below: "Looking for a partner on Thursday",
        remarks: &[
            says(4, "Cinnamon or cardamom? This is a safety question."),
            says(0, "Both. I take safety seriously.").to(0),
            says(2, "He does talk on the rope, by the way. To the rope."),
        ],
    },
    Conversation {
        below: "A camera came in with a roll",
        remarks: &[
            says(
                1,
                "I would have done the same. I would have felt bad, and done the same.",
            ),
            says(3, "You develop it. Somebody waited long enough."),
            says(4, "What is on it???"),
            says(
                0,
                "It is hanging to dry. I am not looking. I am looking a bit.",
            )
            .to(2),
            says(
                2,
                "The archive answers: always develop, always keep, never assume.",
            ),
        ],
    },
    Conversation {
        below: "WANTED: tenors",
        remarks: &[
            says(1, "Would a bass do who stands on his toes?"),
            says(3, "We have tried that. You fell into the altos.").to(0),
            says(1, "They caught me. It was very moving.").to(1),
            says(0, "Is ice cream bribery if everybody gets some?"),
            says(3, "Then it is a budget.").to(3),
        ],
    },
    Conversation {
        below: "Full house. You could hear them",
        remarks: &[
            says(2, "The lullaby. I had to look at the ceiling."),
            says(
                1,
                "So did all the basses. It was a very well-looked-at ceiling.",
            )
            .to(0),
            says(3, "FOUR TENORS"),
            says(
                4,
                "Again next year? I have already bent the corner of the page.",
            ),
            says(0, "Again in spring. Do not tell the caretaker yet.").to(3),
        ],
    },
    Conversation {
        below: "Lost property after the party",
        remarks: &[
            says(
                4,
                "The bowls are mine, the cardigan is my mother's, I wish the trombone were mine.",
            ),
            says(
                2,
                "I have a recording of it leaving the party. It sounds happy.",
            ),
            says(3, "At 2:10, wind calm, carried eastwards.").to(1),
            says(0, "Valentin, were you keeping a log?").to(2),
            says(3, "I am always keeping a log.").to(3),
        ],
    },
    Conversation {
        below: "What helped me when I began",
        remarks: &[
            says(1, "I am on tree four. It is a good tree."),
            says(0, "Say hello to it from me.").to(0),
            says(4, "'Do not buy anything' is the hardest part."),
            says(3, "I bought a hat. The hat does not run either.").to(2),
        ],
    },
    Conversation {
        below: "Measured the new loop properly",
        remarks: &[
            says(4, "Can we run 130 metres of it twice?"),
            says(0, "You can. It will then be called the apology.").to(0),
            says(2, "The stag says it is ten."),
            says(1, "41.1 laps of deck, in case anybody needs it in laps."),
        ],
    },
    Conversation {
        below: "Hot take: the island",
        remarks: &[
            says(0, "The binding agrees with you. It is all sea."),
            says(2, "And the doctor? Is he weather too?"),
            says(3, "He is drizzle.").to(1),
            says(2, "I felt that personally.").to(2),
            says(4, "The aunt, however, is a high-pressure system.").to(2),
        ],
    },
    Conversation {
        below: "Shelved the returns, found",
        remarks: &[
            says(1, "Here it was a kipper. In a cookery book, at least."),
            says(
                0,
                "I once found a fried egg. I am a bookbinder. I have seen things.",
            ),
            says(4, "What page was the letter in?"),
            says(3, "Discreetly, Ottilie.").to(2),
            says(4, "I ask as a reader.").to(3),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::seed::circles::CIRCLES;

    #[test]
    fn every_conversation_is_about_a_post_and_its_remarks_answer_earlier_ones() {
        for conversation in CONVERSATIONS {
            let mut circles = CIRCLES.iter().filter(|circle| {
                let mut texts = circle.posts.iter().map(|post| post.text);
                texts.any(|text| text.starts_with(conversation.below))
            });
            let circle = circles
                .next()
                .unwrap_or_else(|| panic!("{}", conversation.below));
            assert!(circles.next().is_none(), "{}", conversation.below);
            for (place, remark) in conversation.remarks.iter().enumerate() {
                assert!(remark.by < circle.people.len(), "{}", remark.text);
                assert!(remark.to.is_none_or(|to| to < place), "{}", remark.text);
            }
        }
    }
}
