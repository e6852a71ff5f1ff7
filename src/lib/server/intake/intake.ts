import { FairQueue } from './fair-queue.ts';
import { intakeLimits, queueLimits, spareIdleMs } from './limits.ts';
import { ReaderProcess, type Conclusion } from './reader-process.ts';
import type { Given, IntakeTask } from './tasks.ts';

/** The reading processes of one server: those at work, and one that waits warm for the next task. */
export class Intake {
	readonly #queue = new FairQueue(queueLimits);
	readonly #working = new Set<ReaderProcess>();
	readonly #closing = new AbortController();
	#spare: ReaderProcess | null = null;
	#idle: NodeJS.Timeout | undefined;

	/**
	 * Has a process do a task when the sender's turn comes.
	 * @throws ReaderEnded, QueueFull, or the reason of the signal
	 */
	async run<Task extends IntakeTask>(
		task: Task,
		given: Given<Task>,
		sender: string,
		signal: AbortSignal
	): Promise<Conclusion> {
		const either = AbortSignal.any([signal, this.#closing.signal]);
		const leave = await this.#queue.enter(sender, either);
		const reader = this.#takeSpare();
		this.#working.add(reader);
		try {
			return await reader.run({ task, given }, intakeLimits[task], either);
		} finally {
			// The next turn begins when this process is gone: its memory is counted until then.
			void reader.ended.then(() => {
				this.#working.delete(reader);
				leave();
			});
			this.warm();
		}
	}

	/** Kills every process and takes no more tasks. */
	async close(): Promise<void> {
		this.#closing.abort(new Error('The server stops.'));
		this.killAll();
		await Promise.all([...this.#working].map((reader) => reader.ended));
	}

	killAll(): void {
		clearTimeout(this.#idle);
		this.#spare?.kill('closed');
		for (const reader of this.#working) reader.kill('closed');
	}

	#takeSpare(): ReaderProcess {
		clearTimeout(this.#idle);
		const spare = this.#spare?.isAlive ? this.#spare : new ReaderProcess();
		this.#spare = null;
		return spare;
	}

	/** Keeps one process ready: to start it takes longer than to read most files. */
	warm(): void {
		if (this.#closing.signal.aborted) return;
		clearTimeout(this.#idle);
		if (!this.#spare?.isAlive) {
			this.#spare = new ReaderProcess();
			this.#spare.hold(false);
		}
		this.#idle = setTimeout(() => this.#spare?.kill('closed'), spareIdleMs).unref();
	}
}
