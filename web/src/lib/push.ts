/** Web push as this browser has it: whether it can, whether the person allowed it, and switching it on
 * and off. What arrives is shown by `static/push-worker.js`, also while no page is open. */
import { ApiError, call } from './api.ts';
import { deviceOf } from './device.ts';

/** `unsupported`: this browser cannot, or only from the home screen. `denied`: the person forbade it
 * in the browser's settings. */
export type PushState = 'unsupported' | 'denied' | 'off' | 'on';

const WORKER = '/push-worker.js';

const canPush = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

const worker = (): Promise<ServiceWorkerRegistration | undefined> =>
  navigator.serviceWorker.getRegistration('/');

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> => {
  const base64 = base64url.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
};

const isSameKey = (subscription: PushSubscription, key: Uint8Array): boolean => {
  const known = subscription.options.applicationServerKey;
  if (known === null) return false;
  const bytes = new Uint8Array(known);
  return bytes.length === key.length && bytes.every((byte, index) => byte === key[index]);
};

const houseKey = async (): Promise<Uint8Array<ArrayBuffer>> =>
  bytesOf((await call<{ key: string }>('GET', '/oncall/push/key')).key);

/** What was made for other keys than the house has now never brings anything: that is off. */
export const pushState = async (): Promise<PushState> => {
  if (!canPush()) return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  const subscription = await (await worker())?.pushManager.getSubscription();
  if (!subscription || Notification.permission !== 'granted') return 'off';
  return isSameKey(subscription, await houseKey()) ? 'on' : 'off';
};

const subscribe = async (
  registration: ServiceWorkerRegistration,
  key: Uint8Array<ArrayBuffer>,
): Promise<PushSubscription> => {
  const known = await registration.pushManager.getSubscription();
  if (known && isSameKey(known, key)) return known;
  await known?.unsubscribe();
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
};

/** Call it from a click: browsers ask the person only then. Throws ApiError where the house refuses,
 * and what the browser threw where its push service cannot be reached. */
export const switchPushOn = async (): Promise<PushState> => {
  if (!canPush()) return 'unsupported';
  const permission = await Notification.requestPermission();
  if (permission !== 'granted') return permission === 'denied' ? 'denied' : 'off';
  const key = await houseKey();
  await navigator.serviceWorker.register(WORKER);
  const registration = await navigator.serviceWorker.ready;
  const { endpoint, keys } = (await subscribe(registration, key)).toJSON();
  await call('POST', '/oncall/push', { endpoint, keys, device: deviceOf(navigator.userAgent) });
  return 'on';
};

/** The house may have forgotten it already, because the browser's push service said that it is gone. */
const forget = async (endpoint: string): Promise<void> => {
  try {
    await call('DELETE', '/oncall/push', { endpoint });
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
  }
};

/** The house forgets it first: what the browser keeps alone would bring nothing. */
export const switchPushOff = async (): Promise<PushState> => {
  if (!canPush()) return 'unsupported';
  const subscription = await (await worker())?.pushManager.getSubscription();
  if (subscription) {
    await forget(subscription.endpoint);
    await subscription.unsubscribe();
  }
  return 'off';
};
