import { error } from '@sveltejs/kit';
import { exports } from '#lib/backend/exports.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { tableFile } from '#lib/server/export/table-file.ts';
import { requireMember } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';
import { refusalOf } from '../../../refusal.ts';

export const GET: RequestHandler = async (event) => {
	requireMember(event, 'administrateur');
	const { table } = event.params;
	const territory = appBackend().configuration.id;
	const rows = await exports
		.table(event.locals.supabase, { territory, table })
		.catch((fault: unknown) => {
			const { status, message } = refusalOf(fault);
			error(status, message);
		});
	const { name, type, content } = tableFile(table, rows);
	const file = `${territory}-${dayInFrance(new Date())}-${name}`;
	return new Response(content, {
		headers: {
			'content-type': type,
			'content-disposition': `attachment; filename="${file}"`,
			'cache-control': 'private, no-store'
		}
	});
};
