/** Two circles that meet: what groups are known by. Shapes of an icon, for `Icon`. */
export const circles = '<circle cx="8.5" cy="12" r="6"/><circle cx="15.5" cy="12" r="6"/>';
