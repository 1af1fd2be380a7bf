import { listed } from './list';
import { number } from './number';

const people = (count: number) => (count === 1 ? '1 person' : `${number.format(count)} people`);
const withCount = (sentence: string, count: number | undefined) =>
	count === undefined ? `${sentence}.` : `${sentence}: ${people(count)}.`;

type AudienceName = 'public' | 'followers' | 'friends' | 'selected' | 'unlisted' | 'only_me' | 'group';
type BecauseName = 'author' | 'public' | 'follower' | 'friend' | 'named' | 'link' | 'member';

/** What choosing and explaining who sees a post, and who may comment, says. */
export const words = {
	audienceChanged: (audience: string) => `Who can see it now: ${audience}.`,
	audienceNotChanged: (reason: string) => `Who sees the post didn’t change. ${reason}`,
	who: 'Who can see this?',
	whoComments: 'Who can comment?',
	policies: {
		everyone: { label: 'Everyone', short: 'Everyone can comment', detail: 'Everyone who sees the post' },
		followers: {
			label: 'Followers',
			short: 'Followers can comment',
			detail: 'Your followers and friends, of those who see the post',
		},
		friends: {
			label: 'Friends',
			short: 'Friends can comment',
			detail: 'Your friends, of those who see the post',
		},
		mentioned: {
			label: 'People you mention',
			short: 'Those mentioned can comment',
			detail: 'Whom you name in the post, and you',
		},
		nobody: { label: 'Nobody', short: 'Comments are off', detail: 'Comments are turned off' },
	},
	policyChanged: (policy: string) => `Changed. ${policy}.`,
	policyNotChanged: (reason: string) => `Who can comment didn’t change. ${reason}`,
	sees: {
		public: (count) => withCount('Everyone on Kith can see this', count),
		followers: (count) =>
			count === 0
				? 'Nobody follows you yet, so only you can see this.'
				: withCount('Your followers and friends can see this', count),
		friends: (count) =>
			count === 0
				? 'You have no friends here yet, so only you can see this.'
				: withCount('Your friends can see this', count),
		selected: (count, chosen = count) => {
			if (!count && !chosen) return 'Choose who can see this.';
			if (count === chosen)
				return count === 1
					? 'One person you chose can see this.'
					: `${people(count ?? 0)} you chose can see this.`;
			return `${number.format(count ?? 0)} of the ${people(chosen ?? 0)} you chose can see this. The others no longer follow you.`;
		},
		unlisted: () => 'Only members who have the link can see this.',
		only_me: () => 'Only you can see this.',
	} as Record<Exclude<AudienceName, 'group'>, (count?: number, chosen?: number) => string>,
	membersSee: (group?: string) =>
		group ? `Members of ${group} can see this.` : 'Members of the group can see this.',
	reaches: people,
	choosePeople: 'Choose people',
	changePeople: 'Change',
	chosen: 'Chosen people',
	chosenPeople: (names: readonly string[], others: number) =>
		listed(others > 0 ? [...names, others === 1 ? '1 more' : `${number.format(others)} more`] : names),
	pickTitle: 'Who can see this?',
	searchPeople: 'Search followers and friends',
	selectAll: 'Select all',
	selectFound: 'Select all that were found',
	selectNone: 'Select none',
	countChosen: (count: number) => (count === 0 ? 'Nobody chosen' : `${people(count)} chosen`),
	atMost: (most: number) => `One post can name ${number.format(most)} people at most.`,
	friend: 'Friend',
	follower: 'Follower',
	people: 'Followers and friends',
	removePerson: (name: string) => `Remove ${name}`,
	peopleLoading: 'Loading your followers and friends',
	peopleFailed: 'Your followers and friends couldn’t be loaded.',
	nobodyFound: (q: string) => `Nobody you know here is called “${q}”.`,
	nobodyYet: 'Nobody follows you yet. Once people do, you can choose them here.',
	pickDone: (count: number) => (count === 0 ? 'Done' : `Choose ${people(count)}`),
	because: {
		author: () => 'You wrote this post.',
		public: (name) => `${name} shared this post with everyone on Kith.`,
		follower: (name) => `${name} shared this post with their followers and friends, and you follow them.`,
		friend: (name, audience) =>
			audience === 'followers'
				? `${name} shared this post with their followers and friends, and you are friends.`
				: `${name} shared this post with their friends, and you are one of them.`,
		named: (name) =>
			`${name} shared this post with people they chose, and you are one of them. Only they see who the others are.`,
		link: (name) =>
			`You opened it by its link. ${name} shared this post with everyone who has the link; it stands in no list.`,
		member: (name, _, group) =>
			group
				? `${name} posted this in ${group}, and you are a member of it.`
				: `${name} posted this in a group, and you are a member of it.`,
	} as Record<BecauseName, (name: string, audience: AudienceName, group?: string) => string>,
	understood: 'Close',
	whyFooter: 'If you block someone, or they block you, neither of you sees the other’s posts.',
};
