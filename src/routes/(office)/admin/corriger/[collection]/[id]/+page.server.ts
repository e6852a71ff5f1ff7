import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { corrections } from '#lib/backend/corrections.ts';
import {
	classOfCollection,
	correctableFields,
	fieldText,
	outlineColumn,
	readCorrection,
	type CorrectedCollection,
	type CorrectionFault
} from '#lib/domain/correction.ts';
import type { Surface } from '#lib/domain/surface.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { kindOf } from '#lib/domain/fields/field.ts';
import { schemaNamed } from '#lib/domain/import/detect-class.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { expectationText } from '#lib/words/expectation-words.ts';
import { columnLabel, expectedText } from '#lib/words/record-words.ts';
import { readingOf } from '#lib/server/intake/reading-of.ts';
import { drawnSurface } from '#lib/server/listing/sent-outline.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { requireMember } from '#lib/server/session.ts';
import { textOf } from '../../../../form-text.ts';
import { refusalOf } from '../../../../refusal.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = RequestEvent<{ collection: string; id: string }>;

/** The record in the address, for an agent of its EPCI. */
async function open(event: Event) {
	requireMember(event, 'agent', 'administrateur');
	const { collection, id } = event.params;
	if (!Object.hasOwn(classOfCollection, collection)) {
		error(404, m.record_unknown({ kind: collection, id }));
	}
	const known = collection as CorrectedCollection;
	const schema = schemaNamed(classOfCollection[known]);
	if (!schema) throw new Error(`No schema of ${collection}`);
	const named = {
		...{ territory: appBackend().configuration.id, id },
		class: classOfCollection[known]
	};
	try {
		const record = await corrections.open(event.locals.supabase, named);
		return { collection: known, schema, named, record };
	} catch (fault) {
		const { status, message } = refusalOf(fault);
		error(status, message);
	}
}

export const load: PageServerLoad = async (event) => {
	const { collection, schema, record } = await open(event);
	const standing = new Map(
		record.history.filter(({ closedAt }) => closedAt === null).map((step) => [step.field, step])
	);
	const fields = correctableFields(schema, record.values).map(({ name, field }) => ({
		...{ name, kind: kindOf(field), list: field.list ?? null, required: field.required },
		...{ expects: expectedText(name, field), label: columnLabel(name) },
		value: fieldText(record.values[name] ?? null, getLocale()),
		/** The correction that stands. */
		corrected: standing.get(name) ?? null
	}));
	const { version, listing, history, hasOutline, outline } = record;
	const named = [...fields.map(({ name }) => name), ...history.map(({ field }) => field)];
	const labels: Record<string, string> = {
		...Object.fromEntries(named.map((name) => [name, columnLabel(name)])),
		[outlineColumn]: m.correction_outline()
	};
	return {
		...{ collection, id: event.params.id, fields, version, listing, history, labels },
		...{ hasOutline, outline, outlineCorrected: standing.get(outlineColumn) ?? null }
	};
};

async function correct(event: Event) {
	const { schema, named, record } = await open(event);
	const form = await event.request.formData();
	const typed = new Map(
		Object.keys(record.values).flatMap((name) => {
			const given = form.get(`champ.${name}`);
			return typeof given === 'string' ? [[name, given] as const] : [];
		})
	);
	const reason = textOf(form, 'motif').trim();
	const read = readCorrection(schema, record.values, typed, dayInFrance(new Date()));
	const said = ({ because, expected, ...fault }: CorrectionFault) => ({
		...fault,
		expected: expectationText({ because, expected }, getLocale(), {
			...{ name: fault.field, field: schema.fields[fault.field] }
		})
	});
	const faults = read.faults.map(said);
	const typedAgain = { typed: Object.fromEntries<string>(typed), reason, faults };
	let drawn: Surface | null;
	try {
		drawn = record.hasOutline ? await drawnSurface(form.get('contour'), readingOf(event)) : null;
	} catch (fault) {
		const { status, message } = refusalOf(fault);
		return fail(status, { ...typedAgain, drawn: null, doubts: [], sentence: message });
	}
	const again = { ...typedAgain, drawn };
	const changes = { ...read.changes, ...(drawn && { [outlineColumn]: drawn }) };
	if (read.faults.length > 0) return fail(400, { ...again, doubts: [], sentence: null });
	if (Object.keys(changes).length === 0) {
		return fail(400, { ...again, doubts: [], sentence: m.correction_nothing() });
	}
	if (read.doubts.length > 0 && form.get('certain') !== 'oui') {
		return fail(400, { ...again, doubts: read.doubts.map(said), sentence: null });
	}
	try {
		await corrections.correct(event.locals.supabase, {
			...{ ...named, changes, version: textOf(form, 'version') },
			reason: reason || null
		});
	} catch (fault) {
		const { status, message } = refusalOf(fault);
		return fail(status, { ...again, doubts: [], sentence: message });
	}
	redirect(303, `${localizeHref(event.url.pathname)}?fait=oui`);
}

async function lift(event: Event) {
	const { named } = await open(event);
	const field = textOf(await event.request.formData(), 'champ');
	try {
		await corrections.lift(event.locals.supabase, { ...named, field });
	} catch (fault) {
		const { status, message } = refusalOf(fault);
		const typed: Record<string, string> = {};
		const nothing = { reason: '', drawn: null, faults: [], doubts: [] };
		return fail(status, { typed, ...nothing, sentence: message });
	}
	redirect(303, `${localizeHref(event.url.pathname)}?fait=source`);
}

export const actions: Actions = { corriger: correct, source: lift };
