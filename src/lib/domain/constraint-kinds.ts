/**
 * What may weigh on land (own list), by its name in the data: the criterion that bounds its share of a plot, and the
 * word that an address has for it. A kind more is a line here, its words in each language and the list of its column.
 */
export const constraintKinds = {
	'zone inondable': { criterion: 'flood', word: 'inondable' },
	'zone humide': { criterion: 'wetland', word: 'humide' },
	'pente forte': { criterion: 'steep', word: 'pente' }
} as const;

export type ConstraintType = keyof typeof constraintKinds;

export const constraintTypes = Object.keys(constraintKinds) as ConstraintType[];

/** What each kind covers of some ground, in %; null where the territory has no layer of that kind. */
export type ConstraintShares = Record<ConstraintType, number | null>;

type Underscored<Text extends string> = Text extends `${infer First} ${infer Others}`
	? `${First}_${Underscored<Others>}`
	: Text;

/** The property of a plot that tells its share, as `share_columns` names it in SQL. */
export type ShareField = `part_${Underscored<ConstraintType>}_pct`;

export const shareField = (kind: ConstraintType) =>
	`part_${kind.replaceAll(' ', '_')}_pct` as ShareField;

/** Something of each kind. */
export const eachConstraint = <Value>(of: (kind: ConstraintType) => Value) =>
	Object.fromEntries(constraintTypes.map((kind) => [kind, of(kind)])) as Record<
		ConstraintType,
		Value
	>;

/** Something of each kind, by the property that tells its share. */
export const byShareField = <Value>(of: (kind: ConstraintType) => Value) =>
	Object.fromEntries(constraintTypes.map((kind) => [shareField(kind), of(kind)])) as Record<
		ShareField,
		Value
	>;
