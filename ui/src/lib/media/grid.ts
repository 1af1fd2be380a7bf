import type { Media } from './media';

/** How many pictures a grid shows; behind the last one it says how many more there are. */
const SHOWN = 5;
/** Room for the badge and the buttons on a picture, in pixels. */
const LEAST = 280;

/** How a grid lays out its pictures: `spots` are Tailwind classes, one per picture that is shown. */
export interface GridPlan {
	/** Width divided by height of the whole. */
	ratio: number;
	grid: string;
	spots: readonly string[];
	/** Greatest width in pixels: a small picture is not blown up to fill the card. */
	widest?: number;
	/** Pictures that are not shown. */
	hidden: number;
}

const HALF = 'col-span-3';
const THIRD = 'col-span-2';

const PLANS: Readonly<Record<number, Pick<GridPlan, 'ratio' | 'grid' | 'spots'>>> = {
	2: { ratio: 1.6, grid: 'grid-cols-2', spots: ['', ''] },
	3: { ratio: 1.5, grid: 'grid-cols-[2fr_1fr] grid-rows-2', spots: ['row-span-2', '', ''] },
	4: { ratio: 1.5, grid: 'grid-cols-2 grid-rows-2', spots: ['', '', '', ''] },
	5: { ratio: 1.25, grid: 'grid-cols-6 grid-rows-[3fr_2fr]', spots: [HALF, HALF, THIRD, THIRD, THIRD] },
};

/** The layout for the pictures of a post. It depends on nothing but their number and the shape of a single one. */
export function plan(pictures: readonly Media[]): GridPlan {
	const shown = Math.min(pictures.length, SHOWN);
	const fixed = PLANS[shown];
	if (fixed) return { ...fixed, hidden: pictures.length - shown };
	const [single] = pictures;
	const widest = Math.max(LEAST, single?.width ?? 0);
	return { ratio: ownRatio(single), widest, grid: '', spots: pictures.map(() => ''), hidden: 0 };
}

/** A single picture keeps its shape, within bounds: a tall one must not fill two screens. */
function ownRatio(picture: Media | undefined): number {
	if (!picture || picture.width <= 0 || picture.height <= 0) return 1.5;
	return Math.min(1.91, Math.max(0.8, picture.width / picture.height));
}

/** The `sizes` of one picture in a grid, for a card 620 px wide on a desktop and as wide as a phone. */
export function sizes(count: number, place: number): string {
	if (count === 1) return '(max-width: 767px) 100vw, 620px';
	if (count === 3 && place === 0) return '(max-width: 767px) 66vw, 415px';
	const third = (count === 3 && place > 0) || (count >= 5 && place > 1);
	return third ? '(max-width: 767px) 33vw, 207px' : '(max-width: 767px) 50vw, 310px';
}
