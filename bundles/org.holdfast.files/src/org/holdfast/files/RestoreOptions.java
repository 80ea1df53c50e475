// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

/**
 * How a tree is written. Nothing is durable before {@link TreeTarget#sync}.
 *
 * @param overwrite entries that exist are replaced; without it they are refused with TARGET_EXISTS. Directories that
 *     exist are always used as they are, and a directory never gives way to anything else
 * @param privileged set-user-id and set-group-id bits of files, capabilities and device nodes are restored. It takes
 *     effect only for root; otherwise each of them is left out with a {@link Warning}
 */
public record RestoreOptions(boolean overwrite, boolean privileged) {
    /** Nothing is overwritten; no set-user-id bits, capabilities or devices. */
    public static RestoreOptions careful() {
        return new RestoreOptions(false, false);
    }

    /** As {@link #careful}, with everything that needs root: what a recovered machine wants. */
    public static RestoreOptions complete() {
        return new RestoreOptions(false, true);
    }

    public RestoreOptions overwriting() {
        return new RestoreOptions(true, privileged);
    }
}
