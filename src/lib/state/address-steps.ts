import { stepMilliseconds } from './criteria-history.svelte.ts';
import { mapNames } from './map-address.ts';

/** What is remembered for the visitor anyway, and is no step that Back undoes. */
const noSteps: readonly string[] = [mapNames.base];

/**
 * Tells which changes of the page's address are steps that Back undoes, and which go on with the last one: a slider
 * that is dragged is one step, and so is a map that is moved in several goes.
 */
export class AddressSteps {
	#written = '';
	#last: { parts: readonly string[]; at: number; press: number } = nothing;
	#press = 0;
	#held = false;

	/** A finger or a button goes down; all that it changes before it goes up is one step. */
	press(): void {
		this.#press += 1;
		this.#held = true;
	}

	release(): void {
		this.#held = false;
	}

	/** An address was read, or made by the page itself: what comes next differs from it. */
	settle(address: string): void {
		this.#written = address;
		this.#last = nothing;
	}

	/**
	 * Whether an address is a step of its own.
	 * @param byVisitor whether the map, where it has moved, was moved by the visitor
	 * @param at milliseconds, of any clock that only goes forward
	 */
	take(address: string, byVisitor: boolean, at: number): boolean {
		const parts = changedParts(this.#written, address);
		this.#written = address;
		const counted = parts.filter(
			(part) => !noSteps.includes(part) && (part !== mapNames.view || byVisitor)
		);
		if (counted.length === 0) return false;
		const last = this.#last;
		const isSame = counted.every((part) => last.parts.includes(part));
		const goesOn = at - last.at < stepMilliseconds || (this.#held && this.#press === last.press);
		this.#last = {
			parts: isSame && goesOn ? last.parts : counted,
			at,
			press: this.#press
		};
		return !(isSame && goesOn);
	}
}

const nothing = { parts: [], at: Number.NEGATIVE_INFINITY, press: -1 };

/** Whether two query strings say the same, however their signs are written. */
export function saySame(one: string, other: string): boolean {
	return new URLSearchParams(one).toString() === new URLSearchParams(other).toString();
}

/** Names of the parameters that say something else in another address. */
function changedParts(former: string, address: string): string[] {
	const [before, after] = [new URLSearchParams(former), new URLSearchParams(address)];
	return [...new Set([...before.keys(), ...after.keys()])].filter(
		(name) => before.getAll(name).join('&') !== after.getAll(name).join('&')
	);
}
