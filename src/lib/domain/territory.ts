import * as v from 'valibot';
import { languages, saidIn, type Language } from './language.ts';
import { setBoundaryKinds, type SetBoundaryKind } from './boundary-kinds.ts';
import { constraintTypes } from './constraint-kinds.ts';

const colour = v.pipe(
	v.string(),
	v.regex(/^#[0-9A-Fa-f]{6}$/, 'une couleur écrite #RRVVBB, par exemple #B5442E')
);

const axis = v.strictObject({
	id: v.pipe(v.string(), v.nonEmpty('un identifiant')),
	fr: v.pipe(v.string(), v.nonEmpty('un intitulé en français')),
	en: v.pipe(v.string(), v.nonEmpty('un intitulé en anglais'))
});

const wholeNumber = (least: number, what: string) =>
	v.pipe(v.number(what), v.integer(what), v.minValue(least, what));

/** Delays and notices of listings and briefs; what a territory leaves out is as here. */
const Listings = v.strictObject({
	/** Days after which the owner of a listing is asked to confirm it. */
	confirmationDays: v.optional(wholeNumber(1, 'un nombre de jours'), 90),
	/** Further days after which an unconfirmed listing leaves the public map. */
	graceDays: v.optional(wholeNumber(1, 'un nombre de jours'), 30),
	/** Working hours within which a brief is to be answered. */
	answerHours: v.optional(wholeNumber(1, 'un nombre d’heures ouvrées'), 48),
	/** Months for which the contact of a brief is kept. */
	contactRetentionMonths: v.optional(wholeNumber(1, 'un nombre de mois'), 24),
	/** Asked price, €/m² before tax, outside which an agent is told. */
	priceRange: v.optional(
		v.tuple([v.number('un prix en €/m²'), v.number('un prix en €/m²')]),
		[1, 300]
	),
	/** What the privacy notice says; the territory's name and contacts where it is absent. */
	privacy: v.optional(
		v.strictObject({
			controller: v.pipe(v.string(), v.nonEmpty('le responsable du traitement')),
			address: v.optional(v.string()),
			dpo: v.optional(v.string()),
			legalBasis: v.optional(v.string())
		})
	)
});

/** What the legal notice says of who publishes and hosts the site; what is left out is said to be missing. */
const Legal = v.strictObject({
	publisher: v.pipe(v.string(), v.nonEmpty('qui publie le site')),
	/** What the publisher is: a public body, an association. */
	status: v.optional(v.string()),
	siret: v.optional(v.pipe(v.string(), v.regex(/^\d{14}$/, 'un SIRET de quatorze chiffres'))),
	address: v.optional(v.string()),
	phone: v.optional(v.string()),
	email: v.optional(v.pipe(v.string(), v.email('une adresse électronique'))),
	/** Who answers for what is published. */
	director: v.optional(v.string()),
	host: v.optional(
		v.strictObject({
			name: v.pipe(v.string(), v.nonEmpty('qui héberge le site')),
			address: v.optional(v.string()),
			phone: v.optional(v.string())
		})
	)
});

const setbackMetres = v.pipe(
	v.number('un recul en m'),
	v.minValue(0, 'un recul de 0 m au moins'),
	v.maxValue(200, 'un recul de 200 m au plus')
);

const boundarySetback = v.optional(setbackMetres);

/** What is taken off a plot for its net area; what a territory leaves out is as here. */
const NetArea = v.strictObject({
	/** Kinds of constraint that count, in the order in which they are taken off. */
	constraints: v.optional(
		v.array(v.picklist(constraintTypes, `une contrainte parmi ${constraintTypes.join(', ')}`)),
		[...constraintTypes]
	),
	/** Kept free along the plot's limit, in m. */
	setbackMetres: v.optional(setbackMetres, 0),
	/** The same along some kinds of boundary, in m; those that are left out have the one above. */
	setbacks: v.optional(
		v.strictObject(
			{
				/** Along another plot. */
				plot: boundarySetback,
				/** Along the limit of the site that the plot lies in. */
				site: boundarySetback,
				/** Within that site, along neither: a street, or ground in common. */
				inside: boundarySetback
			} satisfies Record<SetBoundaryKind, unknown>,
			`un recul par nature de limite parmi ${setBoundaryKinds.join(', ')} : routes, voies ferrées et cours d’eau ne se lisent pas des données`
		)
	)
});

export type ListingRules = v.InferOutput<typeof Listings>;

/** The one file that makes a territory: `data/territories/<id>.json`. */
export const TerritoryConfiguration = v.strictObject({
	id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/, 'des minuscules, des chiffres et des tirets')),
	name: v.pipe(v.string(), v.nonEmpty('un nom')),
	/** Where its pages stand: links in mails lead there, and a server of several territories knows it by this host. */
	address: v.optional(
		v.pipe(
			v.string(),
			v.regex(
				/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/,
				'une adresse https://nom.exemple.fr, sans chemin'
			)
		)
	),
	/** SIREN of the member EPCI with an optional colour each, in the order of the legend. */
	epci: v.pipe(
		v.array(
			v.strictObject({
				siren: v.pipe(v.string(), v.regex(/^\d{9}$/, 'un SIREN de neuf chiffres')),
				colour
			})
		),
		v.minLength(1, 'au moins un EPCI')
	),
	colours: v.strictObject({ accent: colour }),
	languages: v.pipe(
		v.array(v.picklist(languages, `une langue parmi ${languages.join(', ')}`)),
		v.minLength(1, 'au moins une langue')
	),
	contacts: v.array(
		v.strictObject({
			name: v.pipe(v.string(), v.nonEmpty('un nom de contact')),
			/** What they are, in one language for all or in each. */
			role: v.optional(
				v.union(
					[v.string(), v.strictObject({ fr: v.string(), en: v.optional(v.string()) })],
					'un rôle, ou un rôle par langue'
				)
			),
			email: v.optional(v.pipe(v.string(), v.email('une adresse électronique'))),
			url: v.optional(v.pipe(v.string(), v.url('une adresse web')))
		})
	),
	axes: v.array(axis),
	listings: v.optional(Listings),
	legal: v.optional(Legal),
	netArea: v.optional(NetArea),
	/** Figures shown as facts of the territory, each with its source and date. */
	facts: v.optional(
		v.array(
			v.strictObject({
				id: v.string(),
				value: v.number('un nombre'),
				fr: v.string(),
				en: v.string(),
				source: v.string(),
				date: v.pipe(v.string(), v.isoDate('une date AAAA-MM-JJ'))
			})
		)
	),
	/** What the signed convention says of the action plan as a whole; its actions are in `data.programme`. */
	programme: v.optional(
		v.strictObject({
			years: wholeNumber(1, 'un nombre d’années'),
			/** Measures that the convention is said to count, beyond those that are known by name. */
			measures: v.optional(wholeNumber(1, 'un nombre de mesures')),
			signatories: v.array(v.pipe(v.string(), v.nonEmpty('un signataire'))),
			source: v.pipe(v.string(), v.nonEmpty('une source')),
			date: v.pipe(v.string(), v.isoDate('une date AAAA-MM-JJ'))
		})
	),
	/** Files beside the configuration that ship with it: all optional, a territory may have none. */
	data: v.optional(
		v.strictObject({
			communes: v.optional(v.string()),
			outline: v.optional(v.string()),
			poi: v.optional(v.string()),
			rivers: v.optional(v.string()),
			ground: v.optional(v.string()),
			programme: v.optional(v.string()),
			demonstration: v.optional(v.string())
		})
	)
});

export type TerritoryConfiguration = v.InferOutput<typeof TerritoryConfiguration>;

/** The territory's rules for listings and briefs, with the defaults of what it leaves out. */
export function listingRules({ listings }: TerritoryConfiguration): ListingRules {
	return listings ?? v.parse(Listings, {});
}

/** Whom one turns to, their role in a language. */
export function contactsIn({ contacts }: TerritoryConfiguration, language: Language) {
	return contacts.map(({ role, ...contact }) => ({
		...contact,
		role: typeof role === 'object' ? saidIn(role, language) : role
	}));
}

/** A configuration that cannot be used: names the file, the path in it, the value and what was expected. */
export class TerritoryConfigurationError extends Error {
	override name = 'TerritoryConfigurationError';
}

/** Parses a configuration; the error names every fault, one a line. */
export function parseTerritory(input: unknown, file: string): TerritoryConfiguration {
	const result = v.safeParse(TerritoryConfiguration, input);
	if (result.success) return result.output;
	const faults = result.issues.map(
		(issue) =>
			`${file} : champ « ${v.getDotPath(issue) ?? '(racine)'} » : reçu ${issue.received}, attendu : ${expectation(issue)}`
	);
	throw new TerritoryConfigurationError(faults.join('\n'));
}

function expectation(issue: v.BaseIssue<unknown>): string {
	return issue.type === 'strict_object' &&
		issue.expected === 'never' &&
		issue.message.startsWith('Invalid')
		? 'aucun champ de ce nom'
		: issue.message.startsWith('Invalid')
			? (issue.expected ?? issue.message)
			: issue.message;
}
