// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;

/**
 * What the node's settings say of notices.
 *
 * @param repeat how long the same is not told again
 * @param gather how long a notice waits for others
 * @param oldestBackup how old the newest backup may get
 */
record NoticeSettings(Duration repeat, Duration gather, Duration oldestBackup) {
    static NoticeSettings of(NodeSettings settings) {
        return new NoticeSettings(
                Duration.ofHours(settings.number(Setting.NOTICE_REPEAT)),
                Duration.ofMinutes(settings.number(Setting.NOTICE_GATHER)),
                settings.days(Setting.NOTICE_BACKUP));
    }
}
