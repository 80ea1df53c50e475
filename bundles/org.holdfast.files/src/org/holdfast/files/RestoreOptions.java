// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

/**
 * How a tree is written.
 *
 * @param overwrite entries that exist are replaced; without it they are refused with TARGET_EXISTS. Directories that
 *     exist are always used as they are, and a directory never gives way to anything else
 * @param owners users and groups are set; without it everything belongs to who restores
 * @param privileged set-user-id and set-group-id bits of files, capabilities and device nodes are restored. It takes
 *     effect only for root; otherwise each of them is left out with a {@link Warning}
 * @param durable each entry is on the disk before its call returns (slow); without it {@link TreeTarget#sync} does so
 *     for all at once
 */
public record RestoreOptions(boolean overwrite, boolean owners, boolean privileged, boolean durable) {
    /** Owners are restored; nothing is overwritten; no set-user-id bits, capabilities or devices. */
    public static RestoreOptions careful() {
        return new RestoreOptions(false, true, false, false);
    }

    /** As {@link #careful}, with everything that needs root: what a recovered machine wants. */
    public static RestoreOptions complete() {
        return new RestoreOptions(false, true, true, false);
    }

    public RestoreOptions overwriting() {
        return new RestoreOptions(true, owners, privileged, durable);
    }

    public RestoreOptions withoutOwners() {
        return new RestoreOptions(overwrite, false, privileged, durable);
    }

    public RestoreOptions durably() {
        return new RestoreOptions(overwrite, owners, privileged, true);
    }
}
