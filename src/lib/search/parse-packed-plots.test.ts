import type { Feature, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { square } from '../../../tests/fixtures/sample-records.ts';
import { parsePlot } from '#lib/domain/plot.ts';
import { packFeatures, unpackFeatures } from './columnar-transfer.ts';
import { parsePackedPlots } from './parse-packed-plots.ts';

const feature = (id: string, given: Record<string, unknown> = {}): Feature<Polygon> => ({
	type: 'Feature',
	id,
	geometry: square([4.7, 49.8]),
	properties: {
		terr_id: id,
		terr_maitrise_fonc: 'commune',
		terr_stade_amngt: 'viabilisé et aménagé',
		terr_stade_comm: 'en vente',
		terr_etat_occup: 'inoccupé',
		terr_usage: 'espace vert',
		source_nom: 'test',
		source_date: '2026-01-01',
		source_methode: 'invented',
		...given
	}
});

const parsed = (features: Feature<Polygon>[]) =>
	[...parsePackedPlots(packFeatures(features))].flat();

describe('parsePackedPlots', () => {
	it('gives the same plots as parsing each feature', () => {
		const features = [
			feature('A', { terr_surf_brute: 2.5, terr_cle_en_main: 'oui', reseau_gaz: 'non' }),
			feature('B', { terr_refcad: '08105000AB0001|08105000AB0002', offre_type: 'Local' }),
			feature('C', { demonstration: true, terr_cle_en_main: 'non', terr_surf_brute: 2.5 })
		];
		const travelled = unpackFeatures(packFeatures(features)).features;
		expect(parsed(features)).toEqual(travelled.map((one) => parsePlot(one)));
	});

	it('parses many in slices, none lost', () => {
		const features = Array.from({ length: 9_001 }, (_, at) => feature(`T${at}`));
		const slices = [...parsePackedPlots(packFeatures(features))];
		expect(slices.length).toBeGreaterThan(2);
		expect(slices.flat().map(({ id }) => id)).toEqual(features.map(({ id }) => id));
	});

	it('names the plot and the field at fault', () => {
		const wrong = [feature('A'), feature('B', { terr_stade_comm: 'bientôt' })];
		expect(() => parsed(wrong)).toThrow(/terrain B : champ « terr_stade_comm »/);
		const without = feature('C', { terr_usage: undefined });
		expect(() => parsed([feature('A'), without])).toThrow(/terrain C : champ « terr_usage »/);
	});

	it('reads an empty territory', () => {
		expect(parsed([])).toEqual([]);
	});
});
