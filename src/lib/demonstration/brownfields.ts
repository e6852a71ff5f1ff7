import type { Polygon, Position } from 'geojson';
import type { ColumnValue, RecordFeature } from '#lib/domain/import/record.ts';
import { brownfieldLists } from '#lib/domain/vocabulary.ts';
import { areaHectares } from '#lib/geo/area-hectares.ts';
import { fromLambert93, toLambert93 } from '#lib/geo/lambert-93.ts';
import type { Town } from './inputs.ts';
import { daysBefore, inventedOn, recentDate } from './provenance.ts';
import type { SeededRandom } from './random.ts';

export const brownfieldCount = 40;

/** Share of the brownfields whose outline is known; the others are a point. */
const outlinedShare = 0.7;

type List = keyof typeof brownfieldLists;

/** How often the commonest value of each list comes, against one for any other. */
const commonest: Partial<Record<List, Record<string, number>>> = {
	site_type: { 'friche industrielle': 14, 'friche ferroviaire': 3, 'friche commerciale': 3 },
	site_statut: { 'friche sans projet': 9, 'friche avec projet': 7, 'friche potentielle': 5 },
	site_occupation: { 'totalement inoccupé': 14, 'partiellement inoccupé': 6 },
	bati_etat: { 'dégradation moyenne': 6, 'dégradation très importante': 6 },
	sol_pollution_existe: { 'pollution supposée': 8, 'pollution avérée': 5 },
	urba_zone_type: { U: 18 },
	urba_doc_type: { PLUI: 8, PLU: 8 }
};

/** Drafts the brownfields: near the towns, most of them with an outline, every value of every list used. */
export function draftBrownfields(
	towns: readonly [Town, ...Town[]],
	reference: string,
	random: SeededRandom
): RecordFeature[] {
	const lists = Object.entries(brownfieldLists).map(([name, values]) => {
		const weights = Object.fromEntries(values.map((value) => [value, 1]));
		const list = random.share({ ...weights, ...commonest[name as List] }, brownfieldCount);
		return { name, list };
	});
	return Array.from({ length: brownfieldCount }, (_, index) => {
		const number = index + 1;
		const town = towns[index % towns.length] ?? towns[0];
		const outline = outlineNear(town, random);
		const outlined = random.chance(outlinedShare);
		const checked = recentDate(reference, random);
		const properties = {
			site_id: `${town.insee}_FRICHE-DEMO${String(number).padStart(3, '0')}`,
			site_nom: `Friche fictive n° ${number} de ${town.name}`,
			site_adresse: `Rue fictive, ${town.name}`,
			site_identif_date: daysBefore(checked, random.whole(0, 900)),
			site_actu_date: checked,
			...Object.fromEntries(lists.map(({ name, list }) => [name, list[index] ?? null])),
			...buildingsOf(random),
			...landOf(town, number, outline, random),
			...inventedOn(checked)
		};
		return {
			type: 'Feature',
			properties,
			geometry: outlined ? outline : { type: 'Point', coordinates: middleOf(outline) }
		};
	});
}

function buildingsOf(random: SeededRandom): Record<string, ColumnValue> {
	const closed = random.whole(1974, 2024);
	return {
		activite_libelle: random.pick(['Fonderie de fonte', 'Boulonnerie', 'Filature', 'Tannerie']),
		activite_code: random.pick(['C24.51Z', 'C25.94Z', 'C13.10Z', 'C15.11Z']),
		activite_fin_annee: closed,
		bati_type: random.pick(['industriel', 'industriel', 'commercial', 'secteur tertiaire']),
		bati_nombre: random.whole(1, 9),
		bati_surface: random.whole(3, 180) * 100,
		local_ancien_annee: random.whole(1880, 1930),
		local_recent_annee: random.whole(1931, 1973)
	};
}

function landOf(
	{ insee }: Town,
	number: number,
	outline: Polygon,
	random: SeededRandom
): Record<string, ColumnValue> {
	return {
		proprio_personne: random.pick(['personne morale', 'personne physique']),
		proprio_nom: `Propriétaire fictif n° ${number}`,
		unite_fonciere_surface: Math.round(areaHectares(outline) * 10_000),
		unite_fonciere_refcad: `${insee}000ZF${String(number).padStart(4, '0')}`,
		source_producteur: 'Forgeterre (démonstration)'
	};
}

/** An uneven hexagon of 0.2 to 4 ha a few hundred metres from the town's point. */
function outlineNear({ lon, lat }: Town, random: SeededRandom): Polygon {
	const [townX = 0, townY = 0] = toLambert93([lon, lat]);
	const [x, y] = [townX + random.between(-330, 330), townY + random.between(-330, 330)];
	const radius = random.between(28, 110);
	const corners = Array.from({ length: 6 }, (_, corner): Position => {
		const angle = ((corner + random.between(-0.25, 0.25)) * Math.PI) / 3;
		const reach = radius * random.between(0.75, 1.15);
		return fromLambert93([x + reach * Math.cos(angle), y + reach * Math.sin(angle)]);
	});
	return { type: 'Polygon', coordinates: [[...corners, corners[0] ?? []]] };
}

function middleOf({ coordinates: [ring = []] }: Polygon): Position {
	const corners = ring.slice(1);
	return [0, 1].map((axis) => {
		const sum = corners.reduce((all, corner) => all + (corner[axis] ?? 0), 0);
		return Number((sum / corners.length).toFixed(6));
	});
}
