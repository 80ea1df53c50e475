// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

/** Why an entry is in a backup, or not. */
public enum Cause {
    /** Nothing leaves it out. */
    EVERYTHING,
    /** An include pattern chose it, or a folder above it. */
    INCLUDED,
    /** A pattern with {@code !} takes it back in. */
    TAKEN_BACK,
    /** Only the way to something that includes may choose. */
    PASSAGE,
    /** No include pattern chose it. */
    NOT_INCLUDED,
    /** A pattern of the source. */
    EXCLUDED,
    /** A pattern of an ignore file. */
    IGNORED,
    /** The node's own data. */
    OWN_FOLDER,
    /** Another file system. */
    OTHER_FILE_SYSTEM,
    /** In a folder that says of itself that it is a cache. */
    CACHE,
    /** The file that says so, which stays. */
    CACHE_TAG,
    /** Longer than the source wants. */
    TOO_LARGE,
    /** Not changed for longer than the source wants. */
    TOO_OLD,
    /** A package brings the same file. */
    VENDOR
}
