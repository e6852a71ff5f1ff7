import { access } from './criteria/access.ts';
import { area } from './criteria/area.ts';
import { available } from './criteria/availability.ts';
import { ofBrownfields, withBrownfields } from './criteria/brownfields.ts';
import { constraints } from './criteria/constraints.ts';
import { freshness } from './criteria/freshness.ts';
import { hall } from './criteria/hall.ts';
import { neighbours } from './criteria/neighbours.ts';
import { networks } from './criteria/networks.ts';
import { offer } from './criteria/offer.ts';
import { permit } from './criteria/permit.ts';
import { place } from './criteria/place.ts';
import { price } from './criteria/price.ts';
import { offered, saleStage, tenure } from './criteria/sale.ts';
import { servicing } from './criteria/servicing.ts';
import { shape } from './criteria/shape.ts';
import { space } from './criteria/space.ts';
import { state } from './criteria/state.ts';
import { text } from './criteria/text.ts';
import type { Criteria, CriterionId } from './criteria.ts';
import type { Criterion, Unit } from './criterion.ts';
import type { Asked, Field } from './field.ts';

// In the order of the funnel: the land first, then what serves and surrounds it, then the place.
const inFunnel = [
	...[offered, ...area, hall, price, available, offer, saleStage, tenure, ...servicing, ...state],
	...[withBrownfields, ...space, freshness, ...ofBrownfields, permit, ...constraints],
	...[...networks, ...access, ...neighbours, ...place, text, shape]
] as const;

/** In the order of an address, which links that were shared have. */
const inAddress: readonly (readonly Criterion[])[] = [
	...[[offered], [text], area, [price], [tenure], [available], place, [saleStage], servicing],
	...[state, [offer], space, [freshness], networks, [withBrownfields], ofBrownfields],
	...[[permit], constraints, access, neighbours, [shape], [hall]]
];

type Listed = (typeof inFunnel)[number];
/** Every field of a criterion, one of several criteria once. */
type FieldOf<Key extends string> = Extract<Listed, { fields: Readonly<Record<Key, unknown>> }>;
type KeyOf<One> = One extends { fields: infer F } ? keyof F & string : never;

/** Names of the criteria. Each network is a criterion by itself, under its CNIG name. */
export type ListedId = Listed['id'];
/** What the fields of all criteria ask. */
export type ListedCriteria = {
	[Key in KeyOf<Listed>]: Asked<FieldOf<Key>['fields']>[Key & keyof FieldOf<Key>['fields']];
};

/** The criteria in the order of the funnel. */
export const criteriaList: readonly Criterion[] = inFunnel;

/** The fields of all criteria in the order of an address, by their names in `Criteria`. */
export const fields = Object.assign(
	{},
	...inAddress.flat().map((criterion) => criterion.fields)
) as Readonly<Record<keyof ListedCriteria, Field>>;

/** The same, one after the other. */
export const fieldEntries = Object.entries(fields) as [keyof ListedCriteria, Field][];

/** Criteria in the order of an address. */
export const criteriaInAddress: readonly Criterion[] = inAddress.flat();

/** The unit of a field: its own, else its criterion's. */
export function unitOf(key: keyof ListedCriteria): Unit | null {
	const field = fields[key];
	const own = 'unit' in field ? field.unit : undefined;
	if (own !== undefined) return own;
	return criteriaList.find(({ keys }) => keys.includes(key))?.unit ?? null;
}

/** Whether anything is asked for beyond what the map opens on. */
export function asksForMore(criteria: Criteria): boolean {
	return criteriaList.some((one) => one.id !== 'offered' && one.isAsked(criteria));
}

/** Ids of all criteria, in the order of the funnel. */
export const criterionIds: readonly CriterionId[] = criteriaList.map(({ id }) => id);
