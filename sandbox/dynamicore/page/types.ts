import { html, type Html } from '../../page/html';
import { table } from '../../page/parts';
import type { DynamiCoreState } from '../state';
import type { RecordType } from '../types';

export function typeSection({ clientTypes, productTypes }: DynamiCoreState): Html {
	const rows = (kind: string, list: RecordType[]) =>
		list.map(({ id, name, template }) => ({
			id: `${kind}-type-${id}`,
			cells: [id, name, template.map(({ field }) => field).join(', ')],
		}));
	const columns = ['Id', 'Name', 'Fields'];
	return html`${table('Client types', columns, rows('client', clientTypes.list()))}
	${table('Product types', columns, rows('product', productTypes.list()))}`;
}
