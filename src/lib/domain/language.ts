/** The languages that pages and mails are written in, the territory's own first; `messages/<language>.json` holds their words. */
export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];

/** What each is called in itself, and how `Intl` names the way in which it writes numbers and dates. */
export const languageFacts: Readonly<Record<Language, { name: string; locale: string }>> = {
	fr: { name: 'Français', locale: 'fr-FR' },
	en: { name: 'English', locale: 'en-GB' }
};

/** The language that a locale of a page is; the first one where it is none. */
export function languageOf(locale: string): Language {
	return languages.find((language) => language === locale) ?? languages[0];
}
