// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

import java.util.List;

/** What a restore did. */
public record Restored(
        String snapshot,
        long files,
        long kept,
        long bytes,
        long fetchedBytes,
        long badShards,
        double seconds,
        long errors,
        String newest,
        List<Problem> problems) {}
