import { spawn, type ChildProcess } from 'node:child_process';
import { writeFile } from 'node:fs';
import { setPriority } from 'node:os';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { systemVariables } from '#env';
import { projectRoot } from '#lib/server/project-root.ts';
import { scriptFile } from '#lib/server/script-file.ts';
import { frameOf, FrameReader, type Answer, type Order } from './frames.ts';
import { heapMegabytes, type IntakeLimits } from './limits.ts';

/** Why a process ended without an answer: a limit, its own fault, its client gone, the server's stop. */
export type Ending = 'time' | 'memory' | 'output' | 'broken' | 'gone' | 'closed';

export class ReaderEnded extends Error {
	override name = 'ReaderEnded';
	readonly ending: Ending;
	constructor(ending: Ending, detail = '') {
		super(`reading process ended: ${ending} ${detail}`.trim());
		this.ending = ending;
	}
}

export type Conclusion = { found: unknown } | Extract<Answer, { kind: 'refused' | 'fault' }>;

const longestComplaint = 2000;
const lowPriority = 5;
/** What a process inherits: nothing that names a database, a key or a service. */
const inherited = ['PATH', 'SystemRoot', 'TMPDIR', 'TEMP', 'TZ', 'LANG'];

function launch(): ChildProcess {
	const root = projectRoot();
	const flags = [
		`--max-old-space-size=${String(heapMegabytes)}`,
		'--disable-warning=ExperimentalWarning',
		'--disable-warning=PERM0001',
		'--disable-warning=PERM0006',
		// It reads our own modules, and may write nothing and start nothing; sharp is an addon, the watch a thread.
		'--permission',
		`--allow-fs-read=${root}`,
		'--allow-addons',
		'--allow-worker'
	];
	return spawn(process.execPath, [...flags, scriptFile('src/lib/server/intake/reader.ts')], {
		cwd: root,
		env: systemVariables(inherited),
		stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
		windowsHide: true
	});
}

/** Visitors come first: for the processor, and where the system runs out of memory and has to end something. */
function putLast(pid: number): void {
	try {
		setPriority(pid, lowPriority);
	} catch {
		// Where the system has no priorities, the limits alone hold.
	}
	if (process.platform !== 'linux') return;
	writeFile(`/proc/${String(pid)}/oom_score_adj`, '1000', () => undefined);
}

/** One process that reads one thing: started ahead of its work, killed when it has done it or takes too much. */
export class ReaderProcess {
	readonly #child = launch();
	readonly #frames = new FrameReader();
	readonly #ended: Promise<void>;
	#why: Ending | null = null;
	#complaint = '';
	#received = 0;
	#value: Record<string, unknown[]> | null = null;
	#most = Infinity;
	#conclude: (conclusion: Conclusion) => void = () => undefined;

	constructor() {
		const child = this.#child;
		this.#ended = new Promise((resolve) => {
			child.once('error', (fault) => {
				this.#complaint = fault.message;
				resolve();
			});
			child.once('close', () => resolve());
		});
		child.stdin?.on('error', () => undefined);
		child.stdout?.on('data', (piece: Buffer) => this.#take(piece));
		child.stderr?.on('data', (piece: Buffer) => {
			this.#complaint = (this.#complaint + piece.toString()).slice(-longestComplaint);
		});
		(child.stdio[3] as Readable).on('data', (piece: Buffer) => {
			this.#why ??= piece.toString() === 'memory' ? 'memory' : 'time';
		});
		if (child.pid !== undefined) putLast(child.pid);
	}

	get isAlive(): boolean {
		return this.#child.exitCode === null && this.#child.signalCode === null;
	}

	/** Resolves once no trace of the process is left. */
	get ended(): Promise<void> {
		return this.#ended;
	}

	/**
	 * Hands the process its one order.
	 * @throws ReaderEnded when it is ended before it has answered
	 */
	async run(
		order: Omit<Order, 'limits'>,
		limits: IntakeLimits,
		signal: AbortSignal
	): Promise<Conclusion> {
		const { cpuMs, memory, wallMs, output } = limits;
		this.#most = output;
		this.hold(true);
		const concluded = new Promise<Conclusion>((resolve) => (this.#conclude = resolve));
		const late = setTimeout(() => this.kill('time'), wallMs);
		const gone = () => this.kill('gone');
		signal.addEventListener('abort', gone);
		if (signal.aborted) gone();
		try {
			this.#child.stdin?.write(frameOf({ ...order, limits: { cpuMs, memory } }));
			return await Promise.race([concluded, this.#ended.then(() => this.#endedEarly())]);
		} finally {
			clearTimeout(late);
			signal.removeEventListener('abort', gone);
			this.kill('closed');
		}
	}

	/** Ends the process at once, whatever it does. */
	kill(why: Ending): void {
		this.#why ??= why;
		this.#child.kill('SIGKILL');
	}

	/** Whether the server waits for this process before it ends by itself: it does, but for one without work. */
	hold(isHeld: boolean): void {
		const pipes = this.#child.stdio as unknown as (Pick<Socket, 'ref' | 'unref'> | null)[];
		for (const handle of [this.#child, ...pipes]) {
			if (isHeld) handle?.ref();
			else handle?.unref();
		}
	}

	#take(piece: Buffer): void {
		this.#received += piece.length;
		if (this.#received > this.#most) this.kill('output');
		// What is still in the pipe of a process that was killed is not read.
		if (this.#why !== null) return;
		for (const answer of this.#frames.push(piece) as Answer[]) this.#hear(answer);
	}

	#hear(answer: Answer): void {
		switch (answer.kind) {
			case 'found':
				this.#value = answer.value as Record<string, unknown[]> | null;
				return;
			case 'slice':
				this.#value?.[answer.list]?.push(...answer.items);
				return;
			case 'end':
				this.#conclude({ found: this.#value });
				return;
			default:
				this.#conclude(answer);
		}
	}

	#endedEarly(): never {
		const { signalCode } = this.#child;
		const isOutOfMemory = signalCode === 'SIGKILL' || this.#complaint.includes('out of memory');
		throw new ReaderEnded(
			this.#why ?? (isOutOfMemory ? 'memory' : 'broken'),
			this.#why === null ? this.#complaint : ''
		);
	}
}
