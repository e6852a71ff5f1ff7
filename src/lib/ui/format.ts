/** Narrow no-break space, which French asks before units. */
const narrow = '\u202F';
const formatters = new Map<string, Intl.NumberFormat>();

// Making one costs a hundred times as much as writing with it.
function numberFormat(
	locale: string,
	minimum: number,
	maximum: number,
	style: 'decimal' | 'percent' = 'decimal'
): Intl.NumberFormat {
	const key = `${locale} ${minimum} ${maximum} ${style}`;
	let format = formatters.get(key);
	if (format === undefined) {
		format = new Intl.NumberFormat(locale, {
			style,
			minimumFractionDigits: minimum,
			maximumFractionDigits: maximum
		});
		formatters.set(key, format);
	}
	return format;
}

/** A number as the language writes it, with at most `decimals` decimals. */
export function formatNumber(value: number, locale: string, decimals = 0): string {
	return numberFormat(locale, 0, decimals).format(value);
}

/** Hectares: two decimals below 1 ha, one below 100 ha, none above, unless told otherwise. */
export function formatHectares(
	value: number,
	locale: string,
	decimals = value < 1 ? 2 : value < 100 ? 1 : 0
): string {
	return `${formatNumber(value, locale, decimals)}${narrow}ha`;
}

export function formatSquareMetres(value: number, locale: string): string {
	return `${formatNumber(value, locale)}${narrow}m²`;
}

/** Kilometres: one decimal below 10 km, none above, unless told otherwise. */
export function formatKilometres(
	value: number,
	locale: string,
	decimals = value < 10 ? 1 : 0
): string {
	return `${formatNumber(value, locale, decimals)}${narrow}km`;
}

/** A price per square metre, euros. */
export function formatPricePerSquareMetre(value: number, locale: string, decimals = 2): string {
	return `${formatNumber(value, locale, decimals)}${narrow}€/m²`;
}

/** A sum of money, whole euros. */
export function formatEuros(value: number, locale: string): string {
	return `${formatNumber(value, locale)}${narrow}€`;
}

/** A share of 0 to 100 in percent, with at most one decimal unless told otherwise. */
export function formatPercent(value: number, locale: string, decimals = 1): string {
	return numberFormat(locale, 0, decimals, 'percent').format(value / 100);
}

/** A file's size in kB or MB of 1,000, as the language writes them. */
export function formatFileSize(bytes: number, locale: string): string {
	const unit = locale === 'en' ? 'B' : 'o';
	return bytes < 1e6
		? `${formatNumber(Math.max(1, bytes / 1e3), locale)}${narrow}k${unit}`
		: `${formatNumber(bytes / 1e6, locale, 1)}${narrow}M${unit}`;
}

/** A SIRET in the groups that people read it in: 732 829 320 00074. */
export function formatSiret(siret: string): string {
	return siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1\u00A0$2\u00A0$3\u00A0$4');
}

/** Days are those of France, where the land is. */
const timeZone = 'Europe/Paris';
/** Its text is the ISO date. */
const dayInFrance = new Intl.DateTimeFormat('fr-CA', { timeZone });

/** An instant, or noon of a day without an hour. */
function instantOf(iso: string): Date {
	return new Date(iso.length > 10 ? iso : `${iso}T12:00:00Z`);
}

type DateStyles = Pick<Intl.DateTimeFormatOptions, 'dateStyle' | 'timeStyle'>;

const dateFormatters = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: string, styles: DateStyles): Intl.DateTimeFormat {
	const key = [locale, styles.dateStyle, styles.timeStyle].join(' ');
	let format = dateFormatters.get(key);
	if (!format) {
		format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...styles, timeZone });
		dateFormatters.set(key, format);
	}
	return format;
}

function writeDate(iso: string, locale: string, styles: DateStyles): string {
	const date = instantOf(iso);
	if (Number.isNaN(date.getTime())) return iso;
	const words = dateFormat(locale, styles).format(date);
	// The first of a month is an ordinal in French, which Intl does not know.
	return locale === 'fr' ? words.replace(/^1 /, '1er ') : words;
}

/** A date written out: 3 mars 2026. An unreadable date is given back as it came. */
export function formatDate(iso: string, locale: string): string {
	return writeDate(iso, locale, { dateStyle: 'long' });
}

/** A text with the days that stand in it as AAAA-MM-JJ written out. */
export function withDatesWritten(text: string, locale: string): string {
	return text.replaceAll(/(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])/g, (day) => formatDate(day, locale));
}

/** A month (AAAA-MM) written out: août 2027. */
export function formatMonth(month: string, locale: string): string {
	const style = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
	return new Intl.DateTimeFormat(locale, style).format(new Date(`${month}-01T00:00:00Z`));
}

/** A date in figures, for columns: 03/03/2026. An unreadable date is given back as it came. */
export function formatShortDate(iso: string, locale: string): string {
	return writeDate(iso, locale, { dateStyle: 'short' });
}

/** A date and time in France, to the minute: 3 mars 2026, 18:05. An unreadable one is given back as it came. */
export function formatInstant(iso: string, locale: string): string {
	return writeDate(iso, locale, { dateStyle: 'medium', timeStyle: 'short' });
}

/** How long ago a date is, in words: "il y a 3 mois". */
export function formatAge(iso: string, locale: string, now: Date): string {
	const date = instantOf(iso);
	if (Number.isNaN(date.getTime())) return '';
	// Whole days: what is dated today is not of yesterday in the evening.
	const dayOf = (instant: Date) => Date.parse(dayInFrance.format(instant)) / 86_400_000;
	const days = dayOf(date) - dayOf(now);
	const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
	if (Math.abs(days) < 31) return words.format(days, 'day');
	if (Math.abs(days) < 365) return words.format(Math.round(days / 30.44), 'month');
	return words.format(Math.round(days / 365.25), 'year');
}
