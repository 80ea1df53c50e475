// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

/** Where the recovery secret is. */
public enum SecretState {
    /** On this machine: the sheet can be printed, and whoever takes over the machine has the root key (P6 not in force). */
    PRESENT,
    /** On paper only. */
    SEALED,
    /** Not on this machine although the sheet was never sealed: somebody deleted or moved the file. */
    LOST
}
