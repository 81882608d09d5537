/** Who is on the roster, and who of them looks at this page: read when a crisis page opens, for handing
 * over and asking the reserve. Without it a name can still be typed. */
import * as api from '#lib/api-oncall.ts';
import type { PersonOut, ReserveOut } from '#contracts/oncall-wire.ts';

export class Team {
  people = $state.raw<PersonOut[]>([]);
  /** Key of the person that the account belongs to. */
  me = $state<string | null>(null);
  /** The reserve of one crisis; null: not read yet. */
  reserve = $state.raw<ReserveOut[] | null>(null);
  why = $state('');

  async fetch(): Promise<void> {
    const [people, me] = await Promise.allSettled([api.readPeople(), api.readMe()]);
    if (people.status === 'fulfilled') this.people = people.value.items;
    if (me.status === 'fulfilled') this.me = me.value.person?.key ?? null;
  }

  async fetchReserve(crisis: string): Promise<void> {
    try {
      this.reserve = (await api.readReserve(crisis)).items;
      this.why = '';
    } catch (error) {
      this.why = (error as Error).message;
    }
  }

  /** Throws ApiError where it is refused: the form says it. */
  async askReserve(crisis: string, people: string[]): Promise<void> {
    this.reserve = (await api.askReserve(crisis, people)).items;
  }
}
