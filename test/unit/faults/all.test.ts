import { allOf } from '../../allOf';

allOf(__dirname);
