import type { Firm } from '#lib/domain/firm.ts';
import type { Atlas } from '../atlas.ts';
import { plotName } from '../list-row.ts';
import type { Places } from '../places.ts';
import { nameWords } from './name-words.ts';
import type { Suggestion, SuggestionKind } from './suggestion.ts';

/** A suggestion with the words and numbers that it is found by. */
export interface IndexedPlace {
	suggestion: Suggestion;
	/** Words of its name, and of what it is called besides. */
	words: string[];
	/** Words of its place and trade, which count for less. */
	around: string[];
	/** Numbers that it is known by: postcodes, INSEE code, SIRET, identifier. */
	numbers: string[];
	/** 14-character identifiers of its parcels. */
	parcels: readonly string[];
}

/** What a page knows of places before the records have come. */
export interface KnownPlaces extends Places {
	communes: (Places['communes'][number] & { postcodes: readonly string[] })[];
}

interface Entry extends Suggestion {
	aliases?: readonly (string | null)[];
	around?: readonly (string | null)[];
	numbers?: readonly string[];
	parcels?: readonly string[];
}

function indexed({ aliases, around, numbers, parcels, ...suggestion }: Entry): IndexedPlace {
	const wordsOf = (texts: readonly (string | null)[]) =>
		texts.flatMap((text) => (text === null ? [] : nameWords(text)));
	return {
		suggestion,
		words: wordsOf([suggestion.name, ...(aliases ?? [])]),
		around: wordsOf(around ?? []),
		numbers: [...(numbers ?? [])],
		parcels: parcels ?? []
	};
}

function placesOf({ communes, epci, pois }: KnownPlaces): Entry[] {
	const epciNames = new Map(epci.map(({ siren, name }) => [siren, name]));
	return [
		...communes.map(({ insee, name, epciSiren, centre, postcodes }) => ({
			...entry('commune', insee, name),
			detail: [postcodes[0], epciNames.get(epciSiren)].filter(Boolean).join(', ') || null,
			position: centre,
			numbers: [insee, ...postcodes]
		})),
		...epci.map(({ siren, name }) => ({ ...entry('epci', siren, name), numbers: [siren] })),
		...pois.map(({ id, name, position }) => ({ ...entry('poi', id, name), position }))
	];
}

const entry = (kind: SuggestionKind, id: string, name: string) => ({
	...{ kind, id, name },
	detail: null,
	position: null
});

const joined = (parts: readonly (string | null)[]) => parts.filter(Boolean).join(', ') || null;

function recordsOf(
	{ sites, placedPlots, firms, brownfields }: Atlas,
	activityOf: ActivityOf
): Entry[] {
	return [
		...sites.map((site) => ({
			...entry('site', site.id, site.name),
			detail: site.communeName,
			around: [site.communeName, site.epciName],
			numbers: [site.id]
		})),
		...placedPlots.map(({ plot }) => ({
			...entry('plot', plot.id, plotName(plot)),
			detail: plot.communeName,
			around: [plot.communeName],
			numbers: [plot.id],
			parcels: plot.parcels
		})),
		...firms.map((firm) => ({
			...entry('firm', firm.siret, firm.name),
			detail: joined([activityOf(firm), firm.communeName]),
			aliases: [firm.legalName],
			around: [firm.communeName],
			numbers: [firm.siret]
		})),
		...brownfields.map((brownfield) => ({
			...entry('brownfield', brownfield.id, brownfield.name),
			detail: brownfield.communeName,
			around: [brownfield.communeName],
			numbers: [brownfield.id]
		}))
	];
}

/** What a firm does, in the language of the page. */
type ActivityOf = (firm: Firm) => string | null;

/** Everything of our own that the search box finds: places at once, records once they have come. */
export function placeIndex(
	places: KnownPlaces,
	atlas: Atlas | null,
	activityOf: ActivityOf
): IndexedPlace[] {
	return [...placesOf(places), ...(atlas === null ? [] : recordsOf(atlas, activityOf))].map(
		indexed
	);
}
