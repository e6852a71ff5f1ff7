import { prewarm, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';

// Imported by each map for what it does: a worker takes a while to start, and has it before there is a map.
setWorkerUrl(workerUrl);
prewarm();
