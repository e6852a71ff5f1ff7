import type { Bar } from '#lib/ui/bar-chart.ts';
import type { SwatchSample } from '#lib/ui/swatch-sample.ts';

/** Colours of app.css, as they are called there: grounds, then what is written on them. */
export const grounds = ['paper', 'paper-raised', 'paper-sunken', 'warning-ground'];
export const inks = ['ink', 'ink-soft', 'accent', 'focus', 'field-line', 'hairline'];

export const bars: Bar[] = [
	{ key: 'sure', label: 'Sure', text: '42 ha', low: 42, high: 42 },
	{ key: 'interval', label: 'Between two bounds', text: '12–30 ha', low: 12, high: 30 },
	{ key: 'link', label: 'A link', text: '8 ha', low: 8, high: 8, link: { href: '/', name: 'Map' } },
	{ key: 'unknown', label: 'Unknown', text: '–', low: null, high: null }
];

export const patterns: NonNullable<SwatchSample['pattern']>[] = [
	...(['solid', 'hatch', 'dots', 'outline', 'light', 'cross', 'brick', 'dashed'] as const)
];

export const places = [
	{ label: 'EPCI', options: [{ value: 'epci:1', label: 'CC des Portes du Luxembourg' }] },
	{ label: 'Communes', options: [{ value: 'commune:1', label: 'Charleville-Mézières' }] }
];

export const rows = [
	{ name: 'Lot 1', ha: '1,6', state: 'En vente' },
	{ name: 'Lot 2', ha: '12,0', state: 'Réservé' }
];
