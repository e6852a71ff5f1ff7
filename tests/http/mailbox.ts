import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export type ReceivedMail = { to: string; source: string; text: string };

/** A real SMTP server that keeps what it receives. */
export type Mailbox = {
	url: string;
	/** The next mail to an address that has not been read yet. */
	next(to: string): Promise<ReceivedMail>;
	/** Mails to an address so far. */
	count(to: string): number;
	close(): Promise<void>;
};

/** The text of a plain mail: quoted-printable or base64 undone. */
function textOf(source: string): string {
	const [head = '', ...rest] = source.split('\r\n\r\n');
	const body = rest.join('\r\n\r\n');
	const encoding = /content-transfer-encoding: *(\S+)/i.exec(head)?.[1]?.toLowerCase();
	if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
	if (encoding !== 'quoted-printable') return body;
	const bytes = body
		.replace(/=\r\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
	return Buffer.from(bytes, 'latin1').toString('utf8');
}

export async function openMailbox(): Promise<Mailbox> {
	const received: ReceivedMail[] = [];
	const read = new Set<ReceivedMail>();
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, session, done) {
			text(stream).then((source) => {
				const to = session.envelope.rcptTo.map(({ address }) => address).join(',');
				received.push({ to, source, text: textOf(source) });
				done();
			}, done);
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.server.address() as AddressInfo;
	return {
		url: `smtp://127.0.0.1:${port}`,
		count: (to) => received.filter((mail) => mail.to === to).length,
		async next(to) {
			// The server looks for what others have left in its outbox every twenty seconds.
			const deadline = Date.now() + 60_000;
			for (;;) {
				const mail = received.find((one) => one.to === to && !read.has(one));
				if (mail) {
					read.add(mail);
					return mail;
				}
				if (Date.now() > deadline) throw new Error(`no mail to ${to}`);
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
		},
		close: () => new Promise((resolve) => server.close(resolve))
	};
}

/** The first link of a mail. */
export function linkOf({ text: words }: ReceivedMail): string {
	const [link] = /http:\/\/\S+/.exec(words) ?? [];
	if (!link) throw new Error(`no link in: ${words}`);
	return link;
}
