import { m } from '#lib/paraglide/messages.js';

/** Values of an example, each as the language writes it, under the name of what it is. */
type Parts = Record<string, string>;

export interface RuleWords {
	title: () => string;
	/** What the rule says, in plain words. */
	says: () => string;
	example: (parts: Parts) => string;
}

/** A message takes what its rule gives under the same names: `rule-words.test.ts` writes every one. */
const example =
	(message: (inputs: never) => string): RuleWords['example'] =>
	(parts) =>
		message(parts as never);

/** The words of every rule, by its id. */
export const ruleWords: Readonly<Record<string, RuleWords>> = {
	'unit-state': {
		title: m.rule_unit_state_title,
		says: m.rule_unit_state_says,
		example: example(m.rule_unit_state_example)
	},
	'vacant-since': {
		title: m.rule_vacant_since_title,
		says: m.rule_vacant_since_says,
		example: example(m.rule_vacant_since_example)
	},
	'vacancy-rate': {
		title: m.rule_vacancy_rate_title,
		says: m.rule_vacancy_rate_says,
		example: example(m.rule_vacancy_rate_example)
	},
	'vacancy-interval': {
		title: m.rule_vacancy_interval_title,
		says: m.rule_vacancy_interval_says,
		example: example(m.rule_vacancy_interval_example)
	},
	'visit-gain': {
		title: m.rule_visit_gain_title,
		says: m.rule_visit_gain_says,
		example: example(m.rule_visit_gain_example)
	},
	'vacancy-by-area': {
		title: m.rule_vacancy_by_area_title,
		says: m.rule_vacancy_by_area_says,
		example: example(m.rule_vacancy_by_area_example)
	},
	'built-share': {
		title: m.rule_built_share_title,
		says: m.rule_built_share_says,
		example: example(m.rule_built_share_example)
	},
	'useful-area': {
		title: m.rule_useful_area_title,
		says: m.rule_useful_area_says,
		example: example(m.rule_useful_area_example)
	},
	'dominant-vocation': {
		title: m.rule_dominant_vocation_title,
		says: m.rule_dominant_vocation_says,
		example: example(m.rule_dominant_vocation_example)
	},
	'jobs-interval': {
		title: m.rule_jobs_interval_title,
		says: m.rule_jobs_interval_says,
		example: example(m.rule_jobs_interval_example)
	},
	'consultation-end': {
		title: m.rule_consultation_end_title,
		says: m.rule_consultation_end_says,
		example: example(m.rule_consultation_end_example)
	},
	'refresh-date': {
		title: m.rule_refresh_date_title,
		says: m.rule_refresh_date_says,
		example: example(m.rule_refresh_date_example)
	},
	'formal-notice': {
		title: m.rule_formal_notice_title,
		says: m.rule_formal_notice_says,
		example: example(m.rule_formal_notice_example)
	},
	brownfield: {
		title: m.rule_brownfield_title,
		says: m.rule_brownfield_says,
		example: example(m.rule_brownfield_example)
	},
	'brownfield-size': {
		title: m.rule_brownfield_size_title,
		says: m.rule_brownfield_size_says,
		example: example(m.rule_brownfield_size_example)
	},
	'brownfield-setback': {
		title: m.rule_brownfield_setback_title,
		says: m.rule_brownfield_setback_says,
		example: example(m.rule_brownfield_setback_example)
	},
	'reference-decade': {
		title: m.rule_reference_decade_title,
		says: m.rule_reference_decade_says,
		example: example(m.rule_reference_decade_example)
	},
	halving: {
		title: m.rule_halving_title,
		says: m.rule_halving_says,
		example: example(m.rule_halving_example)
	},
	projection: {
		title: m.rule_projection_title,
		says: m.rule_projection_says,
		example: example(m.rule_projection_example)
	},
	'local-consumption': {
		title: m.rule_local_consumption_title,
		says: m.rule_local_consumption_says,
		example: example(m.rule_local_consumption_example)
	},
	remaining: {
		title: m.rule_remaining_title,
		says: m.rule_remaining_says,
		example: example(m.rule_remaining_example)
	},
	'pooled-region': {
		title: m.rule_pooled_region_title,
		says: m.rule_pooled_region_says,
		example: example(m.rule_pooled_region_example)
	},
	'national-projects': {
		title: m.rule_national_projects_title,
		says: m.rule_national_projects_says,
		example: example(m.rule_national_projects_example)
	},
	solar: {
		title: m.rule_solar_title,
		says: m.rule_solar_says,
		example: example(m.rule_solar_example)
	},
	'communal-guarantee': {
		title: m.rule_communal_guarantee_title,
		says: m.rule_communal_guarantee_says,
		example: example(m.rule_communal_guarantee_example)
	},
	'state-figure': {
		title: m.rule_state_figure_title,
		says: m.rule_state_figure_says,
		example: example(m.rule_state_figure_example)
	},
	'state-projection': {
		title: m.rule_state_projection_title,
		says: m.rule_state_projection_says,
		example: example(m.rule_state_projection_example)
	},
	'scot-deadline': {
		title: m.rule_scot_deadline_title,
		says: m.rule_scot_deadline_says,
		example: example(m.rule_scot_deadline_example)
	},
	'plu-deadline': {
		title: m.rule_plu_deadline_title,
		says: m.rule_plu_deadline_says,
		example: example(m.rule_plu_deadline_example)
	},
	'softer-rule': {
		title: m.rule_softer_rule_title,
		says: m.rule_softer_rule_says,
		example: example(m.rule_softer_rule_example)
	},
	'report-due': {
		title: m.rule_report_due_title,
		says: m.rule_report_due_says,
		example: example(m.rule_report_due_example)
	},
	'report-share': {
		title: m.rule_report_share_title,
		says: m.rule_report_share_says,
		example: example(m.rule_report_share_example)
	},
	'report-sent': {
		title: m.rule_report_sent_title,
		says: m.rule_report_sent_says,
		example: example(m.rule_report_sent_example)
	},
	'net-balance': {
		title: m.rule_net_balance_title,
		says: m.rule_net_balance_says,
		example: example(m.rule_net_balance_example)
	},
	'relief-envelope': {
		title: m.rule_relief_envelope_title,
		says: m.rule_relief_envelope_says,
		example: example(m.rule_relief_envelope_example)
	},
	'relief-national-interest': {
		title: m.rule_relief_national_interest_title,
		says: m.rule_relief_national_interest_says,
		example: example(m.rule_relief_national_interest_example)
	}
};
