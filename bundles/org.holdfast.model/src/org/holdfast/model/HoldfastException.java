// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import org.jspecify.annotations.Nullable;

/** Something unexpected, with what it happened to. The message says what happened, to what, and what to do next. */
public class HoldfastException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ErrorCode code;
    private final String subject;
    private final boolean retryable;

    public HoldfastException(ErrorCode code, String subject, String message) {
        this(code, subject, message, false, null);
    }

    public HoldfastException(ErrorCode code, String subject, String message, @Nullable Throwable cause) {
        this(code, subject, message, false, cause);
    }

    public HoldfastException(
            ErrorCode code, String subject, String message, boolean retryable, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.subject = subject;
        this.retryable = retryable;
    }

    public ErrorCode code() {
        return code;
    }

    /** The partner, block, path or setting that it happened to. */
    public String subject() {
        return subject;
    }

    /** Whether the same call may succeed later without anybody doing anything. */
    public boolean retryable() {
        return retryable;
    }
}
