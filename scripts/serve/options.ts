import { parseArgs } from 'node:util';

/** Where to listen, and for which territory. */
export type ServeOptions = { territoryFile: string; port: number; host: string };

/** A start that was asked for in a way that cannot be met: the sentence is for the user. */
export class OptionError extends Error {
	override name = 'OptionError';
}

const usage =
	'Usage : npm start -- [--territory FICHIER]   (variables PORT, HOST, FORGETERRE_DATA)';

/** Parses the command line and the environment; throws an OptionError naming the value and what was expected. */
export function parseServeOptions(
	parameters: string[],
	environment: Record<string, string | undefined>
): ServeOptions {
	return {
		territoryFile:
			territoryOption(parameters) ??
			environment.FORGETERRE_TERRITORY ??
			'data/territories/nord-ardennes.json',
		port: parsePort(environment.PORT ?? '3000'),
		host: environment.HOST ?? '127.0.0.1'
	};
}

function territoryOption(parameters: string[]): string | undefined {
	const { tokens } = parseArgs({
		args: parameters,
		options: { territory: { type: 'string' } },
		strict: false,
		tokens: true
	});
	let file: string | undefined;
	for (const token of tokens) {
		if (token.kind === 'option' && token.name === 'territory') {
			if (!token.value) throw new OptionError(`--territory : attendu, un fichier. ${usage}`);
			file = token.value;
		} else if (token.kind === 'option') {
			throw new OptionError(`Option « ${token.rawName} » inconnue. ${usage}`);
		} else if (token.kind === 'positional') {
			throw new OptionError(`Argument « ${token.value} » inattendu. ${usage}`);
		}
	}
	return file;
}

function parsePort(value: string): number {
	const port = /^\d{1,5}$/.test(value) ? Number(value) : NaN;
	if (!(port <= 65_535)) {
		throw new OptionError(
			`PORT : reçu « ${value} », attendu un nombre entier de 1 à 65535 (ou 0 pour un port libre).`
		);
	}
	return port;
}
