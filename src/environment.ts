import { totalmem } from 'node:os';
import * as v from 'valibot';

/** Variables as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that cannot be used; the message names it, what it says and what was expected. */
export class EnvironmentError extends Error {
	override name = 'EnvironmentError';
}

interface Variable<Value> {
	/** What the text means; nothing given is `standing`. */
	schema: v.GenericSchema<string, Value>;
	/** What holds where nothing is given. */
	standing: Value;
	/** What was expected, in French, for whoever gave something else. */
	expected: string;
	/** The words of docs/operate.md for what holds where nothing is given, and of what it sets; none for what others than people set. */
	says?: readonly [standing: string, sets: string];
	/** Never shown, whatever it says. */
	isSecret?: true;
}

const variable = <Value>(of: Variable<Value>): Variable<Value> => of;
/** One that is told or not. */
const told = (of: Omit<Variable<string | undefined>, 'standing'>): Variable<string | undefined> =>
	variable({ ...of, standing: undefined });

const text = v.pipe(v.string(), v.nonEmpty());
const whole = (most: number) =>
	v.pipe(v.string(), v.regex(/^\d{1,7}$/), v.transform(Number), v.maxValue(most));
const oneOrZero = v.pipe(
	v.picklist(['1', '0']),
	v.transform((given) => given === '1')
) as unknown as v.GenericSchema<string, boolean>;
/** An address without a slash at its end. */
const address = v.pipe(
	v.string(),
	v.regex(/^https?:\/\/[^/]+/),
	v.check((given) => URL.canParse(given)),
	v.transform((given) => given.replace(/\/+$/, ''))
);
/** Sites as a policy of content names them, spaces between: a scheme and a host, perhaps all below a domain. */
const origins = v.pipe(
	v.string(),
	v.transform((given) => given.split(/\s+/).filter(Boolean)),
	v.array(v.pipe(v.string(), v.regex(/^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/i)))
);
const noOrigins: readonly string[] = [];
const web = 'une adresse http:// ou https://';
const megabyte = 1_048_576;

/** Every variable that Forgeterre reads, each once. */
const variables = {
	PORT: variable({
		schema: whole(65_535),
		standing: 3000,
		expected: 'un nombre entier de 1 à 65535 (ou 0 pour un port libre)',
		says: ['`3000`', 'where to listen (0: a free port)']
	}),
	HOST: variable({
		schema: text,
		standing: '127.0.0.1',
		expected: 'une adresse de cette machine',
		says: ['`127.0.0.1`', 'on which address to listen']
	}),
	BEHIND_PROXY: variable({
		schema: oneOrZero,
		standing: false,
		expected: '1 (derrière un mandataire) ou 0',
		says: ['–', '`1`: believe `X-Forwarded-Proto` and `-For`']
	}),
	FORGETERRE_URL: told({
		schema: address,
		expected: `${web}, par exemple https://carte.exemple.fr`,
		says: [
			'address of the server',
			'where links in mails lead, e.g. `https://map.example.org`; several territories: `address` of each file'
		]
	}),
	SMTP_URL: told({
		schema: v.pipe(v.string(), v.regex(/^smtps?:\/\/[^/]+/)),
		expected: 'une adresse smtp:// ou smtps://, par exemple smtp://nom:secret@exemple.fr:587',
		says: ['– (`.eml` files)', '`smtp://user:password@host:587`']
	}),
	MAIL_FROM: variable({
		schema: v.pipe(v.string(), v.regex(/^[^\r\n]*@[^\r\n]+$/)),
		standing: 'Forgeterre <ne-pas-repondre@localhost>',
		expected: 'une adresse, par exemple Forgeterre <carte@exemple.fr>',
		says: ['`Forgeterre <ne-pas-repondre@localhost>`', 'who writes the mails']
	}),
	FORGETERRE_KIT: variable({
		schema: oneOrZero,
		standing: false,
		expected: '1 (montrer /kit) ou 0',
		says: ['– (`npm run dev` only)', '`1`: shows the parts that pages are made of at `/kit`']
	}),
	FORGETERRE_SIRENE_URL: variable({
		schema: address,
		standing: 'https://recherche-entreprises.api.gouv.fr',
		expected: web,
		says: ['recherche-entreprises', 'the service that names a firm by its SIRET']
	}),
	FORGETERRE_IGN_URL: told({
		schema: v.union([v.literal('off'), address]),
		expected: `off, ou ${web} d’un service WMTS`,
		says: [
			'data.geopf.fr/wmts',
			'the service of the online base maps; `off`: pages open on the built-in one and never ask'
		]
	}),
	FORGETERRE_BASEMAP: told({
		schema: v.pipe(v.string(), v.endsWith('.pmtiles')),
		expected: 'un fichier .pmtiles de cette machine, par exemple /srv/cartes/ardennes.pmtiles',
		says: [
			'–',
			'a PMTiles file of vector tiles in the Protomaps schema: the base map of a closed network'
		]
	}),
	FORGETERRE_API_CARTO: variable({
		schema: address,
		standing: 'https://apicarto.ign.fr',
		expected: web,
		says: ['apicarto.ign.fr', 'the service that gives the outline of cadastral parcels']
	}),
	FORGETERRE_GEOCODING_URL: variable({
		schema: v.union([v.literal('off'), address]),
		standing: 'https://data.geopf.fr/geocodage',
		expected: `off, ou ${web} d’un service de géocodage`,
		says: [
			'data.geopf.fr/geocodage',
			'the service that finds addresses and parcels for the search box; `off`: never asked'
		]
	}),
	FORGETERRE_ISOCHRONE_URL: variable({
		schema: v.union([v.literal('off'), address]),
		standing: 'https://data.geopf.fr/navigation/isochrone',
		expected: `off, ou ${web} d’un service d’isochrones`,
		says: [
			'data.geopf.fr/navigation/isochrone',
			'the service that says how far a car comes; `off`: never asked'
		]
	}),
	GEO_API_URL: variable({
		schema: v.union([v.literal('off'), address]),
		standing: 'https://geo.api.gouv.fr',
		expected: `off, ou ${web} d’un service des contours`,
		says: [
			'geo.api.gouv.fr',
			'the service that gives the official contours, asked at the first start and every month; `off`: never asked'
		]
	}),
	FORGETERRE_MEMORY_MB: variable({
		schema: v.pipe(
			v.string(),
			v.regex(/^\d{1,6}$/),
			v.transform((given) => Number(given) * megabyte)
		),
		standing: totalmem() / 4,
		expected: 'un nombre entier de Mio (0 : ne rien garder)',
		says: ['a quarter of the machine', 'MiB of records and answers kept ready in memory (0: none)']
	}),
	FORGETERRE_PAGE_PLOTS: variable({
		schema: whole(9_999_999),
		standing: 50_000,
		expected: 'un nombre entier de terrains (0 : toujours ceux du cadre)',
		says: ['`50000`', 'more plots: the map asks for those of its frame']
	}),
	FORGETERRE_DATA: variable({
		schema: text,
		standing: '.data',
		expected: 'un dossier',
		says: ['`.data`', 'folder of the embedded database, of keys, files and unsent mails']
	}),
	FORGETERRE_TERRITORY: variable({
		schema: text,
		standing: 'data/territories/nord-ardennes.json',
		expected: 'le fichier d’un territoire',
		says: ['Nord Ardennes', 'the territory’s file, as `--territory`; several, commas between']
	}),
	DATABASE_URL: told({
		schema: v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\/./)),
		expected: 'une adresse postgresql://',
		says: [
			'– (embedded database)',
			'your PostgreSQL with PostGIS; `{territory}` in it is the identifier of the territory'
		]
	}),
	PUBLIC_SUPABASE_URL: told({
		schema: v.pipe(
			v.string(),
			v.regex(/^https?:\/\/./),
			v.check((given) => URL.canParse(given))
		),
		expected: 'une adresse https://….supabase.co',
		says: ['– (embedded Supabase)', 'your hosted Supabase; needs the two keys below']
	}),
	PUBLIC_SUPABASE_PUBLISHABLE_KEY: told({
		schema: text,
		expected: 'une clé publiable de Supabase',
		says: ['– (made, and kept)', 'its publishable key']
	}),
	SUPABASE_SECRET_KEY: told({
		schema: text,
		expected: 'une clé secrète de Supabase',
		says: ['– (made, and kept)', 'its secret key'],
		isSecret: true
	}),
	FORGETERRE_JWT_SECRET: told({
		schema: text,
		expected: 'un secret de 32 caractères au moins',
		says: ['– (made, and kept)', 'what sessions of our own backend are signed with'],
		isSecret: true
	}),
	FORGETERRE_PASSWORD: told({
		schema: text,
		expected: 'un mot de passe',
		says: ['– (asked, or made)', 'password of the administrator of `npm run admin:create`'],
		isSecret: true
	}),
	FORGETERRE_EMBED_PARENTS: variable<readonly string[]>({
		schema: origins,
		standing: noOrigins,
		expected:
			'des sites écrits https://www.exemple.fr ou https://*.exemple.fr, séparés par des espaces',
		says: [
			'– (none)',
			'sites that may show the map in a frame (`/embed`), as `https://www.example.fr`, spaces between'
		]
	}),
	FORGETERRE_DEBUG: variable({
		schema: oneOrZero,
		standing: false,
		expected: '1 ou 0',
		says: ['–', '`1`: a fault at start also tells where it was thrown']
	}),
	CHROMIUM: told({
		schema: text,
		expected: 'le chemin d’un Chromium',
		says: [
			'`chromium-headless-shell` or `chromium` of `/usr/bin`, else from npm',
			'the browser of `npm test` and `npm run bench`'
		]
	}),
	// Where whoever runs an npm script stands.
	INIT_CWD: variable({ schema: text, standing: '.', expected: 'un dossier' })
} as const;

export type Setting = keyof typeof variables;
type ValueOf<Name extends Setting> = (typeof variables)[Name]['standing'];

/**
 * What a variable says; spaces around it and an empty one count for nothing.
 * @throws EnvironmentError naming the variable, what it says and what was expected
 */
export function setting<Name extends Setting>(
	name: Name,
	from: Environment = process.env
): ValueOf<Name> {
	const { schema, standing, expected, isSecret } = variables[name] as Variable<ValueOf<Name>>;
	const given = from[name]?.trim();
	if (!given) return standing;
	const parsed = v.safeParse(schema, given);
	if (parsed.success) return parsed.output;
	throw new EnvironmentError(
		`${name} : reçu « ${isSecret ? '…' : withoutPassword(given)} », attendu ${expected}.`
	);
}

/** An address as it may be shown: `smtp://user:…@host`. */
function withoutPassword(given: string): string {
	return given.replace(/(:\/\/[^:/@]*:)[^/]*@/, '$1…@');
}

/**
 * Reads every variable: a start with a bad one says so before anything is opened.
 * @throws EnvironmentError of the first
 */
export function checkEnvironment(from: Environment = process.env): void {
	for (const name of Object.keys(variables) as Setting[]) setting(name, from);
}

/** What a process that we start has: all that we have, and more. */
export function inheritedEnvironment(more: Environment = {}): NodeJS.ProcessEnv {
	return { ...process.env, ...more };
}

/** Some of the system's variables, by their names: for a process that may know no more. */
export function systemVariables(names: readonly string[]): Record<string, string | undefined> {
	return Object.fromEntries(names.map((name) => [name, process.env[name]]));
}

/** Tells a library that reads the environment what it does not say. */
export function settle(name: string, value: string): void {
	process.env[name] ??= value;
}

/** The table of the variables, as docs/operate.md has it. */
export function environmentTable(): string {
	const rows = Object.entries<Variable<unknown>>(variables).flatMap(([name, { says }]) =>
		says === undefined ? [] : [[`\`${name}\``, ...says]]
	);
	const table = [['variable', 'default', 'what it sets'], ...rows];
	const widths = [0, 1, 2].map((at) => Math.max(...table.map((row) => row[at]?.length ?? 0)));
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	const [head = [], ...body] = table.map((row) =>
		row.map((cell, at) => cell.padEnd(widths[at] ?? 0))
	);
	return [head, widths.map((width) => '-'.repeat(width)), ...body].map(line).join('\n');
}

/** The files that FORGETERRE_TERRITORY names, commas between. */
export const territoryFilesOf = (given: string): string[] =>
	given
		.split(',')
		.map((file) => file.trim())
		.filter(Boolean);
