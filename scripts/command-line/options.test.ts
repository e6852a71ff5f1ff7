import { describe, expect, it } from 'vitest';
import { parseCommandLine, territoryFile, UsageError } from './options.ts';

const syntax = { usage: 'Usage : essai', valued: ['as', 'territory'], switches: ['skip-invalid'] };
const parse = (...parameters: string[]) => parseCommandLine(parameters, syntax);

describe('a command line', () => {
	it('holds files, options with a value and switches, in any order', () => {
		const line = parse('a.csv', '--as', 'friche', '--skip-invalid', 'b.csv', '--territory=t.json');
		expect(line.positionals).toEqual(['a.csv', 'b.csv']);
		expect(line.values).toEqual({ as: 'friche', territory: 't.json' });
		expect([...line.switches]).toEqual(['skip-invalid']);
	});

	it('takes what follows -- for files', () => {
		expect(parse('--', '--as').positionals).toEqual(['--as']);
	});

	it.each([
		['an unknown option', ['--foo'], /Option « --foo » inconnue/],
		['a short option', ['-a'], /Option « -a » inconnue/],
		['an option without its value', ['--as'], /--as attend une valeur/],
		['an option whose value is empty', ['--as='], /--as attend une valeur/],
		['a switch with a value', ['--skip-invalid=oui'], /« --skip-invalid » inconnue/]
	])('with %s is refused with the usage', (_name, parameters, message) => {
		expect(() => parse(...parameters)).toThrow(UsageError);
		expect(() => parse(...parameters)).toThrow(message);
		expect(() => parse(...parameters)).toThrow(/Usage : essai/);
	});
});

describe('the territory of a command', () => {
	it('is the option, else the environment, else Nord Ardennes', () => {
		const environment = { FORGETERRE_TERRITORY: 'e.json' };
		expect(territoryFile(parse('--territory', 'o.json'), environment)).toBe('o.json');
		expect(territoryFile(parse(), environment)).toBe('e.json');
		expect(territoryFile(parse(), {})).toBe('data/territories/nord-ardennes.json');
	});
});
