import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { setting } from '#env';
import type { ClaimedMail, MailOutcome } from '#lib/backend/outbox.ts';
import type { MailFault } from '#lib/domain/outgoing-mail.ts';

/** Longest wait for a connection, a greeting or an answer, in ms. */
const patience = 20_000;
/** Longest try in all, in ms: shorter than the lease of a mail, so that nobody else takes it on meanwhile. */
export const longestTry = 60_000;

const smtpAddress = () => setting('SMTP_URL');

/** True where mails leave this machine. */
export function mailLeaves(): boolean {
	return Boolean(smtpAddress());
}

/**
 * Tries once to send a plain mail through SMTP_URL (`smtp://user:password@host:port`, `smtps://…`); where there is
 * none, writes it to `<FORGETERRE_DATA>/mail/` and says so in the log. Never throws.
 */
export async function sendMail(mail: ClaimedMail): Promise<MailOutcome> {
	const address = smtpAddress();
	try {
		if (!address) {
			await keep(mail);
			return { state: 'gardé' };
		}
		await send(mail, address);
		return { state: 'envoyé' };
	} catch (fault) {
		return address
			? missed(fault)
			: { state: 'à réessayer', fault: 'dossier', code: codeOf(fault) };
	}
}

async function send(mail: ClaimedMail, address: string): Promise<void> {
	const transport = createTransport({
		url: address,
		connectionTimeout: patience,
		greetingTimeout: patience,
		socketTimeout: patience,
		dnsTimeout: patience,
		disableFileAccess: true,
		disableUrlAccess: true
	});
	let watch: NodeJS.Timeout | undefined;
	const tooLong = new Promise<never>((_, reject) => {
		watch = setTimeout(() => {
			reject(Object.assign(new Error('too long'), { code: 'ETIMEDOUT' }));
		}, longestTry);
	});
	try {
		await Promise.race([transport.sendMail(messageOf(mail)), tooLong]);
	} finally {
		clearTimeout(watch);
		transport.close();
	}
}

function messageOf({ id, to, subject, text, unsubscribe, created }: ClaimedMail) {
	const from = setting('MAIL_FROM');
	const host = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
	// As an object the address is one address, whatever it holds; a subject is one line.
	return {
		from,
		to: { name: '', address: to },
		subject: subject.replace(/[\r\n]+/g, ' '),
		text,
		date: new Date(created),
		// The same at each try: a server that took it and could not say so knows it again.
		messageId: `<${id}@${host}>`,
		headers: {
			'Auto-Submitted': 'auto-generated',
			...(unsubscribe !== null && {
				'List-Unsubscribe': `<${unsubscribe}>`,
				'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
			})
		}
	};
}

async function keep(mail: ClaimedMail): Promise<void> {
	const writer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
	const { message } = await writer.sendMail(messageOf(mail));
	const folder = join(setting('FORGETERRE_DATA'), 'mail');
	await mkdir(folder, { recursive: true, mode: 0o700 });
	// In the order in which they were written, and under one name at each try.
	const file = join(folder, `${mail.created.replace(/[:.]/g, '-')}-${mail.id.slice(0, 8)}.eml`);
	// Whole or not at all, for whoever reads the folder meanwhile.
	const unfinished = join(setting('FORGETERRE_DATA'), `.${mail.id}.eml`);
	await writeFile(unfinished, message as Buffer, { mode: 0o600 });
	await rename(unfinished, file);
	console.log(`Courriel gardé dans ${file} : SMTP_URL n’est pas réglé.`);
}

const faultsByCode: Record<string, MailFault> = {
	ECONNECTION: 'injoignable',
	ECONNREFUSED: 'injoignable',
	ECONNRESET: 'injoignable',
	EDNS: 'injoignable',
	ENOTFOUND: 'injoignable',
	ESOCKET: 'injoignable',
	ETLS: 'injoignable',
	ETIMEDOUT: 'trop lent',
	EAUTH: 'identification',
	ENOAUTH: 'identification'
};

/** What went wrong, without the text of the answer, which may name somebody. */
function missed(fault: unknown): MailOutcome {
	const { code, responseCode } = Object(fault) as { code?: unknown; responseCode?: unknown };
	const known = faultsByCode[String(code)];
	const answer = typeof responseCode === 'number' ? responseCode : undefined;
	// 5xx is for good, but for what the operator can mend: who we are, and whether we may speak at all.
	if (answer !== undefined && answer >= 500 && !known) {
		return { state: 'refusé', fault: 'refus', code: String(answer) };
	}
	const temporary = answer !== undefined && !known ? 'refus provisoire' : undefined;
	return { state: 'à réessayer', fault: temporary ?? known ?? 'autre', code: codeOf(fault) };
}

function codeOf(fault: unknown): string | null {
	const { code, responseCode } = Object(fault) as { code?: unknown; responseCode?: unknown };
	return [code, responseCode].filter(Boolean).map(String).join(' ') || null;
}
