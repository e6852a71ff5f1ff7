import { parseArgs } from 'node:util';
import { setting, territoryFilesOf, type Environment } from '#env';

/** A command given in a way that cannot be carried out; the message is for the user. */
export class UsageError extends Error {
	override name = 'UsageError';
}

export interface CommandSyntax {
	usage: string;
	/** Options that take a value. */
	valued: readonly string[];
	/** Options that stand alone. */
	switches: readonly string[];
}

export interface CommandLine {
	values: Partial<Record<string, string>>;
	switches: Set<string>;
	positionals: string[];
}

/**
 * Parses a command line.
 * @throws UsageError naming an option that is unknown or lacks its value
 */
export function parseCommandLine(parameters: string[], syntax: CommandSyntax): CommandLine {
	const options: Record<string, { type: 'string' | 'boolean' }> = {};
	for (const name of syntax.valued) options[name] = { type: 'string' };
	for (const name of syntax.switches) options[name] = { type: 'boolean' };
	const { tokens } = parseArgs({
		args: parameters,
		options,
		strict: false,
		allowPositionals: true,
		tokens: true
	});
	const line: CommandLine = { values: {}, switches: new Set(), positionals: [] };
	for (const token of tokens) {
		if (token.kind === 'positional') line.positionals.push(token.value);
		if (token.kind !== 'option') continue;
		if (syntax.valued.includes(token.name)) {
			if (!token.value) throw new UsageError(`--${token.name} attend une valeur.\n${syntax.usage}`);
			line.values[token.name] = token.value;
		} else if (syntax.switches.includes(token.name) && token.value === undefined) {
			line.switches.add(token.name);
		} else {
			throw new UsageError(`Option « ${token.rawName} » inconnue.\n${syntax.usage}`);
		}
	}
	return line;
}

/**
 * File of the territory that the command is for, as `npm start` chooses it.
 * @throws UsageError where the environment names several
 */
export function territoryFile({ values }: CommandLine, environment?: Environment): string {
	if (values['territory']) return values['territory'];
	const [only = '', another] = territoryFilesOf(setting('FORGETERRE_TERRITORY', environment));
	if (another === undefined) return only;
	throw new UsageError(
		'FORGETERRE_TERRITORY nomme plusieurs territoires ; attendu : --territory FICHIER, pour dire lequel.'
	);
}
