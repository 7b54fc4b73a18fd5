import type { Resource } from '../../runtime/operation';
import { client } from './client';

/** The table of contents: everything the DynamiCore node can do. */
export const resources: Resource[] = [client];
