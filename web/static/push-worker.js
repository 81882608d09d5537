// Shows what the house pushes while no page of it is open. Plain and small: a browser wakes it at
// night for one message. The page registers it when somebody switches push on (src/lib/push.ts).

const FALLBACK = {
  title: 'Tocsin',
  text: 'Something needs you: open Tocsin.',
  tag: 'tocsin',
  isUrgent: true,
  url: '/',
};

/** What cannot be read is shown all the same: an alert that says little beats silence. */
const messageOf = (data) => {
  try {
    return { ...FALLBACK, ...data.json() };
  } catch {
    return FALLBACK;
  }
};

const show = ({ title, text, tag, isUrgent, url, at }) =>
  self.registration.showNotification(title, {
    body: text,
    tag,
    renotify: true,
    requireInteraction: isUrgent,
    timestamp: Date.parse(at) || undefined,
    icon: '/icon-192.png',
    badge: '/badge-96.png',
    data: { url },
    actions: [{ action: 'open', title: 'Open' }],
  });

/** A page that shows it already comes to the front. */
const open = async (given) => {
  const url = new URL(given, self.location.origin);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return;
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const shown = pages.find((page) => page.url === url.href);
  await (shown ? shown.focus() : self.clients.openWindow(url.href));
};

/** The browser gave up the old subscription: the house must know the new one. */
const renew = async (oldSubscription, newSubscription) => {
  const key = oldSubscription?.options.applicationServerKey;
  const subscription =
    newSubscription ??
    (key
      ? await self.registration.pushManager.subscribe({
          userVisibleOnly: true,
          applicationServerKey: key,
        })
      : null);
  if (!subscription) return;
  const { endpoint, keys } = subscription.toJSON();
  await fetch('/api/v1/oncall/push', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ endpoint, keys, device: 'renewed by the browser' }),
  });
};

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('push', (event) => event.waitUntil(show(messageOf(event.data))));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.url ?? '/'));
});
self.addEventListener('pushsubscriptionchange', (event) =>
  event.waitUntil(renew(event.oldSubscription, event.newSubscription)),
);
