import { describe, expect, it } from 'vitest';
import {
	sampleBrownfield,
	sampleFirm,
	samplePlot,
	sampleRecords,
	sampleSite,
	square
} from '../../../../../tests/fixtures/sample-records.ts';
import { countLand } from '../../../../../tests/fixtures/count-land.ts';
import type { Commune, Epci } from '#lib/domain/place.ts';
import type { LandMarket } from '#lib/domain/land-market.ts';
import type { Plot } from '#lib/domain/plot.ts';
import { readAddress } from '#lib/search/address.ts';
import { buildAtlas, type Atlas } from '#lib/search/atlas.ts';
import { listPage, search } from '#lib/search/list-page.ts';
import { areaFigures, pastAreaFigures, type AreaFigures } from '../choropleth/area-figures.ts';
import { areasOf } from '../choropleth/areas.ts';
import {
	measuresOf,
	measureText,
	readMeasure,
	vacancyMeasure,
	type Measure
} from '../choropleth/measure.ts';
import { isKept, keptIndicator, placesToKeep } from '../kept/kept-tables.ts';
import { dashboardOf, type FigureGround } from './dashboard.ts';
import { columnIds, inventoryTable, type ColumnId, type IndicatorId } from './indicator.ts';
import { landDays } from './land.ts';
import { territoryScope, type Scope } from './scope.ts';

const { provenance } = samplePlot();
const today = '2026-11-25';
const [north, south] = ['200000001', '200000002'];
const epci = [
	[north, 'Nord'],
	[south, 'Sud']
].map(([siren = '', name = '']): Epci => ({
	...{ siren, name, population: null, communeCount: null },
	...{ contour: null, provenance, geometry: null }
}));
const communes = [
	['08001', north],
	['08002', north],
	['08003', south]
].map(([insee = '', epciSiren = '']): Commune => ({
	...{ insee, name: `Commune ${insee}`, epciSiren, population: null },
	...{ areaHa: null, contour: null, provenance, geometry: null }
}));

let places = 0;
/** A plot of its own ground: no two touch, so that a brownfield lies on one of them. */
function plot(id: string, insee: string, siteId: string | null, given: Partial<Plot>): Plot {
	const epciSiren = communes.find((one) => one.insee === insee)?.epciSiren ?? null;
	const geometry = square([4.5 + 0.01 * places++, 49.7]);
	return samplePlot({ id, inseeCode: insee, epciSiren, siteId, geometry, ...given });
}
const sold = 'vendu, commercialisation achevée';

/** Two EPCI, three communes, three sites, ten plots (one of them a space in a building). */
const atlas = buildAtlas(
	sampleRecords({
		epci,
		communes,
		sites: [
			sampleSite({ id: 'A', name: 'Grand Pré', epciSiren: north, vocation: 'industrielle' }),
			sampleSite({ id: 'B', name: 'Moulin', epciSiren: north, vocation: 'artisanale' }),
			// Its name is part of another's: the search cannot tell it apart.
			sampleSite({ id: 'C', name: 'Pré', epciSiren: south, vocation: 'mixte' })
		],
		plots: [
			plot('1', '08001', 'A', {
				siteName: 'Grand Pré',
				areaHa: 1.2345,
				availableFrom: '2026-11-25'
			}),
			plot('2', '08001', 'A', { siteName: 'Grand Pré', areaHa: 2.5, availableFrom: '2027-05-25' }),
			plot('3', '08001', 'A', {
				siteName: 'Grand Pré',
				areaHa: 3,
				saleStage: sold,
				occupancy: 'occupé'
			}),
			plot('4', '08001', 'A', { siteName: 'Grand Pré', areaHa: 9, offer: 'Local' }),
			plot('5', '08002', 'B', {
				...{ siteName: 'Moulin', areaHa: 4.1, saleStage: 'en vente avec contraintes' },
				...{ availableFrom: '2027-11-25', ownership: 'structure intercommunale' }
			}),
			plot('6', '08002', 'B', {
				siteName: 'Moulin',
				areaHa: 0.8655,
				saleStage: sold,
				occupancy: 'occupé'
			}),
			plot('7', '08002', null, { areaHa: null, saleStage: 'inconnu', occupancy: 'friche' }),
			plot('8', '08003', 'C', { siteName: 'Pré', areaHa: 6, availableFrom: '2029-01-01' }),
			plot('9', '08003', 'C', { siteName: 'Pré', areaHa: 0.3, availableFrom: null }),
			plot('10', '08003', 'C', { siteName: 'Pré', areaHa: 2, saleStage: 'non commercialisé' })
		],
		firms: [
			sampleFirm({
				siret: '1',
				naf: '25.50A',
				headcount: 40,
				epciSiren: north,
				inseeCode: '08001',
				plotIds: ['3']
			}),
			sampleFirm({
				...{ siret: '2', naf: '24.51Z', headcountBracket: '20 à 49 salariés' },
				...{ epciSiren: north, inseeCode: '08002', plotIds: ['6'] }
			}),
			sampleFirm({
				siret: '3',
				naf: '10.11Z',
				headcount: 60,
				epciSiren: south,
				inseeCode: '08003'
			}),
			sampleFirm({ siret: '4', naf: '25.61Z', epciSiren: south, inseeCode: '08003' })
		],
		brownfields: [
			sampleBrownfield({
				id: 'F1',
				status: 'friche sans projet',
				areaHa: 1.5,
				epciSiren: north,
				inseeCode: '08002'
			}),
			sampleBrownfield({
				...{ id: 'F2', status: 'friche avec projet', soilPollution: 'pollution avérée' },
				...{ epciSiren: south, inseeCode: '08003' }
			})
		]
	})
);

const groundOf = (of: Atlas): FigureGround => ({
	atlas: of,
	land: countLand(of, landDays(today)),
	today
});
const ground = groundOf(atlas);

const told = (
	size: number,
	briefs: number | null,
	lost: number | null,
	searches: number | null
) => ({
	...{ size, briefs, lost, searches }
});
/** What an agent sees: every figure. */
const market: LandMarket = {
	demand: {
		...{ all: true, from: '2024-12-01' },
		classes: [
			...[told(0, 1, 0, 0), told(1, 4, 2, 3), told(2, 0, 0, 0), told(3, 9, 3, 20)],
			...[told(4, 0, 0, 0), told(-1, 2, 0, 0)]
		],
		reasons: [
			{ reason: 'surface insuffisante', lost: 4 },
			{ reason: 'prix', lost: 1 }
		]
	},
	sales: {
		...{ all: true, from: '2021-11-25', to: today },
		sales: { plots: 3, hectares: 7, withoutArea: 0 }
	}
};

function indicator(
	id: IndicatorId,
	scope: Scope = territoryScope,
	given: LandMarket | null = market
) {
	const found = dashboardOf(ground, scope, given)?.indicators.find((one) => one.id === id);
	if (!found) throw new Error(id);
	return found;
}
const lines = (id: IndicatorId, column: ColumnId, scope?: Scope) =>
	Object.fromEntries(
		indicator(id, scope).lines.map(({ key, figures }) => [key ?? 'null', figures[column]])
	);

describe('the figures of a small territory, worked by hand', () => {
	it('hectares by sale stage; a space in a building counts no ground', () => {
		expect(lines('commercialisation', 'hectares')).toEqual({
			'en vente': 10.0345, // 1.2345 + 2.5 + 6 + 0.3
			'en vente avec contraintes': 4.1,
			[sold]: 3.8655, // 3 + 0.8655
			'non commercialisé': 2,
			inconnu: 0 // plot 7 has no area
		});
		expect(indicator('commercialisation').total?.figures).toEqual({
			plots: 9,
			hectares: 20, // 10.0345 + 4.1 + 3.8655 + 2
			withoutArea: 1
		});
	});

	it('hectares by ownership and by vocation of the site', () => {
		expect(lines('propriete', 'hectares')).toEqual({
			commune: 15.9,
			'structure intercommunale': 4.1
		});
		expect(lines('vocation', 'hectares')).toEqual({
			industrielle: 6.7345, // 1.2345 + 2.5 + 3
			artisanale: 4.9655, // 4.1 + 0.8655
			mixte: 8.3, // 6 + 0.3 + 2
			null: 0
		});
	});

	it('plots on sale now, within 6 months, within 12, and all of them', () => {
		expect(lines('disponibilite', 'plots')).toEqual({
			maintenant: 1, // plot 1, of the very day
			'6-mois': 2, // and plot 2, of the last day
			'12-mois': 3, // and plot 5
			'toutes-dates': 5 // and 8, later, and 9, without a date
		});
	});

	it('smallest, median and largest plot on sale', () => {
		// 0.3, 1.2345, 2.5, 4.1, 6
		expect(lines('tailles', 'hectares')).toEqual({
			'plus-petit': 0.3,
			median: 2.5,
			'plus-grand': 6
		});
		expect(lines('tailles', 'plots')).toEqual({ 'plus-petit': 1, median: 3, 'plus-grand': 1 });
		const inSouth = { kind: 'epci', id: south } as const;
		// (0.3 + 6) ÷ 2
		expect(lines('tailles', 'hectares', inSouth)['median']).toBeCloseTo(3.15, 10);
	});

	it('demand beside free plots by class of size', () => {
		// On sale: 0.3; 1.2345; 2.5 and 4.1; 6
		expect(lines('demande', 'plots')).toEqual({
			...{ '0-1': 1, '1-2': 1, '2-5': 2, '5-10': 1, '10-': 0, null: 0 }
		});
		expect(lines('demande', 'hectares')['2-5']).toBe(6.6); // 2.5 + 4.1
		expect(lines('demande', 'briefs')['5-10']).toBe(9);
		expect(indicator('demande').total?.figures).toMatchObject({
			...{ briefs: 16, lost: 5, searches: 23, plots: 5, hectares: 14.1345 }
		});
		expect(indicator('pertes').total?.figures.lost).toBe(5); // 4 + 1
	});

	it('stock in years: 14.1345 ha on sale, 7 ha sold in five years', () => {
		expect(lines('ecoulement', 'years')['stock']).toBeCloseTo(14.1345 / (7 / 5), 10);
	});

	it('what is not told is no figure, and its reason is said', () => {
		const { demand, sales } = market;
		const few: LandMarket = {
			demand: {
				...{ all: false, from: demand.from, reasons: [] },
				classes: demand.classes.map(({ size }) => told(size, null, null, null))
			},
			sales: { ...sales, all: false, sales: null }
		};
		for (const [given, unsaid] of [
			[few, 'few'],
			[null, 'by-epci']
		] as const)
			for (const id of ['demande', 'pertes', 'ecoulement'] as const) {
				const { lines: own, total, unsaid: why } = indicator(id, territoryScope, given);
				expect([why, total]).toEqual([unsaid, null]);
				for (const { figures } of own) {
					expect(figures.briefs ?? figures.lost ?? figures.searches ?? null).toBeNull();
					expect(figures.years ?? figures.soldPlots ?? null).toBeNull();
				}
			}
		const none = { ...sales, sales: { plots: 2, hectares: 0, withoutArea: 2 } };
		expect(indicator('ecoulement', territoryScope, { demand, sales: none })).toMatchObject({
			unsaid: 'no-date',
			lines: [{ figures: { years: null, soldPlots: 2 } }]
		});
	});

	it('brownfields by status and by pollution', () => {
		expect(lines('friches', 'brownfields')).toEqual({
			'friche sans projet': 1,
			'friche avec projet': 1
		});
		expect(lines('pollution', 'brownfields')).toEqual({ null: 1, 'pollution avérée': 1 });
		expect(indicator('friches').total?.figures).toEqual({
			brownfields: 2,
			hectares: 1.5,
			withoutArea: 1
		});
	});

	it('firms, headcount between bounds, and specialisation', () => {
		const inNorth = { kind: 'epci', id: north } as const;
		expect(indicator('branches', inNorth).total?.figures).toEqual({
			firms: 2,
			jobsLow: 60, // 40 + 20
			jobsHigh: 89, // 40 + 49
			jobsUnknown: 0
		});
		// 40 of (60 + 89) ÷ 2 here; 40 of (120 + 149) ÷ 2 in the territory
		expect(lines('branches', 'index', inNorth)['25']).toBeCloseTo(40 / 74.5 / (40 / 134.5), 10);
		// Of its one firm here nothing is known.
		expect(lines('branches', 'index', { kind: 'epci', id: south })['25']).toBeNull();
		expect(lines('epci', 'firms')).toEqual({ [north]: 2, [south]: 2 });
	});

	it('firms on each hectare of occupied land', () => {
		// 2 firms on 3 + 0.8655 ha
		expect(lines('densite', 'firmsPerHectare')['occupé']).toBeCloseTo(2 / 3.8655, 10);
	});
});

const scopes: Scope[] = [
	territoryScope,
	...epci.map(({ siren }) => ({ kind: 'epci' as const, id: siren })),
	...communes.map(({ insee }) => ({ kind: 'commune' as const, id: insee })),
	...['A', 'B', 'C'].map((id) => ({ kind: 'site' as const, id }))
];

describe('a line leads to the records that it counts', () => {
	it.each(scopes)('in $kind $id', (scope) => {
		let followed = 0;
		for (const { id, lines: own, total } of dashboardOf(ground, scope, market)?.indicators ?? []) {
			for (const { key, figures, query } of total ? [...own, total] : own) {
				if (query === null) continue;
				const { criteria, view, faults } = readAddress(new URLSearchParams(query));
				expect(faults).toEqual([]);
				const { counts } = listPage(atlas, search(atlas, criteria), view, 'fr');
				const counted =
					figures[
						view.list === 'terrains' ? 'plots' : view.list === 'friches' ? 'brownfields' : 'firms'
					];
				expect(counts[view.list], `${id} ${key}`).toBe(counted);
				followed += 1;
			}
		}
		// The search cannot name site C: its name stands in another's.
		if (scope.id === 'C') expect(followed).toBe(2 + 1);
		else expect(followed).toBeGreaterThan(10);
	});
});

describe('sums', () => {
	const additive = ['plots', 'hectares', 'withoutArea', 'brownfields', 'firms', 'jobsLow'] as const;
	const sumOver = (of: readonly Scope[], id: IndicatorId, column: ColumnId) =>
		of.reduce(
			(sum, scope) => sum + Math.round((indicator(id, scope).total?.figures[column] ?? 0) * 1e4),
			0
		);

	it.each(['commercialisation', 'friches', 'branches'] as const)(
		'of %s over communes are those of their EPCI and of the territory, to the m²',
		(id) => {
			for (const column of additive) {
				const whole = sumOver([territoryScope], id, column);
				expect(
					sumOver(
						scopes.filter(({ kind }) => kind === 'epci'),
						id,
						column
					)
				).toBe(whole);
				expect(
					sumOver(
						scopes.filter(({ kind }) => kind === 'commune'),
						id,
						column
					)
				).toBe(whole);
			}
			for (const { siren } of epci) {
				const own = communes.filter(({ epciSiren }) => epciSiren === siren);
				const ofCommunes = own.map(({ insee }) => ({ kind: 'commune' as const, id: insee }));
				expect(sumOver(ofCommunes, id, 'hectares')).toBe(
					sumOver([{ kind: 'epci', id: siren }], id, 'hectares')
				);
			}
		}
	);

	it('of the lines are the total', () => {
		for (const { lines: own, total, id } of dashboardOf(ground, territoryScope, market)
			?.indicators ?? [])
			for (const column of total ? additive : []) {
				const sum = own.reduce(
					(whole, { figures }) => whole + Math.round((figures[column] ?? 0) * 1e4),
					0
				);
				expect(sum, `${id} ${column}`).toBe(Math.round((total?.figures[column] ?? 0) * 1e4));
			}
	});
});

describe('a measure of each area', () => {
	const markets = Object.fromEntries(['', north, south].map((siren) => [siren, market]));
	const measures = (dashboardOf(ground, territoryScope, market)?.indicators ?? []).flatMap(
		measuresOf
	);
	const asked = { scope: territoryScope, markets };

	it.each(['epci', 'commune', 'site'] as const)(
		'is what the dashboard says of that place: by %s',
		(level) => {
			expect(measures.length).toBeGreaterThan(40);
			for (const measure of measures) {
				const found = areaFigures(ground, { ...asked, measure, level });
				expect(found?.lines).toHaveLength(level === 'epci' ? 2 : 3);
				for (const { key, figures, missing, query } of found?.lines ?? []) {
					const scope: Scope = { kind: level, id: key };
					const own = indicator(measure.table, scope);
					const line =
						measure.line === 'total'
							? own.total
							: own.lines.find((one) => one.key === measure.line);
					const text = `${measureText(measure)} ${key}`;
					if (missing === 'by-epci') expect(level, text).not.toBe('epci');
					else if (missing === null)
						expect(figures[measure.column], text).toBe(line?.figures[measure.column] ?? 0);
					if (query !== null) expect(query, text).toBe(line?.query);
				}
			}
		}
	);

	it('is missing, with its reason, where nothing can be said: an area of nothing is no zero', () => {
		const of = (text: string, level: 'epci' | 'commune' | 'site') =>
			areaFigures(ground, {
				...asked,
				level,
				measure: readMeasure(text) ?? vacancyMeasure
			})?.lines.map(({ key, missing }) => [key, missing]);
		expect(of('demande~briefs~total', 'commune')?.[0]).toEqual(['08001', 'by-epci']);
		// Nothing of the one plot in use in the south to divide by.
		expect(of('densite~firmsPerHectare~occupé', 'epci')).toEqual([
			[north, null],
			[south, 'nothing']
		]);
		// The only plot of unknown stage has no area.
		expect(of('commercialisation~hectares~inconnu', 'commune')?.[1]).toEqual(['08002', 'no-area']);
	});

	it('says of a past day what was kept of each area then, and nothing of an area that was not', () => {
		const places = placesToKeep(ground);
		const shown = (measure: Measure, level: 'epci' | 'commune' | 'site', gone: string | null) => {
			const { table } = measure;
			if (table === inventoryTable) return null;
			const kept = new Map(
				places.flatMap(({ lieu, chiffres }) =>
					lieu === gone ? [] : [[lieu, keptIndicator(table, chiffres[table] ?? null)] as const]
				)
			);
			const frame = territoryScope;
			return pastAreaFigures({ measure, level, frame, areas: areasOf(atlas, level, frame), kept });
		};
		for (const measure of measures.filter(({ table, column }) => isKept(table, column)))
			for (const level of ['epci', 'commune', 'site'] as const) {
				const now = areaFigures(ground, { ...asked, scope: territoryScope, level, measure });
				const values = (of: AreaFigures | null) =>
					of?.lines.map(({ key, missing, figures }) => [
						...[key, missing, figures[measure.column] ?? null]
					]);
				expect(values(shown(measure, level, null)), measureText(measure)).toEqual(values(now));
			}
		const [measure = vacancyMeasure] = measures;
		const lines = shown(measure, 'epci', `epci:${north}`)?.lines ?? [];
		expect(lines.map(({ missing }) => missing)).toEqual(['not-kept', null]);
		expect(shown(measure, 'epci', '')).toBeNull();
	});

	it('shows a commune and a site among those of their EPCI, an EPCI among all', () => {
		const keys = (scope: Scope, level: 'epci' | 'commune' | 'site') =>
			areaFigures(ground, {
				...{ ...asked, scope, level },
				measure: readMeasure('friches~brownfields~total') ?? vacancyMeasure
			})?.lines.map(({ key }) => key);
		expect(keys({ kind: 'commune', id: '08001' }, 'commune')).toEqual(['08001', '08002']);
		expect(keys({ kind: 'site', id: 'C' }, 'site')).toEqual(['C']);
		expect(keys({ kind: 'epci', id: north }, 'epci')).toEqual([north, south]);
	});

	it('is read from an address as it is written there, and nothing else is', () => {
		for (const measure of [...measures, vacancyMeasure])
			expect(readMeasure(measureText(measure))).toEqual(measure);
		for (const text of [
			'',
			'rien',
			'friches~years~total',
			'epci~firms~total',
			'friches~brownfields~'
		])
			expect(readMeasure(text)).toBeNull();
	});
});

describe('where there is nothing', () => {
	it('no figure is NaN or infinite, whatever is missing', () => {
		const empty = buildAtlas(sampleRecords({ epci }));
		for (const of of [atlas, empty])
			for (const scope of of === atlas ? scopes : [territoryScope])
				for (const { lines: own, total } of dashboardOf(groundOf(of), scope, market)?.indicators ??
					[])
					for (const { figures } of total ? [...own, total] : own)
						for (const column of columnIds)
							expect(figures[column] ?? 0).toSatisfy((value: number) => Number.isFinite(value));
	});

	it('made of the figures without the market, a dashboard is the same', () => {
		for (const scope of scopes) {
			const former = dashboardOf(ground, scope, null);
			const whole = dashboardOf(ground, scope, market);
			expect(dashboardOf(ground, scope, market, former)).toEqual(whole);
		}
	});

	it('a place that is not known has no figures', () => {
		expect(dashboardOf(ground, { kind: 'epci', id: '999999999' }, market)).toBeNull();
		expect(dashboardOf(ground, { kind: 'site', id: 'Z' }, market)).toBeNull();
	});
});
