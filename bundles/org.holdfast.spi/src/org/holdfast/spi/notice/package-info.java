// SPDX-License-Identifier: EPL-2.0
/**
 * What tells people something: start with {@link NoticeChannel}. What is to be told, when, and how often it is tried is
 * none of its business; the node decides that and keeps what waits.
 */
@NullMarked
package org.holdfast.spi.notice;

import org.jspecify.annotations.NullMarked;
