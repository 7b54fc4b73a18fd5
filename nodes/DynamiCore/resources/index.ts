import type { Resource } from '../../runtime/operation';
import { account } from './account';
import { catalog } from './catalog';
import { client } from './client';
import { clientType } from './clientType';
import { mifielDocument } from './mifielDocument';
import { productType } from './productType';
import { sat } from './sat';

/** The table of contents: everything the DynamiCore node can do. The first one is chosen in a new node. */
export const resources: Resource[] = [client, account, sat, mifielDocument, clientType, productType, catalog];
