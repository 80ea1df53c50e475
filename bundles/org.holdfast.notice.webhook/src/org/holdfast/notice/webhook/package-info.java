// SPDX-License-Identifier: EPL-2.0
/** Notices as JSON that is posted to an address: {@link WebhookChannel}. */
@NullMarked
package org.holdfast.notice.webhook;

import org.jspecify.annotations.NullMarked;
