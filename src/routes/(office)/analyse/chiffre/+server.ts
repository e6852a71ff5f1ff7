import { readBehind } from '../behind.server.ts';
import type { RequestHandler } from './$types';

/** The records behind a figure of `/analyse`, in its address: what the page asks for when a bar is chosen. */
export const GET: RequestHandler = async (event) => Response.json(await readBehind(event));
