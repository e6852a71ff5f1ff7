import type { Tint } from './meaning-colours.ts';

/** Ways and water of the built-in ground: quieter than any colour that means something. */
export const groundTints = {
	sea: { light: '#D5E2EA', dark: '#0C1A24' },
	motorway: { light: '#D6A868', dark: '#86693F' },
	road: { light: '#EBD49A', dark: '#62583F' },
	lesserRoad: { light: '#DED6C8', dark: '#414950' },
	casing: { light: '#B9AD9A', dark: '#0E1115' },
	railway: { light: '#8C857B', dark: '#6F7882' }
} as const satisfies Record<string, Tint>;

/** The accent of the pages, where what draws cannot read their style (app.css: `--accent`). */
export const accentTint: Tint = { light: '#A63A25', dark: '#EF9780' };

/** Paper, lines and letters of a map, in each shade. */
export const paperTints = {
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
