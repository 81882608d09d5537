/** The keys by which push services know this house (VAPID): made once, kept in the database. */
import webPush from 'web-push';
import { z } from 'zod';
import { houseSecret } from '#server/store/secrets.ts';
import type { Sql } from '#server/store/sql.ts';

const keys = z.object({ publicKey: z.string(), privateKey: z.string() });

export const vapidKeys = async (db: Sql): Promise<z.infer<typeof keys>> => {
  const stored = await houseSecret(db, 'web-push', () =>
    JSON.stringify(webPush.generateVAPIDKeys()),
  );
  return keys.parse(JSON.parse(stored));
};
