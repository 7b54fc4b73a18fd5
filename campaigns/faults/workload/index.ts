import { dynamicoreReads, dynamicoreWrites } from './dynamicore';
import { firmafyReads, firmafyWrites } from './firmafy';
import { keynuaReads, keynuaWrites } from './keynua';
import { mensatekReads, mensatekWrites } from './mensatek';

/** By provider, so that each gets the same share of the work. */
export const writesByProvider = [keynuaWrites, dynamicoreWrites, firmafyWrites, mensatekWrites];
export const readsByProvider = [keynuaReads, dynamicoreReads, firmafyReads, mensatekReads];

/** Lists cost as much as hundreds of single reads: of each hundred reads of a provider, so many are lists. */
export const LISTS_PER_HUNDRED = 1;
export const isList = ({ operation }: { operation: string }) => /Get Many$|Get Credits$/.test(operation);
