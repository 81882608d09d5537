/** Who looks at this page: somebody signed in, a display with its token, or nobody yet. The token
 * comes in the fragment of the wall's link, which reaches no server log, and leaves the address bar. */
import * as api from '#lib/api.ts';
import type { Role } from '#contracts/who.ts';

/** Each may do all that the lower ones may. */
const RANKS: Record<Role, number> = { viewer: 0, supervisor: 1, leader: 2, manager: 3, admin: 4 };

const KEY = 'tocsin.display';

const storedToken = (): string | null => {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
};

class Session {
  user = $state<api.SessionUser | null>(null);
  /** False until the server was asked once. */
  isKnown = $state(false);
  displayToken = $state<string | null>(storedToken());

  /** Returns true where the fragment held a token. */
  takeToken(fragment: string): boolean {
    const token = new URLSearchParams(fragment.replace(/^#/, '')).get('token');
    if (!token) return false;
    this.displayToken = token;
    try {
      sessionStorage.setItem(KEY, token);
    } catch {
      // Kept in memory only.
    }
    return true;
  }

  async load(): Promise<void> {
    try {
      this.user = await api.whoAmI();
    } catch (error) {
      if (!(error instanceof api.ApiError) || error.status !== 401) throw error;
      this.user = null;
    } finally {
      this.isKnown = true;
    }
  }

  async signIn(email: string, password: string): Promise<void> {
    await api.signIn(email, password);
    this.#dropToken();
    await this.load();
  }

  async signOut(): Promise<void> {
    await api.signOut();
    this.user = null;
  }

  /** Who signs in is a person from now on, also on the wall. */
  #dropToken(): void {
    this.displayToken = null;
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // There was none to forget.
    }
  }

  may(least: Role): boolean {
    return this.user !== null && RANKS[this.user.role] >= RANKS[least];
  }
}

export const session = new Session();
