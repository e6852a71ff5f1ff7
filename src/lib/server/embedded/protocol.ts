import type { BackendKeys } from '#lib/server/keys.ts';

/** Where the rows are: PGlite in a folder of ours, or a PostgreSQL server. */
export type EngineOptions =
	{ kind: 'embedded'; directory: string } | { kind: 'postgres'; url: string };

/** What the worker is started with. */
export type WorkerOptions = {
	engine: EngineOptions;
	keys: BackendKeys;
	/** Folder of the files kept by the Storage API. */
	storageDirectory: string;
	migrationsDirectory: string;
};

export type RequestMessage = {
	type: 'request';
	id: number;
	url: string;
	method: string;
	headers: [string, string][];
	body: ArrayBuffer | null;
};

/** `ping` asks whether the database still answers. */
export type MessageToWorker = RequestMessage | { type: 'ping' } | { type: 'close' };

export type ResponseMessage = {
	type: 'response';
	id: number;
	status: number;
	headers: [string, string][];
	/** Its buffer is the receiver's. */
	body: Uint8Array<ArrayBuffer> | null;
};

/** A mail that the Auth API wants sent: what it is for, and the token of its link. */
export type AccountMail = {
	kind: 'recovery' | 'magic-link';
	to: string;
	tokenHash: string;
};

export type MessageFromWorker =
	| { type: 'step'; message: string }
	| { type: 'ready' }
	| { type: 'failed'; message: string }
	| { type: 'mail'; mail: AccountMail }
	| { type: 'pong' }
	/** The database can no longer be trusted to answer: this thread has to be replaced. */
	| { type: 'lost'; message: string }
	| ResponseMessage;
