import { buckets, envelopeDocuments } from '#lib/domain/ledger.ts';
import { documentScopes } from '#lib/domain/planning.ts';
import { m } from '#lib/paraglide/messages.js';
import { bucketWords } from './envelope-tables.ts';

interface Option {
	id: string;
	name: string;
}

/** A field of a form of the ledger, by the name that it is sent under. */
export type EntryField =
	| { name: string; label: string; kind: 'choice'; options: readonly Option[] }
	| { name: string; label: string; kind: 'text' | 'number' | 'day'; needed: boolean }
	| { name: string; label: string; kind: 'tick' | 'hidden' };

const field = (
	name: string,
	label: string,
	kind: 'text' | 'number' | 'day' = 'text',
	needed = true
): EntryField => ({ name, label, kind, needed });

export const envelopeFields = (epci: readonly Option[]): EntryField[] => [
	{ name: 'epci', label: m.ledger_head_epci(), kind: 'choice', options: epci },
	field('surface', m.ledger_entry_hectares(), 'number'),
	{
		...{ name: 'genre', label: m.ledger_entry_kind(), kind: 'choice' },
		options: envelopeDocuments.map((id) => ({
			id,
			name: id === 'autre' ? m.ledger_entry_kind_other() : id
		}))
	},
	field('titre', m.ledger_entry_document()),
	field('jour', m.ledger_entry_document_date(), 'day'),
	field('article', m.ledger_entry_article(), 'text', false),
	field('adresse', m.ledger_entry_url(), 'text', false)
];

export const projectFields = (communes: readonly Option[]): EntryField[] => [
	{ name: 'projet', label: '', kind: 'hidden' },
	field('nom', m.ledger_entry_name()),
	{ name: 'commune', label: m.ledger_entry_commune(), kind: 'choice', options: communes },
	{
		...{ name: 'compte', label: m.ledger_entry_bucket(), kind: 'choice' },
		options: buckets.map((id) => ({ id, name: bucketWords[id]() }))
	},
	field('surface', m.ledger_entry_hectares(), 'number'),
	field('jour', m.ledger_entry_committed(), 'day'),
	field('acte', m.ledger_entry_act()),
	field('consomme', m.ledger_entry_taken(), 'day', false),
	{ name: 'retire', label: m.ledger_entry_withdrawn(), kind: 'tick' }
];

export const documentFields = (places: readonly Option[]): EntryField[] => [
	{
		...{ name: 'genre', label: m.ledger_entry_scope(), kind: 'choice' },
		options: documentScopes.map((id) => ({
			id,
			name: id === 'PLU' ? m.ledger_entry_scope_plu() : id
		}))
	},
	{ name: 'lieu', label: m.ledger_entry_place(), kind: 'choice', options: places },
	field('titre', m.ledger_entry_document()),
	field('jour', m.ledger_entry_adopted(), 'day', false),
	field('reduction', m.ledger_entry_reduction(), 'number', false)
];

export const guaranteeFields = (communes: readonly Option[]): EntryField[] => [
	{ name: 'commune', label: m.ledger_entry_commune(), kind: 'choice', options: communes },
	field('surface', m.ledger_entry_hectares(), 'number'),
	field('titre', m.ledger_entry_document()),
	field('acte', m.ledger_entry_act()),
	field('jour', m.ledger_entry_act_date(), 'day')
];
