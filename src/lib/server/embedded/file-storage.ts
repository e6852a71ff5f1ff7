import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { App } from '@supabase/lite';

type StorageAdapter = NonNullable<App['_storageAdapter']>;

async function describe(path: string) {
	const { size, mtime } = await stat(path);
	const hash = createHash('md5').update(await readFile(path));
	return {
		cacheControl: 'no-cache',
		contentLength: size,
		size,
		mimetype: 'application/octet-stream',
		lastModified: mtime,
		eTag: `"${hash.digest('hex')}"`
	};
}

/** Files of the Storage API, kept in a folder: one sub-folder a bucket. */
export function fileStorage(directory: string): StorageAdapter {
	const root = resolve(directory);
	function pathOf(bucket: string, key: string): string {
		const path = resolve(root, bucket, key);
		if (!path.startsWith(root + sep)) throw new Error(`Chemin refusé : ${bucket}/${key}`);
		return path;
	}
	return {
		driver: 'files',
		async getObject(bucket, key) {
			const path = pathOf(bucket, key);
			return {
				httpStatusCode: 200,
				metadata: await describe(path),
				body: await readFile(path)
			};
		},
		async uploadObject(bucket, key, _version, body, contentType, cacheControl) {
			const path = pathOf(bucket, key);
			await mkdir(dirname(path), { recursive: true });
			await writeFile(path, body instanceof Uint8Array ? body : await buffer(body));
			return { ...(await describe(path)), mimetype: contentType, cacheControl };
		},
		async deleteObject(bucket, key) {
			await rm(pathOf(bucket, key), { force: true });
		},
		async deleteObjects(bucket, keys) {
			for (const key of keys) await rm(pathOf(bucket, key), { force: true });
		},
		async copyObject(bucket, key, _version, toBucket, toKey) {
			const target = pathOf(toBucket, toKey);
			await mkdir(dirname(target), { recursive: true });
			await copyFile(pathOf(bucket, key), target);
			const { eTag, lastModified } = await describe(target);
			return { httpStatusCode: 200, eTag, lastModified };
		},
		headObject: (bucket, key) => describe(pathOf(bucket, key)),
		privateAssetUrl: (bucket, key) => Promise.resolve(`file://${pathOf(bucket, key)}`)
	};
}
