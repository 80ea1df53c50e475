// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

/**
 * How a tree is scanned.
 *
 * @param oneFileSystem directories on another file system than the root's are reported, but not entered
 * @param maximumDepth directories below this many levels under the root are reported as {@link Trouble} and not entered
 */
public record ScanOptions(boolean oneFileSystem, int maximumDepth) {
    private static final int USUAL_DEPTH = 4096;

    public ScanOptions {
        if (maximumDepth < 1) {
            throw new IllegalArgumentException("the maximum depth is at least 1, not " + maximumDepth);
        }
    }

    /** Everything below the root, mounted file systems too, to a depth of 4,096. */
    public static ScanOptions everything() {
        return new ScanOptions(false, USUAL_DEPTH);
    }

    /** Only what lies on the root's own file system, to a depth of 4,096. */
    public static ScanOptions withinFileSystem() {
        return new ScanOptions(true, USUAL_DEPTH);
    }
}
