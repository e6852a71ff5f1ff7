import { availableParallelism } from 'node:os';
import { freePort } from '../../check/free-port.ts';
import { findProgram, startChild, type Child } from './child.ts';
import { startNginx, type Nginx } from './nginx.ts';

/** What nginx passes on, as its own `fastcgi_params` has it: the file stands in another place on other systems. */
const passedOn = {
	QUERY_STRING: '$query_string',
	REQUEST_METHOD: '$request_method',
	CONTENT_TYPE: '$content_type',
	CONTENT_LENGTH: '$content_length',
	SCRIPT_NAME: '$fastcgi_script_name',
	REQUEST_URI: '$request_uri',
	SERVER_PROTOCOL: '$server_protocol',
	SERVER_NAME: '127.0.0.1',
	SERVER_PORT: '$server_port',
	REMOTE_ADDR: '$remote_addr'
};

/** A FastCGI program behind nginx, with a process for each core. */
export async function startFastCgi(
	name: string,
	environment: Record<string, string>
): Promise<Nginx> {
	const [spawner, program] = [findProgram('spawn-fcgi'), findProgram(name)];
	if (spawner === null || program === null) throw new Error(`${name} n’est pas installé.`);
	const children: Child[] = [];
	const addresses: string[] = [];
	for (let process = 0; process < availableParallelism(); process += 1) {
		const port = await freePort();
		const parameters = ['-n', '-a', '127.0.0.1', '-p', String(port), '--', program];
		children.push(await startChild(spawner, parameters, port, { environment, ending: 'SIGKILL' }));
		addresses.push(`server 127.0.0.1:${port};`);
	}
	// Some read their environment once, some what comes with each request.
	const passed = Object.entries({ ...passedOn, ...environment })
		.map(([parameter, value]) => `fastcgi_param ${parameter} ${value};`)
		.join(' ');
	const nginx = await startNginx(
		`location / { fastcgi_pass processes; ${passed} }`,
		`upstream processes { least_conn; ${addresses.join(' ')} }`
	);
	return {
		...nginx,
		end: async () => {
			await nginx.end();
			await Promise.all(children.map((child) => child.end()));
		}
	};
}

/** Whether a program and all that it needs to be served are installed. */
export const hasFastCgi = (name: string) =>
	['nginx', 'spawn-fcgi', name].every((program) => findProgram(program) !== null);
