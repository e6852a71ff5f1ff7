/** The languages that pages and mails are written in, the territory's own first; `messages/<language>.json` holds their words. */
export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];

/** What a language is called in itself, and how `Intl` names the way in which it writes numbers and dates. */
interface LanguageFacts {
	name: string;
	locale: string;
	/** Its translation is under way: what has no words yet is said in the first language. */
	partial?: true;
}

export const languageFacts: Readonly<Record<Language, LanguageFacts>> = {
	fr: { name: 'Français', locale: 'fr-FR' },
	en: { name: 'English', locale: 'en-GB' }
};

/** The language that a locale of a page is; the first one where it is none. */
export function languageOf(locale: string): Language {
	return languages.find((language) => language === locale) ?? languages[0];
}

/** Something in each language that has it; the territory's own first language always has. */
export type InLanguages<Words> = Readonly<
	Record<(typeof languages)[0], Words> & Partial<Record<Language, Words>>
>;

/** What is said in a language, or in the first one where that is not translated yet. */
export function saidIn<Words>(said: InLanguages<Words>, language: Language): Words {
	return said[language] ?? said[languages[0]];
}
