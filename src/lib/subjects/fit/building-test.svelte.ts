import type { ToFitWorker } from './fit-worker.ts';
import FitWorker from './fit-worker.ts?worker';
import type { Verdict } from './rules/test-building.ts';
import type { PlotTest } from './rules/test-plot.ts';

/** Tests buildings in a worker, one at a time: the last one asked counts. */
export class BuildingTest {
	/** Whether an answer is awaited. */
	pending = $state(false);
	#worker: Worker | null = null;
	#last = 0;
	#settle: ((verdict: Verdict | null) => void) | null = null;

	/** Starts the worker and lets it compile what it needs, before anybody waits for it. */
	warmUp(): void {
		this.#post('warm-up');
	}

	/** The verdict; null where it was cancelled, or another building was asked since. */
	ask(asked: PlotTest): Promise<Verdict | null> {
		if (this.pending) this.cancel();
		this.pending = true;
		this.#last += 1;
		const id = this.#last;
		return new Promise((settle) => {
			this.#settle = settle;
			this.#post({ id, asked });
		});
	}

	/** Ends what is computed. */
	cancel(): void {
		this.#worker?.terminate();
		this.#worker = null;
		this.#answer(null);
	}

	#post(message: ToFitWorker): void {
		this.#worker ??= this.#start();
		this.#worker.postMessage(message);
	}

	#start(): Worker {
		const worker = new FitWorker();
		worker.onmessage = ({ data }: MessageEvent<{ id: number; verdict: Verdict }>) => {
			if (data.id === this.#last) this.#answer(data.verdict);
		};
		worker.onerror = () => {
			this.cancel();
		};
		return worker;
	}

	#answer(verdict: Verdict | null): void {
		this.pending = false;
		const settle = this.#settle;
		this.#settle = null;
		settle?.(verdict);
	}
}
