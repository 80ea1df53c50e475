// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

/** What an entry of a directory is. */
public enum FileKind {
    DIRECTORY,
    FILE,
    SYMLINK,
    FIFO,
    SOCKET,
    CHARACTER_DEVICE,
    BLOCK_DEVICE
}
