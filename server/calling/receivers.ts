/** The receivers that are in force: those of the catalogue, and mail and push, which need no more than
 * what the server has anyway. */
import type { Catalogue, ReceiverConfig } from '#contracts/catalogue.ts';
import { receiverConfig } from '#contracts/catalogue.ts';
import type { Config } from '#server/config.ts';

const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[|\]$/g, '');

/** What is told who sends, where nobody has configured it. */
const senderOf = (config: Pick<Config, 'admin'>, publicUrl: string): string =>
  config.admin?.email ?? `tocsin@${hostOf(publicUrl)}`;

/** `publicUrl`: the one in force, whether configured or not. */
export const receiversOf = (
  { receivers }: Pick<Catalogue, 'receivers'>,
  config: Pick<Config, 'smtpUrl' | 'admin'>,
  publicUrl: string,
): ReceiverConfig[] => {
  const has = (kind: ReceiverConfig['kind']) =>
    receivers.some((row) => row.kind === kind || row.key === kind);
  const sender = senderOf(config, publicUrl);
  const implicit: object[] = [];
  if (config.smtpUrl !== null && !has('mail')) {
    implicit.push({ key: 'mail', kind: 'mail', from: sender });
  }
  if (!has('push')) implicit.push({ key: 'push', kind: 'push', subject: `mailto:${sender}` });
  return [...receivers, ...implicit.map((row) => receiverConfig.parse(row))];
};
