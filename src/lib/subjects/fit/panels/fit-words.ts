import { brownfieldRules } from '#lib/domain/law/brownfield-rules.ts';
import { boundaryKinds, type BoundaryKind } from '#lib/domain/boundary-kinds.ts';
import type { NetAreaLayer, PlotNetArea } from '#lib/domain/net-area.ts';
import { constraintName } from '#lib/words/constraint-words.ts';
import type { ConstraintType } from '#lib/domain/constraint-kinds.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDate, formatNumber } from '#lib/ui/format.ts';
import {
	buildingFields,
	type BuildingField,
	type BuildingQuery,
	type FieldFault
} from '../building-query.ts';
import type { Deduction } from '../rules/net-area.ts';
import { bearingOf } from '../rules/standing.ts';
import type { Verdict } from '../rules/test-building.ts';

/** Why the server gave no verdict. */
export type NoVerdict = 'too-long' | 'too-many';

export const fieldWords: Record<BuildingField, () => string> = {
	length: m.fit_length,
	width: m.fit_width,
	court: m.fit_court,
	setback: m.fit_setback,
	secondLength: m.fit_length,
	secondWidth: m.fit_width,
	clearance: m.fit_clearance
};

export const deductionWords: Record<Deduction['kind'], () => string> = {
	...constraintName,
	setback: m.fit_setback
};

/** Kinds of constraint as a sentence lists them. */
export function kindsInWords(kinds: readonly ConstraintType[], locale: string): string {
	const words = kinds.map((kind) => deductionWords[kind]().toLocaleLowerCase(locale));
	return new Intl.ListFormat(locale).format(words);
}

export const boundaryWords: Record<BoundaryKind, () => string> = {
	plot: m.fit_boundary_plot,
	site: m.fit_boundary_site,
	inside: m.fit_boundary_inside,
	other: m.fit_boundary_other
};

/** The setback along each kind of boundary that a ground has; null where it is the same everywhere. */
function setbackParts(
	boundaries: readonly Pick<PlotNetArea['boundaries'][number], 'kind' | 'metres'>[],
	setback: number,
	locale: string
): string | null {
	if (boundaries.every(({ metres }) => metres === null)) return null;
	return boundaryKinds
		.flatMap((kind) => {
			const part = boundaries.find((one) => one.kind === kind);
			if (part === undefined) return [];
			const label = boundaryWords[kind]().toLocaleLowerCase(locale);
			return [m.labelled({ label, value: metresText(part.metres ?? setback, locale) })];
		})
		.join(', ');
}

const metresText = (value: number, locale: string) => `${formatNumber(value, locale, 1)}\u00A0m`;

/** Which setbacks are counted, and whose rule it is. */
export function setbackText(
	rules: Pick<PlotNetArea, 'boundaries' | 'setback'>,
	counted: Pick<PlotNetArea, 'boundaries'>,
	setback: number,
	locale: string
): string {
	const own = setbackParts(rules.boundaries, rules.setback, locale);
	const parts = setbackParts(counted.boundaries, setback, locale);
	const metres = formatNumber(setback, locale, 1);
	if (parts === null)
		return setback === rules.setback
			? m.fit_setback_of_territory({ metres })
			: m.fit_setback_asked({ metres, own: formatNumber(rules.setback, locale, 1) });
	return parts === own
		? m.fit_setback_by_kind({ parts })
		: m.fit_setback_by_kind_asked({ parts, own: own ?? metresText(rules.setback, locale) });
}

/** Rules of a net area as far as words need them. */
interface SaidRules {
	layers: readonly Pick<NetAreaLayer, 'kind'>[];
	setback: number;
	boundaries: Parameters<typeof setbackParts>[0];
}

/** What the territory takes off any plot, in sentences. */
export function rulesText({ layers, setback, boundaries }: SaidRules, locale: string): string {
	const parts = setbackParts(boundaries, setback, locale);
	const kinds = kindsInWords(
		layers.map(({ kind }) => kind),
		locale
	);
	const values = { kinds, metres: formatNumber(setback, locale, 1) };
	const said =
		layers.length === 0
			? m.fit_rules_none(values)
			: setback === 0
				? m.fit_rules_no_setback(values)
				: m.fit_rules(values);
	return parts === null ? said : `${said} ${m.fit_rules_by_kind({ parts })}`;
}

/** Where a layer comes from, or why nothing of it is taken off. */
export function layerSources({ isLoaded, sources }: NetAreaLayer, locale: string): string {
	if (!isLoaded) return m.fit_layer_absent();
	if (sources.length === 0) return m.fit_layer_spares();
	return sources
		.map(({ source, date, name }) =>
			[name, source, formatDate(date, locale)].filter(Boolean).join(', ')
		)
		.join(m.list_separator());
}

const faultWords: Record<
	FieldFault,
	(values: { value: string; least: number; most: number }) => string
> = {
	'not-a-number': m.fit_fault_number,
	'too-small': m.fit_fault_small,
	'too-large': m.fit_fault_large,
	missing: m.fit_fault_missing
};

/** What is wrong with a field, naming its value and what was expected; undefined where nothing is. */
export function fieldFault(
	{ faults, typed }: BuildingQuery,
	field: BuildingField
): string | undefined {
	const fault = faults[field];
	return fault && metresFaultSentence(fault, field, typed[field]);
}

/** The same of one field. */
export function metresFaultSentence(fault: FieldFault, field: BuildingField, text: string): string {
	const { least, most } = buildingFields[field];
	return faultWords[fault]({ value: text.slice(0, 40), least, most });
}

/** A size in metres, to the decimetre. */
export function size(length: number, width: number, locale: string): string {
	const side = (metres: number) => formatNumber(Math.floor(metres * 10 + 1e-6) / 10, locale, 1);
	return `${side(length)} × ${side(width)}`;
}

function largestSentence(
	{ largest }: Extract<Verdict, { answer: 'does-not-fit' | 'undecided' }>,
	locale: string,
	isDrawn: boolean
): string {
	if (largest === null) return m.fit_largest_none();
	const words = isDrawn ? m.fit_largest_drawn : m.fit_largest;
	return words({ size: size(largest.length, largest.width, locale) });
}

/** The article by which setbacks may be waived. */
const waiver = brownfieldRules.find(({ id }) => id === 'brownfield-setback')?.article ?? '';

/** The verdict in sentences. @param isDrawn whether the largest building that fits is shown beside them */
export function verdictSentences(
	verdict: Verdict | NoVerdict,
	locale: string,
	isDrawn = true
): string[] {
	if (verdict === 'too-long') return [m.fit_too_long()];
	if (verdict === 'too-many') return [m.fit_too_many()];
	const waived = verdict.fitsWithoutSetback ? [m.fit_waived({ article: waiver })] : [];
	return [...answerSentences(verdict, locale, isDrawn), ...waived];
}

function answerSentences(verdict: Verdict, locale: string, isDrawn: boolean): string[] {
	switch (verdict.answer) {
		case 'fits': {
			const [first] = verdict.standing;
			if (verdict.standing.length > 1) return [m.fit_fits_both()];
			return [m.fit_fits({ bearing: formatNumber(bearingOf(first?.angle ?? 0), locale) })];
		}
		case 'does-not-fit': {
			const said = verdict.which === 'first' ? m.fit_not() : m.fit_not_second();
			return [said, largestSentence(verdict, locale, isDrawn)];
		}
		case 'undecided': {
			const by = formatNumber(Math.ceil(verdict.by * 10) / 10, locale, 1);
			const said =
				verdict.which === 'first' ? m.fit_undecided({ by }) : m.fit_undecided_second({ by });
			return [said, largestSentence(verdict, locale, isDrawn)];
		}
		case 'not-both':
			return [m.fit_not_both()];
		case 'no-ground':
			return [m.fit_no_ground()];
	}
}
