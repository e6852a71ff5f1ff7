import type { Sector } from './sector.ts';
import type { StageGroup } from './plot.ts';

/** A colour on light paper and on dark paper. */
export interface Tint {
	light: string;
	dark: string;
}

/** How an area is filled besides its colour, so that colour is never the only sign. */
export type Pattern =
	'solid' | 'hatch' | 'dots' | 'outline' | 'light' | 'cross' | 'brick' | 'dashed';

/** Those that classes of a value have, too. */
export type ClassPattern = Pattern | 'lines' | 'slope';

export const stageTints: Record<StageGroup, Tint & { pattern: Pattern }> = {
	'for-sale': { light: '#0B7A5B', dark: '#3FB18F', pattern: 'solid' },
	constrained: { light: '#0B7A5B', dark: '#3FB18F', pattern: 'hatch' },
	reserved: { light: '#C77B00', dark: '#E5A33C', pattern: 'dots' },
	sold: { light: '#7A736B', dark: '#A39B91', pattern: 'light' },
	'off-market': { light: '#4A6FA5', dark: '#83A6DA', pattern: 'outline' },
	unmarketable: { light: '#7D7D7D', dark: '#A8A8A8', pattern: 'cross' }
};

export const brownfieldTint: Tint & { pattern: Pattern } = {
	light: '#8E3B8B',
	dark: '#CF86CC',
	pattern: 'brick'
};

/** Flood zones, wetlands and steep slopes: what may keep a plot from being built on. */
export const constraintTint: Tint & { pattern: Pattern } = {
	light: '#2C6E9B',
	dark: '#7FB6DC',
	pattern: 'hatch'
};

const [onPale, onStrong]: [Tint, Tint] = [
	{ light: '#332E28', dark: '#FFFFFF' },
	{ light: '#FFFFFF', dark: '#15181C' }
];

/**
 * Classes of a value from low to high: ever stronger on its paper, under a pattern of its own, so that they are told apart
 * in black and white. `ink` is what is read on each, `mark` what its pattern is drawn in: quiet enough that a class with
 * its pattern stays between those beside it.
 */
export const classTints: readonly (Tint & { ink: Tint; mark: Tint; pattern: ClassPattern })[] = [
	{
		...{ light: '#F7E1D8', dark: '#41281F', ink: onPale, pattern: 'solid' },
		mark: { light: '#8A2E19', dark: '#C98A70' }
	},
	{
		...{ light: '#EDBBA6', dark: '#6B3C2D', ink: onPale, pattern: 'dots' },
		mark: { light: '#8A2E19', dark: '#C98A70' }
	},
	{
		...{ light: '#DB8C6F', dark: '#98543D', ink: onPale, pattern: 'lines' },
		mark: { light: '#7A2814', dark: '#E8B49E' }
	},
	{
		...{ light: '#B85539', dark: '#D98A6B', ink: onStrong, pattern: 'slope' },
		mark: { light: '#4A1509', dark: '#5A2C1C' }
	},
	{
		...{ light: '#6E200F', dark: '#FBD0BC', ink: onStrong, pattern: 'cross' },
		mark: { light: '#C2694F', dark: '#9A4B33' }
	}
];

export const sectorTints: Record<Sector, Tint> = {
	'forge-fonderie': { light: '#B5442E', dark: '#E8765C' },
	metallurgie: { light: '#5F6E82', dark: '#A3B2C6' },
	mecanique: { light: '#2F6DA8', dark: '#73ACE2' },
	'plasturgie-chimie': { light: '#7B5EA7', dark: '#B59BDD' },
	'bois-papier': { light: '#8A6D3B', dark: '#CDAE78' },
	agroalimentaire: { light: '#5B8C2A', dark: '#A0CC6E' },
	'energie-environnement': { light: '#17868C', dark: '#5CC4CA' },
	'autre-industrie': { light: '#8A8A8A', dark: '#B5B5B5' }
};
