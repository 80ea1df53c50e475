// SPDX-License-Identifier: EPL-2.0
/**
 * How people are told: {@link org.holdfast.node.notice.Outbox} brings what waits in the ledger to every {@link
 * org.holdfast.node.notice.Way} that is set up, again and again until it is there or too old.
 */
@NullMarked
package org.holdfast.node.notice;

import org.jspecify.annotations.NullMarked;
