// SPDX-License-Identifier: EPL-2.0
/**
 * Files through the C library and the system calls of Linux (x86-64 and aarch64), reached by the foreign-memory API.
 * {@link org.holdfast.files.internal.linux.LinuxFileTree} is the way in. From below: {@code Symbols}, {@code Abi} and the
 * {@code …Calls} classes are the system's functions and answer a negative error number when they fail; {@code Scratch} is
 * the native memory they use; {@code DirectoryChain} keeps the directories from a root to a cursor open; {@code LinuxScan}
 * and {@code LinuxTarget} stand on those.
 */
@NullMarked
package org.holdfast.files.internal.linux;

import org.jspecify.annotations.NullMarked;
