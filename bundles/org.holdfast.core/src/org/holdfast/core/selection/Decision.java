// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

/** What becomes of one entry of a source. */
public sealed interface Decision {
    Reason reason();

    /** It is backed up; a folder is entered. */
    record Taken(Reason reason) implements Decision {}

    /** A folder that is entered, and kept only if something below it is taken. */
    record Passed(Reason reason) implements Decision {}

    /** A folder that is backed up itself, without what it holds. */
    record Closed(Reason reason) implements Decision {}

    /** It is not backed up; a folder is not entered. */
    record LeftOut(Reason reason) implements Decision {}
}
