// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal;

import java.util.Optional;
import org.holdfast.files.PathText;
import org.holdfast.files.Restored;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;

/** Judges names that come out of a backup, which may have been written by an enemy. */
public final class ComponentName {
    private static final Bytes HERE = PathText.bytes(".");
    private static final Bytes PARENT = PathText.bytes("..");

    /** No system takes a longer path, let alone a name. */
    private static final int LONGEST = 4095;

    private ComponentName() {}

    /** Why no directory of any system could hold an entry of this name; empty if one could. */
    public static Optional<Restored.Refused> refuse(Bytes name) {
        if (name.length() == 0) {
            return refused(name, "is empty");
        }
        if (name.equals(HERE) || name.equals(PARENT)) {
            return refused(name, "means a directory that exists already");
        }
        if (name.length() > LONGEST) {
            return Optional.of(new Restored.Refused(
                    ErrorCode.MALFORMED_INPUT, "a name of " + name.length() + " bytes is too long for any system"));
        }
        for (byte b : name.toArray()) {
            if (b == '/' || b == 0) {
                return refused(name, "holds a slash or a NUL byte, so it is no single name");
            }
        }
        return Optional.empty();
    }

    private static Optional<Restored.Refused> refused(Bytes name, String why) {
        return Optional.of(
                new Restored.Refused(ErrorCode.MALFORMED_INPUT, "the name \"" + PathText.shown(name) + "\" " + why));
    }
}
