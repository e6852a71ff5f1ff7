import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';

export type Mail = { to: string; subject: string; text: string };

/** How a mail left: through SMTP, or into a file that waits for somebody to look. */
export type MailOutcome = { by: 'smtp' } | { by: 'file'; file: string };

const timeout = 15_000;

/**
 * Sends a plain mail through SMTP_URL (`smtp://user:password@host:port`, `smtps://…`); where there is
 * none, or where it fails, writes it to `<FORGETERRE_DATA>/mail/` and says so in the log.
 */
export async function sendMail(mail: Mail): Promise<MailOutcome> {
	const address = process.env['SMTP_URL']?.trim();
	if (!address) return keep(mail, 'SMTP_URL n’est pas réglé');
	try {
		await send(mail, address);
		return { by: 'smtp' };
	} catch (fault) {
		return keep(mail, `l’envoi par SMTP a échoué (${reasonOf(fault)})`);
	}
}

/** True where mails leave this machine. */
export function mailLeaves(): boolean {
	return Boolean(process.env['SMTP_URL']?.trim());
}

async function send(mail: Mail, address: string): Promise<void> {
	const transport = createTransport({
		url: address,
		connectionTimeout: timeout,
		greetingTimeout: timeout,
		socketTimeout: timeout,
		disableFileAccess: true,
		disableUrlAccess: true
	});
	try {
		await transport.sendMail(messageOf(mail));
	} finally {
		transport.close();
	}
}

function messageOf({ to, subject, text }: Mail) {
	const from = process.env['MAIL_FROM']?.trim() || 'Forgeterre <ne-pas-repondre@localhost>';
	// As an object the address is one address, whatever it holds; a subject is one line.
	return {
		from,
		to: { name: '', address: to },
		subject: subject.replace(/[\r\n]+/g, ' '),
		text,
		headers: { 'Auto-Submitted': 'auto-generated' }
	};
}

async function keep(mail: Mail, reason: string): Promise<MailOutcome> {
	const writer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
	const { message } = await writer.sendMail(messageOf(mail));
	const folder = join(process.env['FORGETERRE_DATA'] ?? '.data', 'mail');
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const instant = new Date().toISOString().replace(/[:.]/g, '-');
	const file = join(folder, `${instant}-${randomBytes(4).toString('hex')}.eml`);
	await writeFile(file, message as Buffer, { mode: 0o600 });
	console.log(`Courriel gardé dans ${file} : ${reason}.`);
	return { by: 'file', file };
}

/** What went wrong, without the password that an address may carry. */
function reasonOf(fault: unknown): string {
	const { code, responseCode } = Object(fault) as { code?: unknown; responseCode?: unknown };
	return [code, responseCode].filter(Boolean).map(String).join(' ') || 'raison inconnue';
}
