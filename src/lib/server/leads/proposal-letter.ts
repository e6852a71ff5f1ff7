import { briefReference, type Brief } from '#lib/domain/brief.ts';
import { type InLanguages, saidIn, type Language, languageFacts } from '#lib/domain/language.ts';
import type { Letter } from '#lib/domain/outgoing-mail.ts';
import { cardPath } from '#lib/search/list-row.ts';
import { writePlotList } from '#lib/search/plot-list-address.ts';
import {
	inEachLanguage,
	pageIn,
	type MailingTerritory
} from '#lib/server/mail/in-each-language.ts';

/** A plot as a proposal names it. */
export interface ProposedPlot {
	id: string;
	name: string;
	commune: string | null;
	/** Hectares; null where the source does not say. */
	areaHa: number | null;
	demonstration: boolean;
}

/** What an agent answers a brief with. */
export interface Proposal {
	brief: Pick<Brief, 'id' | 'language'>;
	/** Of who left the brief. */
	to: string;
	/** The agent's own words, as they wrote them. */
	text: string;
	/** What is proposed: plots side by side, or the search that was asked, as a query string. */
	offered: { plots: readonly ProposedPlot[] } | { search: string };
	/** Who answers, and where to write back. */
	agent: { name: string; email: string };
	territory: MailingTerritory;
	/** Where the links lead, without a slash at its end. */
	address: string;
}

const words: InLanguages<{
	subject: (reference: string) => string;
	plots: string;
	compare: string;
	search: string;
	invented: string;
	back: (agent: Proposal['agent']) => string;
}> = {
	fr: {
		subject: (reference) => `Votre demande ${reference} : des terrains à regarder`,
		plots: 'Les terrains proposés :',
		compare: 'Les comparer sur une page :',
		search:
			'Les terrains qui répondent à votre recherche, tels que la carte les montre aujourd’hui :',
		invented: 'donnée de démonstration',
		back: ({ name, email }) =>
			`Pour répondre à ${name} : ${email}. Ce courriel part d’une adresse que personne ne lit.`
	},
	en: {
		subject: (reference) => `Your request ${reference}: plots to look at`,
		plots: 'The plots proposed:',
		compare: 'To compare them on one page:',
		search: 'The plots that answer your search, as the map shows them today:',
		invented: 'demonstration data',
		back: ({ name, email }) =>
			`To answer ${name}: ${email}. This mail leaves from an address that nobody reads.`
	}
};

/** The answer by mail: in the visitor's language, or in each of the territory where it is not known. */
export function proposalLetter({ brief, to, text, agent, territory, ...rest }: Proposal): Letter {
	const { offered, address } = rest;
	const said = brief.language === null ? territory : { ...territory, languages: [brief.language] };
	const mail = inEachLanguage(said, (language) => ({
		subject: saidIn(words, language).subject(briefReference(brief.id)),
		paragraphs: [
			text,
			offeredWords(offered, language, address),
			saidIn(words, language).back(agent)
		].filter((paragraph) => paragraph !== '')
	}));
	return { kind: 'terrains proposés', to, ...mail };
}

function offeredWords(offered: Proposal['offered'], language: Language, address: string): string {
	const said = saidIn(words, language);
	if ('search' in offered) {
		const path = offered.search === '' ? '/' : `/?${offered.search}`;
		return `${said.search}\n${pageIn(language, address, path)}`;
	}
	const { plots } = offered;
	const compared = `/comparer?${writePlotList(plots.map(({ id }) => id))}`;
	const lines = plots.map(
		(plot) =>
			`– ${plotWords(plot, language)}\n  ${pageIn(language, address, cardPath.terrains(plot.id))}`
	);
	return [
		said.plots,
		...lines,
		...(plots.length > 1 ? ['', said.compare, pageIn(language, address, compared)] : [])
	].join('\n');
}

function plotWords({ name, commune, areaHa, demonstration }: ProposedPlot, language: Language) {
	const number = new Intl.NumberFormat(languageFacts[language].locale, {
		maximumFractionDigits: 2
	});
	return [
		name,
		commune,
		areaHa !== null && `${number.format(areaHa)} ha`,
		demonstration && saidIn(words, language).invented
	]
		.filter((part) => part !== null && part !== false)
		.join(', ');
}
