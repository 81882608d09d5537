/** Did another site send this? Browsers put Origin (and Sec-Fetch-Site) on every request that
 * changes something and on every socket handshake; whoever sends neither is no browser and carries
 * no cookie of a victim. Used for cookie requests and by the sockets. */

type Sent = { origin?: string | undefined; site?: string | undefined; host?: string | undefined };

/** `publicUrl`: the address people use; without it the Host header is the measure. */
export const isFromOtherSite = (sent: Sent, publicUrl: string | null): boolean => {
  if (sent.site !== undefined && sent.site !== 'same-origin' && sent.site !== 'none') return true;
  if (sent.origin === undefined) return false;
  if (!URL.canParse(sent.origin)) return true;
  const origin = new URL(sent.origin);
  if (publicUrl !== null && origin.origin === new URL(publicUrl).origin) return false;
  return sent.host === undefined || origin.host !== sent.host.toLowerCase();
};
