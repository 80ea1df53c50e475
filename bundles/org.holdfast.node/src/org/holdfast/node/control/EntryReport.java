// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;
import java.util.Optional;

/** A file, directory or other entry of a snapshot. kind is directory, file, symlink, fifo, socket, character-device or block-device; mode is octal. */
public record EntryReport(
        String snapshot,
        String path,
        String kind,
        String mode,
        String owner,
        String group,
        long size,
        Instant modified,
        Optional<String> linkTarget) {}
