import { reason, RefusedError, type Reason } from '#lib/domain/reason.ts';
import { QueueFull } from './fair-queue.ts';
import { intakeLimits } from './limits.ts';
import { ReaderEnded } from './reader-process.ts';
import type { IntakeTask } from './tasks.ts';

/** Something from outside that was not taken: what its reader refused, or a limit that it passed. */
export class IntakeRefusal extends RefusedError {
	override name = 'IntakeRefusal';
}

/** The name that the sender gave to a file, where it is one. */
export type SentName = { name?: string };

/** @throws IntakeRefusal for more bytes than the task takes in */
export function refuseInput(task: IntakeTask, size: number, name: SentName): void {
	const { input } = intakeLimits[task];
	if (size <= input) return;
	const values = { ...name, megabytes: inMegabytes(size), most: inMegabytes(input) };
	throw new IntakeRefusal('trop d’octets pour être lus.', reason('intake_input', values));
}

/** What a fault of the queue or of the process is to the sender. */
export function refusalOfFault(fault: unknown, task: IntakeTask, name: SentName): IntakeRefusal {
	if (fault instanceof QueueFull) {
		return new IntakeRefusal(
			'trop de fichiers sont lus en ce moment ; réessayez dans une minute.',
			reason('intake_busy')
		);
	}
	const ending = fault instanceof ReaderEnded ? fault.ending : 'gone';
	const { cpuMs, memory, output } = intakeLimits[task];
	switch (ending) {
		case 'time':
			return stopped('trop de calcul', reason('intake_time', { ...name, seconds: cpuMs / 1000 }));
		case 'memory':
			return stopped(
				'trop de mémoire',
				reason('intake_memory', { ...name, most: inMegabytes(memory) })
			);
		case 'output':
			return stopped(
				'trop de place',
				reason('intake_output', { ...name, most: inMegabytes(output) })
			);
		case 'broken':
			return brokenRefusal(name);
		default:
			return new IntakeRefusal(
				'la lecture a été interrompue ; envoyez de nouveau le fichier.',
				reason('intake_gone')
			);
	}
}

/** What made its reader fail is for the log; the sender learns that the content cannot be read. */
export function brokenRefusal(name: SentName): IntakeRefusal {
	const message = 'le contenu ne se lit pas : il est abîmé.';
	return new IntakeRefusal(message, reason('intake_broken', { ...name }));
}

function stopped(asked: string, why: Reason): IntakeRefusal {
	const message = `la lecture a été arrêtée, elle demande ${asked} ; attendu : un contenu plus simple ou plus petit.`;
	return new IntakeRefusal(message, why);
}

function inMegabytes(bytes: number): number {
	return Math.ceil((bytes / 1024 / 1024) * 10) / 10;
}
