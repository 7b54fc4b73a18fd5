import { failureTests } from './support/failures';
import { realN8n } from './support/realN8n';

failureTests(realN8n);
