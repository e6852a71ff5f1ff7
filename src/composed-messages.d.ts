/** Written by the build from `messages/fr.json`. */
declare module 'virtual:composed-messages' {
	type Words = (values?: Record<string, unknown>) => string;
	/** The messages whose key is composed at run time, by their key. */
	export const composedMessages: Readonly<Record<string, Words | undefined>>;
}

/** Those of the pages behind the map. */
declare module 'virtual:office-messages' {
	export { composedMessages } from 'virtual:composed-messages';
}

/** Those of the fields of records. */
declare module 'virtual:record-messages' {
	export { composedMessages } from 'virtual:composed-messages';
}
