// SPDX-License-Identifier: EPL-2.0
/** What every way of notices keeps to ({@link org.holdfast.testkit.notice.NoticeChannelContract}), and certificates of servers. */
@NullMarked
package org.holdfast.testkit.notice;

import org.jspecify.annotations.NullMarked;
