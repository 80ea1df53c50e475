// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

/**
 * Something about a restored entry is not as it was.
 *
 * @param aspect what
 * @param why for people: what it is now, and why
 */
public record Warning(Aspect aspect, String why) {
    /** Parts of an entry's metadata. */
    public enum Aspect {
        OWNER,
        MODE,
        ATTRIBUTE,
        TIME
    }
}
