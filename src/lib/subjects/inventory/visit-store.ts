import type { Visit } from '#lib/domain/visit.ts';

/** Visits that wait in the browser to be sent: they outlive the page, the tab and the network. */

/** A photo as the phone took it: its bytes, for a file of the phone may be gone when the network is back. */
export interface TakenPhoto {
	name: string;
	type: string;
	bytes: ArrayBuffer;
}

export interface KeptVisit extends Visit {
	/** Whose visit it is: another account on the same phone does not send it. */
	account: string;
	/** Why the server did not take it; null while it waits. */
	refused: string | null;
	/** Null without one; absent in what a former version of the page kept. */
	photo?: TakenPhoto | null;
}

const databaseName = 'forgeterre-visites';
const storeName = 'visites';

const outcome = <T>(request: IDBRequest<T>): Promise<T> =>
	new Promise((resolve, reject) => {
		request.onsuccess = () => {
			resolve(request.result);
		};
		request.onerror = () => {
			reject(request.error ?? new Error('IndexedDB'));
		};
	});

function open(): Promise<IDBDatabase> {
	const request = indexedDB.open(databaseName, 1);
	request.onupgradeneeded = () => {
		request.result.createObjectStore(storeName, { keyPath: 'id' });
	};
	return outcome(request);
}

/** Runs one change, and resolves once it is on the disk. */
async function change(work: (store: IDBObjectStore) => IDBRequest): Promise<void> {
	const database = await open();
	try {
		const transaction = database.transaction(storeName, 'readwrite', { durability: 'strict' });
		const done = new Promise<void>((resolve, reject) => {
			transaction.oncomplete = () => {
				resolve();
			};
			transaction.onabort = () => {
				reject(transaction.error ?? new Error('IndexedDB'));
			};
		});
		work(transaction.objectStore(storeName));
		await done;
	} finally {
		database.close();
	}
}

/** Keeps a visit, or what became of it. @throws DOMException where the browser keeps nothing */
export const keepVisit = (visit: KeptVisit): Promise<void> => change((store) => store.put(visit));

export const forgetVisit = (id: string): Promise<void> => change((store) => store.delete(id));

/** The visits of an account that are kept, the oldest day first. @throws DOMException where the browser keeps nothing */
export async function keptVisits(account: string): Promise<KeptVisit[]> {
	const database = await open();
	try {
		const store = database.transaction(storeName).objectStore(storeName);
		const all = (await outcome(store.getAll())) as KeptVisit[];
		return all
			.filter((visit) => visit.account === account)
			.toSorted((a, b) => a.seen.localeCompare(b.seen));
	} finally {
		database.close();
	}
}
