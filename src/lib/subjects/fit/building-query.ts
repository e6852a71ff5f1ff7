import { typedNumber } from '#lib/domain/typed-number.ts';
import type { Building } from './rules/building.ts';

/** The fields of a building's form: their names in an address and what each may be, in metres. */
export const buildingFields = {
	length: { parameter: 'longueur', least: 1, most: 2000 },
	width: { parameter: 'largeur', least: 1, most: 2000 },
	court: { parameter: 'cour', least: 0, most: 200 },
	setback: { parameter: 'recul', least: 0, most: 200 },
	secondLength: { parameter: 'longueur2', least: 1, most: 2000 },
	secondWidth: { parameter: 'largeur2', least: 1, most: 2000 },
	clearance: { parameter: 'ecart', least: 0, most: 200 }
} as const;
export type BuildingField = keyof typeof buildingFields;
export const buildingFieldNames = Object.keys(buildingFields) as BuildingField[];

/** What is wrong with a field. */
export type FieldFault = 'not-a-number' | 'too-small' | 'too-large' | 'missing';

export interface BuildingQuery {
	/** What the fields hold, as it was typed. */
	typed: Record<BuildingField, string>;
	faults: Partial<Record<BuildingField, FieldFault>>;
	/** Null until sizes are asked that can be tested. */
	building: Building | null;
}

/** What is wrong with what a field holds, which is not empty. */
export function metresFault(field: BuildingField, text: string): FieldFault | null {
	const metres = typedNumber(text);
	if (metres === null) return 'not-a-number';
	if (metres < buildingFields[field].least) return 'too-small';
	return metres > buildingFields[field].most ? 'too-large' : null;
}

/**
 * Reads a building from an address or a form.
 * @param setback that of the territory, in metres, where none is asked
 */
export function readBuilding(
	valueOf: (parameter: string) => string | null,
	setback: number
): BuildingQuery {
	const given = (field: BuildingField) => valueOf(buildingFields[field].parameter)?.trim() ?? '';
	const typed = Object.fromEntries(
		buildingFieldNames.map((field) => [field, given(field)])
	) as BuildingQuery['typed'];
	const isAsked = typed.length !== '' || typed.width !== '';
	const hasSecond = typed.secondLength !== '' || typed.secondWidth !== '';
	const needed = new Set<BuildingField>([
		...(isAsked ? (['length', 'width'] as const) : []),
		...(hasSecond ? (['length', 'width', 'secondLength', 'secondWidth'] as const) : [])
	]);
	const faults: BuildingQuery['faults'] = {};
	for (const field of buildingFieldNames) {
		const fault =
			typed[field] === ''
				? needed.has(field)
					? 'missing'
					: null
				: metresFault(field, typed[field]);
		if (fault) faults[field] = fault;
	}
	const metres = (field: BuildingField, otherwise: number) =>
		typed[field] === '' ? otherwise : (typedNumber(typed[field]) ?? otherwise);
	const isWhole = needed.size > 0 && Object.keys(faults).length === 0;
	const building: Building | null = isWhole
		? {
				length: metres('length', 0),
				width: metres('width', 0),
				court: metres('court', 0),
				setback: metres('setback', setback),
				second: hasSecond
					? {
							length: metres('secondLength', 0),
							width: metres('secondWidth', 0),
							clearance: metres('clearance', 0)
						}
					: null
			}
		: null;
	return { typed, faults, building };
}

/** The address that keeps what the fields hold; empty ones are left out. */
export function writeBuilding(typed: BuildingQuery['typed']): string {
	const parameters = new URLSearchParams();
	for (const field of buildingFieldNames)
		if (typed[field] !== '') parameters.set(buildingFields[field].parameter, typed[field]);
	return parameters.toString();
}
