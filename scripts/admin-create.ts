/**
 * `npm run admin:create -- --email ADDRESS [--name NAME] [--territory FILE]`: makes an account an administrator,
 * beside a running server too. The password is read from FORGETERRE_PASSWORD or asked, else made and shown once.
 */
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { setting } from '#env';
import { accounts } from '#lib/backend/accounts.ts';
import { members } from '#lib/backend/members.ts';
import { maximumPasswordBytes, minimumPasswordLength } from '#lib/domain/member.ts';
import { parseCommandLine, territoryFile, UsageError } from './command-line/options.ts';
import { withTerritory } from './command-line/with-territory.ts';
import { endWithSentence } from './serve/console.ts';

const usage = 'Usage : npm run admin:create -- --email ADRESSE [--name NOM] [--territory FICHIER]';

async function run(): Promise<void> {
	const line = parseCommandLine(process.argv.slice(2), {
		usage,
		valued: ['email', 'name', 'territory'],
		switches: []
	});
	const [unexpected] = line.positionals;
	if (unexpected !== undefined) {
		throw new UsageError(`Argument « ${unexpected} » inattendu.\n${usage}`);
	}
	const email = addressOf(line.values['email']);
	const given = await givenPassword();
	const password = given ?? randomBytes(15).toString('base64url');
	await withTerritory(
		territoryFile(line),
		'la création d’un administrateur',
		async ({ client, configuration, backend }) => {
			const token = randomBytes(32).toString('hex');
			const userId = await accounts.establish(backend, client, { email, password, token });
			const name = line.values['name'] ?? '';
			await members.appointAdministrator(client, { territory: configuration.id, userId, name });
		}
	);
	console.log(`« ${email} » est administrateur.`);
	if (given === undefined) console.log(`Mot de passe, montré cette seule fois : ${password}`);
}

/** @throws UsageError for what is not an address */
function addressOf(written: string | undefined): string {
	const email = (written ?? '').trim().toLowerCase();
	if (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) return email;
	throw new UsageError(
		`--email : « ${email} » n’est pas une adresse ; attendu : nom@exemple.fr.\n${usage}`
	);
}

/** The password of the environment, else what is typed at a terminal; undefined for one to be made. */
async function givenPassword(): Promise<string | undefined> {
	const typed = setting('FORGETERRE_PASSWORD') ?? (await askPassword());
	if (!typed) return undefined;
	const { length } = Array.from(typed);
	if (length < minimumPasswordLength || Buffer.byteLength(typed) > maximumPasswordBytes) {
		throw new UsageError(
			`Ce mot de passe a ${length} caractères ; attendu : ${minimumPasswordLength} au moins, ` +
				`${maximumPasswordBytes} octets au plus.`
		);
	}
	return typed;
}

async function askPassword(): Promise<string> {
	if (!process.stdin.isTTY) return '';
	process.stderr.write('Mot de passe (vide : il sera créé) : ');
	// Nothing typed is shown.
	const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
	const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
	try {
		return await terminal.question('');
	} finally {
		terminal.close();
		process.stderr.write('\n');
	}
}

run().catch(endWithSentence);
