import { alertEnd, type AlertChanges } from '#lib/domain/alert.ts';
import { saidIn, type Language, languageFacts } from '#lib/domain/language.ts';
import type { Letter } from '#lib/domain/outgoing-mail.ts';
import { cardPath } from '#lib/search/list-row.ts';
import { pageIn, writeDate } from '#lib/server/mail/in-each-language.ts';
import { alertLetter, type AlertSender } from './alert-mails.ts';
import { alertPath } from './alert-token.ts';
import type { ToldPlot } from './watched-search.ts';

/** Plots that a mail names in each of its parts; the search shows the others. */
const mostNamed = 20;

export interface ToldChanges {
	changes: AlertChanges;
	/** What answers now. */
	plots: readonly ToldPlot[];
	/** Query string of the search, without `?`. */
	search: string;
	/** ISO instants: of the mail before, and of the confirmation. */
	since: string;
	confirmedAt: string;
}

const words = {
	fr: {
		added: (count: number) =>
			count > 1 ? `${String(count)} nouveaux terrains` : '1 nouveau terrain',
		repriced: (count: number) => (count > 1 ? `${String(count)} prix changés` : '1 prix changé'),
		gone: (count: number) =>
			count > 1 ? `${String(count)} terrains ne répondent plus` : '1 terrain ne répond plus',
		others: (count: number) => `… et ${String(count)} de plus, dans la recherche ci-dessous.`,
		goneWhy: 'vendus, réservés, retirés de la carte ou changés',
		unpriced: 'prix non affiché',
		space: 'local',
		invented: 'donnée de démonstration',
		colon: ' :',
		since: (day: string) => `Ce qui a changé pour votre recherche depuis le ${day} :`,
		search: (link: string) => `Voir la recherche sur la carte :\n${link}`,
		end: (day: string, link: string) =>
			`Cette alerte s’arrête d’elle-même le ${day}. Pour la revoir, ou y mettre fin tout de suite :\n${link}`
	},
	en: {
		added: (count: number) => (count > 1 ? `${String(count)} new plots` : '1 new plot'),
		repriced: (count: number) =>
			count > 1 ? `${String(count)} changed prices` : '1 changed price',
		gone: (count: number) =>
			count > 1 ? `${String(count)} plots answer no more` : '1 plot answers no more',
		others: (count: number) => `… and ${String(count)} more, in the search below.`,
		goneWhy: 'sold, reserved, taken off the map or changed',
		unpriced: 'no price shown',
		space: 'space in a building',
		invented: 'demonstration data',
		colon: ':',
		since: (day: string) => `What has changed for your search since ${day}:`,
		search: (link: string) => `See the search on the map:\n${link}`,
		end: (day: string, link: string) =>
			`This alert ends by itself on ${day}. To see it again, or to end it now:\n${link}`
	}
};

/** What has changed for a search, each plot with its link, and how to end the alert. */
export function changeLetter(sender: AlertSender, told: ToldChanges, token: string): Letter {
	const { language, address } = sender;
	const said = saidIn(words, language);
	const parts = partsOf(sender, told);
	const day = (date: Date) =>
		writeDate(language, date, { dateStyle: 'long', timeZone: 'Europe/Paris' });
	const search = pageIn(language, address, told.search === '' ? '/' : `/?${told.search}`);
	const link = pageIn(language, address, alertPath(token));
	const written = {
		subject: parts.map(({ title }) => title).join(', '),
		paragraphs: [
			said.since(day(new Date(told.since))),
			...parts.map(({ title, why, lines }) =>
				[`${title}${why ? ` (${why})` : ''}${said.colon}`, ...lines].join('\n')
			),
			said.search(search),
			said.end(day(alertEnd(told.confirmedAt)), link)
		]
	};
	// Written in the language of the one who reads it, whichever that is.
	return alertLetter(
		sender,
		{ fr: written, [language]: written },
		{ kind: 'alerte', unsubscribe: `${address}${endPath(token)}` }
	);
}

/** Where one POST ends an alert, without a page. */
export function endPath(token: string): string {
	return `${alertPath(token)}/fin`;
}

interface Part {
	title: string;
	why?: string;
	lines: string[];
}

function partsOf({ language, address }: AlertSender, { changes, plots }: ToldChanges): Part[] {
	const said = saidIn(words, language);
	const byId = new Map(plots.map((plot) => [plot.id, plot]));
	const link = (id: string) => `  ${pageIn(language, address, cardPath.terrains(id))}`;
	const { added, repriced, gone } = changes;
	const parts: Part[] = [
		{
			title: said.added(added.length),
			lines: named(
				added.flatMap((id) => byId.get(id) ?? []),
				language,
				(plot) => `– ${plotWords(plot, language)}\n${link(plot.id)}`
			)
		},
		{
			title: said.repriced(repriced.length),
			lines: named(repriced, language, ({ id, before }) => {
				const plot = byId.get(id);
				const prices = [before, plot?.price ?? null].map((price) => priceWords(price, language));
				return `– ${plot?.name ?? id}${said.colon} ${prices.join(' → ')}\n${link(id)}`;
			})
		},
		{
			title: said.gone(gone.length),
			why: said.goneWhy,
			lines: named(gone, language, ({ name }) => `– ${name}`)
		}
	];
	return parts.filter(({ lines }) => lines.length > 0);
}

function named<Told>(
	all: readonly Told[],
	language: Language,
	line: (told: Told) => string
): string[] {
	const rest = all.length - mostNamed;
	return [
		...all.slice(0, mostNamed).map(line),
		...(rest > 0 ? [saidIn(words, language).others(rest)] : [])
	];
}

function plotWords(plot: ToldPlot, language: Language): string {
	const said = saidIn(words, language);
	return [
		plot.isSpace ? `${plot.name} (${said.space})` : plot.name,
		plot.commune,
		plot.areaM2 !== null && areaWords(plot.areaM2, plot.isSpace, language),
		priceWords(plot.price, language),
		plot.demonstration && said.invented
	]
		.filter((part) => part !== null && part !== false)
		.join(', ');
}

function numberWords(value: number, language: Language, decimals: number): string {
	const { locale } = languageFacts[language];
	return new Intl.NumberFormat(locale, { maximumFractionDigits: decimals }).format(value);
}

function areaWords(areaM2: number, isSpace: boolean, language: Language): string {
	return isSpace
		? `${numberWords(areaM2, language, 0)} m²`
		: `${numberWords(areaM2 / 10_000, language, 2)} ha`;
}

function priceWords(price: number | null, language: Language): string {
	return price === null
		? saidIn(words, language).unpriced
		: `${numberWords(price, language, 2)} € ${language === 'fr' ? 'HT/m²' : 'per m² before tax'}`;
}
