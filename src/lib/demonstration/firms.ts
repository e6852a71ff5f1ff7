import type { Position } from 'geojson';
import type { ColumnValue, RecordFeature } from '#lib/domain/import/record.ts';
import { demonstrationSource } from '#lib/domain/provenance.ts';
import { sectors, type Sector } from '#lib/domain/sector.ts';
import { firmLists } from '#lib/domain/vocabulary.ts';
import { sectorMixes } from './activities.ts';
import { bracketOf, headcounts } from './headcount.ts';
import type { Town } from './inputs.ts';
import type { PlotDraft } from './plots.ts';
import { daysBefore, inventedOn, recentDate } from './provenance.ts';
import type { SeededRandom } from './random.ts';

/** Jobs in the industrial firms of Nord Ardennes, as the territory's convention states them. */
export const jobTotal = 12_430;

/** The last firms of the list are closed: no employee, an end date. */
const closedFirms = 2;

/** Share of the firms that stand on a plot of a site. */
const onPlotShare = 0.72;

/** Half the spread of the firms around a town's point, in degrees of latitude. */
const townSpread = 0.0028;

const places = [
	'du Val',
	'de la Meuse',
	'du Plateau',
	'de la Semoy',
	'des Ardoises',
	'de la Boucle',
	'du Haut-Fourneau',
	'de la Forêt',
	'du Pont',
	'de la Roche Noire'
] as const;

type Quality = (typeof firmLists.geocodage_qualite)[number];

const onPlotQualities: Partial<Record<Quality, number>> = {
	'localisation à la parcelle': 60,
	'localisation au bâtiment': 40
};

const inTownQualities: Partial<Record<Quality, number>> = {
	'localisation à la plaque adresse': 60,
	'localisation à la rue (sans numéro)': 22,
	'localisation au lieu-dit': 16,
	'localisation à la commune': 10,
	'non localisé': 2,
	inconnu: 2,
	autre: 0,
	'sans objet': 0
};

/** A firm of the set; `site_id` of its plot serves the site's figures. */
export interface FirmDraft {
	siteId: string | null;
	headcount: number;
	feature: RecordFeature;
}

interface Spot {
	plot: PlotDraft | null;
	town: Town | null;
	position: Position;
	quality: string;
}

/** Drafts the 430 firms: two in three on a plot that is sold and occupied, the others in the towns. */
export function draftFirms(
	plots: readonly PlotDraft[],
	towns: readonly [Town, ...Town[]],
	reference: string,
	random: SeededRandom
): FirmDraft[] {
	const order = random.shuffle(
		sectors.flatMap((sector) => Array<Sector>(sectorMixes[sector].firms).fill(sector))
	);
	const sizes = order.slice(closedFirms).map((sector) => sectorMixes[sector].size);
	const counts = [...Array<number>(closedFirms).fill(0), ...headcounts(sizes, jobTotal, random)];
	const spots = findSpots(order.length, plots, towns, random);
	return order.map((sector, index) => {
		const headcount = counts[index] ?? 0;
		const spot = spots[index] ?? missing(index);
		return {
			siteId: spot.plot?.site.id ?? null,
			headcount,
			feature: {
				type: 'Feature',
				geometry: { type: 'MultiPoint', coordinates: [spot.position] },
				properties: {
					...identityOf(index, sector, random),
					...staffOf(headcount),
					...historyOf(headcount === 0, reference, random),
					...placeOf(spot)
				}
			}
		};
	});
}

function findSpots(
	count: number,
	plots: readonly PlotDraft[],
	towns: readonly [Town, ...Town[]],
	random: SeededRandom
): Spot[] {
	const built = plots.filter(({ group, properties }) => {
		return group === 'sold' && properties.terr_etat_occup === 'occupé';
	});
	const onPlots = Math.round(count * onPlotShare);
	const plotQualities = random.share(onPlotQualities, onPlots);
	const townQualities = random.share(inTownQualities, count - onPlots);
	const spots = [
		...plotQualities.map((quality, index): Spot => {
			const plot = built[index % built.length] ?? null;
			return { plot, town: null, position: plot ? placeOn(plot, random) : [], quality };
		}),
		...townQualities.map((quality): Spot => {
			const town = random.pick(towns);
			return { plot: null, town, position: placeIn(town, random), quality };
		})
	];
	return random.shuffle(spots);
}

/** A point well inside a block, whose first four vertices are its corners. */
function placeOn({ shape }: PlotDraft, random: SeededRandom): Position {
	const [a = [], b = [], c = [], d = []] = shape.coordinates[0] ?? [];
	const along = random.between(0.25, 0.75);
	const across = random.between(0.25, 0.75);
	const mix = (from = 0, to = 0, share: number): number => from + (to - from) * share;
	return [0, 1].map((axis) => {
		const near = mix(a[axis], b[axis], along);
		const far = mix(d[axis], c[axis], along);
		return Number(mix(near, far, across).toFixed(6));
	});
}

function placeIn({ lon, lat }: Town, random: SeededRandom): Position {
	return [
		Number((lon + random.between(-townSpread, townSpread) * 1.5).toFixed(6)),
		Number((lat + random.between(-townSpread, townSpread)).toFixed(6))
	];
}

function identityOf(
	index: number,
	sector: Sector,
	random: SeededRandom
): Record<string, ColumnValue> {
	const number = index + 1;
	const { code, label, noun } = random.pick(sectorMixes[sector].activities);
	const name = `${noun} ${random.pick(places)} n° ${number}`;
	// No real establishment has a SIREN that starts with three zeros.
	const siren = `000${String(number).padStart(6, '0')}`;
	return {
		siret: `${siren}00017`,
		siren,
		etab_nom: name,
		etab_raison_sociale: name,
		etab_nat_juridique: random.pick(['5710', '5499', '5599']),
		etab_siege: random.chance(0.82) ? 'oui' : 'non',
		etab_activite_code: code.replace('.', ''),
		etab_activite_libelle: label,
		etab_source_info: demonstrationSource
	};
}

function staffOf(headcount: number): Record<string, ColumnValue> {
	const { code, label } = bracketOf(headcount);
	return {
		etab_effectif: headcount,
		etab_effectif_code: code,
		etab_effectif_libelle: label,
		etab_effectif_annee: 2025
	};
}

function historyOf(
	closed: boolean,
	reference: string,
	random: SeededRandom
): Record<string, ColumnValue> {
	const checked = recentDate(reference, random);
	return {
		etab_creation_date: daysBefore(reference, random.whole(800, 24_000)),
		etab_identif_date: daysBefore(checked, random.whole(0, 700)),
		etab_actu_date: checked,
		etab_actif: closed ? 'non' : 'oui',
		etab_fermeture_date: closed ? daysBefore(checked, random.whole(10, 300)) : null,
		...inventedOn(checked)
	};
}

function placeOf({ plot, town, quality }: Spot): Record<string, ColumnValue> {
	return {
		terr_id: plot?.id ?? null,
		geocodage_qualite: quality,
		etab_adresse: plot
			? `${String(plot.properties.terr_lot)}, ${String(plot.site.properties.site_nom)}`
			: `Rue fictive, ${town?.name ?? ''}`
	};
}

function missing(index: number): never {
	throw new RangeError(`L’entreprise ${index + 1} n’a pas de place dans le jeu de démonstration.`);
}
