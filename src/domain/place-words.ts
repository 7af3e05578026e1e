/** What the names of practices end in: “Smith Family Medicine”. For patterns that are tried on plain words. */
export const PLACE =
  '(?:medicine|medical|practice|clinic|pediatrics|cardiology|dermatology|orthopedics|urology|office|associates|health|healthcare|care|center|group|management|hospital|physicians)';
