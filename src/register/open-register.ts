/** Opens the register. What stands behind the port is decided here and nowhere else. */
import { type OpenOptions, openDatabase } from './database.ts';
import type { Register } from './register.ts';
import { SqliteRegister } from './sqlite-register.ts';

/**
 * The register in the file, which is made where it is missing; the folder has to be there. Throws `RegisterFault` for a
 * file that is no register or a later program's, and what the system says of the path.
 */
export async function openRegister(path: string, options: OpenOptions = {}): Promise<Register> {
  return new SqliteRegister(await openDatabase(path, options));
}
