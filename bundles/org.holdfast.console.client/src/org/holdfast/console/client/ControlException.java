// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import org.jspecify.annotations.Nullable;

/**
 * A call that failed: what the node said, or that it could not be asked. The code is one of docs/errors.md, of the node's
 * version of it, so it is a text; the message is the node's, and hostile to whoever shows it.
 */
public final class ControlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is, for whoever has to decide what to do next. */
    public enum Kind {
        /** The node answered, and said what went wrong. */
        FAILED,
        /** The node does not know the call: it is of an older version. */
        UNKNOWN_CALL,
        /** The token or pass was not taken, or the token cannot be read by this user. */
        REFUSED,
        /** The pass is let in, and the call takes more than its role. */
        ROLE_NEEDED,
        /** The file that should be a pass is none, or cannot be read. */
        NO_PASS,
        /** What answers shows another certificate than the one that the pass has of the node. */
        IMPOSTOR,
        /** No node runs in the folder. */
        STOPPED,
        /** There is no node's folder at all. */
        NO_NODE,
        /** A node should be there, and does not answer, or what answers is none. */
        SILENT,
        /** The caller gave it up. */
        CANCELLED
    }

    private final Kind kind;
    private final String code;

    ControlException(Kind kind, String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.code = code;
    }

    /** A call that failed in a way that nobody foresaw: a defect here, to be shown all the same. */
    public static ControlException of(Throwable cause) {
        return cause instanceof ControlException known
                ? known
                : new ControlException(Kind.FAILED, "INTERNAL", "The console failed: " + cause, cause);
    }

    public Kind kind() {
        return kind;
    }

    /** As in docs/errors.md. */
    public String code() {
        return code;
    }
}
