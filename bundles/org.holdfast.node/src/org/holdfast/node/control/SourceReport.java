// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;

/** A tree that is backed up, with its rules as a {@link SourceRequest} names them. */
public record SourceReport(
        String path,
        List<String> exclude,
        boolean oneFileSystem,
        List<String> include,
        String ignoreFile,
        long largestBytes,
        int oldestDays,
        List<String> presets,
        String hookBefore,
        String hookAfter,
        int hookSeconds,
        String hookFailure,
        String view) {}
