import type { Crm } from '../../machines/call.ports.js';

/** The CRM of an installation that has none: nobody is told, nothing fails. Used where no webhook is configured. */
export const noCrm: Crm = {
  notify: async () => {},
};
