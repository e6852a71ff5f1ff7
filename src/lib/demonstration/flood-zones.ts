import type { Position } from 'geojson';
import type { RecordFeature } from '#lib/domain/import/record.ts';
import { bufferLine } from '#lib/geo/buffer-line.ts';
import type { River } from './inputs.ts';
import { inventedOn, recentDate } from './provenance.ts';
import type { SeededRandom } from './random.ts';

/** The river whose banks are said to be flooded, by stretches of its coarse line with dry ones between. */
const flooded = 'La Meuse';
const firstPosition = 6;
const stretch = 11;
const period = 16;
const widthsKm = [0.25, 0.45] as const;

/** Drafts flood zones along the river, so that the criterion can be tried; none where it does not flow. */
export function draftFloodZones(
	rivers: readonly River[],
	reference: string,
	random: SeededRandom
): RecordFeature[] {
	const line = rivers.find(({ name }) => name === flooded)?.line ?? [];
	return stretchesOf(line).map((positions, index) => {
		const number = index + 1;
		return {
			type: 'Feature',
			geometry: bufferLine(positions, random.between(...widthsKm)),
			properties: {
				contrainte_id: `INONDABLE-DEMO${String(number).padStart(2, '0')}`,
				contrainte_type: 'zone inondable',
				contrainte_nom: `Zone inondable fictive n° ${number} de la Meuse`,
				...inventedOn(recentDate(reference, random))
			}
		};
	});
}

function stretchesOf(line: readonly Position[]): Position[][] {
	const count = Math.max(0, Math.floor((line.length - firstPosition) / period));
	return Array.from({ length: count }, (_, index) => {
		const start = firstPosition + index * period;
		return line.slice(start, start + stretch);
	});
}
