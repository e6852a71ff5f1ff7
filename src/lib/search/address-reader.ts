import { isDay } from '#lib/domain/day.ts';
import type { AreaShape, ShapeFault } from '#lib/geo/area-shape.ts';
import { readShape } from './shape-text.ts';
import { typedNumber } from '#lib/domain/typed-number.ts';

/** A parameter that cannot be used: what it says and what was expected. */
export interface AddressFault {
	parameter: string;
	value: string;
	expected:
		| { kind: 'number'; minimum: number; maximum: number }
		| { kind: 'one-of'; values: readonly string[] }
		| { kind: 'code'; example: string }
		| { kind: 'text'; maximum: number }
		| { kind: 'shape'; reason: ShapeFault | 'unreadable' }
		| { kind: 'single' }
		| { kind: 'at-least'; other: string };
}

/** Characters that may be searched for. */
export const maximumTextLength = 200;
const longestShown = 80;

/** Collects one value or many from the parameters, and every fault on the way. */
export class AddressReader {
	readonly faults: AddressFault[] = [];
	readonly #parameters: URLSearchParams;

	constructor(parameters: URLSearchParams) {
		this.#parameters = parameters;
	}

	#fault(parameter: string, value: string, expected: AddressFault['expected']) {
		const shown = value.length > longestShown ? `${value.slice(0, longestShown)}…` : value;
		this.faults.push({ parameter, value: shown, expected });
	}

	/** The one value of a parameter; empty and absent are the same, as a form sends them. */
	single(parameter: string): string | null {
		const values = this.#parameters.getAll(parameter).filter((value) => value !== '');
		if (values.length > 1) this.#fault(parameter, values.join(' '), { kind: 'single' });
		return values[0] ?? null;
	}

	number(parameter: string, minimum: number, maximum: number): number | null {
		const text = this.single(parameter);
		if (text === null) return null;
		const value = typedNumber(text);
		if (value !== null && value >= minimum && value <= maximum) return value;
		this.#fault(parameter, text, { kind: 'number', minimum, maximum });
		return null;
	}

	many<T extends string>(parameter: string, values: readonly T[]): T[] {
		return this.#all(parameter).filter((value): value is T => {
			const accepted = (values as readonly string[]).includes(value);
			if (!accepted) this.#fault(parameter, value, { kind: 'one-of', values });
			return accepted;
		});
	}

	codes(parameter: string, pattern: RegExp, example: string): string[] {
		return this.#all(parameter).filter((value) => {
			const accepted = pattern.test(value);
			if (!accepted) this.#fault(parameter, value, { kind: 'code', example });
			return accepted;
		});
	}

	one<T extends string, Absent extends T | null>(
		parameter: string,
		values: readonly T[],
		absent: Absent
	): T | Absent {
		const value = this.single(parameter);
		if (value === null) return absent;
		if ((values as readonly string[]).includes(value)) return value as T;
		this.#fault(parameter, value, { kind: 'one-of', values });
		return absent;
	}

	/** A key by its word. */
	keyed<K extends string>(parameter: string, words: Readonly<Record<K, string>>, absent: K): K {
		const entries = Object.entries(words) as [K, string][];
		const word = this.one(
			parameter,
			entries.map(([, each]) => each),
			words[absent]
		);
		return entries.find(([, each]) => each === word)?.[0] ?? absent;
	}

	/** A day of the calendar, AAAA-MM-JJ. */
	date(parameter: string, example: string): string | null {
		const text = this.single(parameter);
		if (text === null || isDay(text)) return text;
		this.#fault(parameter, text, { kind: 'code', example });
		return null;
	}

	text(parameter: string): string {
		const value = this.single(parameter) ?? '';
		if (value.length <= maximumTextLength) return value;
		this.#fault(parameter, value, { kind: 'text', maximum: maximumTextLength });
		return '';
	}

	/** What a text stands for. @param meaning answers null for a text that cannot be used */
	written<T>(parameter: string, meaning: (text: string) => T | null, example: string): T | null {
		const text = this.single(parameter);
		if (text === null) return null;
		const value = meaning(text);
		if (value === null) this.#fault(parameter, text, { kind: 'code', example });
		return value;
	}

	shape(parameter: string): AreaShape | null {
		const value = this.single(parameter);
		if (value === null) return null;
		const shape = readShape(value);
		if (typeof shape !== 'string') return shape;
		this.#fault(parameter, value, { kind: 'shape', reason: shape });
		return null;
	}

	/** An upper bound below its lower bound. */
	bounds(low: number | null, high: number | null, lowName: string, highName: string) {
		if (low !== null && high !== null && low > high)
			this.#fault(highName, String(high), { kind: 'at-least', other: `${lowName}=${String(low)}` });
	}

	#all(parameter: string): string[] {
		return [...new Set(this.#parameters.getAll(parameter))].filter((value) => value !== '');
	}
}
