/** What written text, and the place where it is typed, say. */
export const words = {
	seeMore: 'See more',
	seeLess: 'See less',
	people: 'People to mention',
	tags: 'Tags',
	foundPeople: (count: number) =>
		count === 1 ? '1 person. Enter takes them.' : `${count} people. Choose with the arrow keys.`,
	foundTags: (count: number) =>
		count === 1 ? '1 tag. Enter takes it.' : `${count} tags. Choose with the arrow keys.`,
	hint: '**bold**, *italic*, > quote, - list, @name, #tag',
};
