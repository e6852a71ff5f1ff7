import { error, fail, redirect } from '@sveltejs/kit';
import { programme } from '#lib/backend/programme.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import type { ProgrammeAction } from '#lib/domain/programme.ts';
import { m } from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { requireMember } from '#lib/server/session.ts';
import { linkLines, readAction } from '#lib/subjects/programme/action-form.ts';
import { formFields } from '#lib/subjects/programme/form-fields.ts';
import { textOf } from '../../../form-text.ts';
import { refusalOf } from '../../../refusal.ts';
import type { Actions, PageServerLoad } from './$types';

/** The address of an action that is not written yet. */
const newAction = 'nouvelle';

/** What the form of an action holds at first. */
function filled(action: ProgrammeAction): Record<string, string> {
	const values = formFields.map((name) => [name, String(action[name] ?? '')]);
	return {
		...(Object.fromEntries(values) as Record<string, string>),
		liens: linkLines(action.liens),
		publie: action.publie ? 'oui' : ''
	};
}

export const load: PageServerLoad = async (event) => {
	requireMember(event, 'administrateur');
	const { id: territory, axes, programme: convention } = appBackend().configuration;
	const id = event.params.id;
	const actions = await programme.read(event.locals.supabase, territory);
	const action = actions.find(({ action_id }) => action_id === id);
	if (!action && id !== newAction) error(404, m.programme_unknown({ value: id }));
	const first = {
		axe: event.url.searchParams.get('axe') ?? '',
		source_nom: convention?.source ?? '',
		source_date: dayInFrance(new Date()),
		publie: 'oui'
	};
	return {
		axes,
		title: action?.titre_fr ?? null,
		version: action?.version ?? 0,
		values: action ? filled(action) : first
	};
};

export const actions: Actions = {
	default: async (event) => {
		requireMember(event, 'administrateur');
		const { id: territory, axes } = appBackend().configuration;
		const form = await event.request.formData();
		const id = event.params.id === newAction ? null : event.params.id;
		const read = readAction(
			(field) => textOf(form, field),
			id,
			axes.map((axis) => axis.id)
		);
		const values = Object.fromEntries(
			[...formFields, 'liens', 'publie'].map((field) => [field, textOf(form, field)])
		);
		if (read.faults) return fail(400, { values, faults: read.faults, refused: null });
		const { action } = read;
		const version = Number(textOf(form, 'version'));
		try {
			await programme.save(event.locals.supabase, { territory, action, version });
		} catch (fault) {
			const { status, message } = refusalOf(fault);
			return fail(status, { values, faults: {}, refused: message });
		}
		redirect(303, `${localizeHref('/programme')}#${action.action_id}`);
	}
};
