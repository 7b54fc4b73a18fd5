import { credentialTest } from './credentialTest';
import * as listSearch from './listSearch';
import * as resourceMapping from './resourceMapping';

/** What fills the lists and forms of the editor from DynamiCore, and the Test button of its credential. */
export const methods = { credentialTest, listSearch, resourceMapping };
