import type { Row } from '../bench';
import { bareClient } from './bareClient';
import { demo } from './demo';
import { download, upload } from './files';
import { growth } from './growth';
import { loading } from './loading';
import { parameters } from './parameters';
import { reads, twins } from './reads';
import { realReads } from './realReads';
import { signatures } from './signatures';
import { defaultTriggers, lazyTriggers, legacyTriggers } from './triggers';
import { writes } from './writes';

/** In the order in which they run. Those that need n8n follow one another, so that it is started once per engine. */
export const rows: Row[] = [
	reads,
	twins,
	bareClient,
	writes,
	parameters,
	signatures,
	download,
	upload,
	growth,
	loading,
	realReads,
	defaultTriggers,
	lazyTriggers,
	legacyTriggers,
	demo,
];
