// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

/** What a scan meets, in depth-first order, the entries of a directory sorted by the bytes of their names. */
public sealed interface ScanEvent permits ScanEvent.Enter, ScanEvent.Found, ScanEvent.Leave, Trouble {
    /** A directory; what it holds follows, then its {@link Leave}. */
    record Enter(ScannedEntry directory) implements ScanEvent {}

    /** Anything but a directory. */
    record Found(ScannedEntry entry) implements ScanEvent {}

    /** The end of a directory, described as when it was entered. */
    record Leave(ScannedEntry directory) implements ScanEvent {}
}
