// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.backup.RecodeRun;

/**
 * Holds the rate of what is stored anew in the background: what moved may take no less time than that. Thread-safe.
 *
 * @param rate the setting, in MiB a second
 */
record WritingPace(Node node, Setting rate) implements RecodeRun.Pace {
    WritingPace(Node node) {
        this(node, Setting.RECODE_MEBIBYTES);
    }

    void pause(long bytes) throws InterruptedException {
        long most = node.settings().mebibytes(rate).value();
        node.clock().sleep(Duration.ofMillis(bytes * 1000 / most));
    }

    @Override
    public void moved(long bytes) {
        try {
            pause(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "recode", "The re-coding was cancelled.", e);
        }
    }
}
