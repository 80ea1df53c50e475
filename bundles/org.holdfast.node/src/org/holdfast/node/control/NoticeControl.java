// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;

/** What people were told by mail, webhook and the like. */
public interface NoticeControl {
    /** The ways that are there, set up or not, by name. */
    List<NoticeWayReport> ways();

    /** What was told, or waits, or could not be; of those that are kept the newest first. */
    List<NoticeReport> notices();

    /** Sends a notice by each way that is set up, now, and returns what came of it; keeps nothing. */
    List<NoticeTestReport> test();
}
