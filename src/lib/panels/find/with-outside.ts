import { nameWords } from '#lib/search/find/name-words.ts';
import type { OutsidePlace } from '#lib/search/find/outside-places.ts';
import type { SuggestionGroup } from '#lib/search/find/suggestion.ts';

const folded = (name: string) => nameWords(name).join(' ');

/** Our own suggestions, then parcels and addresses of the service that say something else. */
export function withOutside(
	own: readonly SuggestionGroup[],
	outside: readonly OutsidePlace[]
): SuggestionGroup[] {
	const names = new Set(
		own.flatMap(({ suggestions }) => suggestions.map(({ name }) => folded(name)))
	);
	const others = outside.filter(({ name }) => !names.has(folded(name)));
	const groups = (['parcel', 'address'] as const).map((kind) => ({
		kind,
		suggestions: others.filter((place) => place.kind === kind)
	}));
	return [...own, ...groups.filter(({ suggestions }) => suggestions.length > 0)];
}
