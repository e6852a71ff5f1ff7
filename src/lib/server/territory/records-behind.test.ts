import { describe, expect, it } from 'vitest';
import {
	sampleBrownfield,
	sampleFirm,
	samplePlot,
	sampleRecords,
	square
} from '../../../../tests/fixtures/sample-records.ts';
import { countLand } from '../../../../tests/fixtures/count-land.ts';
import type { Commune, Epci } from '#lib/domain/place.ts';
import { readAddress } from '#lib/search/address.ts';
import { buildAtlas } from '#lib/search/atlas.ts';
import { search } from '#lib/search/list-page.ts';
import {
	isShown,
	lineAmong,
	readShownLine,
	shownLineText
} from '#lib/subjects/indicators/dashboard/behind.ts';
import { landDays } from '#lib/subjects/indicators/dashboard/land.ts';
import { dashboardOf } from '#lib/subjects/indicators/dashboard/dashboard.ts';
import { territoryScope, type Scope } from '#lib/subjects/indicators/dashboard/scope.ts';
import { groupedNotes } from '#lib/subjects/indicators/panels/behind-model.ts';
import { behindIn } from './records-behind.ts';

const { provenance } = samplePlot();
const [north, south] = ['200000001', '200000002'] as const;
const epci = [north, south].map((siren): Epci => ({
	...{ siren, name: siren, population: null, communeCount: null },
	...{ contour: null, provenance, geometry: null }
}));
const communes = [
	['08001', north, 4.5],
	['08002', south, 4.7]
].map(([insee, epciSiren, west]): Commune => ({
	...{ insee: String(insee), name: `Commune ${String(insee)}`, epciSiren: String(epciSiren) },
	...{ population: null, areaHa: null, contour: null, provenance },
	geometry: square([Number(west), 49.7])
}));
const inNorth = { inseeCode: '08001', epciSiren: north };
const inSouth = { inseeCode: '08002', epciSiren: south };
const sold = 'vendu, commercialisation achevée';

/** Four plots and a space in a building, three firms of which one is closed, two brownfields. */
const atlas = buildAtlas(
	sampleRecords({
		epci,
		communes,
		plots: [
			samplePlot({ ...inNorth, id: 'a', saleStage: 'en vente', areaHa: 2 }),
			samplePlot({ ...inNorth, id: 'b', saleStage: sold, areaHa: 3, occupancy: 'occupé' }),
			samplePlot({ ...inSouth, id: 'c', saleStage: sold, areaHa: 5 }),
			samplePlot({ ...inSouth, id: 'd', saleStage: 'en vente', areaHa: null }),
			samplePlot({ ...inSouth, id: 'space', offer: 'Local', saleStage: 'en vente', areaHa: 1 })
		],
		firms: [
			sampleFirm({ ...inNorth, siret: '1', naf: '24.51Z', active: true, plotIds: ['b'] }),
			sampleFirm({ ...inNorth, siret: '2', naf: '24.51Z', active: false }),
			sampleFirm({ ...inSouth, siret: '3', naf: '', active: true })
		],
		brownfields: [
			sampleBrownfield({ ...inNorth, id: 'x', status: 'friche avec projet' }),
			sampleBrownfield({ ...inSouth, id: 'y', status: null })
		]
	})
);
const today = '2026-11-25';
const ground = { atlas, land: countLand(atlas, landDays(today)), today };
const scopes: Scope[] = [
	territoryScope,
	...[north, south].map((id) => ({ kind: 'epci' as const, id })),
	{ kind: 'commune', id: '08001' }
];
const linesOf = (scope: Scope) =>
	(dashboardOf(ground, scope, null)?.indicators ?? []).flatMap((indicator) =>
		[...indicator.lines, ...(indicator.total ? [indicator.total] : [])].map((line) => ({
			indicator,
			line
		}))
	);
/** @param most records that stand one by one */
const behind = (scope: Scope, text: string, most = 100) => {
	const asked = readShownLine(text);
	const known = asked && lineAmong(dashboardOf(ground, scope, null)?.indicators ?? [], asked);
	return known && behindIn(atlas, { scope, line: { ...asked, query: known.line.query } }, most);
};

describe('the records behind a figure', () => {
	it.each(scopes)('are as many as it counts, of every line: $kind $id', (scope) => {
		let counted = 0;
		for (const { indicator, line } of linesOf(scope)) {
			if (!isShown(indicator, line)) continue;
			const text = shownLineText({ table: indicator.id, key: line.key });
			const { plots, firms, brownfields } = line.figures;
			const records = behind(scope, text);
			const figure = { terrains: plots, etablissements: firms, friches: brownfields, sites: 0 };
			expect(records?.count, text).toBe(records && figure[records.list]);
			expect(records?.marks, text).toHaveLength(records?.count ?? -1);
			counted += 1;
		}
		expect(counted).toBeGreaterThan(15);
	});

	it('are shown among the others of the place, those that the search cannot say too', () => {
		const stated = behind(territoryScope, `commercialisation~${sold}`);
		expect(stated?.marks.map(({ id }) => id)).toEqual(['b', 'c']);
		expect(stated?.others).toHaveLength(2);
		// Land without a site has no vocation.
		const unstated = behind(territoryScope, 'vocation~non-renseigne');
		expect(unstated?.marks.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
		// Closed firms are in the list that the search gives, and not in the figure.
		expect(behind(territoryScope, 'branches~24')?.marks.map(({ id }) => id)).toEqual(['1']);
		expect(behind(territoryScope, 'friches~non-renseigne')?.marks.map(({ id }) => id)).toEqual([
			'y'
		]);
	});

	it('are all land of the place where no line is chosen: no space in a building', () => {
		const all = behindIn(atlas, { scope: { kind: 'epci', id: south }, line: null });
		expect(all?.marks.map(({ id }) => id)).toEqual(['c', 'd']);
		// The map that it leads to shows the same.
		const { criteria } = readAddress(new URLSearchParams(all?.query ?? ''));
		const { passing } = search(atlas, criteria).plotSearch;
		expect(Array.from(passing, (index) => atlas.plots[index]?.id)).toEqual(['c', 'd']);
	});

	it('stand together by commune where the place has too many to show one by one', () => {
		const records = behind(territoryScope, `commercialisation~${sold}`, 3);
		expect(records).toMatchObject({ count: 2, marks: [], others: [] });
		expect(records?.groups.map(({ name, count }) => [name, count])).toEqual([
			['Commune 08001', 1],
			['Commune 08002', 1]
		]);
		if (!records) throw new Error('no records');
		expect(groupedNotes(records, 'fr')).toHaveLength(1);
		expect(groupedNotes({ ...records, count: 1_202 }, 'fr')[1]).toMatch(/^1\s200 ne sont/);
	});

	it.each(['', 'rien', 'commercialisation', 'commercialisation~rien', 'inconnu~en vente'])(
		'are none of what is no line: %s',
		(text) => {
			expect(behind(territoryScope, text)).toBeNull();
		}
	);
});
