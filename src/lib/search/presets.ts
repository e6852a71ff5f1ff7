import * as v from 'valibot';
import type { Language } from '#lib/domain/territory.ts';
import { sectors } from '#lib/domain/sector.ts';
import { brownfieldLists, networkFlags, plotLists, siteLists } from '#lib/domain/vocabulary.ts';
import file from '../../../data/presets.json' with { type: 'json' };
import { criterionIds } from './criteria-list.ts';
import type { Criteria } from './criteria.ts';
import { numberBounds } from './number-bounds.ts';

/** What an industry usually needs: loaded by one click, then edited. */
export interface Preset {
	id: string;
	name: Record<Language, string>;
	/** One sentence: why these criteria. */
	reason: Record<Language, string>;
	criteria: Partial<Criteria>;
}

const words = v.strictObject({
	fr: v.pipe(v.string(), v.nonEmpty()),
	en: v.pipe(v.string(), v.nonEmpty())
});
const within = (minimum: number, maximum: number) =>
	v.optional(v.pipe(v.number(), v.minValue(minimum), v.maxValue(maximum)));
const someOf = <const T extends readonly string[]>(list: T) =>
	v.optional(v.array(v.picklist(list)));

const bounded = Object.fromEntries(
	Object.entries(numberBounds).map(([key, [minimum, maximum]]) => [key, within(minimum, maximum)])
) as Record<keyof typeof numberBounds, ReturnType<typeof within>>;

const CriteriaOfPreset = v.strictObject({
	...bounded,
	tenures: someOf(plotLists.terr_cession_type),
	saleStages: someOf(plotLists.terr_stade_comm),
	servicingStages: someOf(plotLists.terr_stade_amngt),
	readyToBuild: v.optional(v.boolean()),
	ownerships: someOf(plotLists.terr_maitrise_fonc),
	occupancies: someOf(plotLists.terr_etat_occup),
	uses: someOf(plotLists.terr_usage),
	vocations: someOf(siteLists.site_vocadomi),
	networks: someOf(networkFlags),
	brownfields: v.optional(v.picklist(['with', 'without', 'only'])),
	soilPollutions: someOf(brownfieldLists.sol_pollution_existe),
	buildingStates: someOf(brownfieldLists.bati_etat),
	sectors: someOf(sectors),
	nafDivisions: v.optional(v.array(v.pipe(v.string(), v.regex(/^\d{2}$/)))),
	wishes: v.optional(v.record(v.picklist(criterionIds), v.picklist([1, 2, 3]))),
	strict: v.optional(v.array(v.picklist(criterionIds)))
});

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
