import type { Visit } from '#lib/domain/visit.ts';
import { forgetVisit, keepVisit, keptVisits, type KeptVisit } from './visit-store.ts';

/** What became of one that was sent: taken, refused with a sentence, or not answered. */
type Sent = 'taken' | { refused: string } | 'signed-out' | 'away';

const retryMs = 30_000;

/** Visits of an account on their way from the phone to the server. Each leaves the phone once the server has it. */
export class VisitQueue {
	kept = $state.raw<KeptVisit[]>([]);
	/** Whether this browser keeps anything; known once the queue has started. */
	keeps = $state.raw(true);
	online = $state.raw(true);
	signedOut = $state.raw(false);
	private sending: Promise<void> | null = null;
	readonly waiting = $derived(this.kept.filter(({ refused }) => refused === null).length);

	private readonly account: string;
	private readonly address: string;
	private readonly onTaken: () => void;

	/**
	 * @param account whose visits they are
	 * @param address that takes them
	 * @param onTaken hears that the server has taken something
	 */
	constructor(account: string, address: string, onTaken: () => void) {
		this.account = account;
		this.address = address;
		this.onTaken = onTaken;
	}

	/** Reads what is kept and sends it, now, whenever the network is back, and every half minute. @returns what stops it */
	start(): () => void {
		const again = () => {
			this.online = navigator.onLine;
			if (navigator.onLine) void this.send();
		};
		this.online = navigator.onLine;
		void this.refresh().then(again);
		addEventListener('online', again);
		addEventListener('offline', again);
		const timer = setInterval(again, retryMs);
		return () => {
			removeEventListener('online', again);
			removeEventListener('offline', again);
			clearInterval(timer);
		};
	}

	/**
	 * Keeps a visit and sends it; where the browser keeps nothing it is sent at once.
	 * @returns whether it is kept or taken; a sentence where the server refuses what could not be kept
	 */
	async add(visit: Visit): Promise<'kept' | Sent> {
		const own: KeptVisit = { ...visit, account: this.account, refused: null };
		try {
			await keepVisit(own);
		} catch {
			this.keeps = false;
			const sent = await this.post(own);
			if (sent === 'taken') this.onTaken();
			return sent;
		}
		await this.refresh();
		void this.send();
		return 'kept';
	}

	async forget(id: string): Promise<void> {
		await forgetVisit(id);
		await this.refresh();
	}

	/** Sends what waits, one after the other; a second call waits for the first. */
	send(): Promise<void> {
		this.sending ??= this.sendAll().finally(() => {
			this.sending = null;
		});
		return this.sending;
	}

	private async sendAll(): Promise<void> {
		let taken = false;
		for (const visit of this.kept.filter(({ refused }) => refused === null)) {
			const sent = await this.post(visit);
			this.signedOut = sent === 'signed-out';
			if (sent === 'away' || sent === 'signed-out') break;
			if (sent === 'taken') {
				await forgetVisit(visit.id);
				taken = true;
			} else {
				await keepVisit({ ...visit, ...sent });
			}
		}
		await this.refresh();
		if (taken) this.onTaken();
	}

	private async post({ id, unit, said, seen, since, note, position }: Visit): Promise<Sent> {
		const visit: Visit = { id, unit, said, seen, since, note, position };
		try {
			const answer = await fetch(this.address, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(visit)
			});
			if (answer.ok) return 'taken';
			if (answer.status === 401) return 'signed-out';
			if (answer.status >= 500 || answer.status === 429) return 'away';
			const { sentence } = (await answer.json()) as { sentence?: string };
			return { refused: sentence ?? String(answer.status) };
		} catch {
			return 'away';
		}
	}

	private async refresh(): Promise<void> {
		try {
			this.kept = await keptVisits(this.account);
		} catch {
			this.keeps = false;
		}
	}
}
