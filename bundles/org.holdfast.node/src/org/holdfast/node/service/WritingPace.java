// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.backup.RecodeRun;

/** Holds the rate of what is stored anew in the background: what moved may take no less time than that. Thread-safe. */
record WritingPace(Node node) implements RecodeRun.Pace {
    void pause(long bytes) throws InterruptedException {
        long rate = node.settings().mebibytes(Setting.RECODE_MEBIBYTES).value();
        node.clock().sleep(Duration.ofMillis(bytes * 1000 / rate));
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
