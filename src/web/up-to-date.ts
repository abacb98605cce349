/** What is asked of the register, once what ISACOMPTA took meanwhile, and what is back, is noted in it. */
import type { DropRecord } from '../model/drop-record.ts';
import { noticeIntegration } from '../register/integration.ts';
import type { Desk } from './desk.ts';

/** So that a list says how things are. A share that is away has taken nothing, and keeps nobody from looking. */
export async function upToDate(
  desk: Desk,
  ask: () => Promise<readonly DropRecord[]>,
): Promise<readonly DropRecord[]> {
  try {
    const sight = { root: desk.folders.root, at: new Date().toISOString() };
    const { returned, drops, taken } = await noticeIntegration(desk.register, sight, ask);
    if (returned.length + taken.size > 0) desk.changed();
    return taken.size === 0 ? drops : await ask();
  } catch (error) {
    desk.onFault(error);
    return ask();
  }
}
