import { parseArgs } from 'node:util';
import { checkEnvironment, setting, territoryFilesOf } from '#env';

/** Where to listen, and for which territories, each by its file. */
export type ServeOptions = { territoryFiles: string[]; port: number; host: string };

/** A start that was asked for in a way that cannot be met: the sentence is for the user. */
export class OptionError extends Error {
	override name = 'OptionError';
}

const usage =
	'Usage : npm start -- [--territory FICHIER]…   (variables PORT, HOST, FORGETERRE_DATA)';

/**
 * Parses the command line and the whole environment, so that a start stops before anything is opened.
 * @throws OptionError or EnvironmentError naming the value and what was expected
 */
export function parseServeOptions(parameters: string[]): ServeOptions {
	checkEnvironment();
	return {
		territoryFiles:
			territoryOptions(parameters) ?? territoryFilesOf(setting('FORGETERRE_TERRITORY')),
		port: setting('PORT'),
		host: setting('HOST')
	};
}

function territoryOptions(parameters: string[]): string[] | null {
	const { tokens } = parseArgs({
		args: parameters,
		options: { territory: { type: 'string' } },
		strict: false,
		tokens: true
	});
	const files: string[] = [];
	for (const token of tokens) {
		if (token.kind === 'option' && token.name === 'territory') {
			if (!token.value) throw new OptionError(`--territory : attendu, un fichier. ${usage}`);
			files.push(token.value);
		} else if (token.kind === 'option') {
			throw new OptionError(`Option « ${token.rawName} » inconnue. ${usage}`);
		} else if (token.kind === 'positional') {
			throw new OptionError(`Argument « ${token.value} » inattendu. ${usage}`);
		}
	}
	return files.length > 0 ? files : null;
}
