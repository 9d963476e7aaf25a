// Whether f, s and / lead to the search from anywhere on a page; hc.js listens to them.
const STORED = "hc-keys"; // kept on this device when they are off; see the cookies page

// Storage may be forbidden: then they stay on.
export function areKeysOff() {
  try {
    return STORED in localStorage;
  } catch {
    return false;
  }
}

// The other way round; whether they are off now.
export function switchKeys() {
  try {
    if (areKeysOff()) localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, "off");
  } catch {
    // Nothing is kept, nothing changes.
  }
  return areKeysOff();
}
