/**
 * Every record of the exchange format, in the order in which a file tells them. It owns the list; it knows nothing of
 * reading or writing.
 */
import type { RecordLayout } from '../format/fixed-width.ts';
import { ACCOUNT, ACCOUNT_ASSIGNMENT, THIRD_PARTY } from './layouts/accounts.ts';
import { ANALYTIC_ACTIVITY, ANALYTIC_DISTRIBUTION, JOURNAL, VAT_CODE } from './layouts/codes.ts';
import { COMPANY_FILE, COMPANY_FILE_CREATION, FILE_HEADER, FISCAL_YEAR } from './layouts/company-file.ts';
import {
  DUE_DATE,
  ENTRY,
  MOVEMENT,
  MOVEMENT_ASSIGNMENT,
  REMARK_CLOSING,
  REMARK_OPENING,
} from './layouts/entries.ts';

export {
  ACCOUNT,
  ACCOUNT_ASSIGNMENT,
  ANALYTIC_ACTIVITY,
  ANALYTIC_DISTRIBUTION,
  COMPANY_FILE,
  COMPANY_FILE_CREATION,
  DUE_DATE,
  ENTRY,
  FILE_HEADER,
  FISCAL_YEAR,
  JOURNAL,
  MOVEMENT,
  MOVEMENT_ASSIGNMENT,
  REMARK_CLOSING,
  REMARK_OPENING,
  THIRD_PARTY,
  VAT_CODE,
};

export const LAYOUTS = [
  FILE_HEADER,
  COMPANY_FILE,
  COMPANY_FILE_CREATION,
  FISCAL_YEAR,
  ANALYTIC_ACTIVITY,
  ANALYTIC_DISTRIBUTION,
  ACCOUNT,
  THIRD_PARTY,
  ACCOUNT_ASSIGNMENT,
  VAT_CODE,
  JOURNAL,
  ENTRY,
  REMARK_OPENING,
  REMARK_CLOSING,
  MOVEMENT,
  MOVEMENT_ASSIGNMENT,
  DUE_DATE,
] as const satisfies readonly RecordLayout[];
