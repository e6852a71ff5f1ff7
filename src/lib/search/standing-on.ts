import { areaAt } from '#lib/geo/area-at.ts';
import type { PlacedPlot } from './atlas.ts';
import { plotName } from './list-row.ts';

interface Named {
	id: string;
	name: string;
}

/** The land that a space in a building stands on, null where none of it is offered; the spaces that stand on land. */
export interface Standing {
	land: Named | null;
	spaces: Named[];
}

const named = ({ plot }: PlacedPlot): Named => ({ id: plot.id, name: plotName(plot) });

/** Answers what stands on what, by where the centre of a space lies. Made once, asked often. */
export function standingOn(placedPlots: readonly PlacedPlot[]): (placed: PlacedPlot) => Standing {
	const spaces = placedPlots.filter(({ plot }) => plot.offer === 'Local');
	const lands = spaces.length === 0 ? [] : placedPlots.filter(({ plot }) => plot.offer !== 'Local');
	const landAt = areaAt(lands.map(({ plot }) => plot.geometry));
	const landOf = new Map(
		spaces.map((space) => [space.plot.id, lands[landAt(...space.centre)] ?? null])
	);
	const spacesOf = Map.groupBy(spaces, ({ plot }) => landOf.get(plot.id)?.plot.id ?? null);
	return ({ plot }) => {
		const land = landOf.get(plot.id) ?? null;
		return { land: land && named(land), spaces: (spacesOf.get(plot.id) ?? []).map(named) };
	};
}
