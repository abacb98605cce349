/** The stylesheet and the script, under names that change with what is in them, so that a browser may keep them. */
import { createHash } from 'node:crypto';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/** How long a browser keeps what may be kept. */
export const YEAR_SECONDS = 365 * 24 * 60 * 60;

type AssetName = 'style' | 'script';

interface Asset {
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

const ASSETS: Readonly<Record<AssetName, Asset>> = {
  style: asset('style', 'css', 'text/css; charset=utf-8', STYLE),
  script: asset('script', 'js', 'text/javascript; charset=utf-8', SCRIPT),
};

export function assetPath(name: AssetName): string {
  return ASSETS[name].path;
}

/** Null where there is none at this path. */
export function assetAt(path: string): Asset | null {
  return Object.values(ASSETS).find((each) => each.path === path) ?? null;
}

function asset(name: AssetName, ending: string, type: string, text: string): Asset {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { path: `/statique/${name}-${hash}.${ending}`, type, text };
}
