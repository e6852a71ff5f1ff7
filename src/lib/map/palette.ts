import { paperTints } from '#lib/domain/ground-colours.ts';
import {
	brownfieldTint,
	constraintTint,
	sectorTints,
	stageTints,
	type Tint
} from '#lib/domain/meaning-colours.ts';
import type { StageGroup } from '#lib/domain/plot.ts';
import type { Sector } from '#lib/domain/sector.ts';

export type Shade = 'light' | 'dark';

/** Every colour of the map in one shade. */
export interface Palette {
	shade: Shade;
	neighbour: string;
	paper: string;
	hairline: string;
	river: string;
	label: string;
	labelSoft: string;
	casing: string;
	selected: string;
	brownfield: string;
	constraint: string;
	drawn: string;
	stage: Record<StageGroup, string>;
	sector: Record<Sector, string>;
}

function inShade<K extends string>(tints: Record<K, Tint>, shade: Shade): Record<K, string> {
	return Object.fromEntries(
		Object.entries<Tint>(tints).map(([key, tint]) => [key, tint[shade]])
	) as Record<K, string>;
}

export function paletteOf(shade: Shade): Palette {
	return {
		shade,
		...paperTints[shade],
		brownfield: brownfieldTint[shade],
		constraint: constraintTint[shade],
		stage: inShade(stageTints, shade),
		sector: inShade(sectorTints, shade)
	};
}
