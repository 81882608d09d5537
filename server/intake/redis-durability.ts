/** What an acknowledgement of this Redis is worth: read from the server at boot, told to the operator
 * where a power cut could take back what a sender was promised. */

/** `wait`: ask WAITAOF after each group of appends. `none`: the reply itself comes after the sync, or
 * nothing better can be had (then `warnings` says so). */
export type Durability = { wait: 'waitaof' | 'none'; warnings: string[] };

const field = (info: string, name: string): string | null =>
  new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? null;

const isAtLeast = (version: string, major: number, minor: number): boolean => {
  const [a = 0, b = 0] = version.split('.').map(Number);
  return a > major || (a === major && b >= minor);
};

/** `info` is the text of INFO; `fsync` is CONFIG GET appendfsync, null where CONFIG is forbidden. */
export const judgeDurability = (info: string, fsync: string | null): Durability => {
  const warnings: string[] = [];
  const policy = field(info, 'maxmemory_policy');
  if (policy !== null && policy !== 'noeviction') {
    warnings.push(`maxmemory-policy is ${policy}: Redis may drop accepted rows; set noeviction`);
  }
  if (field(info, 'aof_enabled') !== '1') {
    warnings.push('appendonly is off: accepted rows are lost when Redis stops; set appendonly yes');
    return { wait: 'none', warnings };
  }
  if (fsync === 'always') return { wait: 'none', warnings };
  if (isAtLeast(field(info, 'redis_version') ?? '0', 7, 2)) return { wait: 'waitaof', warnings };
  warnings.push(
    fsync === null
      ? 'appendfsync cannot be read: accepted rows are safe only when it is always'
      : `appendfsync is ${fsync}: a power cut may lose accepted rows; set always, or Redis 7.2`,
  );
  return { wait: 'none', warnings };
};
