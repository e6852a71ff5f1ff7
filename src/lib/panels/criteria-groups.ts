import { industrialDivisions, sectors } from '#lib/domain/sector.ts';
import { brownfieldLists, networkFlags, plotLists, siteLists } from '#lib/domain/vocabulary.ts';
import type { Criteria } from '#lib/search/criteria.ts';

type FieldsOf<Value> = {
	[Field in keyof Criteria]-?: Criteria[Field] extends Value ? Field : never;
}[keyof Criteria];

/** Criteria that are one number or nothing. */
export type NumberField = {
	[Field in keyof Criteria]-?: Criteria[Field] extends number | null ? Field : never;
}[keyof Criteria];
/** Criteria that are a list of words. */
export type ChoiceField = Exclude<FieldsOf<readonly string[]>, 'strict'>;

/** One field of the panel. Its words are the messages `field_<field>` and, for options, the codes' own. */
export type Control =
	| {
			kind: 'number';
			field: NumberField;
			/** As written, or what the message `unit_<unit>` says. */
			unit: string;
			/** Stops of the slider; none where a number is typed. */
			stops?: readonly number[];
			/** End of the slider that means "no limit". */
			open: 'start' | 'end';
			/** True where the field always has a value. */
			required?: boolean;
	  }
	| { kind: 'choice'; field: ChoiceField; options: readonly string[]; hideLegend?: boolean }
	| { kind: 'date'; field: 'availableBefore' }
	| { kind: 'ready' }
	| { kind: 'brownfields' }
	| { kind: 'place' }
	| { kind: 'shape' };

export interface CriteriaGroup {
	/** Its title is the message `group_<id>`. */
	id: string;
	controls: readonly Control[];
	/** Said under the fields: message `note_<id>`. */
	note?: boolean;
	/** Open from the start. */
	open?: boolean;
}

const hectares = [0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50];
const kilometres = [1, 2, 3, 5, 7.5, 10, 15, 20, 30, 40, 60];
const percents = [0, 5, 10, 20, 30, 50];

const atLeast = (field: NumberField, unit: string, stops?: readonly number[]) =>
	({ kind: 'number', field, unit, open: 'start', ...(stops && { stops }) }) as const;
const atMost = (field: NumberField, unit: string, stops?: readonly number[]) =>
	({ kind: 'number', field, unit, open: 'end', ...(stops && { stops }) }) as const;
const within = (field: NumberField) => atMost(field, 'km', kilometres);
const radius = (field: NumberField) =>
	({ kind: 'number', field, unit: 'km', open: 'end', required: true }) as const;
const choice = (field: ChoiceField, options: readonly string[], hideLegend = false) =>
	({ kind: 'choice', field, options, hideLegend }) as const;

/** The criteria panel, from what eliminates most to what refines. */
export const criteriaGroups: readonly CriteriaGroup[] = [
	{
		id: 'area',
		open: true,
		controls: [
			atLeast('areaMinHa', 'ha', hectares),
			atMost('areaMaxHa', 'ha', hectares),
			atLeast('siteLargestMinHa', 'ha'),
			atMost('siteSmallestMaxHa', 'ha')
		]
	},
	{
		id: 'sale',
		controls: [
			choice('saleStages', plotLists.terr_stade_comm),
			choice('tenures', plotLists.terr_cession_type),
			atLeast('priceMinPerM2', '€/m²'),
			atMost('priceMaxPerM2', '€/m²'),
			{ kind: 'date', field: 'availableBefore' },
			atMost('confirmedWithinDays', 'days')
		]
	},
	{
		id: 'offer',
		note: true,
		controls: [
			choice('offers', plotLists.offre_type),
			atLeast('spaceMinM2', 'm²'),
			atMost('spaceMaxM2', 'm²'),
			atLeast('heightMinM', 'm'),
			atLeast('floorLoadMinKgPerM2', 'kg/m²'),
			atLeast('craneMinT', 't'),
			atLeast('docksMin', 'docks')
		]
	},
	{ id: 'place', controls: [{ kind: 'place' }] },
	{ id: 'shape', controls: [{ kind: 'shape' }] },
	{
		id: 'servicing',
		controls: [{ kind: 'ready' }, choice('servicingStages', plotLists.terr_stade_amngt)]
	},
	{
		id: 'networks',
		note: true,
		controls: [
			choice('networks', networkFlags),
			atLeast('electricityMinKva', 'kVA'),
			atLeast('waterMinM3PerDay', 'm³/j'),
			atLeast('gasMinM3PerHour', 'm³/h'),
			atLeast('fibreMinMbitPerS', 'Mbit/s')
		]
	},
	{
		id: 'access',
		note: true,
		controls: [
			within('junctionMaxKm'),
			within('stationMaxKm'),
			within('freightMaxKm'),
			within('portMaxKm'),
			within('airfieldMaxKm'),
			within('borderMaxKm')
		]
	},
	{
		id: 'neighbours',
		note: true,
		controls: [
			choice('sectors', sectors),
			atLeast('firmsMin', ''),
			radius('sectorRadiusKm'),
			atLeast('headcountMin', ''),
			radius('headcountRadiusKm'),
			atLeast('trainingMin', ''),
			radius('trainingRadiusKm')
		]
	},
	{ id: 'naf', controls: [choice('nafDivisions', industrialDivisions, true)] },
	{ id: 'vocation', controls: [choice('vocations', siteLists.site_vocadomi, true)] },
	{
		id: 'state',
		controls: [
			choice('occupancies', plotLists.terr_etat_occup),
			choice('uses', plotLists.terr_usage),
			choice('ownerships', plotLists.terr_maitrise_fonc)
		]
	},
	{
		id: 'brownfields',
		controls: [
			{ kind: 'brownfields' },
			choice('soilPollutions', brownfieldLists.sol_pollution_existe),
			choice('buildingStates', brownfieldLists.bati_etat)
		]
	},
	{
		id: 'constraints',
		note: true,
		controls: [
			atMost('floodMaxPercent', '%', percents),
			atMost('wetlandMaxPercent', '%', percents),
			atMost('steepMaxPercent', '%', percents)
		]
	}
];

/** How many of a group's fields ask for something. */
export function askedCount(group: CriteriaGroup, criteria: Criteria): number {
	return group.controls.reduce((count, control) => count + askedBy(control, criteria), 0);
}

function askedBy(control: Control, criteria: Criteria): number {
	switch (control.kind) {
		case 'number':
			return control.required || control.field === 'firmsMin' || criteria[control.field] === null
				? 0
				: 1;
		case 'choice':
			return criteria[control.field].length;
		case 'date':
			return criteria.availableBefore === null ? 0 : 1;
		case 'ready':
			return criteria.readyToBuild ? 1 : 0;
		case 'brownfields':
			return criteria.brownfields === 'with' ? 0 : 1;
		case 'place':
			return criteria.epci.length + criteria.communes.length;
		case 'shape':
			return criteria.shape === null ? 0 : 1;
	}
}
