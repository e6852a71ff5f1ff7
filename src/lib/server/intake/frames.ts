import { deserialize, serialize } from 'node:v8';
import type { Refused } from '#lib/domain/reason.ts';
import type { IntakeLimits } from './limits.ts';
import type { IntakeTask } from './tasks.ts';

/** What the server says to a reading process, once in its life. */
export interface Order {
	task: IntakeTask;
	given: unknown;
	limits: Pick<IntakeLimits, 'cpuMs' | 'memory'>;
}

/**
 * What a reading process answers, in this order: what it found with its long lists emptied, the lists slice by slice,
 * the end; or only why it found nothing.
 */
export type Answer =
	| { kind: 'found'; value: unknown }
	| { kind: 'slice'; list: string; items: unknown[] }
	| { kind: 'end' }
	| ({ kind: 'refused' } & Refused)
	| { kind: 'fault'; text: string };

/** Items of a list that travel together: the server takes one slice at a time in, and serves others in between. */
const sliceLength = 500;
const headBytes = 4;

/** A message as bytes: its length, then its value as V8 writes it (typed arrays and all). */
export function frameOf(message: Order | Answer): Buffer {
	const body = serialize(message);
	const frame = Buffer.allocUnsafe(headBytes + body.length);
	frame.writeUInt32LE(body.length);
	body.copy(frame, headBytes);
	return frame;
}

/** What was found, cut into messages that are each quickly read. */
export function* answersOf(found: unknown): Generator<Answer> {
	const entries = Object.entries(Object(found) as Record<string, unknown>);
	const lists = entries.filter(
		(entry): entry is [string, unknown[]] =>
			Array.isArray(entry[1]) && entry[1].length > sliceLength
	);
	const emptied = Object.fromEntries(lists.map(([name]) => [name, []]));
	yield { kind: 'found', value: lists.length === 0 ? found : { ...Object(found), ...emptied } };
	for (const [list, items] of lists) {
		for (let at = 0; at < items.length; at += sliceLength) {
			yield { kind: 'slice', list, items: items.slice(at, at + sliceLength) };
		}
	}
	yield { kind: 'end' };
}

/** Puts messages together again from the pieces in which a pipe brings them. */
export class FrameReader {
	#pieces: Buffer[] = [];
	#length = 0;

	/** The messages that this piece completes. */
	push(piece: Buffer): unknown[] {
		this.#pieces.push(piece);
		this.#length += piece.length;
		const messages: unknown[] = [];
		for (let wanted = this.#wanted(); this.#length >= wanted; wanted = this.#wanted()) {
			const whole = Buffer.concat(this.#pieces);
			messages.push(deserialize(whole.subarray(headBytes, wanted)));
			this.#pieces = [whole.subarray(wanted)];
			this.#length = whole.length - wanted;
		}
		return messages;
	}

	/** Bytes of the next message with its head; of the head, as long as even that is missing. */
	#wanted(): number {
		if (this.#length < headBytes) return headBytes;
		let [first] = this.#pieces;
		if (!first || first.length < headBytes) {
			first = Buffer.concat(this.#pieces);
			this.#pieces = [first];
		}
		return headBytes + first.readUInt32LE(0);
	}
}
