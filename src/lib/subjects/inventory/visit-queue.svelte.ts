import type { Visit } from '#lib/domain/visit.ts';
import {
	forgetVisit,
	keepVisit,
	keptVisits,
	type KeptVisit,
	type TakenPhoto
} from './visit-store.ts';

/** What became of one that was sent: taken, refused with a sentence, put off by the server, or not answered. */
type Sent = 'taken' | { refused: string } | 'signed-out' | 'later' | 'away';

const retryMs = 30_000;

/** Why something was refused: as JSON, or as it stands where it never came to the page. */
function sentenceOf(text: string): string {
	try {
		return (JSON.parse(text) as { sentence?: string }).sentence ?? '';
	} catch {
		return text.trim();
	}
}

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
	async add(visit: Visit, photo: TakenPhoto | null): Promise<'kept' | Sent> {
		const own: KeptVisit = { ...visit, account: this.account, refused: null, photo };
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

	/** Sends again what was refused for its photo, which is left out. */
	async sendWithoutPhoto(visit: KeptVisit): Promise<void> {
		await keepVisit({ ...visit, photo: null, refused: null });
		await this.refresh();
		await this.send();
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
			if (sent === 'later') continue;
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

	private async post(kept: KeptVisit): Promise<Sent> {
		const { id, unit, said, seen, since, note, position, photo } = kept;
		const visit: Visit = { id, unit, said, seen, since, note, position };
		const body = new FormData();
		body.set('visite', JSON.stringify(visit));
		if (photo) body.set('photo', new File([photo.bytes], photo.name, { type: photo.type }));
		try {
			const answer = await fetch(this.address, { method: 'POST', body });
			if (answer.ok) return 'taken';
			if (answer.status === 401) return 'signed-out';
			if (answer.status >= 500 || answer.status === 429) return 'later';
			return { refused: sentenceOf(await answer.text()) || String(answer.status) };
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
