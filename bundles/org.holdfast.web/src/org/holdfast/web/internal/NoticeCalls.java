// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.holdfast.web.internal.Call.custodian;
import static org.holdfast.web.internal.Call.viewer;

import java.util.List;
import java.util.function.Supplier;
import org.holdfast.node.control.NoticeControl;

/** What people are told by mail, webhook and the like. */
final class NoticeCalls {
    private NoticeCalls() {}

    static List<Call> of(Supplier<NoticeControl> node) {
        return List.of(
                viewer("GET /v1/notices", "By which ways people are told, and what they were")
                        .answers("notice_way", "notice")
                        .by((in, out) -> {
                            node.get().ways().forEach(each -> out.send("notice_way", each));
                            node.get().notices().forEach(each -> out.send("notice", each));
                        }),
                custodian("POST /v1/notice-test", "Sends a notice by each way that is set up, now")
                        .answers("notice_test")
                        .by((in, out) -> node.get().test().forEach(each -> out.send("notice_test", each))));
    }
}
