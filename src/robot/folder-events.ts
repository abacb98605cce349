/**
 * Says when it is worth looking into the drop folders. Events get lost, so that nothing relies on them: they only spare
 * the wait for the next sweep. Knows nothing of drops.
 */
import { type FSWatcher, watch } from 'chokidar';

export interface FolderEvents {
  /** Has the folders watched that have these paths by now. */
  renew(): void;
  close(): Promise<void>;
}

export interface FolderEventsOptions {
  /** Look again and again, for network shares that announce nothing. */
  readonly polling: boolean;
  readonly onChange: () => void;
  /** What can't be watched: sweeps see it all the same. */
  readonly onError: (error: unknown) => void;
}

/** How often a share is looked at. */
const POLLING_MS = 1_000;

export function watchFolders(folders: readonly string[], options: FolderEventsOptions): FolderEvents {
  let watcher = watcherOf(folders, options);
  return {
    renew: () => {
      void watcher.close();
      watcher = watcherOf(folders, options);
    },
    close: () => watcher.close(),
  };
}

function watcherOf(folders: readonly string[], options: FolderEventsOptions): FSWatcher {
  const watcher = watch([...folders], {
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
    usePolling: options.polling,
    interval: POLLING_MS,
    binaryInterval: POLLING_MS,
  });
  watcher.on('all', options.onChange);
  // What came while it made itself ready was not announced.
  watcher.on('ready', options.onChange);
  watcher.on('error', options.onError);
  return watcher;
}
