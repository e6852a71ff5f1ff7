import {
	actionStatuses,
	type ActionStatus,
	type LinkKind,
	type ProgrammeAction
} from '#lib/domain/programme.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDate, formatEuros, formatNumber, formatPercent } from '#lib/ui/format.ts';
import type { FieldFault } from '../action-form.ts';
import type { Progress } from '../progress.ts';

export const statusWords: Record<ActionStatus, () => string> = {
	prévue: m.programme_status_planned,
	'en cours': m.programme_status_running,
	réalisée: m.programme_status_done,
	suspendue: m.programme_status_suspended,
	abandonnée: m.programme_status_given_up
};

/** What each column of an action is. */
export const fieldWords: Readonly<Record<string, () => string>> = {
	action_id: m.programme_created,
	axe: m.programme_axis_field,
	statut: m.programme_status,
	ordre: m.programme_rank,
	titre_fr: m.programme_title_fr,
	titre_en: m.programme_title_en,
	description_fr: m.programme_description_fr,
	description_en: m.programme_description_en,
	pilote: m.programme_lead,
	partenaires: m.programme_partners,
	budget_eur: m.programme_budget_field,
	financeurs: m.programme_financing,
	part_publique_pct: m.programme_public_field,
	cible_nombre: m.programme_target_number,
	cible_fr: m.programme_target_fr,
	cible_en: m.programme_target_en,
	debut: m.programme_start,
	fin: m.programme_end,
	source_nom: m.programme_source_name,
	source_date: m.programme_source_date,
	source_url: m.programme_source_address,
	liens: m.programme_places,
	publie: m.programme_show
};

/** A value that the history of an action kept, in words. @param axes titles of axes by identifier */
export function keptWords(
	field: string,
	value: string | number | boolean,
	{ locale, axes }: { locale: string; axes: Readonly<Record<string, string>> }
): string {
	if (typeof value === 'boolean') return value ? m.yes() : m.no();
	if (typeof value === 'number')
		return field === 'budget_eur' ? formatEuros(value, locale) : formatNumber(value, locale);
	if (['debut', 'fin', 'source_date'].includes(field)) return formatDate(value, locale);
	const status = actionStatuses.find((one) => field === 'statut' && one === value);
	if (status) return statusText(status);
	return field === 'axe' ? (axes[value] ?? value) : value;
}

export const linkKindWords: Record<LinkKind, () => string> = {
	etablissement: m.programme_link_firm,
	terrain: m.programme_link_plot,
	site: m.programme_link_site,
	commune: m.programme_link_commune,
	epci: m.programme_link_epci
};

export const faultWords: Record<FieldFault, () => string> = {
	missing: m.programme_fault_missing,
	long: m.programme_fault_long,
	number: m.programme_fault_number,
	percent: m.programme_fault_percent,
	day: m.programme_fault_day,
	order: m.programme_fault_order,
	link: m.programme_fault_link,
	address: m.programme_fault_address,
	list: m.programme_fault_list
};

export function statusText(status: ActionStatus | null): string {
	return status === null ? m.programme_status_unknown() : statusWords[status]();
}

/** A text in the language of the page; in French where it is not translated. */
export function inLanguage(french: string | null, english: string | null, locale: string) {
	return locale === 'en' ? (english ?? french) : french;
}

/** What is known of an action, in words, and the names of what is not. */
export function factsOf(action: ProgrammeAction, locale: string) {
	const target = inLanguage(action.cible_fr, action.cible_en, locale);
	const facts: [name: string, value: string | null][] = [
		[m.programme_lead(), action.pilote],
		[m.programme_partners(), action.partenaires],
		[
			m.programme_target(),
			action.cible_nombre === null
				? null
				: [formatNumber(action.cible_nombre, locale), target].filter(Boolean).join(' ')
		],
		[
			m.programme_budget(),
			action.budget_eur === null ? null : formatEuros(action.budget_eur, locale)
		],
		[m.programme_financing(), financingOf(action, locale)],
		[m.programme_calendar(), calendarOf(action, locale)]
	];
	return {
		known: facts.flatMap(([name, value]) => (value === null ? [] : [{ name, value }])),
		unknown: facts.flatMap(([name, value]) => (value === null ? [name] : []))
	};
}

function financingOf({ financeurs, part_publique_pct }: ProgrammeAction, locale: string) {
	const share =
		part_publique_pct === null
			? null
			: m.programme_public_share({ share: formatPercent(part_publique_pct, locale) });
	return [financeurs, share].filter(Boolean).join(', ') || null;
}

function calendarOf({ debut, fin }: ProgrammeAction, locale: string): string | null {
	if (debut && fin) {
		return m.programme_from_to({ from: formatDate(debut, locale), to: formatDate(fin, locale) });
	}
	if (debut) return m.programme_from({ from: formatDate(debut, locale) });
	return fin && m.programme_until({ to: formatDate(fin, locale) });
}

/** `3 en cours`. */
export function shareText({ status, count }: Progress['shares'][number]): string {
	return status === null
		? m.programme_share_unknown({ count })
		: m.programme_share({ count, status: statusText(status).toLowerCase() });
}

/** The finding of an axis in one or two sentences. */
export function progressText({ count, shares, budget, budgets }: Progress, locale: string): string {
	if (count === 0) return m.programme_axis_empty();
	const actions = m.programme_axis_actions({ count, shares: shares.map(shareText).join(', ') });
	return budget === null
		? `${actions} ${m.programme_no_budget()}`
		: `${actions} ${m.programme_known_budget({ budget: formatEuros(budget, locale), budgets, count })}`;
}
