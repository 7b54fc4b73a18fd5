import * as listSearch from './listSearch';
import * as resourceMapping from './resourceMapping';

/** What fills the lists and forms of the editor from DynamiCore. */
export const methods = { listSearch, resourceMapping };
