// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import java.util.List;
import org.holdfast.model.ErrorCode;

/** How restoring one entry ended. */
public sealed interface Restored {
    /** The entry is in place under its name; {@code warnings} tells what of its metadata could not be set. */
    record Done(List<Warning> warnings) implements Restored {
        public Done {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Nothing was changed; the rest can go on.
     *
     * @param code TARGET_EXISTS if something is in the way, MALFORMED_INPUT for a name that no directory can hold,
     *     RESTORE_INCOMPLETE if the system does not allow it
     * @param why for people
     */
    record Refused(ErrorCode code, String why) implements Restored, FileStart {}
}
