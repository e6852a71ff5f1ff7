import type { Brownfield } from '#lib/domain/brownfield.ts';
import type { Firm } from '#lib/domain/firm.ts';
import type { Site } from '#lib/domain/site.ts';
import { boundingBox } from '#lib/geo/bounding-box.ts';
import { shapeTest } from '#lib/geo/shape-test.ts';
import type { Criteria } from './criteria.ts';
import { nafDivisionOf } from './neighbour-columns.ts';
import { queryWords, searchWords } from './search-words.ts';
import type { Geometry } from 'geojson';

/** What the criteria of place and text need of a record of any class. */
interface Placed {
	words: readonly (string | null)[];
	epciSiren: string | null;
	inseeCode: string | null;
	geometry: Geometry;
}

/** The criteria that every class shares: EPCI, commune, text and drawn shape. */
function placeTest(criteria: Criteria): (record: Placed) => boolean {
	const asked = queryWords(criteria.text);
	const meets = criteria.shape === null ? null : shapeTest(criteria.shape, criteria.shapeRelation);
	return ({ words, epciSiren, inseeCode, geometry }) => {
		if (criteria.epci.length > 0 && !criteria.epci.includes(epciSiren ?? '')) return false;
		if (criteria.communes.length > 0 && !criteria.communes.includes(inseeCode ?? '')) return false;
		const folded = searchWords(words);
		if (!asked.every((word) => folded.includes(word))) return false;
		return meets === null || meets(geometry, boundingBox(geometry)) !== criteria.shapeOutside;
	};
}

/** Whether a firm is of a sector or NAF division asked; any is when none is. */
function isOfChosenSector(firm: Firm, { sectors, nafDivisions }: Criteria): boolean {
	if (sectors.length + nafDivisions.length === 0) return true;
	return sectors.includes(firm.sector) || nafDivisions.includes(nafDivisionOf(firm.naf));
}

/** Firms in the place asked, of the sectors or NAF divisions asked. */
export function searchFirms(firms: readonly Firm[], criteria: Criteria): Firm[] {
	const inPlace = placeTest(criteria);
	return firms.filter(
		(firm) =>
			isOfChosenSector(firm, criteria) &&
			inPlace({
				words: [firm.name, firm.legalName, firm.siret, firm.activity, firm.communeName],
				epciSiren: firm.epciSiren,
				inseeCode: firm.inseeCode,
				geometry: { type: 'Point', coordinates: firm.position }
			})
	);
}

/** Sites in the place asked, of the vocations asked, whose networks are not known to be missing. */
export function searchSites(sites: readonly Site[], criteria: Criteria): Site[] {
	const inPlace = placeTest(criteria);
	return sites.filter(
		(site) =>
			(criteria.vocations.length === 0 || criteria.vocations.includes(site.vocation)) &&
			criteria.networks.every((network) => site.networks[network] !== false) &&
			inPlace({ ...site, words: [site.name, site.id, site.communeName] })
	);
}

/** Brownfields in the place and of the area asked; none when they were left out. */
export function searchBrownfields(
	brownfields: readonly Brownfield[],
	criteria: Criteria
): Brownfield[] {
	if (criteria.brownfields === 'without') return [];
	const inPlace = placeTest(criteria);
	const [low, high] = [criteria.areaMinHa ?? 0, criteria.areaMaxHa ?? Number.POSITIVE_INFINITY];
	return brownfields.filter(
		(brownfield) =>
			(brownfield.areaHa === null || (brownfield.areaHa >= low && brownfield.areaHa <= high)) &&
			inPlace({ ...brownfield, words: [brownfield.name, brownfield.id, brownfield.communeName] })
	);
}
