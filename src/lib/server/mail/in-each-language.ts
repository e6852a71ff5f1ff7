import type { Mail } from '#lib/domain/outgoing-mail.ts';
import {
	saidIn,
	type InLanguages,
	type Language,
	languageFacts,
	languages
} from '#lib/domain/language.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';

/** What a mail needs of its territory: nobody knows which of its languages the reader reads. */
export type MailingTerritory = Pick<TerritoryConfiguration, 'name' | 'languages'>;

/** A mail in one language, without greeting and signature. */
export type Said = { subject: string; paragraphs: readonly string[] };

const greeting: InLanguages<string> = { fr: 'Bonjour,', en: 'Hello,' };

/** The same in each language of the territory, one after the other. */
export function inEachLanguage(
	{ name, languages }: MailingTerritory,
	said: (language: Language) => Said
): Omit<Mail, 'to'> {
	const parts = languages.map((language) => ({ language, ...said(language) }));
	const subjects = [...new Set(parts.map(({ subject }) => subject))].join(' / ');
	const texts = parts.map(({ language, paragraphs }) =>
		[saidIn(greeting, language), ...paragraphs].join('\n\n')
	);
	return {
		subject: `${subjects} – Forgeterre, ${name}`,
		text: `${texts.join('\n\n* * *\n\n')}\n\nForgeterre, ${name}\n`
	};
}

/** A page of ours in a language; French is the one without a prefix. @param site without a slash at its end */
export function pageIn(language: Language, site: string, path: string): string {
	return `${site}${language === languages[0] ? '' : `/${language}`}${path}`;
}

/** An ISO date written out. */
export function dayIn(language: Language, day: string): string {
	const date = new Date(`${day}T12:00:00Z`);
	return writeDate(language, date, { dateStyle: 'long', timeZone: 'UTC' });
}

/** An instant as a language writes it, on a line of a mail. */
export function writeDate(
	language: Language,
	date: Date,
	options: Intl.DateTimeFormatOptions
): string {
	const words = new Intl.DateTimeFormat(languageFacts[language].locale, options).format(date);
	// The first of a month is an ordinal in French, which Intl does not know.
	return language === 'fr' ? words.replace(/(^| )1 (?=\p{L})/u, '$11er ') : words;
}
