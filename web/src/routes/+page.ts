/** The product opens on its wall. */
import { redirect } from '@sveltejs/kit';

export const load = () => redirect(307, '/wall');
