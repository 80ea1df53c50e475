// SPDX-License-Identifier: EPL-2.0
/**
 * What people must be told: {@link org.holdfast.core.notice.NoticeRules} decides it, from lines of the audit log ({@link
 * org.holdfast.core.notice.EventNotices}) and from how things stand ({@link org.holdfast.core.notice.Condition}), so that
 * nothing is told again and again. What was decided goes into the outbox ({@link org.holdfast.core.port.Notices}) together
 * with what has to be remembered of it ({@link org.holdfast.core.notice.NoticeMemory}).
 */
@NullMarked
package org.holdfast.core.notice;

import org.jspecify.annotations.NullMarked;
