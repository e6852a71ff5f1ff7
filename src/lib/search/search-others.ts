import type { Brownfield } from '#lib/domain/brownfield.ts';
import type { Firm } from '#lib/domain/firm.ts';
import type { Site } from '#lib/domain/site.ts';
import { boundingBox } from '#lib/geo/bounding-box.ts';
import { shapeTest } from '#lib/geo/shape-test.ts';
import type { Criteria } from './criteria.ts';
import { nafDivisionOf } from './neighbour-columns.ts';
import { queryWords, searchWords } from './search-words.ts';
import type { Geometry } from 'geojson';

/** What the criteria of place and text read of the records of a class. */
interface Reading<T> {
	words: (record: T) => readonly (string | null)[];
	geometry: (record: T) => Geometry;
}

type Placed = { epciSiren: string | null; inseeCode: string | null };

/** The criteria that every class shares: EPCI, commune, text and drawn shape. Nothing is made for one not asked. */
function placeTest<T extends Placed>(
	criteria: Criteria,
	{ words, geometry }: Reading<T>
): (record: T) => boolean {
	const asked = queryWords(criteria.text);
	const meets = criteria.shape === null ? null : shapeTest(criteria.shape, criteria.shapeRelation);
	const answersText = (record: T) => {
		if (asked.length === 0) return true;
		const folded = searchWords(words(record));
		return asked.every((word) => folded.includes(word));
	};
	const answersShape = (record: T) => {
		if (meets === null) return true;
		const place = geometry(record);
		return meets(place, boundingBox(place)) !== criteria.shapeOutside;
	};
	return (record) => {
		const { epciSiren, inseeCode } = record;
		if (criteria.epci.length > 0 && !criteria.epci.includes(epciSiren ?? '')) return false;
		if (criteria.communes.length > 0 && !criteria.communes.includes(inseeCode ?? '')) return false;
		return answersText(record) && answersShape(record);
	};
}

/** Whether a firm is of a sector or NAF division asked; any is when none is. */
function isOfChosenSector(firm: Firm, { sectors, nafDivisions }: Criteria): boolean {
	if (sectors.length + nafDivisions.length === 0) return true;
	return sectors.includes(firm.sector) || nafDivisions.includes(nafDivisionOf(firm.naf));
}

const readFirm: Reading<Firm> = {
	words: (firm) => [firm.name, firm.legalName, firm.siret, firm.activity, firm.communeName],
	geometry: ({ position }) => ({ type: 'Point', coordinates: position })
};

/** What is read of a site and of a brownfield. */
const readNamed: Reading<Site | Brownfield> = {
	words: ({ name, id, communeName }) => [name, id, communeName],
	geometry: ({ geometry }) => geometry
};

/** Firms in the place asked, of the sectors or NAF divisions asked. */
export function searchFirms(firms: readonly Firm[], criteria: Criteria): Firm[] {
	const inPlace = placeTest(criteria, readFirm);
	return firms.filter((firm) => isOfChosenSector(firm, criteria) && inPlace(firm));
}

/** Sites in the place asked, of the vocations asked, whose networks are not known to be missing. */
export function searchSites(sites: readonly Site[], criteria: Criteria): Site[] {
	const inPlace = placeTest(criteria, readNamed);
	return sites.filter(
		(site) =>
			(criteria.vocations.length === 0 || criteria.vocations.includes(site.vocation)) &&
			criteria.networks.every((network) => site.networks[network] !== false) &&
			inPlace(site)
	);
}

/** Brownfields in the place and of the area asked; none when they were left out. */
export function searchBrownfields(
	brownfields: readonly Brownfield[],
	criteria: Criteria
): Brownfield[] {
	if (criteria.brownfields === 'without') return [];
	const inPlace = placeTest(criteria, readNamed);
	const [low, high] = [criteria.areaMinHa ?? 0, criteria.areaMaxHa ?? Number.POSITIVE_INFINITY];
	return brownfields.filter(
		(brownfield) =>
			(brownfield.areaHa === null || (brownfield.areaHa >= low && brownfield.areaHa <= high)) &&
			inPlace(brownfield)
	);
}
