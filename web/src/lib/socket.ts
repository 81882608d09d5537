/** The only door to the live server: the wall for everybody, the desk for people. The wall hands on a
 * gapless stream: a missing sequence number asks for a snapshot and holds deltas back until it is
 * here; silence is questioned, then reported. */
import type { CrisisOut, TimelineEntryOut } from '#contracts/crisis.ts';
import type { WallDelta, WallState } from '#contracts/wall.ts';
import { io } from 'socket.io-client';

const SCHEMA = 1;
/** A wall that hears nothing for this long asks for a snapshot, to know whether it still lives. */
const QUIET_MS = 10_000;
/** ... and is stale when that brings nothing either. */
const DEAD_MS = 18_000;
const WATCH_MS = 1_000;
const RETRY_MS = 5_000;
/** Trying again with the same token changes nothing about these. */
const REFUSALS = new Set(['unauthorized', 'forbidden']);

const DIAL = {
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  reconnectionDelay: 500,
  reconnectionDelayMax: 5_000,
};

export type Link = 'connecting' | 'live' | 'lost' | 'refused' | 'outdated';

type Options = {
  token: string | null;
  brand: string | null;
  onSnapshot: (state: WallState) => void;
  onDelta: (delta: WallDelta) => void;
  onLink: (link: Link, detail?: string) => void;
};
export type WallSocket = { close(): void };

export const connectWall = (options: Options): WallSocket => {
  const { token, brand, onLink, onSnapshot, onDelta } = options;
  const socket = io('/wall', { ...DIAL, ...(token ? { auth: { token } } : {}) });
  let seq = -1;
  let heardAt = performance.now();
  let isAsking = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const ask = (event: 'subscribe' | 'resync', wish = {}) => {
    isAsking = true;
    socket.emit(event, wish);
  };
  const subscribe = () => ask('subscribe', brand === null ? {} : { brand });
  const isKnown = (message: { schema: number }) => {
    if (message.schema === SCHEMA) return true;
    onLink('outdated');
    socket.close();
    return false;
  };

  socket.on('connect', subscribe);
  socket.on('snapshot', (state: WallState) => {
    heardAt = performance.now();
    if (!isKnown(state) || state.brand !== brand) return;
    seq = state.seq;
    isAsking = false;
    onSnapshot(state);
    onLink('live');
  });
  socket.on('delta', (delta: WallDelta) => {
    heardAt = performance.now();
    if (isAsking || !isKnown(delta)) return;
    if (delta.seq !== seq + 1) return ask('resync');
    seq = delta.seq;
    onDelta(delta);
  });
  socket.on('disconnect', (reason) => {
    if (reason === 'io client disconnect') return;
    onLink('lost');
    if (reason === 'io server disconnect') socket.connect();
  });
  socket.on('connect_error', (error) => {
    if (REFUSALS.has(error.message)) return onLink('refused', error.message);
    onLink('lost', error.message);
    // Not active: the server refused for a passing reason, and socket.io does not try again itself.
    if (!socket.active) retry = setTimeout(() => socket.connect(), RETRY_MS);
  });

  const watch = setInterval(() => {
    if (!socket.connected) return;
    const quietMs = performance.now() - heardAt;
    if (quietMs > DEAD_MS) onLink('lost');
    else if (quietMs > QUIET_MS && !isAsking) ask('resync');
  }, WATCH_MS);
  return {
    close() {
      clearInterval(watch);
      clearTimeout(retry);
      socket.close();
    },
  };
};

/** As the desk tells it: entries of every crisis. */
type DeskEntry = TimelineEntryOut & { crisisId: string };
type DeskOptions = {
  onCrisis: (crisis: CrisisOut) => void;
  onEntry: (entry: DeskEntry) => void;
  /** Connected, again too: what was told meanwhile was missed and must be read. */
  onOpen: () => void;
};

/** Hears of crises and their timelines as somebody signed in. It has no sequence: whoever listens reads
 * again on `onOpen` and now and then. */
export const connectDesk = ({ onCrisis, onEntry, onOpen }: DeskOptions): WallSocket => {
  const socket = io('/desk', DIAL);
  let retry: ReturnType<typeof setTimeout> | undefined;
  socket.on('connect', onOpen);
  socket.on('crisis', onCrisis);
  socket.on('timeline', onEntry);
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') retry = setTimeout(() => socket.connect(), RETRY_MS);
  });
  socket.on('connect_error', (error) => {
    if (REFUSALS.has(error.message) || socket.active) return;
    retry = setTimeout(() => socket.connect(), RETRY_MS);
  });
  return {
    close() {
      clearTimeout(retry);
      socket.close();
    },
  };
};
