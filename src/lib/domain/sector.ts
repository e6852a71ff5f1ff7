/**
 * Industrial sectors of the map, from NAF rev. 2 activity codes (INSEE, nomenclature d'activités française).
 * Forging and foundry is its own sector, because the first territory lives by it: groups 24.5 (foundry) and
 * 25.5 (forging, pressing, stamping) stand apart from the rest of metallurgy and metalworking.
 */
export const sectors = [
	'forge-fonderie',
	'metallurgie',
	'mecanique',
	'plasturgie-chimie',
	'bois-papier',
	'agroalimentaire',
	'energie-environnement',
	'autre-industrie'
] as const;

export type Sector = (typeof sectors)[number];

const byGroup: Record<string, Sector> = { '245': 'forge-fonderie', '255': 'forge-fonderie' };

const byDivision: Record<string, Sector> = {
	'10': 'agroalimentaire',
	'11': 'agroalimentaire',
	'12': 'agroalimentaire',
	'16': 'bois-papier',
	'17': 'bois-papier',
	'18': 'bois-papier',
	'31': 'bois-papier',
	'19': 'plasturgie-chimie',
	'20': 'plasturgie-chimie',
	'21': 'plasturgie-chimie',
	'22': 'plasturgie-chimie',
	'24': 'metallurgie',
	'25': 'metallurgie',
	'26': 'mecanique',
	'27': 'mecanique',
	'28': 'mecanique',
	'29': 'mecanique',
	'30': 'mecanique',
	'33': 'mecanique',
	'35': 'energie-environnement',
	'36': 'energie-environnement',
	'37': 'energie-environnement',
	'38': 'energie-environnement',
	'39': 'energie-environnement'
};

/** Divisions of NAF rev. 2 that are industry: manufacturing but tobacco, energy, water and waste. */
export const industrialDivisions: readonly string[] = [
	...[10, 11, ...range(13, 33)],
	...range(35, 39)
].map(String);

function range(first: number, last: number): number[] {
	return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Sector of a NAF code, written `2451Z` or `24.51Z`; anything unknown is "autre-industrie". */
export function sectorOf(naf: string): Sector {
	const digits = naf.replace('.', '');
	return byGroup[digits.slice(0, 3)] ?? byDivision[digits.slice(0, 2)] ?? 'autre-industrie';
}
