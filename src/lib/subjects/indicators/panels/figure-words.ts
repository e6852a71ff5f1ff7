import { m } from '#lib/paraglide/messages.js';
import {
	formatDate,
	formatHectares,
	formatMonth,
	formatNumber,
	formatPercent,
	formatSquareMetres
} from '#lib/ui/format.ts';
import type { Answer, Figure, Given, Parameter } from '#lib/domain/law/rule.ts';

const answerWords: Record<Answer, () => string> = {
	occupied: m.law_answer_occupied,
	vacant: m.law_answer_vacant,
	free: m.law_answer_free,
	yes: m.law_answer_yes,
	no: m.law_answer_no,
	none: m.law_answer_none
};

/** What a rule gives, as the language writes it. */
export function figureText(figure: Figure, locale: string): string {
	switch (figure.kind) {
		case 'percent':
			return formatPercent(figure.value, locale, 2);
		case 'points':
			return m.law_points({ value: formatNumber(figure.value, locale, 2) });
		case 'hectares':
			return formatHectares(figure.value, locale, 2);
		case 'squareMetres':
			return formatSquareMetres(figure.value, locale);
		case 'years':
			return m.law_years({ value: formatNumber(figure.value, locale, 1) });
		case 'percents':
			return m.law_interval({
				low: formatPercent(figure.low, locale),
				high: formatPercent(figure.high, locale)
			});
		case 'jobs':
			return m.law_jobs_interval({
				low: formatNumber(figure.low, locale),
				high: formatNumber(figure.high, locale)
			});
		case 'day':
			return formatDate(figure.value, locale);
		case 'month':
			return formatMonth(figure.value, locale);
		case 'answer':
			return answerWords[figure.value]();
	}
}

/** A number or a day that a text fixes. */
export function parameterText(parameter: Parameter, locale: string): string {
	if (parameter.unit === 'day') return formatDate(parameter.value, locale);
	if (parameter.unit === 'month') return formatMonth(parameter.value, locale);
	const value = formatNumber(parameter.value, locale, 1);
	switch (parameter.unit) {
		case 'percent':
			return formatPercent(parameter.value, locale);
		case 'hectares':
			return formatHectares(parameter.value, locale);
		case 'years':
			return m.law_years({ value });
		case 'months':
			return m.law_months({ value });
		case 'days':
			return m.law_days({ value });
		case 'times':
			return m.law_times({ value });
	}
}

/** Numbers that are years, which no thousands separator may cut. */
const yearNames = new Set(['year', 'firstYear']);

/** What an example is worked from, each as the language writes it. */
export function givenText(given: Given, locale: string): Record<string, string> {
	const numberText = (value: number) => formatNumber(value, locale, 2);
	const text = (name: string, value: Given[string]) => {
		if (typeof value === 'boolean') return value ? m.law_answer_yes() : m.law_answer_no();
		if (typeof value === 'string') return formatDate(value, locale);
		if (typeof value === 'number') return yearNames.has(name) ? String(value) : numberText(value);
		return value.map(numberText).join(m.list_separator());
	};
	return Object.fromEntries(
		Object.entries(given).map(([name, value]) => [name, text(name, value)])
	);
}
