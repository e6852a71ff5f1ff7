import { randomUUID } from 'node:crypto';
import type { BackendClient } from '#lib/backend/client.ts';
import { territories } from '#lib/backend/territories.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import type { AtlasCollection } from '#lib/search/parse-records.ts';
import { TerritoryThread, type HeldReading } from './held-reading.ts';
import type { ClassTexts, Revisions } from './protocol.ts';
import type { ReadingPace } from './read-class.ts';

export type TerritoryAccess = ReadingPace & {
	url: string;
	publishableKey: string;
	fetch: typeof fetch;
	client: BackendClient;
	configuration: TerritoryConfiguration;
};

type Version = Pick<HeldReading, 'revisions' | 'etag'>;

/** The database is asked no more often whether something has changed. */
const checkMilliseconds = 200;
/** Also where nobody visits: the first who comes back after an import is shown it. */
const idleCheckMilliseconds = 2_000;
/** Nor as often where it did not answer. */
const afterFaultMilliseconds = 5_000;
/** How long after a reading the thread of the next one loads its code. */
const spareMilliseconds = 1_000;

/** The tables that the features of a collection are made of: names of other tables are joined in. */
const tablesOf: Record<AtlasCollection, readonly string[]> = {
	epci: ['epci'],
	communes: ['commune', 'epci'],
	sites: ['site_eco', 'epci', 'commune'],
	terrains: ['terrain_eco', 'contrainte', 'site_eco', 'epci', 'commune'],
	etablissements: ['etablissement', 'epci', 'commune'],
	friches: ['friche', 'epci', 'commune'],
	poi: ['poi', 'epci', 'commune']
};

const readTables = [...new Set(Object.values(tablesOf).flat())];

function hasChanged(table: string, former: Revisions, now: Revisions): boolean {
	return former.classes[table] !== now.classes[table];
}

/**
 * What every anonymous visitor may see of a territory, in a thread of its own. After a write the former reading is
 * served until the new one is ready: nobody waits for it.
 */
export class TerritoryReadings {
	readonly #access: TerritoryAccess;
	// Another process may run another version of this code: its answers are other answers.
	readonly #process = randomUUID();
	#current: Promise<HeldReading> | null = null;
	#served: Version | null = null;
	#thread: TerritoryThread | null = null;
	#spare: TerritoryThread | null = null;
	#spareTimer: NodeJS.Timeout | undefined;
	#checking: Promise<void> | null = null;
	#checkedAt = -Infinity;
	readonly #idle: NodeJS.Timeout;

	constructor(access: TerritoryAccess) {
		this.#access = access;
		this.#idle = setInterval(() => {
			this.touch();
		}, idleCheckMilliseconds).unref();
	}

	/** The reading that is served; only the very first one is waited for. */
	current(): Promise<HeldReading> {
		if (this.#current === null) return this.#begin();
		this.touch();
		return this.#current;
	}

	/** What is served; null before the first reading. */
	get served(): Version | null {
		return this.#served;
	}

	/** Looks in the background whether something has changed, unless it was just looked at. */
	touch(): void {
		if (this.#checking !== null || performance.now() - this.#checkedAt < checkMilliseconds) return;
		void this.check();
	}

	/** Looks whether something has changed, and resolves when what had changed by then is served. */
	check(): Promise<void> {
		this.#checking ??= this.#renew()
			.then(() => 0)
			.catch((fault: unknown) => {
				console.error('Le territoire n’a pas pu être relu :', fault);
				return afterFaultMilliseconds;
			})
			.then((pause) => {
				this.#checkedAt = performance.now() + pause;
				this.#checking = null;
			});
		return this.#checking;
	}

	async close(): Promise<void> {
		clearInterval(this.#idle);
		await this.#checking;
		(await this.#current)?.end();
		clearTimeout(this.#spareTimer);
		this.#spare?.end();
	}

	#begin(): Promise<HeldReading> {
		const first = this.#revisions().then((revisions) => this.#read(revisions, {}));
		this.#current = first;
		// A reading that failed is not kept: the next visitor tries again.
		first.catch(() => (this.#current = null));
		return first;
	}

	async #renew(): Promise<void> {
		if (this.#current === null) return;
		const former = await this.#current;
		const revisions = await this.#revisions();
		if (revisions.revision === former.revisions.revision) return;
		if (!readTables.some((table) => hasChanged(table, former.revisions, revisions))) {
			// Photos: nothing that a reading holds, but pages made of it are others now.
			this.#serve({ ...former, ...this.#versionOf(revisions) });
			return;
		}
		const kept = unchanged(former, revisions);
		this.#serve(await this.#read(revisions, kept));
		former.retire();
	}

	#revisions(): Promise<Revisions> {
		const { client, configuration } = this.#access;
		return territories.revisions(client, configuration.id);
	}

	#versionOf(revisions: Revisions): Version {
		return { revisions, etag: `W/"${this.#process}-${revisions.revision}"` };
	}

	async #read(revisions: Revisions, kept: ClassTexts): Promise<HeldReading> {
		const { fetch, url, publishableKey, configuration } = this.#access;
		const { memoryBytes, pageMilliseconds } = this.#access;
		const thread = this.#spare ?? new TerritoryThread(fetch);
		this.#spare = null;
		const reading = await thread.read(
			{ configuration, url, publishableKey, memoryBytes, pageMilliseconds, kept },
			this.#versionOf(revisions)
		);
		this.#thread = thread;
		reading.onLost(() => {
			// One that was replaced is missed by nobody.
			if (this.#thread !== thread) return;
			console.error('Le fil qui lit le territoire s’est arrêté : il est relu.');
			this.#current = null;
		});
		this.#served = reading;
		this.#loadSpare();
		return reading;
	}

	/** The next one finds its code loaded; not at once, when every page is made anew of this one. */
	#loadSpare(): void {
		clearTimeout(this.#spareTimer);
		this.#spareTimer = setTimeout(() => {
			this.#spare ??= new TerritoryThread(this.#access.fetch);
		}, spareMilliseconds).unref();
	}

	#serve(reading: HeldReading): void {
		this.#current = Promise.resolve(reading);
		this.#served = reading;
	}
}

/** Texts of the classes whose tables have not been written since. */
function unchanged({ texts, revisions: former }: HeldReading, now: Revisions): ClassTexts {
	return Object.fromEntries(
		Object.entries(texts).filter(
			([collection]) =>
				!tablesOf[collection as AtlasCollection].some((table) => hasChanged(table, former, now))
		)
	);
}
