import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import type { AtlasCollection } from '#lib/search/parse-records.ts';
import type { RequestMessage, ResponseMessage } from '../embedded/protocol.ts';
import type { ClassText } from './class-text.ts';
import type { QuestionName } from './questions.ts';
import type { ReadingPace } from './read-class.ts';

/** Revision of the territory, and of every table of records by its name. */
export type Revisions = { revision: number; classes: Record<string, number> };

export type ClassTexts = Partial<Record<AtlasCollection, ClassText>>;

/** What a thread reads a territory with. */
export type ThreadOptions = ReadingPace & {
	configuration: TerritoryConfiguration;
	url: string;
	publishableKey: string;
	/** Texts of the classes that have not changed. */
	kept: ClassTexts;
};

export type MessageToThread =
	| { type: 'read'; options: ThreadOptions }
	| { type: 'ask'; id: number; name: QuestionName; subject: unknown }
	| ResponseMessage;

export type MessageFromThread =
	| { type: 'loaded' }
	/** `packedPlots` is null where there are too many for a page to read whole. */
	| { type: 'read'; texts: ClassTexts; packedPlots: SharedArrayBuffer | null; plots: number }
	| { type: 'failed'; message: string }
	| { type: 'answer'; id: number; answer: unknown }
	/** `isAway`: the database did not answer. */
	| { type: 'fault'; id: number; message: string; isAway: boolean }
	| RequestMessage;
