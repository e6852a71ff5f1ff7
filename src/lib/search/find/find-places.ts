import { nameWords } from './name-words.ts';
import { parcelId, parcelReference, type ParcelReference } from './parcel-reference.ts';
import type { IndexedPlace } from './place-index.ts';
import {
	suggestionKinds,
	type Suggestion,
	type SuggestionGroup,
	type SuggestionKind
} from './suggestion.ts';

/** Suggestions of one kind: what fits a popup beside the other kinds. */
const mostOfKind = 4;
/** Signs from which a number or identifier says something. */
const fewestSigns = 2;

/** How far a place is from what was typed: 0 is the same word for word; null where it is something else. */
type Distance = number | null;

/** A word of a name counts less than its beginning, one of the surroundings less again. */
const cost = { exact: 0, beginning: 1, later: 0.5, around: 3 };

function byWords(place: IndexedPlace, typed: readonly string[]): Distance {
	let sum = place.words.length > typed.length ? cost.beginning : 0;
	let named = false;
	for (const [at, word] of typed.entries()) {
		const own = wordCost(place.words, word, at);
		const other = own ?? wordCost(place.around, word, at);
		if (other === null) return null;
		named ||= own !== null;
		sum += own ?? other + cost.around;
	}
	// Its surroundings alone are a place of their own.
	return named ? sum : null;
}

function wordCost(words: readonly string[], typed: string, at: number): Distance {
	let best: Distance = null;
	for (const [index, word] of words.entries()) {
		if (!word.startsWith(typed)) continue;
		const found = (word === typed ? cost.exact : cost.beginning) + (index === at ? 0 : cost.later);
		if (best === null || found < best) best = found;
	}
	return best;
}

function byNumber({ numbers }: IndexedPlace, typed: string): Distance {
	if (numbers.some((number) => number.toLowerCase() === typed)) return cost.exact;
	return numbers.some((number) => number.toLowerCase().startsWith(typed)) ? cost.beginning : null;
}

/** Whether a place holds the parcel that was named: by its own commune, or by the words beside it. */
function byParcel(place: IndexedPlace, parcel: ParcelReference): Distance {
	const { insee, section, number, words } = parcel;
	const holds = place.parcels.some((id) =>
		insee === null ? id.endsWith(section + number) : id === parcelId(parcel, insee)
	);
	const here = words.every((word) =>
		[...place.around, ...place.words].some((own) => own.startsWith(word))
	);
	return holds && here ? cost.exact : null;
}

/** The commune of a parcel: the one whose whole name the words beside it are. */
export function communeOfParcel(
	index: readonly IndexedPlace[],
	{ insee, words }: ParcelReference
): string | null {
	if (insee !== null) return insee;
	const named = words.join(' ');
	const communes = index.filter(
		({ suggestion, words: own, numbers }) =>
			suggestion.kind === 'commune' && (own.join(' ') === named || numbers.includes(named))
	);
	return communes.length === 1 ? (communes[0]?.suggestion.id ?? null) : null;
}

/** The parcel of the cadastre that a text names, by its 14 characters; null where it names none. */
export function parcelAsked(index: readonly IndexedPlace[], text: string): string | null {
	const parcel = parcelReference(text);
	if (parcel === null) return null;
	const insee = communeOfParcel(index, parcel);
	return insee === null ? null : parcelId(parcel, insee);
}

/**
 * What a text may mean among our own places, grouped by kind; the group with the best of all stands first.
 * @param text as it was typed, in any writing: accents, hyphens and case count for nothing
 */
export function findPlaces(index: readonly IndexedPlace[], text: string): SuggestionGroup[] {
	const typed = nameWords(text);
	if (typed.length === 0) return [];
	const number = text.toLowerCase().replace(/[\s.]+/g, '');
	const isNumber = /\d/.test(number) && number.length >= fewestSigns;
	const parcel = parcelReference(text);
	const found = new Map<SuggestionKind, { suggestion: Suggestion; distance: number }[]>();
	for (const place of index) {
		const distances = [
			byWords(place, typed),
			isNumber ? byNumber(place, number) : null,
			parcel === null ? null : byParcel(place, parcel)
		].filter((distance) => distance !== null);
		if (distances.length === 0) continue;
		const { suggestion } = place;
		const ofKind = found.get(suggestion.kind) ?? [];
		ofKind.push({ suggestion, distance: Math.min(...distances) });
		found.set(suggestion.kind, ofKind);
	}
	return [...found]
		.map(([kind, ofKind]) => ({ kind, best: bestOf(ofKind) }))
		.toSorted(
			(one, other) =>
				distanceOf(one.best) - distanceOf(other.best) ||
				suggestionKinds.indexOf(one.kind) - suggestionKinds.indexOf(other.kind)
		)
		.map(({ kind, best }) => ({ kind, suggestions: best.map(({ suggestion }) => suggestion) }));
}

const distanceOf = (best: readonly { distance: number }[]) => best[0]?.distance ?? 0;

function bestOf(found: readonly { suggestion: Suggestion; distance: number }[]) {
	return found
		.toSorted(
			(one, other) =>
				one.distance - other.distance ||
				one.suggestion.name.length - other.suggestion.name.length ||
				one.suggestion.name.localeCompare(other.suggestion.name, 'fr')
		)
		.slice(0, mostOfKind);
}
