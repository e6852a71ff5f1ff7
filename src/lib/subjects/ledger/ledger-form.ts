import { isDay } from '#lib/domain/day.ts';
import type { Bucket, EnvelopeDocument } from '#lib/domain/ledger.ts';
import type { DocumentScope } from '#lib/domain/planning.ts';
import { CodedError } from '#lib/domain/reason.ts';
import { typedNumber } from '#lib/domain/typed-number.ts';

type Read = (field: string) => string;

/** @throws CodedError for what is no number of hectares, 0 or more */
function hectaresOf(text: string): number {
	const value = typedNumber(text);
	if (value === null || value < 0) throw new CodedError('ledger_hectares', { value: text });
	return value;
}

/** @throws CodedError for what is no day */
function dayOf(text: string): string {
	if (!isDay(text)) throw new CodedError('ledger_date', { value: text });
	return text;
}

/** The envelope that a form gives; what else is wrong with it is for the database to say. @throws CodedError */
export const envelopeOf = (read: Read) => ({
	epci: read('epci'),
	hectares: hectaresOf(read('surface')),
	kind: read('genre') as EnvelopeDocument,
	title: read('titre'),
	date: dayOf(read('jour')),
	article: read('article'),
	url: read('adresse')
});

/** The project that a form gives. @throws CodedError */
export const projectOf = (read: Read) => ({
	...{ id: read('projet'), name: read('nom'), commune: read('commune'), act: read('acte') },
	bucket: read('compte') as Bucket,
	hectares: hectaresOf(read('surface')),
	committedOn: dayOf(read('jour')),
	takenOn: read('consomme') === '' ? null : dayOf(read('consomme')),
	withdrawn: read('retire') !== ''
});

/** The state of a planning document that a form gives. @throws CodedError */
export const documentOf = (read: Read) => ({
	...{ scope: read('genre') as DocumentScope, place: read('lieu'), title: read('titre') },
	adoptedOn: read('jour') === '' ? null : dayOf(read('jour')),
	reduction: read('reduction') === '' ? null : hectaresOf(read('reduction'))
});

/** The guarantee that a form gives. @throws CodedError */
export const guaranteeOf = (read: Read) => ({
	...{ commune: read('commune'), title: read('titre'), act: read('acte') },
	hectares: hectaresOf(read('surface')),
	date: dayOf(read('jour'))
});
