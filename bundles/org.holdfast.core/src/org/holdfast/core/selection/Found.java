// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

/**
 * What a decision is about.
 *
 * @param name last component, as {@link NameText} writes it
 * @param file whether it is a regular file; likewise {@code folder}
 * @param size in bytes, of a regular file
 * @param changedSeconds when its content was last changed, in seconds since 1970
 * @param otherFileSystem whether it lies on another file system than the source's root
 * @param ownFolder whether it is the node's own data folder
 */
public record Found(
        String name,
        boolean folder,
        boolean file,
        long size,
        long changedSeconds,
        boolean otherFileSystem,
        boolean ownFolder) {}
