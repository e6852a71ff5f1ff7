import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** How a mail server behaves: takes mails, refuses them for now or for good, never greets, or is not there. */
export type Mood = 'takes' | 'busy' | 'refuses' | 'silent' | 'down';

const refusals: Partial<Record<Mood, [number, string]>> = {
	busy: [451, 'Try again later'],
	refuses: [550, 'No such user here']
};

/** A real SMTP server on one port, whose mood changes while a server of ours sends to it. */
export async function openMoodyMailServer() {
	const received: { to: string; source: string }[] = [];
	let mood: Mood = 'down';
	let port = 0;
	let calls = 0;
	let server: Server | SMTPServer | undefined;
	const sockets = new Set<Socket>();

	const close = async () => {
		for (const socket of sockets) socket.destroy();
		sockets.clear();
		const closing = server;
		server = undefined;
		if (closing)
			await new Promise<void>((resolve) =>
				closing.close(() => {
					resolve();
				})
			);
	};
	const listen = async (next: Server | SMTPServer) => {
		server = next;
		await new Promise<void>((resolve) => next.listen(port, '127.0.0.1', resolve));
		const own = next instanceof SMTPServer ? next.server : next;
		port = (own.address() as AddressInfo).port;
	};
	const silent = () =>
		createServer((socket) => {
			calls += 1;
			sockets.add(socket);
			socket.on('error', () => undefined);
		});
	const speaking = () =>
		new SMTPServer({
			authOptional: true,
			disabledCommands: ['STARTTLS'],
			closeTimeout: 100,
			onRcptTo(_, __, done) {
				const [responseCode, words] = refusals[mood] ?? [];
				if (responseCode === undefined) done();
				else done(Object.assign(new Error(words), { responseCode }));
			},
			onData(stream, session, done) {
				text(stream).then((source) => {
					for (const { address } of session.envelope.rcptTo) received.push({ to: address, source });
					done();
				}, done);
			}
		});

	const behave = async (next: Mood) => {
		const [before, after] = [mood, next].map((one) => (refusals[one] ? 'takes' : one));
		mood = next;
		if (before === after) return;
		await close();
		if (next !== 'down') await listen(next === 'silent' ? silent() : speaking());
	};
	await behave('takes');
	return {
		url: `smtp://127.0.0.1:${port}`,
		behave,
		/** How often somebody called while it was silent. */
		calls: () => calls,
		/** Sources of the mails to an address. */
		to: (address: string) =>
			received.filter(({ to }) => to === address).map(({ source }) => source),
		/** Addresses of all mails, in the order in which they came. */
		addresses: () => received.map(({ to }) => to),
		close
	};
}
