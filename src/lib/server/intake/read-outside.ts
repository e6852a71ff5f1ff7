import { reason } from '#lib/domain/reason.ts';
import { Intake } from './intake.ts';
import {
	brokenRefusal,
	IntakeRefusal,
	refusalOfFault,
	refuseInput,
	type SentName
} from './intake-refusal.ts';
import { ReaderEnded, type Conclusion } from './reader-process.ts';
import type { Found, Given, IntakeTask } from './tasks.ts';

/** For whom something is read: the queue is fair to senders, and a client that has gone needs no answer. */
export interface Reading {
	sender: string;
	signal?: AbortSignal | undefined;
}

// The built app and the script that starts it load this module apart: the process is what they share.
const slot = globalThis as { forgeterreIntake?: Intake | undefined };

function intake(): Intake {
	if (slot.forgeterreIntake) return slot.forgeterreIntake;
	const opened = new Intake();
	slot.forgeterreIntake = opened;
	process.once('exit', () => opened.killAll());
	return opened;
}

/** Has a process ready, for somebody who may soon send something. */
export function warmIntake(): void {
	intake().warm();
}

/** Kills the reading processes, when the server stops. */
export async function closeIntake(): Promise<void> {
	await slot.forgeterreIntake?.close();
}

/**
 * Reads what comes from outside in a process of its own, which is killed when it passes the limits of its task, when
 * the client has gone and when the server stops.
 * @throws IntakeRefusal saying what is wrong with it, or which limit it passed
 */
export async function readOutside<Task extends IntakeTask>(
	task: Task,
	given: Given<Task>,
	reading: Reading
): Promise<Found<Task>> {
	const name: SentName = 'file' in given ? { name: given.file } : {};
	refuseInput(task, sizeOf(given), name);
	const conclusion = await conclude(task, given, reading, name);
	if ('found' in conclusion) return conclusion.found as Found<Task>;
	if (conclusion.kind === 'fault') {
		console.error(`Lecture (${task}) :`, conclusion.text);
		throw brokenRefusal(name);
	}
	const { message, reason: why } = conclusion;
	throw new IntakeRefusal(message, why && reason(why.code, { ...name, ...why.values }));
}

async function conclude<Task extends IntakeTask>(
	task: Task,
	given: Given<Task>,
	{ sender, signal }: Reading,
	name: SentName
): Promise<Conclusion> {
	try {
		return await intake().run(task, given, sender, signal ?? new AbortController().signal);
	} catch (fault) {
		if (fault instanceof ReaderEnded && fault.ending === 'broken') console.error(fault.message);
		throw refusalOfFault(fault, task, name);
	}
}

function sizeOf(given: Given<IntakeTask>): number {
	if ('bytes' in given) return given.bytes.length;
	const pieces = 'texts' in given ? given.texts : given.answers;
	return pieces.reduce((sum, piece) => sum + piece.length, 0);
}
