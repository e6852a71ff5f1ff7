import * as v from 'valibot';
import type { InLanguages } from '#lib/domain/language.ts';
import file from '../../../data/presets.json' with { type: 'json' };
import { criterionIds, fieldEntries } from './criteria-list.ts';
import type { Criteria } from './criteria.ts';
import type { Field, PanelGroup } from './field.ts';

/** What an industry usually needs: loaded by one click, then edited. */
export interface Preset {
	id: string;
	name: InLanguages<string>;
	/** One sentence: why these criteria. */
	reason: InLanguages<string>;
	criteria: Partial<Criteria>;
}

const words = v.strictObject({
	fr: v.pipe(v.string(), v.nonEmpty()),
	en: v.pipe(v.string(), v.nonEmpty())
});
/** What a preset may ask in a field. */
function valueSchema(field: Field): v.GenericSchema {
	switch (field.kind) {
		case 'number':
		case 'standing': {
			const [least, most] = field.bounds;
			return v.pipe(v.number(), v.minValue(least), v.maxValue(most));
		}
		case 'list':
			return v.array(v.picklist(field.options));
		case 'codes':
			return v.array(v.pipe(v.string(), v.regex(field.pattern)));
		case 'word':
			return v.picklist(Object.keys(field.words));
		case 'flag':
			return v.boolean();
		default:
			return v.never();
	}
}

/** A preset says what a plot must be: neither where it lies, nor by what day, nor what the map opens on. */
const asksOfPlot = ([, field]: [string, Field]) =>
	field.kind !== 'date' && field.panel !== undefined && !elsewhere.includes(field.panel.group);
const elsewhere: readonly PanelGroup[] = ['place', 'shape'];

const CriteriaOfPreset = v.pipe(
	v.strictObject({
		...Object.fromEntries(
			fieldEntries.filter(asksOfPlot).map(([key, field]) => [key, v.optional(valueSchema(field))])
		),
		wishes: v.optional(v.record(v.picklist(criterionIds), v.picklist([1, 2, 3]))),
		strict: v.optional(v.array(v.picklist(criterionIds)))
	}),
	v.transform((criteria) => criteria as Partial<Criteria>)
);

const Presets = v.array(
	v.strictObject({
		id: v.pipe(v.string(), v.regex(/^[a-z-]+$/)),
		name: words,
		reason: words,
		criteria: CriteriaOfPreset
	})
);

/** A preset that cannot be used: names the field and what was expected, in French. */
export class PresetError extends Error {
	override name = 'PresetError';
}

/** @throws PresetError naming the first field at fault, what stands there and what was expected */
export function parsePresets(content: unknown): Preset[] {
	const result = v.safeParse(Presets, content);
	if (result.success) return result.output;
	const [issue] = result.issues;
	throw new PresetError(
		`data/presets.json, champ « ${v.getDotPath(issue) ?? '?'} » : reçu ${issue.received}, attendu ${issue.expected}`
	);
}

/** The presets that come with Forgeterre (`data/presets.json`). */
export const presets: readonly Preset[] = parsePresets(file);
