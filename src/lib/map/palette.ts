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

/** Ways and water of the built-in ground: quieter than any colour that means something. */
export const groundTints = {
	sea: { light: '#D5E2EA', dark: '#0C1A24' },
	motorway: { light: '#D6A868', dark: '#86693F' },
	road: { light: '#EBD49A', dark: '#62583F' },
	lesserRoad: { light: '#DED6C8', dark: '#414950' },
	casing: { light: '#B9AD9A', dark: '#0E1115' },
	railway: { light: '#8C857B', dark: '#6F7882' }
} as const satisfies Record<string, Tint>;

const ground = {
	light: {
		neighbour: '#EAE5DB',
		paper: '#FAF8F4',
		hairline: '#D3CABC',
		river: '#8FB6CE',
		label: '#332E28',
		labelSoft: '#6A6259',
		casing: '#FFFFFF',
		selected: '#111111',
		drawn: '#1253A4'
	},
	dark: {
		neighbour: '#101317',
		paper: '#1A1E23',
		hairline: '#343A41',
		river: '#3A6580',
		label: '#E4DED4',
		labelSoft: '#A79F94',
		casing: '#15181C',
		selected: '#FFFFFF',
		drawn: '#8EC1FF'
	}
} as const;

function inShade<K extends string>(tints: Record<K, Tint>, shade: Shade): Record<K, string> {
	return Object.fromEntries(
		Object.entries<Tint>(tints).map(([key, tint]) => [key, tint[shade]])
	) as Record<K, string>;
}

export function paletteOf(shade: Shade): Palette {
	return {
		shade,
		...ground[shade],
		brownfield: brownfieldTint[shade],
		constraint: constraintTint[shade],
		stage: inShade(stageTints, shade),
		sector: inShade(sectorTints, shade)
	};
}
